"""What speaks against closing a month: rooms above say it, the ledger shows it. It warns, it does not forbid.

# in an app's `ready`
doubts.register(open_differences_of)      # open_differences_of(books, month) -> {book id: Words}
"""

from collections.abc import Callable, Iterable, Mapping

from funds.ledger.models import Book
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

Doubt = Callable[[Iterable[Book], Month], Mapping[int, Words]]

_sources: list[Doubt] = []


def register(source: Doubt) -> None:
    if source not in _sources:
        _sources.append(source)


def about(books: Iterable[Book], month: Month) -> dict[int, list[Words]]:
    """By book, what is still open of a month; books without a doubt are left out."""
    found: dict[int, list[Words]] = {}
    known = list(books)
    for source in _sources:
        for book_id, words in source(known, month).items():
            found.setdefault(book_id, []).append(words)
    return found
