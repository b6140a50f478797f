"""What was paid in both pension schemes goes back to the person, from the place that received the account."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from contributions.accounts.models import AccountMove
from contributions.accounts.selectors import held_at
from contributions.transfers.actions.money import ACCOUNT_SHORT, entry_key
from contributions.transfers.actions.moving import recipient
from contributions.transfers.models import OverlapReturn, Transfer
from contributions.transfers.selectors.permits import why_not_return
from contributions.transfers.words import RETURNED
from funds.ledger.actions import Line, draw, post
from funds.ledger.models import AccountKind, Book
from funds.ledger.models import Side as Posted
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import FUND_OF
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import send

RETURNED_WHEN = Reason(
    "overlap_returned_when",
    "退款日期 {day} 早于转入到账或晚于今天。",
    "The day {day} lies before the transfer arrived, or has not come yet.",
    "按银行回单填写日期。",
    "Write the day of the bank's slip.",
)


@transaction.atomic
def return_overlap(
    *, transfer_id: int, returned_on: dt.date, bank_reference: str, by: User, at: dt.datetime
) -> OverlapReturn:
    """The bank paid the person: booked and taken off the account in one transaction, once (17号 art. 7).

    Raises what `why_not_return` answers, RETURNED_WHEN, FUND_SHORT, PLAN_SHORT, ACCOUNT_SHORT.
    """
    transfer = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("person", "from_region", "to_region")
        .get(pk=transfer_id)
    )
    if refusal := why_not_return(transfer, by, timezone.localdate(at)):
        raise refusal
    assert transfer.received_at is not None and transfer.overlap_fen, "it has arrived, and something goes back"
    if not timezone.localdate(transfer.received_at) <= returned_on <= timezone.localdate(at):
        raise RETURNED_WHEN(day=returned_on)
    amount = transfer.overlap_fen
    held = held_at(transfer.person_id, transfer.to_insurance, transfer.to_region, returned_on)
    if held.principal_fen < amount:
        raise ACCOUNT_SHORT(held_fen=held.principal_fen, wanted_fen=amount)
    paid = OverlapReturn.objects.create(
        transfer=transfer, amount_fen=amount, returned_on=returned_on, bank_reference=bank_reference, returned_by=by,
        returned_eyes=by.eyes, returned_at=at,
    )  # fmt: skip
    _book(transfer, amount, returned_on, by, at)
    AccountMove.objects.create(
        key=entry_key(transfer, "overlap"), person=transfer.person, account=transfer.to_insurance,
        region=transfer.to_region, principal_fen=-amount, interest_fen=0, year_interest_fen=0,
        moved_on=timezone.localdate(at), counts_from=returned_on,
    )  # fmt: skip
    record(
        by=by, at=at, code="transfer_overlap_returned", subject_kind="person", subject=transfer.person.number,
        transfer=transfer.number, amount_fen=amount, bank_reference=bank_reference,
    )  # fmt: skip
    send(
        RETURNED, to=recipient(transfer.person), at=at, page=("citizen_transfers",), key=transfer.number,
        values={"place": transfer.to_region.words, "amount_fen": amount, "day": returned_on},
    )  # fmt: skip
    return paid


def _book(transfer: Transfer, amount: int, on: dt.date, by: User, at: dt.datetime) -> None:
    """Out of what came by the transfer; personal shares of months that were settled stay as they are."""
    found = Book.objects.select_for_update(no_key=True)
    book = found.get(fund=FUND_OF[transfer.to_insurance], region=transfer.to_region)
    day, reason = first_open_day(book, on), f"关系转移 {transfer.number}：重复支付"
    draw(
        book=book, key=entry_key(transfer, "overlap_funded"), amount_fen=amount, reason=reason, on=day, by=by.pk, at=at
    )
    lines = [
        Line(book, AccountKind.TRANSFER_INCOME, Posted.DEBIT, amount),
        Line(book, AccountKind.EXPENDITURE, Posted.CREDIT, amount),
    ]
    key = entry_key(transfer, "overlap")
    post(key=key, flow="overlap_returned", booked_on=day, reason=reason, lines=lines, by=by.pk, at=at)
