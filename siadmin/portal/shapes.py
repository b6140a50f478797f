"""What components are drawn from: figures, things to press, insurances, months, events. Plain values, no queries."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a tally."""

    label: Any
    figure: str
    unit: Any = ""
    before: str = ""
    sub: Any = ""
    kind: str = ""
    url: str = ""
    is_current: bool = False
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """Something to press: a link, a form that posts, or what cannot be done and why."""

    label: Any
    url: str = ""
    icon: str = ""
    is_first: bool = False
    is_post: bool = False
    why_not: Any = ""


@dataclass(frozen=True, slots=True)
class InsuranceState:
    """One of the five insurances of a person, or a residents' scheme.

    Its state, months paid (None: not ours to see), since when, balance.
    """

    insurance: str
    kind: str
    word: Any
    months: int | None
    sub: Any
    below: Any = ""
    balance_fen: int | None = None
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of the grid."""

    month: Month
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class YearOfMonths:
    """A row of the grid: twelve cells, how many of the owed months are paid."""

    year: int
    cells: list[Cell]

    @property
    def paid(self) -> int:
        return sum(cell.state in ("paid", "latepaid", "brought") for cell in self.cells)

    @property
    def owed(self) -> int:
        return sum(cell.state not in ("none", "ahead", "deemed") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; `theme` is what the timeline can be narrowed to."""

    on: dt.date
    theme: str
    icon: str
    title: Any
    detail: Any = ""
    kind: str = ""
    word: Any = ""
    url: str = ""
    url_label: Any = ""
    order: int = field(default=0, compare=False)

    @property
    def when(self) -> str:
        return f"{self.on:%m-%d}"


def by_year(events: list[Event]) -> list[tuple[int, list[Event]]]:
    """Newest first, a year a group."""
    years: dict[int, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.on, each.order), reverse=True):
        years.setdefault(event.on.year, []).append(event)
    return list(years.items())
