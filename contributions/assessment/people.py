"""A month of an employer, person by person: what each costs, and whose wage was held at a limit (SIL 60)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from contributions.assessment.models import AssessmentLine
from enrollment.registry.models import Identifier, Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.database import run_sql
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"
FLOOR, CEILING = "floor", "ceiling"


@dataclass(frozen=True, slots=True)
class InsuranceOfPerson:
    """One insurance of one person: the newest base, the amounts of all versions together, in fen."""

    insurance: str
    newest_version: int
    wage_fen: int
    base_fen: int
    employer_fen: int
    employee_fen: int

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen

    @property
    def limit(self) -> str:
        """`floor` or `ceiling` when a limit counts instead of the wage, else nothing."""
        if self.base_fen > self.wage_fen:
            return FLOOR
        return CEILING if 0 < self.base_fen < self.wage_fen else ""


@dataclass(frozen=True, slots=True)
class PersonOfMonth:
    """One person's month at one employer."""

    person: Person
    number: str
    insurances: dict[str, InsuranceOfPerson]

    @property
    def first(self) -> InsuranceOfPerson:
        """The insurance whose wage and base stand for the month: the first of the five."""
        return next(iter(self.insurances.values()))

    @property
    def limit(self) -> str:
        return next((each.limit for each in self.insurances.values() if each.limit), "")

    @property
    def employer_fen(self) -> int:
        return sum(each.employer_fen for each in self.insurances.values())

    @property
    def employee_fen(self) -> int:
        return sum(each.employee_fen for each in self.insurances.values())

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen


def limits_of(lines: QuerySet[AssessmentLine]) -> dict[int, str]:
    """Person id → at which limit, if at any; for everybody who still has an amount in these lines.

    `lines`: those of one employer and month that the viewer may see.
    """
    newest = lines.order_by("person_id", "insurance", "-version").distinct("person_id", "insurance")
    found: dict[int, str] = {}
    for person_id, wage, base in newest.values_list("person_id", "wage_fen", "base_fen"):
        if base:
            limit = FLOOR if base > wage else CEILING if base < wage else ""
            found[person_id] = found.get(person_id) or limit
    return found


def people_charged(employer_ids: Collection[int], first: Month, last: Month) -> dict[tuple[int, Month], int]:
    """(employer id, month) → how many people are charged; corrections counted, provisional bills name nobody."""
    wanted = {"employers": list(employer_ids), "first": first.first_day, "last": last.first_day}
    rows = run_sql(SQL / "people_charged.sql", wanted)
    return {(employer_id, Month.of(month)): people for employer_id, month, people in rows}


def in_order(person_ids: Iterable[int]) -> QuerySet[Person]:
    """People by how their names sound."""
    return Person.objects.filter(pk__in=list(person_ids)).order_by("pinyin", "pk")


def months_of(people: Sequence[Person], lines: QuerySet[AssessmentLine]) -> list[PersonOfMonth]:
    """The month of each of `people`, in their order; identity numbers masked."""
    ids = [person.pk for person in people]
    versions: dict[tuple[int, str], list[AssessmentLine]] = {}
    for line in lines.filter(person_id__in=ids).order_by("version"):
        versions.setdefault((line.person_id, line.insurance), []).append(line)
    numbers = _masked_numbers(ids)
    return [
        PersonOfMonth(
            person,
            numbers.get(person.pk, ""),
            {
                insurance: _insurance(insurance, versions[person.pk, insurance])
                for insurance in Insurance.values
                if (person.pk, insurance) in versions
            },
        )
        for person in people
    ]


def _insurance(insurance: str, versions: Sequence[AssessmentLine]) -> InsuranceOfPerson:
    return InsuranceOfPerson(
        insurance=insurance,
        newest_version=versions[-1].version,
        wage_fen=versions[-1].wage_fen,
        base_fen=versions[-1].base_fen,
        employer_fen=sum(line.employer_fen + line.supplement_fen for line in versions),
        employee_fen=sum(line.employee_fen for line in versions),
    )


def _masked_numbers(person_ids: Sequence[int]) -> dict[int, str]:
    current = Identifier.objects.filter(person_id__in=person_ids, ends_before__isnull=True).order_by("-kind")
    return {identifier.person_id: masked(identifier.value) for identifier in current}
