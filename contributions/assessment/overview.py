"""A month across employers: who was billed, who did not declare."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from contributions.assessment.models import BillKind
from contributions.assessment.visibility import bills_seen_by
from contributions.declarations.models import Declaration, DeclarationState
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month

_OPEN = Q(settled_on__isnull=True, total_fen__gt=0)
_SET_PROVISIONALLY = Q(kind__in=[BillKind.PROVISIONAL, BillKind.REVERSAL])


@dataclass(frozen=True, slots=True)
class EmployerMonth:
    """All bills of one employer's month that a viewer may see, in fen; due on the nearest day of what is open."""

    employer_id: int
    total_fen: int
    provisional_fen: int
    unsettled: int
    due_on: dt.date
    has_provisional_values: bool
    is_declared: bool

    @property
    def is_unchanged(self) -> bool:
        """Assessed without a declaration of the month: where wages are declared once a year, silence says so."""
        return not self.is_declared and not self.is_undeclared

    @property
    def is_undeclared(self) -> bool:
        """Billed at 110% of the month before, and not declared since (SIL 62)."""
        return self.provisional_fen > 0


def employer_months(viewer: Viewer, month: Month) -> list[EmployerMonth]:
    """Every employer billed for a month, the largest amount first."""
    rows = (
        bills_seen_by(viewer)
        .filter(month=month)
        .values("employer_id")
        .annotate(
            total=Sum("total_fen"),
            provisional=Sum("total_fen", filter=_SET_PROVISIONALLY, default=0),
            unsettled=Count("pk", filter=_OPEN),
            due=Coalesce(Min("due_on", filter=_OPEN), Max("due_on")),
            uncertain=Count("pk", filter=Q(is_provisional=True) & ~_SET_PROVISIONALLY),
        )
        .order_by("-total", "employer_id")
    )
    filed = Declaration.objects.filter(
        employer_id__in=[row["employer_id"] for row in rows], month=month, state=DeclarationState.FILED
    )
    declared = set(filed.values_list("employer_id", flat=True))
    return [
        EmployerMonth(
            employer_id=row["employer_id"],
            total_fen=row["total"],
            provisional_fen=row["provisional"],
            unsettled=row["unsettled"],
            due_on=row["due"],
            has_provisional_values=bool(row["uncertain"]),
            is_declared=row["employer_id"] in declared,
        )
        for row in rows
    ]


def months_with_bills(viewer: Viewer) -> list[Month]:
    """Months that have bills the viewer may see, newest first."""
    return list(bills_seen_by(viewer).order_by("-month").values_list("month", flat=True).distinct())
