"""What the law of a day says about transfers, as the rules take it. A value that is missing is a refusal."""

import datetime as dt

from contributions.transfers.rules.amounts import PooledLaw
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL, LawBook

OUT, IN = "out", "in"


def pooled_law(book: LawBook, on: dt.date) -> PooledLaw:
    """Raises NoLawInForce."""
    return PooledLaw(
        rate=book.law("pension.transfer_pooled_rate", region=NATIONAL, on=on),
        since=book.law("pension.transfer_first_month", region=NATIONAL, on=on),
    )


def years_for_benefits(book: LawBook, on: dt.date) -> Law:
    """Months to be paid at one place for the pension to be drawn there. Raises NoLawInForce."""
    return book.law("pension.place_of_benefits_months", region=NATIONAL, on=on)


def longest_gap(book: LawBook, on: dt.date) -> Law:
    """Months without medical insurance between two places that count as none. Raises NoLawInForce."""
    return book.law("medical.continuous_gap_months", region=NATIONAL, on=on)


def oldest_to_move(book: LawBook, sex: str, on: dt.date) -> Law:
    """Months of age from which a relation does not follow to a place that is not the household's."""
    return book.law("pension.temporary_account_age_months", region=NATIONAL, category=sex, on=on)


def least_months(book: LawBook, year: int) -> Law:
    """Months paid as an employee that a monthly pension needs, by the year of the age. Raises NoLawInForce."""
    return book.law("pension.minimum_years_months", region=NATIONAL, category="employee", on=dt.date(year, 12, 31))


def step_limit(book: LawBook, limits: str, direction: str, region: str, on: dt.date) -> Law:
    """Working days that the old place (`OUT`) or the new one (`IN`) has."""
    return book.law("transfer.limit_days", region=region, category=f"{limits}_{direction}", on=on)
