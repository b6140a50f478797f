"""Questions about personal accounts: what is on them, what each year brought, which years were settled."""

from contributions.accounts.selectors.balances import (
    Credit,
    Holding,
    YearOfAccount,
    balances_of,
    credits_of,
    government_added,
    held_at,
    moves_of,
    openings_of,
    years_of,
)

__all__ = [
    "Credit",
    "Holding",
    "YearOfAccount",
    "balances_of",
    "credits_of",
    "government_added",
    "held_at",
    "moves_of",
    "openings_of",
    "years_of",
]
