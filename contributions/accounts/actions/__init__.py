"""Verbs of the personal accounts: credit a year's interest, pay for care, send statements, issue certificates."""

from contributions.accounts.actions.certificates import issue_rights, office_at_the_desk, office_online
from contributions.accounts.actions.interest import InterestRun, open_year
from contributions.accounts.actions.paying import ACCOUNT_SHORT, pay_back_to_account, pay_from_account
from contributions.accounts.actions.statements import StatementRun, issue_yearly, open_statements

__all__ = [
    "ACCOUNT_SHORT",
    "InterestRun",
    "StatementRun",
    "issue_rights",
    "issue_yearly",
    "office_at_the_desk",
    "office_online",
    "open_statements",
    "open_year",
    "pay_back_to_account",
    "pay_from_account",
]
