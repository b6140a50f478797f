"""Verbs of banking: take a statement in, book by a line of it, match it with the books, reconcile, own a difference."""

from funds.banking.actions.confirming import confirm_draw
from funds.banking.actions.matching import explain_line, match_by_hand, match_lines, match_region, own_line
from funds.banking.actions.reconciling import ReconciliationRun, explain, open_reconciliation, own, reconcile
from funds.banking.actions.statements import import_statement, open_bank_account
from funds.banking.actions.using import ReadOff, spending_account, use_line, why_not_use

__all__ = [
    "ReadOff",
    "ReconciliationRun",
    "confirm_draw",
    "explain",
    "explain_line",
    "import_statement",
    "match_by_hand",
    "match_lines",
    "match_region",
    "open_bank_account",
    "open_reconciliation",
    "own",
    "own_line",
    "reconcile",
    "spending_account",
    "use_line",
    "why_not_use",
]
