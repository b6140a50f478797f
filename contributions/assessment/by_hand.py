"""Months a person has to assess: which wait, with which wages to start from, what prepared wages would come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from contributions.assessment.models import HandAssessment, HandProposal, PreparedState
from contributions.assessment.preview import preview
from contributions.assessment.visibility import employers_worked_on_by
from contributions.declarations.models import ContributionWage
from contributions.declarations.protocols import Charged, Preview
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month, roster
from enrollment.registry.models import Employer, Person
from siadmin.agency.viewer import Viewer
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import law_of_day


def waiting_for_a_person(viewer: Viewer) -> QuerySet[HandAssessment]:
    """Employers a person has to assess, the longest waiting first."""
    return (
        HandAssessment.objects.filter(employer__in=employers_worked_on_by(viewer), decided_at__isnull=True)
        .select_related("employer")
        .order_by("noticed_at", "month", "employer_id")
    )


def waiting_for_review(waiting: QuerySet[HandAssessment]) -> QuerySet[HandAssessment]:
    """Those of them for which somebody has prepared wages."""
    return waiting.filter(Exists(prepared(waiting=OuterRef("pk"))))


def prepared(**which: object) -> QuerySet[HandProposal]:
    """Wages that wait for a second person."""
    return HandProposal.objects.filter(state=PreparedState.PREPARED, waiting__decided_at__isnull=True, **which)


def newest_proposals(waiting: Iterable[HandAssessment]) -> dict[int, HandProposal]:
    """By the waiting month's id: what was prepared last."""
    of_these = HandProposal.objects.filter(waiting__in=[each.pk for each in waiting])
    return {each.waiting_id: each for each in of_these.select_related("prepared_by", "decided_by").order_by("pk")}


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


def expected_bill(employer: Employer, month: Month, wages: Mapping[str, int]) -> Preview:
    """What wages (person id → fen) would come to for the month. Raises NO_LAW_IN_FORCE."""
    insured: dict[str, list[tuple[str, str]]] = {}
    periods = InsuredPeriod.objects.filter(in_month(month), employer=employer)
    for person_id, insurance, category in periods.values_list("person_id", "insurance", "category"):
        insured.setdefault(str(person_id), []).append((insurance, category))
    people = [Charged(key, wage_fen, tuple(insured.get(key, ()))) for key, wage_fen in wages.items()]
    return preview(employer, month, people)


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
