"""What declarations say: rosters with wages, what is due, how a draft compares with what is in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from contributions.declarations.intake.problems import OVER_AGE_WORKER
from contributions.declarations.models import ContributionWage, Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.protocols import Charged, Preview, bill_preview
from enrollment.participation.actions import insurances_for
from enrollment.participation.models import InsuredPeriod, WorkerKind
from enrollment.participation.selectors import in_month, roster
from enrollment.registry.models import Employer, Identifier, Person
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import next_working_day
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of an employer's roster for a month: current number, wage in force in fen, or None when unknown."""

    person: Person
    number: str
    kind: str
    wage_fen: int | None


def wages_in_force(employer_id: int, month: Month) -> dict[int, int]:
    """Person id → wage in fen."""
    rows = ContributionWage.objects.filter(employer_id=employer_id, superseded_at__isnull=True, from_month__lte=month)
    rows = rows.filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    return dict(rows.values_list("person_id", "wage_fen"))


def colleagues(employer: Employer, month: Month) -> list[Colleague]:
    """Everybody insured with the employer in a month, by name; what a grid or template is pre-filled with."""
    employments = {e.person_id: e for e in roster(employer.pk, month)}
    numbers: dict[int, str] = {}
    for identifier in Identifier.objects.filter(person_id__in=employments, ends_before__isnull=True).order_by("-kind"):
        numbers[identifier.person_id] = identifier.value
    wages = wages_in_force(employer.pk, month)
    return [
        Colleague(e.person, numbers.get(person_id, ""), e.kind, wages.get(person_id))
        for person_id, e in employments.items()
    ]


def declarations_seen_by(viewer: Viewer) -> QuerySet[Declaration]:
    return Declaration.objects.filter(employer__in=employers_seen_by(viewer)).select_related("employer")


def filing_due_on(employer: Employer, month: Month) -> dt.date:
    """The last day to declare a month, moved to a working day."""
    return filing_rule(employer.pooling_region, month).due_on


@dataclass(frozen=True, slots=True)
class FilingRule:
    """How a region's month is declared: until when, whether silence means unchanged, whether to the tax authority."""

    month: Month
    due_on: dt.date
    silence_means_unchanged: bool
    by_tax_authority: bool

    @property
    def must_file(self) -> bool:
        """Whether silence is a fault here."""
        return not self.silence_means_unchanged and not self.by_tax_authority


def filing_rule(region: Region, month: Month) -> FilingRule:
    """The dated rule of a pooling region for a month; the due day moved to a working day. Raises NoLawInForce."""
    law = law_of_day(region, month.first_day)
    day = month.first_day.replace(day=int(law.law("declaration.due_day").value))
    return FilingRule(
        month=month,
        due_on=next_working_day(day, WorkCalendar()),
        silence_means_unchanged=law.is_set("declaration.wages_yearly"),
        by_tax_authority=law.is_set("declaration.by_tax_authority"),
    )


def filings_of(employer_id: int) -> QuerySet[Declaration]:
    """Everything an employer filed or has in draft, newest month first."""
    return (
        Declaration.objects.filter(employer_id=employer_id)
        .exclude(state=DeclarationState.DISCARDED)
        .select_related("filed_by", "created_by")
        .order_by("-month", "-version", "-pk")
    )


def filed(employer_id: int, month: Month) -> Declaration | None:
    """The declaration in force for a month."""
    return Declaration.objects.filter(
        employer_id=employer_id, month=month.first_day, state=DeclarationState.FILED
    ).first()


def draft_of(employer_id: int, month: Month) -> Declaration | None:
    """The newest draft of a month that nobody filed yet."""
    drafts = Declaration.objects.filter(employer_id=employer_id, month=month.first_day, state=DeclarationState.DRAFT)
    return drafts.order_by("-created_at").first()


def not_filed(employers: QuerySet[Employer], month: Month) -> QuerySet[Employer]:
    """Employers with people insured in the month and no declaration in force for it (monthly regions)."""
    insured = InsuredPeriod.objects.filter(in_month(month), employer=OuterRef("pk"))
    filed = Declaration.objects.filter(employer=OuterRef("pk"), month=month, state=DeclarationState.FILED)
    return employers.filter(Exists(insured), ~Exists(filed), cancelled_on__isnull=True)


