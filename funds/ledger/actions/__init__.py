"""Verbs of the ledger: open books, post and reverse entries, close months."""

from funds.ledger.actions.books import open_books
from funds.ledger.actions.closing import close_month, prepare_closing
from funds.ledger.actions.posting import Line, post, reverse, signed

__all__ = ["Line", "close_month", "open_books", "post", "prepare_closing", "reverse", "signed"]
