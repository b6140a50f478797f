"""A bill before it exists: the same law and rounding as the batch, in whole numbers, nothing stored."""

from collections.abc import Sequence

from contributions.assessment.law import line_law
from contributions.assessment.models import Bill
from contributions.assessment.rules.line import LineFigures
from contributions.declarations.protocols import Charged, Preview, PreviewLine
from enrollment.registry.models import Employer
from enrollment.registry.selectors import injury_rate_of
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day

_HALF, _MILLION = 500_000, 1_000_000


def preview(employer: Employer, month: Month, people: Sequence[Charged]) -> Preview:
    """What `people` would cost in `month`. Raises NoLawInForce like the run itself would."""
    book = law_of_day(employer.pooling_region, month.first_day)
    rate = injury_rate_of(employer, month)
    known: dict[tuple[str, str], LineFigures] = {}
    answer = Preview()
    for person in people:
        for insurance, category in person.insurances:
            if (insurance, category) not in known:
                law = line_law(book, insurance, category, rate.risk_class, rate.factor)
                known[insurance, category] = law.figures()
                if any(each is not None and each.is_provisional for each in law.laws()):
                    answer.provisional.append(insurance)
            _add(answer, insurance, person, known[insurance, category])
    answer.provisional = sorted(set(answer.provisional))
    answer.lines = {each: answer.lines[each] for each in Insurance.values if each in answer.lines}
    for bill in Bill.objects.filter(employer=employer, month=month - 1):
        answer.last_month[bill.fund] = answer.last_month.get(bill.fund, 0) + bill.total_fen
    return answer


def _add(answer: Preview, insurance: str, person: Charged, figures: LineFigures) -> None:
    assert figures.floor_fen is not None and figures.ceiling_fen is not None
    base = min(max(person.wage_fen, figures.floor_fen), figures.ceiling_fen)
    line = answer.lines.setdefault(insurance, PreviewLine(insurance))
    line.people += 1
    line.employer_fen += (base * figures.employer_ppm + _HALF) // _MILLION
    line.employer_fen += (base * figures.employer_supplement_ppm + _HALF) // _MILLION
    line.employee_fen += (base * figures.employee_ppm + _HALF) // _MILLION + figures.employee_fixed_fen
    if insurance == Insurance.PENSION:
        answer.floor_fen, answer.ceiling_fen = figures.floor_fen, figures.ceiling_fen
        if base > person.wage_fen:
            answer.at_floor.append(person.key)
        elif base < person.wage_fen:
            answer.at_ceiling.append(person.key)
