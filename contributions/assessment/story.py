"""What stands before and after an amount: the declaration it follows from, its bill, and when it was credited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from contributions.assessment.explain import explain_line
from contributions.assessment.models import AssessmentLine, Bill, BillKind, Notice, Tariff
from contributions.assessment.rules.line import Line
from contributions.declarations.models import ContributionWage, Declaration, DeclarationState
from enrollment.registry.models import Person
from enrollment.registry.payers import Payer
from siadmin.agency.insurances import FUND_OF, SCHEME_ORDER
from siadmin.kernel.trace import Explained, Law


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a line with its replay and the bill that charges it."""

    line: AssessmentLine
    explained: Explained[Line]
    bill: Bill | None

    @property
    def employer_fen(self) -> int:
        return self.line.employer_fen + self.line.supplement_fen

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.line.employee_fen


@dataclass(frozen=True, slots=True)
class InsuranceSum:
    """All versions of one insurance of a person's month together, in fen."""

    insurance: str
    newest_version: int
    employer_fen: int
    employee_fen: int
    account_fen: int

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen


@dataclass(frozen=True)
class LineStory:
    """Everything the page of one line tells; every amount on it was replayed."""

    person: Person
    employer: Payer
    shown: Version
    versions: list[Version]
    insurances: list[InsuranceSum]
    tariff: Tariff
    notice: Notice | None
    declaration: Declaration | None
    wage_recorded: ContributionWage | None

    @property
    def provisional(self) -> list[Law]:
        return self.shown.explained.trace.provisional

    @property
    def pooled_fen(self) -> int:
        return self.shown.total_fen - self.shown.line.account_fen

    @property
    def month_employer_fen(self) -> int:
        return sum(each.employer_fen for each in self.insurances)

    @property
    def month_employee_fen(self) -> int:
        return sum(each.employee_fen for each in self.insurances)

    @property
    def month_total_fen(self) -> int:
        return self.month_employer_fen + self.month_employee_fen


def story_of(line: AssessmentLine, person: Person, employer: Payer, seen: Iterable[AssessmentLine]) -> LineStory:
    """The story of `line` among the lines of its person, month and employer that the viewer may see.

    Raises REPLAY_DIFFERS.
    """
    rows = sorted(seen, key=lambda each: (SCHEME_ORDER.index(each.insurance), each.version))
    tariffs = Tariff.objects.in_bulk({each.tariff_id for each in rows})
    bills = {
        (bill.fund, bill.version): bill
        for bill in Bill.objects.filter(payer=employer.pk, month=line.month).exclude(kind=BillKind.REVERSAL)
    }
    of_insurance: dict[str, list[Version]] = {}
    for each in rows:
        before = [version.line for version in of_insurance.get(each.insurance, [])]
        explained = explain_line(each, tariffs[each.tariff_id], before)
        bill = bills.get((FUND_OF[each.insurance], each.version))
        of_insurance.setdefault(each.insurance, []).append(Version(each, explained, bill))
    versions = of_insurance[line.insurance]
    shown = next(version for version in versions if version.line.version == line.version)
    wage = _wage_behind(line, shown.bill)
    return LineStory(
        person=person,
        employer=employer,
        shown=shown,
        versions=versions,
        insurances=[_sum(insurance, each) for insurance, each in of_insurance.items()],
        tariff=tariffs[line.tariff_id],
        notice=Notice.objects.filter(pk=shown.bill.notice_id).first() if shown.bill and shown.bill.notice_id else None,
        declaration=_filed_for(line, shown.bill) or (wage.declaration if wage else None),
        wage_recorded=wage,
    )


def _sum(insurance: str, versions: Sequence[Version]) -> InsuranceSum:
    return InsuranceSum(
        insurance=insurance,
        newest_version=versions[-1].line.version,
        employer_fen=sum(version.employer_fen for version in versions),
        employee_fen=sum(version.line.employee_fen for version in versions),
        account_fen=sum(version.line.account_fen for version in versions),
    )


def _wage_behind(line: AssessmentLine, bill: Bill | None) -> ContributionWage | None:
    """The wage in force that the line was computed from, as believed when its bill was issued."""
    wages = ContributionWage.objects.filter(
        Q(before_month__isnull=True) | Q(before_month__gt=line.month),
        person_id=line.person_id,
        employer_id=line.employer_id,
        from_month__lte=line.month,
        wage_fen=line.wage_fen,
    ).select_related("declaration__filed_by")
    if bill is not None:
        wages = wages.filter(recorded_at__lte=bill.issued_at)
    return wages.order_by("-recorded_at", "-pk").first()


def _filed_for(line: AssessmentLine, bill: Bill | None) -> Declaration | None:
    """The filing of the line's own month, when there was one."""
    if bill is None:
        return None
    found = declaration_behind(bill)
    return found if found is not None and found.month == line.month else None


def declaration_behind(bill: Bill) -> Declaration | None:
    """The filing in force when an assessed bill was issued: the newest up to then, of its month or before.

    Where silence means unchanged, an earlier month's filing still holds.
    """
    if bill.employer_id is None:
        return None
    filed = Declaration.objects.filter(
        employer_id=bill.employer_id,
        month__lte=bill.month,
        filed_at__lte=bill.issued_at,
        state__in=[DeclarationState.FILED, DeclarationState.REPLACED],
    )
    return filed.select_related("filed_by").order_by("-month", "-version").first()
