"""What a fund will pay in a month, as far as it is known: rooms above say it, a funding plan starts from it.

# in an app's `ready`
needs.register(runs_not_sent)      # runs_not_sent(book, month) -> list[Need]
"""

from collections.abc import Callable
from dataclasses import dataclass

from funds.ledger.models import Book
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is to be paid, and how many fen of it have not left."""

    what: Words
    amount_fen: int
    url: str = ""


Source = Callable[[Book, Month], list[Need]]

_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def of(book: Book, month: Month) -> list[Need]:
    """What is known to be paid, the largest first."""
    found = [need for source in _sources for need in source(book, month) if need.amount_fen > 0]
    return sorted(found, key=lambda need: -need.amount_fen)
