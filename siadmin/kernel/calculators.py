"""Worked cases: each family of calculations registers itself, and one door answers them all.

A family lives in the app whose law it is (`calculations.py`, beside `rules`) and registers when that
module is imported. The function takes `Inputs`, builds facts and law from them, calls the rule and
returns `Explained` fields: names and units as in the golden examples, amounts in yuan.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from siadmin.kernel.inputs import Inputs
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained

UNKNOWN_FAMILY = Reason(
    "unknown_family",
    "没有“{family}”这一类计算。",
    "There is no family of calculations called “{family}”.",
    "可用：{known}。",
    "Known: {known}.",
)
UNKNOWN_CASE = Reason(
    "unknown_case",
    "“{family}”中没有“{case}”这一种计算。",
    "“{family}” has no calculation called “{case}”.",
    "可用：{known}。",
    "Known: {known}.",
)

Fields: TypeAlias = dict[str, Any]
Calculation: TypeAlias = Callable[[Inputs], Explained[Fields]]

_calculations: dict[str, dict[str, Calculation]] = {}


def register(family: str, case: str, function: Calculation) -> None:
    """Announce one calculation; a name means one function for good."""
    known = _calculations.setdefault(family, {}).setdefault(case, function)
    assert known is function, f"two calculations are called {family} / {case}"


def registered() -> dict[str, list[str]]:
    """The cases of each family, in alphabetical order."""
    return {family: sorted(cases) for family, cases in sorted(_calculations.items())}


def calculate(family: str, case: str, inputs: Inputs) -> Explained[Fields]:
    """Answer one case. Raises UNKNOWN_FAMILY, UNKNOWN_CASE and whatever the family refuses."""
    if family not in _calculations:
        raise UNKNOWN_FAMILY(family=family, known=", ".join(sorted(_calculations)))
    if case not in _calculations[family]:
        raise UNKNOWN_CASE(family=family, case=case, known=", ".join(sorted(_calculations[family])))
    return _calculations[family][case](inputs)


def printable(value: Any) -> Any:
    """Fields as JSON: decimals and months as text, whole numbers as numbers, lists item by item."""
    match value:
        case Decimal():
            return f"{value:f}"
        case Month():
            return str(value)
        case list() | tuple():
            return [printable(each) for each in value]
        case dict():
            return {name: printable(each) for name, each in value.items()}
        case str() | int() | None:
            return value
    raise TypeError(f"a field may not be {type(value).__name__}")
