"""What is in a person's accounts, and how it came there."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from contributions.accounts.models import AccountCredit, AccountKind
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Credit:
    """What one contribution month brought to one account on one day, in fen."""

    month: Month
    account: str
    employer_id: int
    amount_fen: int
    credited_on: dt.date
    version: int


def balances_of(person_id: int) -> dict[str, int]:
    """The balance of each personal account in fen; an account without a credit stands at zero."""
    sums = dict(
        AccountCredit.objects.filter(person_id=person_id).values_list("account").annotate(sum=Sum("amount_fen"))
    )
    return {account: int(sums.get(account, 0)) for account in AccountKind.values}


def credits_of(person_id: int) -> list[Credit]:
    """Every credit, newest month first; corrections are rows of their own."""
    rows = AccountCredit.objects.filter(person_id=person_id).order_by("-month", "account", "-credited_on")
    return [
        Credit(row.month, row.account, row.employer_id, row.amount_fen, row.credited_on, row.version) for row in rows
    ]
