"""Worked cases of the family `maternity`."""

from fractions import Fraction

from benefits.maternity.rules.allowance import allowance, top_up
from benefits.maternity.rules.leave import BirthLaw, MiscarriageLaw, birth_days, miscarriage_days
from siadmin.kernel.calculators import Calculation, Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.money import yuan
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.cases import law_of_place

FAMILY = "maternity"
_MOST_WEEKS, _MOST_CHILDREN, _MOST_DAYS = 45, 12, 1000


def _days(inputs: Inputs) -> Explained[Fields]:
    """A birth, or a miscarriage where its week is given. `award`: days of the province that its fund pays."""
    if inputs.gives("miscarriage_weeks"):
        law = MiscarriageLaw(
            _law(inputs, "early", "miscarriage_early_days", "days"),
            _law(inputs, "late", "miscarriage_late_days", "days"),
            _law(inputs, "boundary_weeks", "miscarriage_boundary_weeks", "weeks"),
        )
        answer = miscarriage_days(inputs.whole("miscarriage_weeks", most=_MOST_WEEKS), law)
    else:
        birth = BirthLaw(
            _law(inputs, "base", "base_days", "days"),
            _law(inputs, "dystocia_days", "dystocia_days", "days"),
            _law(inputs, "further_child", "multiple_birth_days", "days"),
            _law(inputs, "award", "award_days", "days") if inputs.gives("award") else None,
        )
        infants = inputs.whole("infants", least=1, most=_MOST_CHILDREN)
        answer = birth_days(infants, dystocia=inputs.flag("dystocia"), law=birth)
    return Explained({"days": answer.value}, answer.trace)


def _allowance(inputs: Inputs) -> Explained[Fields]:
    answer = allowance(_wage(inputs, "avg_wage"), _number_of_days(inputs), _divisor(inputs))
    return Explained({"allowance": yuan(answer.value)}, answer.trace)


def _top_up(inputs: Inputs) -> Explained[Fields]:
    unit, days, divisor = _wage(inputs, "avg_wage"), _number_of_days(inputs), _divisor(inputs)
    paid, answer = allowance(unit, days, divisor), top_up(unit, _wage(inputs, "own_wage"), days, divisor)
    return Explained({"allowance": yuan(paid.value), "top_up": yuan(answer.value)}, answer.trace)


def _wage(inputs: Inputs, name: str) -> Fraction:
    return Fraction(inputs.fen(name))


def _number_of_days(inputs: Inputs) -> int:
    return inputs.whole("days", most=_MOST_DAYS)


def _divisor(inputs: Inputs) -> Law:
    return _law(inputs, "divisor", "allowance_day_divisor", "days")


def _law(inputs: Inputs, name: str, key: str, unit: str) -> Law:
    """Raises NOT_VERIFIED_HERE."""
    return law_of_place(inputs, name, f"{FAMILY}.{key}", unit)


_CASES: dict[str, Calculation] = {"days": _days, "allowance": _allowance, "top_up": _top_up}
for _case, _function in _CASES.items():
    register(FAMILY, _case, _function)
