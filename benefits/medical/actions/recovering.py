"""Money of a third party comes to the fund for what it advanced (SIL 30; MFS 45: to the fund it was paid by)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.medical.items import COSTS_PAID
from benefits.medical.models import ThirdPartyAdvance, ThirdPartyRecovered
from benefits.medical.selectors import arrived_to_recover, left_to_recover
from funds.banking.actions import ReadOff, spending_account, use_line, why_not_use
from funds.ledger.actions import Line, post
from funds.ledger.models import Account, AccountKind, Book, Side
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
    "先行支付 {number} 只剩 {left} 元未追偿。",
    "Only ¥{left} of the advance {number} are left to recover.",
    "核对金额。",
    "Check the amount.",
)
NOT_ARRIVED_YET = Reason(
    "advance_not_arrived",
    "先行支付 {number} 未追偿的部分中，银行回执支付成功的只有 {arrived} 元，其余仍可能退回。",
    "Of what is left of the advance {number} banks have answered only ¥{arrived} as paid; the rest may come back yet.",
    "导入银行回执后再登记。",
    "Import the bank's answer first, then record it.",
)


def why_not_recover(
    advance: ThirdPartyAdvance, amount_fen: int, read: ReadOff, today: dt.date, *, by: dt.datetime | None = None
) -> Refusal | None:
    """`by`: what had arrived by then counts; while nothing is recorded yet, whatever has."""
    if amount_fen > (left := left_to_recover(advance)):
        return MORE_THAN_ADVANCED(number=advance.number, left=written(left))
    if amount_fen > (arrived := arrived_to_recover(advance, by)):
        return NOT_ARRIVED_YET(number=advance.number, arrived=written(arrived))
    since = timezone.localdate(advance.decision.decided_at)
    return why_not_use(_account(advance), read, amount_fen, since=since, today=today)


def _account(advance: ThirdPartyAdvance) -> Account:
    claim = advance.decision.claim
    return spending_account(claim.region, FUND_OF[claim.insurance])


@transaction.atomic
def recover_advance(
    *, advance: ThirdPartyAdvance, amount_fen: int, read: ReadOff, case: Case, by: User, at: dt.datetime
) -> ThirdPartyRecovered:
    """It came to the expenditure account of the fund that paid: booked once by the bank's line.

    Only of what had arrived by then. Raises MORE_THAN_ADVANCED, NOT_ARRIVED_YET and what `why_not_use` answers.
    """
    claim = advance.decision.claim
    book = Book.objects.select_for_update().get(region=claim.region, fund=FUND_OF[claim.insurance])
    if refusal := why_not_recover(advance, amount_fen, read, timezone.localdate(at), by=at):
        raise refusal
    entry, _ = post(
        key=f"advance:{case.number}", flow="advance_recovered", booked_on=first_open_day(book, read.on),
        reason=f"先行支付追偿 {advance.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, amount_fen),
            Line(book, AccountKind.BENEFITS, Side.CREDIT, amount_fen, Month.of(read.on), COSTS_PAID),
        ],
    )  # fmt: skip
    use_line(
        account=_account(advance), read=read, entry=entry, fen=amount_fen,
        since=timezone.localdate(advance.decision.decided_at), case=case, by=by, at=at,
    )  # fmt: skip
    back = ThirdPartyRecovered.objects.create(
        advance=advance, amount_fen=amount_fen, received_on=read.on, case=case, entry=entry, recorded_at=at
    )
    record(
        by=by, at=at, code="medical_advance_recovered", subject_kind="person", subject=claim.person.number,
        advance=advance.number, amount_fen=amount_fen, bank_reference=read.reference,
    )  # fmt: skip
    return back
