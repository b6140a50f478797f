"""A bill before it exists: the same law and rounding as the batch, in whole numbers, nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Sum

from contributions.assessment.explain import PARTS, counted
from contributions.assessment.law import line_law
from contributions.assessment.models import BESIDE_STAFF, AssessmentLine, Bill
from contributions.assessment.rules.line import LineFigures, LineLaw
from contributions.declarations.protocols import Charged, Preview, PreviewLine
from enrollment.registry.models import Employer
from enrollment.registry.selectors import injury_rate_of
from siadmin.agency.insurances import NAMES, Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law, Trace
from siadmin.policy.selectors import law_of_day


@dataclass(slots=True)
class _Sum:
    """The people of one insurance and category, added up in fen."""

    law: LineLaw
    figures: LineFigures
    people: int = 0
    wages_fen: int = 0
    base_fen: int = 0
    employer_fen: int = 0
    employee_fen: int = 0
    at_floor: list[str] = field(default_factory=list)
    at_ceiling: list[str] = field(default_factory=list)

    def add(self, person: Charged) -> None:
        line = self.figures.line(person.wage_fen)
        self.people += 1
        self.wages_fen += person.wage_fen
        self.base_fen += line.base_fen
        self.employer_fen += line.employer_total_fen
        self.employee_fen += line.employee_fen
        if line.base_fen > person.wage_fen:
            self.at_floor.append(person.key)
        elif line.base_fen < person.wage_fen:
            self.at_ceiling.append(person.key)


def preview(employer: Employer, month: Month, people: Sequence[Charged]) -> Preview:
    """What `people` would cost in `month`, why, and against last month. Raises NoLawInForce like the run itself."""
    book = law_of_day(employer.pooling_region, month.first_day)
    rate = injury_rate_of(employer, month)
    sums: dict[str, dict[str, _Sum]] = {}
    for person in people:
        for insurance, category in person.insurances:
            of_insurance = sums.setdefault(insurance, {})
            if category not in of_insurance:
                law = line_law(book, insurance, category, rate.risk_class, rate.factor)
                of_insurance[category] = _Sum(law, law.figures())
            of_insurance[category].add(person)
    answer = Preview()
    for insurance in Insurance.values:
        if insurance in sums:
            _tell(answer, insurance, list(sums[insurance].values()))
    answer.billed_fen = _billed(employer, month)
    _compare(answer, employer, month - 1)
    return answer


def _tell(answer: Preview, insurance: str, sums: Sequence[_Sum]) -> None:
    answer.lines[insurance] = PreviewLine(
        insurance,
        people=sum(each.people for each in sums),
        employer_fen=sum(each.employer_fen for each in sums),
        employee_fen=sum(each.employee_fen for each in sums),
        trace=_why(insurance, sums),
    )
    if any(law is not None and law.is_provisional for each in sums for law in each.law.laws()):
        answer.provisional.append(insurance)
    # The limits of the pension base are shown; who pays work injury alone is held by its limits.
    known = {*answer.at_floor, *answer.at_ceiling}
    if insurance == Insurance.PENSION:
        limits = sums[0].figures
        answer.floor_fen, answer.ceiling_fen = limits.floor_fen or 0, limits.ceiling_fen or 0
    if insurance in (Insurance.PENSION, Insurance.INJURY):
        answer.at_floor += [key for each in sums for key in each.at_floor if key not in known]
        answer.at_ceiling += [key for each in sums for key in each.at_ceiling if key not in known]


def _why(insurance: str, sums: Sequence[_Sum]) -> Trace:
    """People, the law, the sum of their bases, and what each side pays on it."""
    why, name = Trace(), NAMES[insurance]
    people = why.fact(Words("人数", "People"), sum(each.people for each in sums), "people")
    seen: set[tuple[str, str]] = set()
    for each in sums:
        for part, part_name in PARTS:
            law: Law | None = getattr(each.law, part)
            if part != "account_share" and law is not None and (law.key, str(law.value)) not in seen:
                seen.add((law.key, str(law.value)))
                why.law(part_name, law)
    wages, base = sum(each.wages_fen for each in sums), sum(each.base_fen for each in sums)
    why.money(Words("申报工资合计", "Declared wages, total"), wages, Words(f"{people} 人", f"{people} people"))
    held = counted(people, sum(len(each.at_floor) for each in sums), sum(len(each.at_ceiling) for each in sums))
    why.money(Words("缴费基数合计", "Contribution bases, total"), base, held)
    employer, employee = sum(each.employer_fen for each in sums), sum(each.employee_fen for each in sums)
    alone = Words("逐人计算，四舍五入到分后相加", "computed per person, rounded to the fen, then added")
    why.money(Words("单位应缴", "Employer amount due"), employer, alone, is_result=True)
    why.money(Words("个人应缴", "Employee amount due"), employee, alone, is_result=True)
    pays = f"{written(employer)}元", f"{written(employer)} yuan"
    zh = f"{name.zh}：{people} 人，缴费基数合计{written(base)}元，单位缴{pays[0]}"
    en = f"{name.en}: {people} {'person' if people == 1 else 'people'} on bases of {written(base)} yuan in all; "
    en += f"the employer pays {pays[1]}"
    if employee:
        why.sentence = Words(f"{zh}，代扣个人{written(employee)}元。", f"{en} and withholds {written(employee)} yuan.")
    else:
        why.sentence = Words(f"{zh}，个人不缴费。", f"{en}, the employees nothing.")
    return why


def _billed(employer: Employer, month: Month) -> int | None:
    """All bills of a month for the staff together, in fen; None while there is none."""
    of_staff = Bill.objects.filter(employer=employer, month=month).exclude(kind__in=BESIDE_STAFF)
    billed: int | None = of_staff.aggregate(fen=Sum("total_fen"))["fen"]
    return billed


def _compare(answer: Preview, employer: Employer, month: Month) -> None:
    """What was billed for the month before: in all, and by insurance where its bills are the sum of lines."""
    answer.last_month_fen = _billed(employer, month)
    if answer.last_month_fen is None:
        return
    lines = AssessmentLine.objects.filter(employer_id=employer.pk, month=month).values("insurance")
    of_insurance = {
        row["insurance"]: int(row["total"])
        for row in lines.annotate(total=Sum(F("employer_fen") + F("supplement_fen") + F("employee_fen")))
    }
    if sum(of_insurance.values()) != answer.last_month_fen:
        return
    for insurance in Insurance.values:
        if insurance in answer.lines or of_insurance.get(insurance):
            line = answer.lines.setdefault(insurance, PreviewLine(insurance))
            line.last_month_fen = of_insurance.get(insurance, 0)
