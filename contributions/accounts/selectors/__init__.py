"""Questions about personal accounts: what is on them, what each year brought, which years were settled."""

from contributions.accounts.selectors.balances import (
    Credit,
    YearOfAccount,
    balances_of,
    credits_of,
    government_added,
    moves_of,
    openings_of,
    payments_of,
    spendable,
    years_of,
)
from contributions.accounts.selectors.holding import Came, Holding, accrued_by, held_at, kept_of

__all__ = [
    "Came",
    "Credit",
    "Holding",
    "YearOfAccount",
    "accrued_by",
    "balances_of",
    "credits_of",
    "government_added",
    "held_at",
    "kept_of",
    "moves_of",
    "openings_of",
    "payments_of",
    "spendable",
    "years_of",
]
