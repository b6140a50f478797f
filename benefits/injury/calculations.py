"""Worked cases of the family `injury`.

An own wage is bounded only where the average wage is given beside it. An average that is given is that of the year of
the accident, while the day of the case is the day of the rule: it stands even where the law on file is asked for.
"""

from fractions import Fraction

from benefits.injury.rules.death import Dependant, DependantLaw, death_lump, dependants_monthly, funeral
from benefits.injury.rules.disability import (
    GRADES,
    LEAVES_WITH_LUMPS,
    Reduction,
    allowance,
    disability_lump,
    exit_lumps,
    nursing,
    paid_leave,
    pension_difference,
)
from benefits.injury.rules.wage import AVERAGE, WageLaw, own_wage
from siadmin.kernel.calculators import Calculation, Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.money import half_up, yuan
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.cases import MOST_MONTHS, law_of_place
from siadmin.policy.verified import NOT_VERIFIED_HERE

FAMILY = "injury"
_LEVELS = {"完全": "full", "大部分": "most", "部分": "part", "full": "full", "most": "most", "part": "part"}
_DEPENDANTS = {
    "spouse": Dependant(is_spouse=True),
    "lone_spouse": Dependant(is_spouse=True, alone=True),
    "child": Dependant(),
    "parent": Dependant(),
    "elder": Dependant(),
    "other": Dependant(),
    "orphan": Dependant(alone=True),
    "lone_elder": Dependant(alone=True),
}


def _disability_lump(inputs: Inputs) -> Explained[Fields]:
    grade, wage = _grade(inputs), _wage(inputs)
    answer = disability_lump(grade, wage, _law(inputs, "months", "disability_lump_months", "months", f"grade_{grade}"))
    return Explained({"base": yuan(half_up(wage.value)), "lump": yuan(answer.value)}, answer.trace)


def _allowance(inputs: Inputs) -> Explained[Fields]:
    """Topped up where a minimum wage is given."""
    grade, wage = _grade(inputs), _wage(inputs)
    rate = _law(inputs, "rate", "disability_allowance_rate", "rate", f"grade_{grade}")
    least = _law(inputs, "min_wage", "wage.minimum_month", "yuan_per_month") if inputs.gives("min_wage") else None
    answer = allowance(grade, wage, rate, least)
    fields = {
        "base": yuan(half_up(wage.value)),
        "allowance": yuan(answer.value.amount_fen),
        "payer": str(answer.value.payer),
    }
    return Explained(fields, answer.trace)


def _pension_difference(inputs: Inputs) -> Explained[Fields]:
    answer = pension_difference(inputs.fen("allowance"), inputs.fen("pension"))
    return Explained({"difference": yuan(answer.value)}, answer.trace)


def _nursing(inputs: Inputs) -> Explained[Fields]:
    level = _LEVELS[inputs.choice("level", tuple(_LEVELS))]
    answer = nursing(_average(inputs), _law(inputs, "rate", "nursing_rate", "rate", level))
    return Explained({"monthly": yuan(answer.value)}, answer.trace)


def _funeral(inputs: Inputs) -> Explained[Fields]:
    answer = funeral(_average(inputs), _law(inputs, "months", "funeral_months", "months"))
    return Explained({"funeral": yuan(answer.value)}, answer.trace)


def _death_lump(inputs: Inputs) -> Explained[Fields]:
    """The law on file is that of the year of death, which uses the income of the year before."""
    answer = death_lump(
        law_of_place(inputs, "income", "income.urban_disposable_year", "yuan_per_year"),
        _law(inputs, "multiple", "death_lump_multiple", "multiple"),
    )
    return Explained({"lump": yuan(answer.value)}, answer.trace)


def _dependants(inputs: Inputs) -> Explained[Fields]:
    told = inputs.choices("dependants", tuple(_DEPENDANTS))
    law = DependantLaw(
        _law(inputs, "spouse_share", "dependant_share", "rate", "spouse"),
        _law(inputs, "other_share", "dependant_share", "rate", "other_relative"),
        _law(inputs, "alone_more", "dependant_share", "rate", "alone_more"),
    )
    answer = dependants_monthly(_wage(inputs), [_DEPENDANTS[each] for each in told], law)
    shares = [yuan(each) for each in answer.value]
    return Explained({"shares": shares, "total": sum(shares)}, answer.trace)


def _exit_lumps(inputs: Inputs) -> Explained[Fields]:
    """`months_to_retirement`, where it is given, cuts the employment lump by the rule of the place or the case."""
    grade = inputs.whole("grade", least=LEAVES_WITH_LUMPS[0], most=LEAVES_WITH_LUMPS[-1])
    left = "months_to_retirement"
    answer = exit_lumps(
        grade,
        _average(inputs),
        _law(inputs, "medical_months", "exit_medical_months", "months", f"grade_{grade}"),
        _law(inputs, "employment_months", "exit_employment_months", "months", f"grade_{grade}"),
        months_to_retirement=inputs.whole(left, most=MOST_MONTHS) if inputs.gives(left) else None,
        reduction=_reduction(inputs),
    )
    found = answer.value
    return Explained({"medical": yuan(found.medical_fen), "employment": yuan(found.employment_fen)}, answer.trace)


def _paid_leave(inputs: Inputs) -> Explained[Fields]:
    months = inputs.whole("months", most=MOST_MONTHS)
    answer = paid_leave(months, inputs.fen("own_wage"), _law(inputs, "most_months", "paid_leave_most_months", "months"))
    return Explained({"total": yuan(answer.value.amount_fen), "payer": str(answer.value.payer)}, answer.trace)


def _grade(inputs: Inputs) -> int:
    return inputs.whole("grade", least=GRADES[0], most=GRADES[-1])


def _wage(inputs: Inputs) -> Explained[Fraction]:
    law = None
    if inputs.gives("avg_wage"):
        law = WageLaw(
            _average(inputs),
            _law(inputs, "floor_share", "own_wage_floor_share", "rate"),
            _law(inputs, "ceiling_share", "own_wage_ceiling_share", "rate"),
        )
    return own_wage(inputs.fen("own_wage"), 1, law)


def _average(inputs: Inputs) -> Law:
    if inputs.gives("avg_wage"):
        return inputs.law("avg_wage", inputs.number("avg_wage"), "yuan_per_month")
    return law_of_place(inputs, "avg_wage", AVERAGE, "yuan_per_month", "full_calibre")


def _reduction(inputs: Inputs) -> Reduction | None:
    try:
        return Reduction(
            _law(inputs, "reduced_below_months", "exit_reduced_below_months", "months"),
            _law(inputs, "reduction_year_rate", "exit_reduction_year_rate", "rate"),
        )
    except Refusal as refusal:
        if refusal.reason is not NOT_VERIFIED_HERE:
            raise
        return None


def _law(inputs: Inputs, name: str, key: str, unit: str, category: str = "") -> Law:
    """Raises NOT_VERIFIED_HERE."""
    return law_of_place(inputs, name, key if "." in key else f"{FAMILY}.{key}", unit, category)


_CASES: dict[str, Calculation] = {
    "disability_lump": _disability_lump,
    "allowance": _allowance,
    "pension_difference": _pension_difference,
    "nursing": _nursing,
    "funeral": _funeral,
    "death_lump": _death_lump,
    "dependants": _dependants,
    "exit_lumps": _exit_lumps,
    "paid_leave": _paid_leave,
}
for _case, _function in _CASES.items():
    register(FAMILY, _case, _function)
