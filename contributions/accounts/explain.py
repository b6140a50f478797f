"""Why a year of an account is what it is: the rule replayed from the rows and the law that its run used."""

import datetime as dt
from decimal import Decimal

from django.db import connection

from contributions.accounts.law import keys_of
from contributions.accounts.models import AccountInterest
from contributions.accounts.rules.interest import AccountYear, YearFacts, YearLaw, account_year
from contributions.accounts.selectors.years import law_told, year_end
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
    return account_year(YearFacts(row.opening_fen, credited_by_month(row)), law)


def credited_by_month(row: AccountInterest) -> dict[int, int]:
    """What was credited to the account in each month of the row's year, in fen."""
    year = row.month.year
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(month FROM credited_on)::int, sum(amount_fen)::bigint FROM accounts_credited"
            " WHERE person_id = %s AND account = %s AND region_id = %s AND credited_on BETWEEN %s AND %s GROUP BY 1",
            [row.person_id, row.account, row.region_id, dt.date(year, 1, 1), year_end(year)],
        )
        return {int(month): int(fen) for month, fen in cursor.fetchall()}
