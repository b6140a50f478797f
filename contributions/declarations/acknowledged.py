"""What employees said of the wages declared for them: what is asked of somebody, who answered, what is disputed.

Asked about is a wage that a declaration set and that is in force; the newest answer to that declaration counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from contributions.declarations.models import Acknowledgement, Answer, ContributionWage, Declaration
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Asked:
    """A declared wage in force and what its person said of it last, if anything. Amounts in fen."""

    wage: ContributionWage
    before_fen: int | None
    answer: Acknowledgement | None

    @property
    def is_waiting(self) -> bool:
        return self.answer is None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people a declaration asked, and what they said."""

    asked: int
    confirmed: int
    on_paper: int
    disputed: int

    @property
    def waiting(self) -> int:
        return self.asked - self.confirmed - self.on_paper - self.disputed


def _in_force(month: Month) -> QuerySet[Any]:
    """Wages that a declaration set, in force in a month, of people insured there, each with its newest answer's id."""
    newest = Acknowledgement.objects.filter(declaration=OuterRef("declaration"), person=OuterRef("person"))
    insured = InsuredPeriod.objects.filter(
        in_month(month), employer=OuterRef("employer"), person=OuterRef("person")
    ).values("person")[:1]
    return (
        ContributionWage.objects.filter(superseded_at__isnull=True, declaration__isnull=False, from_month__lte=month)
        .filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
        .annotate(
            answered=Subquery(newest.order_by("-pk").values("pk")[:1]),
            said=Subquery(newest.order_by("-pk").values("answer")[:1]),
            insured=Subquery(insured),
        )
        .filter(insured__isnull=False)
        .select_related("person", "employer", "declaration")
    )


def asked_of(person_id: int, month: Month) -> list[Asked]:
    """Everything asked of a person, under any of their records, what waits for an answer first."""
    found = _asked(_in_force(month).filter(person_id__in=records_of(person_id)).order_by("employer_id", "person_id"))
    return sorted(found, key=lambda each: not each.is_waiting)


def asked_by(employer: Employer, month: Month) -> list[Asked]:
    """Everybody an employer's declarations ask about: disputes first, then who has not answered, then by name."""
    order = {Answer.DISPUTED: 0, None: 1}
    found = _asked(_in_force(month).filter(employer=employer).order_by("person__pinyin", "person_id"))
    return sorted(found, key=lambda each: order.get(Answer(each.answer.answer) if each.answer else None, 2))


def wage_asked(pk: int, month: Month, *, person_id: int) -> ContributionWage | None:
    """The wage of this key, if it is one asked of this person."""
    found: ContributionWage | None = _in_force(month).filter(pk=pk, person_id__in=records_of(person_id)).first()
    return found


def counted(employer: Employer, month: Month, declaration: Declaration | None = None) -> Counted:
    """What the employer's people said of the wages in force, or of those that one declaration set."""
    rows = _in_force(month).filter(employer=employer)
    if declaration is not None:
        rows = rows.filter(declaration=declaration)
    said = list(rows.values_list("said", flat=True))
    return Counted(len(said), said.count(Answer.CONFIRMED), said.count(Answer.PAPER), said.count(Answer.DISPUTED))


def disputes_seen_by(viewer: Viewer, month: Month) -> QuerySet[Any]:
    """Wages in force that their people dispute, of employers within reach; oldest answer first."""
    seen = _in_force(month).filter(employer__in=employers_seen_by(viewer), said=Answer.DISPUTED)
    return seen.order_by("answered")


def answers_to(wages: Iterable[Any]) -> dict[int, Acknowledgement]:
    """The answers that `_in_force` found, by their id."""
    ids = [wage.answered for wage in wages if wage.answered]
    return Acknowledgement.objects.in_bulk(ids)


def _asked(rows: QuerySet[Any]) -> list[Asked]:
    wages = list(rows)
    answers, before = answers_to(wages), _before(wages)
    return [Asked(wage, before.get((wage.person_id, wage.employer_id)), answers.get(wage.answered)) for wage in wages]


def _before(wages: list[ContributionWage]) -> dict[tuple[int, int], int]:
    """The wage that held before each of these began, by person and employer."""
    earlier = ContributionWage.objects.filter(
        superseded_at__isnull=True,
        person_id__in={wage.person_id for wage in wages},
        employer_id__in={wage.employer_id for wage in wages},
    )
    starts = {(wage.person_id, wage.employer_id): wage.from_month for wage in wages}
    return {
        (row.person_id, row.employer_id): row.wage_fen
        for row in earlier
        if row.before_month is not None and row.before_month == starts.get((row.person_id, row.employer_id))
    }


def people_waiting(employer: Employer, month: Month, numbers: Iterable[str]) -> dict[Person, ContributionWage]:
    """Those of these people (by public number) who have not answered to the wage in force, with it.

    A dispute is an answer: only the employee takes it back.
    """
    rows = _in_force(month).filter(employer=employer, person__number__in=list(numbers))
    return {wage.person: wage for wage in rows if wage.said is None}
