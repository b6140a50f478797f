"""What raises benefits together: a room of an insurance brings the law and one statement, everything else is here.

# in an insurance's `ready`
known_measure(YearlyAdjustment())
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law


class Measure(Protocol):
    """`sql` writes the lines of a range of people (`payments_riseline`), by `given` and by rise, region, fund, first,
    last, from_month; it returns one row of (people, fen more a month). `component`: as the scheme names it.
    """

    code: str
    title: Words
    basis: Words
    fund: str
    component: str
    sql: Path

    def laws(self, region: Region, from_month: Month) -> Collection[Law]:
        """Every value it goes by. Raises NoLawInForce where the place has none for that year."""
        ...

    def given(self, region: Region, from_month: Month) -> Mapping[str, Any]:
        """The same as the statement takes it. Raises as `laws`."""
        ...

    def explained(self, region: Region, from_month: Month, before_fen: int, told: Mapping[str, Any]) -> Explained[Any]:
        """One person's rise in fen a month, step by step, from what its line tells."""
        ...


_measures: dict[str, Measure] = {}


def known_measure(measure: Measure) -> Measure:
    """Kept under its code. Raises ValueError for a second one of that code."""
    if _measures.setdefault(measure.code, measure) is not measure:
        raise ValueError(f"another measure has the code {measure.code}")
    return measure


def measure_of(code: str) -> Measure:
    """Raises KeyError."""
    return _measures[code]


def measures() -> list[Measure]:
    """In the order of their codes."""
    return [measure for _, measure in sorted(_measures.items())]
