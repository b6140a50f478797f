"""Verbs of banking: take a statement in, match it with the books, reconcile, own a difference."""

from funds.banking.actions.matching import explain_line, match_by_hand, match_lines, match_region, own_line
from funds.banking.actions.reconciling import ReconciliationRun, explain, open_reconciliation, own, reconcile
from funds.banking.actions.statements import import_statement, open_bank_account

__all__ = [
    "ReconciliationRun",
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
]
