"""Ages in completed years, and from which one somebody may be employed."""

import datetime as dt

from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL, LawBook

WORKING_AGE = "contribution.working_age_months"


def age_on(birth_on: dt.date, on: dt.date) -> int:
    """Completed years; someone born on 29 February completes a year on 1 March of common years."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def working_age(book: LawBook, on: dt.date) -> Law:
    """From which age, in months, somebody may be hired (Labour Law 15). Raises NoLawInForce."""
    return book.law(WORKING_AGE, region=NATIONAL, on=on)


def may_work(birth_on: dt.date, on: dt.date, least: Law) -> bool:
    """Whether somebody has completed the years after which they may be hired."""
    return age_on(birth_on, on) * 12 >= least.value
