"""Why a year of an account is what it is: the rule replayed from the rows and the law that its run used."""

import datetime as dt
from decimal import Decimal

from contributions.accounts.law import keys_of
from contributions.accounts.models import AccountInterest
from contributions.accounts.rules.interest import AccountYear, YearLaw, account_year
from contributions.accounts.selectors.holding import facts_of
from contributions.accounts.selectors.years import law_told
from siadmin.kernel.trace import Explained, Law

_PARTS = 1_000_000


def explained(row: AccountInterest) -> Explained[AccountYear]:
    """The year of this version, step by step; it comes to the row's own interest (`verify` holds the two equal)."""
    year = row.month.year
    told, (rate_key, own_key) = law_told(row.slice_id, year), keys_of(row.account)
    starts_on, ends_before = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    law = YearLaw(
        record_rate=Law(
            rate_key, Decimal(row.rate_ppm) / _PARTS, "rate", told["source"], told["status"], starts_on, ends_before
        ),
        own_month_earns=Law(own_key, Decimal(told["own_month"]), "flag", told["own_source"], told["own_status"]),
    )
    return account_year(facts_of(row.person_id, row.account, row.region_id, year, row.opening_fen), law)
