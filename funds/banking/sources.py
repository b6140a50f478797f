"""What a month must prove, fund by fund: pairs of numbers that have to be equal.

Rooms above the funds register their pairs here; the reconciliation asks them all. Each source answers for all books
of a region at once, in fen.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of one fund that must be equal; `aside` is named beside them, such as money not yet allocated."""

    fund: str
    left_fen: int
    right_fen: int
    aside_fen: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What one employer, day or entry adds to the two numbers of a pair, in fen. `kind` says what `name` names.

    `is_waiting`: one side is not here yet, so that nothing can be compared.
    """

    kind: str
    key: str
    name: str
    left_fen: int
    right_fen: int
    is_waiting: bool = False

    @property
    def gap_fen(self) -> int:
        return self.left_fen - self.right_fen


@dataclass(frozen=True, slots=True)
class Parts:
    """A page of parts and how many there are in all."""

    parts: list[Part]
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one side of a fund's pair waits for, since a day: until it is here those days are not compared."""

    what: Words
    since: dt.date


class Source(Protocol):
    """`place` orders the chain; titles name the link, its two sides together and each, and what stands beside them."""

    code: str
    place: int
    title: Words
    sides: Words
    left: Words
    right: Words
    aside: Words

    def pairs(self, region: Region, month: Month) -> Iterable[Pair]: ...

    def waits(self, region: Region, month: Month) -> dict[str, Waiting]:
        """By fund, what is not here yet, so that later days of the month cannot be compared."""

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        """What makes a pair unequal: rows with `what` (Words), `amount_fen` and, where there is one, `employer`."""

    def parts(self, region: Region, month: Month, fund: str, *, first: int, most: int, unequal: bool) -> Parts:
        """What the two numbers are made of, `most` rows from `first` on; with `unequal`, only those that differ."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.code] = source


def chain() -> list[Source]:
    """The links in their order."""
    return sorted(_sources.values(), key=lambda source: source.place)


def source_of(code: str) -> Source:
    return _sources[code]
