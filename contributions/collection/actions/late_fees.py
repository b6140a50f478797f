"""Charge late fees and pay them from what is left of receipts: nightly by slices, and for one employer after an act.

The order of a receipt's money: the month its reference names, then the late fee of that month once nothing of the month
is open; what is left waits for a person. Each is covered in full or not at all.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.collection.actions.enforcing import end_what_is_paid
from contributions.collection.late_fees import CHARGING, as_columns, fee_law, last_charge, law_of_late_months
from contributions.collection.models import LateFee
from enrollment.registry.actions import lock_employer, lock_employers
from enrollment.registry.models import Employer
from funds.ledger.actions import post, signed
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import Region, User
from siadmin.kernel import runs
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
EMPLOYERS_A_SLICE = 500
_SUMS = ("charged", "charged_fen", "paid", "paid_fen", "ended")


class LateFeeRun:
    """A region's late fees on a day: who paid late since the last time is charged, and what waits pays what is open."""

    code = CHARGING
    title = Words("滞纳金加收", "Charging late fees")

    def plan(self, run: Run) -> Iterable[Scope]:
        region = Region.objects.get(pk=run.parameters["region"])
        charged = LateFee.objects.filter(region=region).order_by("month").values_list("month", flat=True).distinct()
        law = {month: fee_law(region, month) for month in charged}
        rows = run_sql(
            SQL / "plan_late_fees.sql",
            {"region": region.pk, "since": run.parameters["since"], "size": EMPLOYERS_A_SLICE} | as_columns(law),
        )
        for first, last, employers in rows:
            yield Scope({"first": first, "last": last}, employers)

    def execute(self, part: Slice) -> dict[str, Any]:
        region = Region.objects.get(pk=part.run.parameters["region"])
        first, last = part.scope["first"], part.scope["last"]
        lock_employers(Employer.objects.filter(pooling_region=region, pk__range=(first, last)))
        by, at = part.run.started_by, part.run.planned_at
        return charge_range(region=region, first=first, last=last, batch=f"{part.run_id}.{part.number}", by=by, at=at)

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, dict.fromkeys(_SUMS, 0))


@transaction.atomic
def open_late_fees(*, region: Region, by: User | None, at: dt.datetime) -> tuple[Run, bool]:
    """Plan a region's late fees of a day; asking twice on one day gives the same run."""
    on = timezone.localdate(at)
    last = last_charge(region)
    since = timezone.localdate(last) if last else dt.date.min
    return runs.open_run(
        kind=LateFeeRun.code,
        key=f"{region.pk}:{on}",
        parameters={"region": region.pk, "since": since.isoformat()},
        by=by.pk if by else None,
        at=at,
    )


@transaction.atomic
def charge_employer(*, employer: Employer, by: User | None, at: dt.datetime) -> dict[str, int]:
    """The late fees of one employer, at once: after an act that changed what is owed or when. Raises NoLawInForce."""
    employer = lock_employer(employer)
    batch = f"e{employer.pk}.{secrets.token_hex(8)}"
    return charge_range(
        region=employer.pooling_region, first=employer.pk, last=employer.pk, batch=batch,
        by=by.pk if by else None, at=at,
    )  # fmt: skip


def charge_range(
    *, region: Region, first: int, last: int, batch: str, by: int | None, at: dt.datetime
) -> dict[str, int]:
    """Charge a range of employers, pay what their receipts cover, book it; who owes nothing any more leaves the ladder.

    They are locked before. Raises NoLawInForce: then nothing of it happens.
    """
    on = timezone.localdate(at)
    law = law_of_late_months(region, first, last)
    where = {"region": region.pk, "first": first, "last": last, "on": on, "at": at}
    charged, charged_fen = run_sql(SQL / "charge_late_fees.sql", where | as_columns(law))[0]
    paid = run_sql(SQL / "pay_late_fees.sql", where | {"batch": batch})
    books = {book.fund: book for book in Book.objects.filter(region=region)}
    for fund, month, amount, _ in paid:
        book_late_fee(books[fund], Month.of(month), int(amount), batch, by, at)
    return {
        "charged": int(charged),
        "charged_fen": int(charged_fen),
        "paid": sum(int(row[3]) for row in paid),
        "paid_fen": sum(int(row[2]) for row in paid),
        "ended": end_what_is_paid(region=region, first=first, last=last, at=at),
    }


def fee_key(batch: str, book: Book, month: Month) -> str:
    """The key of the entry that books a batch's late fees of a month."""
    return f"late_fee:{batch}:{book.region_id}:{book.fund}:{month.first_day}"


def book_late_fee(book: Book, month: Month, amount_fen: int, batch: str, by: int | None, at: dt.datetime) -> None:
    """Late fees are the fund's own income (COLL 13), booked when they are paid; what is given back is taken off."""
    lines = [
        *signed(book, AccountKind.UNALLOCATED, Side.DEBIT, amount_fen, month),
        *signed(book, AccountKind.LATE_FEES, Side.CREDIT, amount_fen, month),
    ]
    if lines:
        post(
            key=fee_key(batch, book, month),
            flow="late_fee",
            booked_on=first_open_day(book, timezone.localdate(at)),
            reason=f"late fees of {month}",
            lines=lines,
            by=by,
            at=at,
        )
