"""Questions about personal accounts: what is on them, what each year brought, which years were settled."""

from contributions.accounts.selectors.balances import (
    Credit,
    YearOfAccount,
    balances_of,
    credits_of,
    government_added,
    openings_of,
    years_of,
)

__all__ = ["Credit", "YearOfAccount", "balances_of", "credits_of", "government_added", "openings_of", "years_of"]
