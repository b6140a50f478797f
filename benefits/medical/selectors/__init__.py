"""Reads: who somebody is insured as on a day, what of the year is used up, what is filed, what was advanced."""

from benefits.medical.selectors.advances import advances_of, arrived_to_recover, left_to_recover
from benefits.medical.selectors.away import (
    counts_from,
    crossing,
    filed_as,
    filing_on,
    filings_of,
    holds_on,
    last_day_before,
)
from benefits.medical.selectors.births import MATERNITY_COSTS, births_granted, births_of
from benefits.medical.selectors.left import Left, year_left
from benefits.medical.selectors.sharing import account_holders, shared_by, shared_with
from benefits.medical.selectors.standing import Standing, standing_of
from benefits.medical.selectors.years import SETTLER, next_in_year, reimbursed_in, reimbursed_since, year_so_far

__all__ = [
    "MATERNITY_COSTS",
    "SETTLER",
    "Left",
    "Standing",
    "account_holders",
    "advances_of",
    "arrived_to_recover",
    "births_granted",
    "births_of",
    "counts_from",
    "crossing",
    "filed_as",
    "filing_on",
    "filings_of",
    "holds_on",
    "last_day_before",
    "left_to_recover",
    "next_in_year",
    "reimbursed_in",
    "reimbursed_since",
    "shared_by",
    "shared_with",
    "standing_of",
    "year_left",
    "year_so_far",
]
