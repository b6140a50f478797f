"""A month across employers: who was billed, who did not declare, whom a person has to assess."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from contributions.assessment.models import BillKind, HandAssessment
from contributions.assessment.visibility import bills_seen_by, employers_worked_on_by
from contributions.declarations.models import ContributionWage, Declaration, DeclarationState
from enrollment.participation.selectors import roster
from enrollment.registry.models import Employer, Person
from siadmin.agency.viewer import Viewer
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import law_of_day

_SET_PROVISIONALLY = Q(kind__in=[BillKind.PROVISIONAL, BillKind.REVERSAL])


@dataclass(frozen=True, slots=True)
class EmployerMonth:
    """All bills of one employer's month that a viewer may see, in fen."""

    employer_id: int
    total_fen: int
    provisional_fen: int
    people: int
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
            most_people=Max("people"),
            unsettled=Count("pk", filter=Q(settled_on__isnull=True, total_fen__gt=0)),
            due=Min("due_on"),
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
            people=row["most_people"],
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


def waiting_for_a_person(viewer: Viewer) -> QuerySet[HandAssessment]:
    """Employers a person has to assess, the longest waiting first."""
    return (
        HandAssessment.objects.filter(employer__in=employers_worked_on_by(viewer), decided_at__isnull=True)
        .select_related("employer")
        .order_by("noticed_at", "month", "employer_id")
    )


@dataclass(frozen=True, slots=True)
class ProposedWage:
    """The likely wage of somebody nobody declared: the last one on record, else the lower limit of the base."""

    person: Person
    wage_fen: int
    known_since: Month | None
    is_floor: bool


def proposed_wages(employer: Employer, month: Month) -> tuple[list[ProposedWage], Law]:
    """Everybody insured in the month with a wage to start from, and the limit that stands in where none is known.

    Raises NO_LAW_IN_FORCE.
    """
    floor = law_of_day(employer.pooling_region, month.first_day).law("pension.base_floor")
    people = _once(employment.person for employment in roster(employer.pk, month))
    known = ContributionWage.objects.filter(
        employer=employer, person__in=people, superseded_at__isnull=True, from_month__lte=month
    ).order_by("from_month")
    last = {wage.person_id: wage for wage in known}
    proposals = []
    for person in people:
        wage = last.get(person.pk)
        if wage is None:
            proposals.append(ProposedWage(person, fen(floor.value, HALF_UP), None, is_floor=True))
        else:
            proposals.append(ProposedWage(person, wage.wage_fen, wage.from_month, is_floor=False))
    return proposals, floor


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
