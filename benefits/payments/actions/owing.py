"""What came back twice is owed to the person: paid out, or kept for what another demand still asks (REG 46)."""

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from benefits.payments.actions.recovering import account_of, free_of
from benefits.payments.models import Overpayment, OwedBack, OwedSettled, Recovered, RecoveredBy
from benefits.payments.selectors.items import asked_by_item
from benefits.payments.words import KEPT_BACK, PAID_BACK, SETTLED_TEXT
from funds.banking.actions import ReadOff, use_line, why_not_use
from funds.ledger.actions import Line, by_item, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case

SETTLED_ALREADY = Reason(
    "owed_settled_already",
    "应退回款 {number} 已全部了结。",
    "All of {number} is settled already.",
    "查看办理记录。",
    "See by which cases it was.",
)
NOTHING_ASKED = Reason(
    "owed_nothing_asked",
    "退款 {number} 没有可以抵作的余额，或者不是本人同一地区同一基金的。",
    "Nothing is left of the demand {number}, or it is not of the same person, fund and place.",
    "选择退回本人，或者其他待退还的项目。",
    "Pay it out, or choose another demand.",
)


def left_owed(owed: OwedBack) -> int:
    """Fen that are neither paid nor kept."""
    settled: int = owed.settled.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return owed.amount_fen - settled


def why_not_keep(owed: OwedBack, kept_for: Overpayment) -> Refusal | None:
    own, theirs = owed.overpayment.ending.entitlement, kept_for.ending.entitlement
    if not left_owed(owed):
        return SETTLED_ALREADY(number=owed.number)
    if (own.region_id, own.fund) != (theirs.region_id, theirs.fund) or free_of(kept_for) <= 0:
        return NOTHING_ASKED(number=kept_for.number)
    return None


def why_not_pay_back(owed: OwedBack, read: ReadOff, today: dt.date) -> Refusal | None:
    if not (left := left_owed(owed)):
        return SETTLED_ALREADY(number=owed.number)
    since = timezone.localdate(owed.found_at)
    return why_not_use(account_of(owed.overpayment), read, -left, since=since, today=today)


@transaction.atomic
def keep_owed(*, owed: OwedBack, kept_for: Overpayment, case: Case, by: User, at: dt.datetime) -> OwedSettled:
    """As much as the demand still asks: nothing is booked, the fund holds it. Raises SETTLED_ALREADY, NOTHING_ASKED."""
    _locked(owed)
    if refusal := why_not_keep(owed, kept_for):
        raise refusal
    amount, on = min(left_owed(owed), free_of(kept_for)), timezone.localdate(at)
    settled = OwedSettled.objects.create(
        owed=owed, amount_fen=amount, kept_for=kept_for, settled_on=on, case=case, settled_at=at
    )
    Recovered.objects.create(
        overpayment=kept_for, kind=RecoveredBy.KEPT, amount_fen=amount, received_on=on, case=case, recorded_at=at
    )
    _told(settled, by, at)
    return settled


@transaction.atomic
def pay_back(*, owed: OwedBack, read: ReadOff, case: Case, by: User, at: dt.datetime) -> OwedSettled:
    """All that is left, as the bank's line shows it, booked. Raises SETTLED_ALREADY and what `why_not_use` answers."""
    book = _locked(owed)
    if refusal := why_not_pay_back(owed, read, timezone.localdate(at)):
        raise refusal
    amount = left_owed(owed)
    entry, _ = post(
        key=f"owed:{case.number}", flow="benefit_owed", booked_on=first_open_day(book, read.on),
        reason=f"重复收回的待遇退回本人 {owed.number}", by=by.pk, at=at,
        lines=[
            *by_item(book, Side.DEBIT, asked_by_item(owed.overpayment_id, amount), Month.of(read.on)),
            Line(book, AccountKind.EXPENDITURE, Side.CREDIT, amount),
        ],
    )  # fmt: skip
    use_line(
        account=account_of(owed.overpayment), read=read, entry=entry, fen=-amount,
        since=timezone.localdate(owed.found_at), case=case, by=by, at=at,
    )  # fmt: skip
    settled = OwedSettled.objects.create(
        owed=owed, amount_fen=amount, settled_on=read.on, case=case, entry=entry, settled_at=at
    )
    _told(settled, by, at, bank_reference=read.reference)
    return settled


def _locked(owed: OwedBack) -> Book:
    entitlement = owed.overpayment.ending.entitlement
    return Book.objects.select_for_update().get(region=entitlement.region, fund=entitlement.fund)


def _told(settled: OwedSettled, by: User, at: dt.datetime, *, bank_reference: str = "") -> None:
    person = settled.owed.overpayment.ending.entitlement.person
    record(
        by=by, at=at, code="owed_back_settled", subject_kind="person", subject=person.number,
        demand=settled.owed.overpayment.number, amount_fen=settled.amount_fen, bank_reference=bank_reference,
    )  # fmt: skip
    send(
        SETTLED_TEXT, to=Recipient(RecipientKind.PERSON, person.number), at=at, page=("citizen_benefits",),
        values={
            "how": KEPT_BACK if settled.kept_for else PAID_BACK, "amount_fen": settled.amount_fen,
            "left_fen": left_owed(settled.owed),
        },
        key=f"owed:{settled.case.number}",
    )  # fmt: skip
