"""The money of a transfer: paid out by the old place, in transit, booked in and credited by the new one.

Each side is one transaction and books once by its key. Cut off between the two, the money stands in transit in the old
place's book and in nobody's account; nothing is lost, and the new place takes it in later.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions.accounts.models import AccountMove
from contributions.accounts.selectors import held_at
from contributions.transfers.actions.moving import counted, moved, recipient, saved, taken
from contributions.transfers.law import IN
from contributions.transfers.models import Transfer
from contributions.transfers.rules.amounts import Year
from contributions.transfers.rules.course import Act, Side
from contributions.transfers.selectors.standing import relation_at
from contributions.transfers.words import (
    CHANGED_SCHEME,
    CREDITED,
    PAID_OUT,
    RECORD_SENT,
    RECORD_TAKEN,
    RELATIONS,
    moving_words,
)
from funds.ledger.actions import Line, draw, post
from funds.ledger.models import AccountKind, Book
from funds.ledger.models import Side as Posted
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import FUND_OF
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import send
from siadmin.letters.models import Issued
from siadmin.letters.texts import MessageText

ACCOUNT_SHORT = Reason(
    "transfer_account_short",
    "个人账户现存 {held_fen} 分，少于信息表所载 {wanted_fen} 分。",
    "The account now holds {held_fen} fen, less than the {wanted_fen} fen on the form.",
    "先查明账户变动的原因，由申请人撤回后重新申请。",
    "Find out what changed; have the application withdrawn and made again.",
)
RECORD_SHORT = Reason(
    "transfer_record_short",
    "{year} 年的记录已少于信息表：现为 {months} 个月、{wages_fen} 分，表载 {told_months} 个月、{told_fen} 分；"
    "或单位缴费减少。",
    "Of {year} there is less than the form says: {months} months and {wages_fen} fen of wages; on the form "
    "{told_months} months and {told_fen} fen; or employers' payments became less.",
    "先查明记录变动的原因，由申请人撤回后重新申请。",
    "Find out what changed; have the application withdrawn and made again.",
)


@transaction.atomic
def pay_out(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime) -> Transfer:
    """The old place's accountant pays: fiscal account → expenditure account → in transit; the account there is emptied.

    Raises RECORD_SHORT, FUND_SHORT, PLAN_SHORT, ACCOUNT_SHORT, NoLawInForce, and what `taken` refuses. The new place's
    limit begins. What came to record and account since the form stays and moves with the next transfer.
    """
    transfer = taken(transfer_id, seen_version, Act.PAY_OUT, by, at)
    on = timezone.localdate(at)
    _still_there(transfer)
    moved(transfer, Act.PAY_OUT, by, at)
    transfer.paid_by, transfer.paid_eyes, transfer.paid_at = by, by.eyes, at
    counted(transfer, Side.NEW, IN, on)
    saved(transfer)
    _book_out(transfer, on, by, at)
    assert transfer.interest_until is not None, "what moves was prepared"
    held = held_at(transfer.person_id, transfer.insurance, transfer.from_region, transfer.interest_until)
    principal, interest = transfer.principal_fen or 0, transfer.interest_fen or 0
    if held.principal_fen < principal or held.interest_fen < interest:
        raise ACCOUNT_SHORT(held_fen=held.total_fen, wanted_fen=transfer.account_fen)
    _move_account(transfer, transfer.from_region, -1, on)
    record(
        by=by, at=at, code="transfer_paid_out", subject_kind="person", subject=transfer.person.number,
        transfer=transfer.number, total_fen=transfer.total_fen,
    )  # fmt: skip
    values = {
        "from_place": transfer.from_region.words, "to_place": transfer.to_region.words, "due_on": transfer.due_on,
    }  # fmt: skip
    _tell(transfer, PAID_OUT, RECORD_SENT, values, at, issued=transfer.information_form)
    return transfer


def _still_there(transfer: Transfer) -> None:
    """Raises RECORD_SHORT where a year of the record now says less than what was answered: the pooled part is of it."""
    assert transfer.interest_until is not None, "what moves was prepared"
    now = relation_at(
        transfer.person, transfer.insurance, transfer.from_region, transfer.interest_until, transfer.to_insurance
    )
    stands = {each.year: each for each in now.years}
    for told in transfer.years.order_by("year"):
        year = stands.get(told.year, Year(told.year, 0, 0))
        if year.months < told.months or year.wages_fen < told.wages_fen or year.employer_fen < told.employer_fen:
            raise RECORD_SHORT(
                year=told.year, months=year.months, wages_fen=year.wages_fen, told_months=told.months,
                told_fen=told.wages_fen,
            )  # fmt: skip


@transaction.atomic
def receive(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime) -> Transfer:
    """The new place's accountant confirms that it arrived: booked in, no longer in transit, credited to the account.

    Raises what `taken` refuses; the second of two who confirm at once finds it changed.
    """
    transfer = taken(transfer_id, seen_version, Act.RECEIVE, by, at)
    on = timezone.localdate(at)
    moved(transfer, Act.RECEIVE, by, at)
    transfer.received_by, transfer.received_eyes, transfer.received_at = by, by.eyes, at
    saved(transfer)
    _book_in(transfer, on, by, at)
    _move_account(transfer, transfer.to_region, 1, on)
    record(
        by=by, at=at, code="transfer_credited", subject_kind="person", subject=transfer.person.number,
        transfer=transfer.number, total_fen=transfer.total_fen,
    )  # fmt: skip
    values = {
        "relation": moving_words(transfer.insurance, transfer.to_insurance, RELATIONS),
        "to_place": transfer.to_region.words,
        "months": transfer.months,
    }  # fmt: skip
    _tell(transfer, CREDITED if transfer.months_count else CHANGED_SCHEME, RECORD_TAKEN, values, at)
    return transfer


def _tell(
    transfer: Transfer,
    with_money: MessageText,
    record_only: MessageText,
    values: dict[str, Any],
    at: dt.datetime,
    issued: Issued | None = None,
) -> None:
    """Tell the person, the sum where money moves."""
    text = with_money if transfer.total_fen else record_only
    known = values | {"total_fen": transfer.total_fen}
    send(
        text, to=recipient(transfer.person), at=at, values={name: known[name] for name in text.names},
        page=("citizen_transfers",), issued=issued, key=transfer.number,
    )  # fmt: skip


def entry_key(transfer: Transfer, step: str) -> str:
    """The key of a step's entry: `funded`, `sent` at the old place; `out`, `in` when it arrived; `overlap`."""
    return f"transfer:{transfer.number}:{step}"