def basket(employer: Employer) -> QuerySet[DeclarationRow]:
    """Rows of filed declarations that still wait for a correction."""
    return (
        DeclarationRow.objects.filter(
            declaration__employer=employer,
            declaration__state__in=[DeclarationState.FILED, DeclarationState.REPLACED],
            state__in=[RowState.REFUSED, RowState.ACCEPTED],
        )
        .select_related("declaration")
        .order_by("declaration_id", "number")
    )


@dataclass(slots=True)
class Comparison:
    """A draft against what is in force: who joins, who is absent and stays insured, whose wage moves, what it costs."""

    joined: list[DeclarationRow] = field(default_factory=list)
    absent: list[Colleague] = field(default_factory=list)
    up: list[tuple[DeclarationRow, int]] = field(default_factory=list)
    down: list[tuple[DeclarationRow, int]] = field(default_factory=list)
    unchanged: int = 0
    people_before: int = 0
    preview: Preview = field(default_factory=Preview)
    rows_by_key: dict[str, DeclarationRow] = field(default_factory=dict)

    @property
    def people_after(self) -> int:
        return self.people_before + len(self.joined)

    @property
    def raised_fen(self) -> int:
        return sum((row.wage_fen or 0) - before for row, before in self.up)

    @property
    def lowered_fen(self) -> int:
        return sum((row.wage_fen or 0) - before for row, before in self.down)


def compare(declaration: Declaration) -> Comparison:
    """How a draft's accepted rows compare with the roster and wages in force before its month."""
    employer, month = declaration.employer, declaration.month
    people = {c.person.pk: c for c in colleagues(employer, month)}
    answer = Comparison(people_before=len(people))
    rows = list(declaration.rows.filter(state=RowState.ACCEPTED).select_related("person"))
    present = set(declaration.rows.filter(person__isnull=False).values_list("person_id", flat=True))
    wages: dict[int, int] = {pk: c.wage_fen for pk, c in people.items() if c.wage_fen is not None}
    for row in rows:
        answer.rows_by_key[str(row.pk)] = row
        if row.person_id is None or row.person_id not in people:
            answer.joined.append(row)
            continue
        _weigh(answer, row, people[row.person_id].wage_fen)
    answer.absent = [c for pk, c in people.items() if pk not in present]
    answer.preview = bill_preview.call(employer, month, list(_charged(employer, month, rows, wages)))
    return answer


def _weigh(answer: Comparison, row: DeclarationRow, before: int | None) -> None:
    wage = row.wage_fen or 0
    if before is None or wage == before:
        answer.unchanged += 1
    elif wage > before:
        answer.up.append((row, before))
    else:
        answer.down.append((row, before))


def _charged(
    employer: Employer, month: Month, rows: Iterable[DeclarationRow], wages: dict[int, int]
) -> Iterable[Charged]:
    """Everybody who would be on the bill: rows at their new wage, the others at the wage in force."""
    covers: dict[int, list[tuple[str, str]]] = {}
    for person_id, insurance, category in InsuredPeriod.objects.filter(in_month(month), employer=employer).values_list(
        "person_id", "insurance", "category"
    ):
        covers.setdefault(person_id, []).append((insurance, category))
    book = law_of_day(employer.pooling_region, month.first_day)
    newcomers = {
        kind: tuple((insurance, "employee") for insurance in insurances_for(kind, book)) for kind in WorkerKind.values
    }
    seen = set()
    for row in rows:
        insured = covers.get(row.person_id or 0)
        seen.add(row.person_id)
        yield Charged(str(row.pk), row.wage_fen or 0, tuple(insured) if insured else newcomers[_kind(row)])
    for person_id, insured in covers.items():
        if person_id not in seen and person_id in wages:
            yield Charged(f"person:{person_id}", wages[person_id], tuple(insured))


def _kind(row: DeclarationRow) -> str:
    """What sort of worker a newcomer would be, as the check of the row found."""
    if any(problem["code"] == OVER_AGE_WORKER.code for problem in row.problems):
        return WorkerKind.OVER_AGE
    return WorkerKind.EMPLOYEE
