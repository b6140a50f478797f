"""Verbs of the ledger: open books, post and reverse entries, plan and draw money, close months."""

from funds.ledger.actions.books import open_books
from funds.ledger.actions.closing import close_month, prepare_closing
from funds.ledger.actions.funding import answer_plan, check_funds, draw, prepare_plan, sign_plan, withdraw_plan
from funds.ledger.actions.posting import Line, by_item, post, reverse, signed

__all__ = [
    "Line",
    "answer_plan",
    "by_item",
    "check_funds",
    "close_month",
    "draw",
    "open_books",
    "post",
    "prepare_closing",
    "prepare_plan",
    "reverse",
    "sign_plan",
    "signed",
    "withdraw_plan",
]
