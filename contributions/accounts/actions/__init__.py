"""Verbs of the personal accounts: credit a year's interest."""

from contributions.accounts.actions.interest import InterestRun, open_year

__all__ = ["InterestRun", "open_year"]
