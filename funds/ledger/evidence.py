"""What stands behind an entry: rooms above the ledger, which book, name it; the ledger knows neither of them.

# in an app's `ready`
evidence.register("settlement", settled_bills)      # settled_bills(entry) -> Evidence
"""

from collections.abc import Callable
from dataclasses import dataclass

from funds.ledger.models import Entry
from siadmin.kernel.language import Words

MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """One receipt, bill or payment that an entry books; `amount_fen` as it counts in the entry."""

    name: str
    detail: str
    amount_fen: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Up to MOST_NAMED pieces, how many there are, and their sum in fen."""

    title: Words
    pieces: list[Piece]
    count: int
    sum_fen: int


_sources: dict[str, Callable[[Entry], Evidence]] = {}


def register(flow: str, source: Callable[[Entry], Evidence]) -> None:
    _sources[flow] = source


def behind(entry: Entry) -> Evidence | None:
    """The pieces an entry books, where somebody named them; a reversal has those of what it reverses."""
    told = entry.reverses or entry
    source = _sources.get(told.flow)
    return source(told) if source else None