def _books(transfer: Transfer) -> tuple[Book, Book]:
    """The books it leaves and comes to, locked in one order whoever comes first."""
    old = (FUND_OF[transfer.insurance], transfer.from_region_id)
    new = (FUND_OF[transfer.to_insurance], transfer.to_region_id)
    either = Q(fund=old[0], region=old[1]) | Q(fund=new[0], region=new[1])
    locked = Book.objects.select_for_update(no_key=True).filter(either)
    books = {(book.fund, book.region_id): book for book in locked.order_by("pk")}
    return books[old], books[new]


def _book_out(transfer: Transfer, on: dt.date, by: User, at: dt.datetime) -> None:
    amount = transfer.total_fen
    if not amount:  # the record moves, no money
        return
    old, _ = _books(transfer)
    draw(
        book=old, key=entry_key(transfer, "funded"), amount_fen=amount, reason=f"关系转移 {transfer.number}",
        on=first_open_day(old, on), by=by.pk, at=at,
    )  # fmt: skip
    transit, paying = AccountKind.TRANSFER_IN_TRANSIT, AccountKind.EXPENDITURE
    _post(transfer, "sent", "transfer_sent", old, transit, paying, on, by, at)


def _book_in(transfer: Transfer, on: dt.date, by: User, at: dt.datetime) -> None:
    if not transfer.total_fen:
        return
    old, new = _books(transfer)
    transit, spent = AccountKind.TRANSFER_IN_TRANSIT, AccountKind.TRANSFER_EXPENDITURE
    _post(transfer, "out", "transfer_out", old, spent, transit, on, by, at)
    _post(transfer, "in", "transfer_in", new, AccountKind.FISCAL, AccountKind.TRANSFER_INCOME, on, by, at)


def _post(
    transfer: Transfer,
    step: str,
    flow: str,
    book: Book,
    debit: str,
    credit: str,
    on: dt.date,
    by: User,
    at: dt.datetime,
) -> None:
    amount = transfer.total_fen
    post(
        key=entry_key(transfer, step),
        flow=flow,
        booked_on=first_open_day(book, on),
        reason=f"关系转移 {transfer.number}",
        lines=[Line(book, debit, Posted.DEBIT, amount), Line(book, credit, Posted.CREDIT, amount)],
        by=by.pk,
        at=at,
    )


def _move_account(transfer: Transfer, region: Region, sign: int, on: dt.date) -> None:
    """Both sides count from the day to which its interest was computed: nothing is earned twice, nothing not at all."""
    assert transfer.interest_until is not None, "what moves was prepared"
    if transfer.account_fen:
        AccountMove.objects.create(
            key=entry_key(transfer, "in" if sign > 0 else "out"), person=transfer.person,
            account=transfer.to_insurance if sign > 0 else transfer.insurance, region=region,
            principal_fen=sign * (transfer.principal_fen or 0),
            interest_fen=sign * (transfer.interest_fen or 0),
            year_interest_fen=sign * (transfer.year_interest_fen or 0), moved_on=on,
            counts_from=transfer.interest_until,
        )  # fmt: skip
