"""Money of a third party comes to the fund for what it advanced (SIL 30; MFS 45: to the fund it was paid by)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.medical.items import COSTS_PAID
from benefits.medical.models import AdvanceRecovered, ThirdPartyAdvance
from benefits.medical.selectors import left_to_recover
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import FUND_OF
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

MORE_THAN_ADVANCED = Reason(
    "advance_more_than_left",
    "先行支付 {number} 只剩 {left} 元未追回。",
    "Only ¥ {left} of the advance {number} are left to recover.",
    "核对金额。",
    "Check the amount.",
)
ADVANCE_WHEN = Reason(
    "advance_received_when",
    "到账日期 {day} 早于先行支付，或者晚于今天。",
    "The day {day} lies before the advance, or has not come yet.",
    "按银行流水填写日期。",
    "Write the day of the bank's line.",
)
ADVANCE_LINE_USED = Reason(
    "advance_bank_line_used",
    "银行流水 {reference} 已登记过。",
    "The bank's line {reference} is recorded already.",
    "核对银行流水号。",
    "Check the number of the bank's line.",
)


def why_not_recover(
    advance: ThirdPartyAdvance, amount_fen: int, received_on: dt.date, reference: str, today: dt.date
) -> Refusal | None:
    if amount_fen > (left := left_to_recover(advance)):
        return MORE_THAN_ADVANCED(number=advance.number, left=written(left))
    if not timezone.localdate(advance.decision.decided_at) <= received_on <= today:
        return ADVANCE_WHEN(day=received_on)
    if AdvanceRecovered.objects.filter(bank_reference=reference).exists():
        return ADVANCE_LINE_USED(reference=reference)
    return None


@transaction.atomic
def recover_advance(
    *, advance: ThirdPartyAdvance, amount_fen: int, received_on: dt.date, bank_reference: str, case: Case, by: User,
    at: dt.datetime,
) -> AdvanceRecovered:  # fmt: skip
    """It came to the expenditure account of the fund that paid: booked once.

    Raises MORE_THAN_ADVANCED, ADVANCE_WHEN, ADVANCE_LINE_USED.
    """
    claim = advance.decision.claim
    book = Book.objects.select_for_update().get(region=claim.region, fund=FUND_OF[claim.insurance])
    if refusal := why_not_recover(advance, amount_fen, received_on, bank_reference, timezone.localdate(at)):
        raise refusal
    entry, _ = post(
        key=f"advance:{case.number}", flow="advance_recovered", booked_on=first_open_day(book, received_on),
        reason=f"先行支付追回 {advance.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, amount_fen),
            Line(book, AccountKind.BENEFITS, Side.CREDIT, amount_fen, Month.of(received_on), COSTS_PAID),
        ],
    )  # fmt: skip
    back = AdvanceRecovered.objects.create(
        advance=advance, amount_fen=amount_fen, received_on=received_on, bank_reference=bank_reference, case=case,
        entry=entry, recorded_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="medical_advance_recovered", subject_kind="person", subject=claim.person.number,
        advance=advance.number, amount_fen=amount_fen, bank_reference=bank_reference,
    )  # fmt: skip
    return back
