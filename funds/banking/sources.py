"""What a month must prove, fund by fund: pairs of numbers that have to be equal.

Rooms above the funds register their pairs here; the reconciliation asks them all. Each source answers for all books
of a region at once, in fen.
"""

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


class Source(Protocol):
    """`place` orders the chain; titles name the link and its two sides."""

    code: str
    place: int
    title: Words
    sides: Words

    def pairs(self, region: Region, month: Month) -> Iterable[Pair]: ...

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        """What makes a pair unequal: rows with `what` (Words), `amount_fen` and, where there is one, `employer`."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.code] = source


def chain() -> list[Source]:
    """The links in their order."""
    return sorted(_sources.values(), key=lambda source: source.place)


def source_of(code: str) -> Source:
    return _sources[code]
