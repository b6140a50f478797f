"""Ages that decide whether someone can be declared."""

import datetime as dt
from typing import Protocol

from enrollment.participation.rules.ages import age_on
from siadmin.kernel.identifiers.citizen import Sex

OLDEST_WORKER = 100
"""A number that makes someone older than this has the century wrong."""


class RetirementReached(Protocol):
    """Has someone of this sex, born on this day, reached the statutory retirement age on `on`?"""

    def __call__(self, birth_on: dt.date, sex: Sex | None, on: dt.date) -> bool: ...


def surely_retired(birth_on: dt.date, sex: Sex | None, on: dt.date) -> bool:
    """The cautious answer when the rule of delayed retirement is not at hand: nobody is called over-age too early.

    Until the birth year 1964 the latest statutory age is 60 (men); for later years it rises to at most 63 (RET, men).
    Women retire earlier, but at which age depends on facts a payroll file does not hold.
    """
    latest = 60 if birth_on < dt.date(1965, 1, 1) else 63
    return age_on(birth_on, on) >= latest
