"""A draft against what is in force: who joins, who is absent and stays insured, whose wage moves, what it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contributions.declarations.intake.problems import OVER_AGE_WORKER
from contributions.declarations.models import Declaration, DeclarationRow, RowState
from contributions.declarations.protocols import Charged, Preview, bill_preview
from contributions.declarations.selectors import Colleague, colleagues
from enrollment.participation.models import InsuredPeriod, OwnKind, WorkerKind
from enrollment.participation.protocols import first_unpaid_month
from enrollment.participation.selectors import in_month, insurances_for, insured_elsewhere, kind_of_worker
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import asked_as
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day


class Shown(StrEnum):
    """Which rows of a draft a list shows."""

    ALL = "all"
    JOINED = "joined"
    UP = "up"
    DOWN = "down"
    FLOOR = "floor"
    CEILING = "ceiling"


@dataclass(slots=True)
class Comparison:
    """Rows are kept by what they mean against last month; wages before by the row's id, in fen."""

    joined: list[DeclarationRow] = field(default_factory=list)
    absent: list[Colleague] = field(default_factory=list)
    up: list[DeclarationRow] = field(default_factory=list)
    down: list[DeclarationRow] = field(default_factory=list)
    before: dict[int, int] = field(default_factory=dict)
    unchanged: int = 0
    people_before: int = 0
    preview: Preview = field(default_factory=Preview)
    rows: dict[str, DeclarationRow] = field(default_factory=dict)

    @property
    def is_of_strangers(self) -> bool:
        """Nobody in the file works for the employer, who has people: perhaps it is somebody else's file."""
        return bool(self.people_before and self.joined) and len(self.joined) == len(self.rows)

    @property
    def people_after(self) -> int:
        return self.people_before + len(self.joined)

    @property
    def raised_fen(self) -> int:
        return sum((row.wage_fen or 0) - self.before[row.pk] for row in self.up)

    @property
    def lowered_fen(self) -> int:
        return sum((row.wage_fen or 0) - self.before[row.pk] for row in self.down)

    @property
    def floor(self) -> list[DeclarationRow]:
        return self._held(self.preview.at_floor)

    @property
    def ceiling(self) -> list[DeclarationRow]:
        return self._held(self.preview.at_ceiling)

    def _held(self, keys: Iterable[str]) -> list[DeclarationRow]:
        """Of those held at a limit, who has a row; people who are not in the file have none."""
        return [self.rows[key] for key in keys if key in self.rows]

    def ids(self, shown: Shown) -> list[int] | None:
        """Which rows a list shows, None for all."""
        return None if shown is Shown.ALL else [row.pk for row in getattr(self, shown)]


def compare(declaration: Declaration) -> Comparison:
    """How a draft's accepted rows compare with the roster and wages in force before its month."""
    employer, month = declaration.employer, declaration.month
    people = {c.person.pk: c for c in colleagues(employer, month)}
    answer = Comparison(people_before=len(people))
    rows = list(declaration.rows.filter(state=RowState.ACCEPTED).select_related("person").order_by("sheet", "number"))
    present = set(declaration.rows.filter(person__isnull=False).values_list("person_id", flat=True))
    wages: dict[int, int] = {pk: c.wage_fen for pk, c in people.items() if c.wage_fen is not None}
    for row in rows:
        answer.rows[str(row.pk)] = row
        if row.person_id is None or row.person_id not in people:
            answer.joined.append(row)
            continue
        _weigh(answer, row, wages.get(row.person_id))
    answer.absent = [c for pk, c in people.items() if pk not in present]
    answer.preview = bill_preview.call(employer, month, list(_charged(employer, month, rows, wages)))
    return answer


def _weigh(answer: Comparison, row: DeclarationRow, before: int | None) -> None:
    wage = row.wage_fen or 0
    if before is not None:
        answer.before[row.pk] = before
    if before is None or wage == before:
        answer.unchanged += 1
    else:
        (answer.up if wage > before else answer.down).append(row)


def _charged(
    employer: Employer, month: Month, rows: Iterable[DeclarationRow], wages: Mapping[int, int]
) -> Iterable[Charged]:
    """Everybody who would be on the bill: rows at their new wage, the others at the wage in force."""
    covers: dict[int, list[tuple[str, str]]] = {}
    for person_id, insurance, category in InsuredPeriod.objects.filter(in_month(month), employer=employer).values_list(
        "person_id", "insurance", "category"
    ):
        covers.setdefault(person_id, []).append((insurance, category))
    newcomers = _Newcomers(employer, month, {row.person_id for row in rows if row.person_id} - covers.keys())
    seen = set()
    for row in rows:
        insured = covers.get(row.person_id or 0)
        seen.add(row.person_id)
        yield Charged(str(row.pk), row.wage_fen or 0, tuple(insured) if insured else newcomers.insurances(row))
    for person_id, insured in covers.items():
        if person_id not in seen and person_id in wages:
            yield Charged(f"person:{person_id}", wages[person_id], tuple(insured))


def _has_paid(person: Person, month: Month, insurance: str) -> bool:
    """Whether somebody paid the month by themself: only then does the employer's insurance start after it."""
    return first_unpaid_month.call(person, OwnKind.FLEXIBLE, month, insurance) != month


class _Newcomers:
    """In what somebody who joins by this declaration would be insured in its month (SIL 58; IMPL 9)."""

    def __init__(self, employer: Employer, month: Month, people: set[int]) -> None:
        book = law_of_day(employer.pooling_region, month.first_day)
        self._month = month
        self._of_kind = {kind: insurances_for(kind, book) for kind in WorkerKind.values}
        self._until = insured_elsewhere(employer.pk, people)
        whose = asked_as(people)
        periods = InsuredPeriod.objects.filter(in_month(month), person_id__in=whose).exclude(insurance=Insurance.INJURY)
        self._taken = {
            (asked, each.insurance)
            for each in periods.select_related("person")
            for asked in whose[each.person_id]
            if (each.employer_id != employer.pk or each.person_id != asked)
            and (each.employer_id is not None or _has_paid(each.person, month, each.insurance))
        }

    def insurances(self, row: DeclarationRow) -> tuple[tuple[str, str], ...]:
        """By the kind of worker; what another employer still pays for this month starts with the next."""
        who = row.person_id or 0
        kind = kind_of_worker(
            is_over_age=any(problem["code"] == OVER_AGE_WORKER.code for problem in row.problems),
            insured_elsewhere=self._until.get(who, self._month) > self._month + 1,
        )
        return tuple((each, "employee") for each in self._of_kind[kind] if (who, each) not in self._taken)
