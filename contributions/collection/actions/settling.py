"""Take receipts in and settle what they cover, in one transaction: allocation, months paid, credits, ledger.

The same statements serve one receipt from the API and a file of many thousands by slices.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from contributions.accounts.models import AccountKind as PersonalAccount
from contributions.assessment.models import Bill
from contributions.collection.inbox import RUN
from contributions.collection.models import Allocation, ReceiptRow
from enrollment.registry.actions import lock_employers, lock_people
from enrollment.registry.models import Employer
from funds.ledger.actions import Line, post, signed
from funds.ledger.models import AccountKind, Book, Collector, Side
from funds.ledger.selectors import first_open_day
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
ROWS_A_SLICE = 2000
CREDITS_DIFFER = Reason(
    "credits_differ",
    "个人账户记入 {credited} 分，账单应记 {wanted} 分。",
    "Personal accounts would get {credited} fen, the bills say {wanted} fen.",
    "未入账，请系统管理岗核查。",
    "Nothing was booked; the administrator must look into it.",
)


class CollectionRun:
    """A file of receipts by slices of payers: employers, and people who pay for themselves."""

    code = RUN
    title = Words("到账入账", "Taking receipts in")

    def plan(self, run: Run) -> Iterable[Scope]:
        rows = ReceiptRow.objects.filter(file_id=run.parameters["file"], problem="")
        known = rows.filter(payer__isnull=False).order_by("payer").values_list("payer", flat=True)
        first: int | None = None
        last, count = 0, 0
        for payer in known.iterator():
            if first is not None and count >= ROWS_A_SLICE and payer != last:
                yield Scope({"first": first, "last": last}, count)
                first, count = None, 0
            first, last, count = first if first is not None else payer, payer, count + 1
        if first is not None:
            yield Scope({"first": first, "last": last}, count)
        if unknown := rows.filter(payer__isnull=True).count():
            yield Scope({"first": None, "last": None}, unknown)

    def execute(self, part: Slice) -> dict[str, Any]:
        return take_in(
            file_id=part.run.parameters["file"],
            first=part.scope["first"],
            last=part.scope["last"],
            batch=f"{part.run_id}.{part.number}",
            on=timezone.localdate(part.run.planned_at),
            by=part.run.started_by,
            at=part.run.planned_at,
        )

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run)


@transaction.atomic
def take_in(
    *,
    file_id: int,
    first: int | None,
    last: int | None,
    batch: str,
    on: dt.date,
    by: int | None,
    at: dt.datetime,
) -> dict[str, int]:
    """Receipts of a file for a range of payers (None: payers unknown): receive, settle, book. Counts and sums."""
    if first is not None and last is not None:
        rows = ReceiptRow.objects.filter(file_id=file_id, payer__range=(first, last))
        lock_employers(Employer.objects.filter(pk__in=rows.filter(payer__gt=0).values("employer_id")))
        lock_people(rows.filter(payer__lt=0).values_list("person_id", flat=True))
    with joining_sets():
        arrived = run_sql(
            SQL / "receive.sql", {"file": file_id, "first": first, "last": last, "batch": batch, "on": on, "at": at}
        )
    refused = run_sql(SQL / "mark_reused.sql", {"file": file_id, "whole": False, "first": first, "last": last})[0][0]
    books = {book.pk: book for book in Book.objects.filter(pk__in={row[0] for row in arrived})}
    for book_id, received_on, amount, _, key in arrived:
        book_receipts(key, books[book_id], received_on, int(amount), by, at)
    sums = {
        "receipts": sum(int(row[3]) for row in arrived),
        "received_fen": sum(int(row[2]) for row in arrived),
        "refused_rows": int(refused),
    }
    if first is not None and last is not None:
        sums |= settle(first=first, last=last, batch=batch, on=on, by=by, at=at)
    return sums


def book_receipts(key: str, book: Book, received_on: dt.date, amount_fen: int, by: int | None, at: dt.datetime) -> None:
    """Money arrived: at the fiscal account where tax collects, at the income account where the agency does.

    Money told of only after its month was closed is booked on the first open day.
    """
    by_tax = book.collector == Collector.TAX
    post(
        key=key,
        flow="receipt_from_tax" if by_tax else "receipt_by_agency",
        booked_on=first_open_day(book, received_on),
        reason=f"contributions received {received_on}",
        lines=[
            Line(book, AccountKind.FISCAL if by_tax else AccountKind.INCOME, Side.DEBIT, amount_fen),
            Line(book, AccountKind.UNALLOCATED, Side.CREDIT, amount_fen),
        ],
        by=by,
        at=at,
    )


def settle(*, first: int, last: int, batch: str, on: dt.date, by: int | None, at: dt.datetime) -> dict[str, int]:
    """Settle the bills of a range of payers whose allocations reach their totals; credit accounts and book the income.

    Raises CREDITS_DIFFER: then nothing of it happens.
    """
    allocated = Allocation.objects.filter(bill=OuterRef("pk")).values("bill").annotate(sum=Sum("amount_fen"))
    covered = Bill.objects.filter(
        payer__gte=first,
        payer__lte=last,
        settled_on__isnull=True,
        lapsed_on__isnull=True,
        total_fen=Coalesce(Subquery(allocated.values("sum")), 0),
    )
    rows: list[tuple[Any, ...]] = []
    for month in sorted(set(covered.values_list("month", flat=True))):
        wanted = {
            "first": first,
            "last": last,
            "month": month.first_day,
            "batch": batch,
            "on": on,
            "accounts": PersonalAccount.values,  # not the bills with a sum: shares that cancel out are credited too
        }
        with joining_sets():
            rows += run_sql(SQL / "settle.sql", wanted)
    books = {(book.region_id, book.fund): book for book in Book.objects.filter(region__in={row[0] for row in rows})}
    for region, fund, month, total, for_accounts, credited, _, key in rows:
        if credited != for_accounts:
            raise CREDITS_DIFFER(credited=credited, wanted=for_accounts)
        _book_settlement(key, books[region, fund], Month.of(month), total, for_accounts, on, by, at)
    return {
        "settled_bills": sum(int(row[6]) for row in rows),
        "settled_fen": sum(int(row[3]) for row in rows),
        "credited_fen": sum(int(row[5]) for row in rows),
    }


def _book_settlement(
    key: str,
    book: Book,
    month: Month,
    total: int,
    personal: int,
    on: dt.date,
    by: int | None,
    at: dt.datetime,
) -> None:
    lines = [
        *signed(book, AccountKind.UNALLOCATED, Side.DEBIT, total, month),
        *signed(book, AccountKind.CONTRIBUTIONS_POOLED, Side.CREDIT, total - personal, month),
        *signed(book, AccountKind.CONTRIBUTIONS_PERSONAL, Side.CREDIT, personal, month),
    ]
    if lines:
        post(
            key=key,
            flow="settlement",
            booked_on=first_open_day(book, on),
            reason=f"contributions of {month}",
            lines=lines,
            by=by,
            at=at,
        )
