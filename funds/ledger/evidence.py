"""What stands behind an entry: rooms above the ledger, which book, name it; the ledger knows neither of them.

# in an app's `ready`; of several who know a flow, the first that knows the entry answers
evidence.register("settlement", settled_bills)      # settled_bills(entry) -> Evidence, or None
"""

from collections import defaultdict
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


Source = Callable[[Entry], Evidence | None]
_sources: dict[str, list[Source]] = defaultdict(list)


def register(flow: str, source: Source) -> None:
    _sources[flow].append(source)


def behind(entry: Entry) -> Evidence | None:
    """The pieces an entry books, where somebody named them; a reversal has those of what it reverses."""
    told = entry.reverses or entry
    answers = (source(told) for source in _sources[told.flow])
    return next((answer for answer in answers if answer is not None), None)
