"""What came in, and what an employer still owes."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Max, QuerySet, Sum

from contributions.assessment.models import Bill, BillKind
from contributions.assessment.selectors import nearest_due_day
from contributions.collection.models import Allocation, Receipt
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still open of an employer's month, in fen, allocated money taken off."""

    month: Month
    due_on: dt.date
    owed_fen: int
    is_provisional: bool
    is_undeclared: bool


def owed_by(employer_id: int, funds: Collection[str] = tuple(Fund.values)) -> list[Owed]:
    """Months with money owed to `funds`, the oldest due day first; differences in the employer's favour come off."""
    bills = list(
        Bill.objects.filter(employer_id=employer_id, fund__in=funds, settled_on__isnull=True).order_by(
            "month", "due_on"
        )
    )
    allocated = dict(
        Allocation.objects.filter(bill__in=bills).values_list("bill_id").annotate(sum=Sum("amount_fen")).order_by()
    )
    months: dict[Month, list[Bill]] = {}
    for bill in bills:
        months.setdefault(bill.month, []).append(bill)
    return [
        Owed(month, nearest_due_day(of_month), owed, _uncertain(of_month), _undeclared(of_month))
        for month, of_month in months.items()
        if (owed := sum(bill.total_fen - allocated.get(bill.pk, 0) for bill in of_month)) > 0
    ]


def _uncertain(bills: list[Bill]) -> bool:
    return any(bill.is_provisional for bill in bills)


def _undeclared(bills: list[Bill]) -> bool:
    return any(bill.kind == BillKind.PROVISIONAL for bill in bills)


def partly_paid(region: Region) -> list[int]:
    """Open bills of people who pay for themselves that took money: they wait for the rest."""
    put = Allocation.objects.filter(bill__region=region, bill__person__isnull=False, bill__settled_on__isnull=True)
    sums = put.values_list("bill_id").annotate(sum=Sum("amount_fen")).order_by()
    return [bill_id for bill_id, amount in sums if amount]


def arrivals_of(payers: Iterable[int]) -> dict[int, dt.date]:
    """For each bill of these payers that took money: the last day on which what it took came in."""
    rows = (
        Allocation.objects.filter(bill__payer__in=payers, amount_fen__gt=0, receipt__isnull=False)
        .values_list("bill_id")
        .annotate(last=Max("receipt__received_on"))
        .order_by()
    )
    return dict(rows)


def receipts_of(employer_id: int, funds: Collection[str] = tuple(Fund.values)) -> QuerySet[Receipt]:
    """Money that came from an employer to `funds`, newest first."""
    receipts = Receipt.objects.filter(employer_id=employer_id, book__fund__in=funds)
    return receipts.select_related("book").order_by("-received_on", "-pk")


def unallocated(viewer: Viewer) -> QuerySet[Receipt]:
    """Receipts of the viewer's funds and regions with money no bill has taken yet, oldest first (待分配款)."""
    return (
        Receipt.objects.filter(viewer.fund_filter(region="book__region", fund="book__fund"))
        .filter(allocated_fen__lt=F("amount_fen"))
        .order_by("received_on", "pk")
    )
