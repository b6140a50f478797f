"""Arrears: bills past their due day that are not covered, employer by employer, the most money first (SIL 63, 86)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from contributions.assessment.models import Bill
from contributions.collection.models import Allocation, Deferral
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Overdue:
    """What one fund's month still lacks, in fen, since the day after it was due."""

    month: Month
    fund: str
    due_on: dt.date
    open_fen: int


@dataclass(frozen=True, slots=True)
class EmployerArrears:
    """Everything one employer is late with."""

    employer_id: int
    overdue: tuple[Overdue, ...]

    @property
    def open_fen(self) -> int:
        return sum(each.open_fen for each in self.overdue)

    @property
    def months(self) -> int:
        return len({each.month for each in self.overdue})

    @property
    def since(self) -> dt.date:
        return min(each.due_on for each in self.overdue)


def arrears(bills: QuerySet[Bill], today: dt.date) -> list[EmployerArrears]:
    """Employers among `bills` (what the viewer may see) that are past due, the largest sum first.

    A credit of the same fund and month is taken off; one of another fund never is (SIL 64). Months whose payment is
    deferred are not past due meanwhile (SIL 63, IMPL 21, 22), nor is a bill beside them whose day has not passed.
    """
    put = Allocation.objects.filter(bill=OuterRef("pk")).values("bill").annotate(sum=Sum("amount_fen")).values("sum")
    deferred = Deferral.objects.filter(
        employer=OuterRef("employer"), fund=OuterRef("fund"), first_month__lte=OuterRef("month"),
        last_month__gte=OuterRef("month"), starts_on__lte=today, ends_before__gt=today, stopped_on__isnull=True,
    )  # fmt: skip
    late = Q(total_fen__gt=0, due_on__lt=today)
    rows = (
        bills.filter(~Exists(deferred), settled_on__isnull=True, employer__isnull=False)
        .annotate(left=F("total_fen") - Coalesce(Subquery(put), 0))
        .values("employer_id", "month", "fund")
        .annotate(open=Sum("left"), past=Sum("left", filter=late), due=Min("due_on", filter=late))
        .filter(open__gt=0, past__gt=0)
    )
    found: dict[int, list[Overdue]] = defaultdict(list)
    for row in rows:
        found[row["employer_id"]].append(Overdue(row["month"], row["fund"], row["due"], min(row["open"], row["past"])))
    of_employers = [
        EmployerArrears(employer_id, tuple(sorted(each, key=lambda one: (one.month, one.fund))))
        for employer_id, each in found.items()
    ]
    return sorted(of_employers, key=lambda each: (-each.open_fen, each.employer_id))
