"""Has somebody reached the statutory retirement age, or that of work? The rules with the law of the database."""

import datetime as dt
from typing import Protocol

from enrollment.participation.rules import ages
from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, reached_statutory_age
from siadmin.kernel.identifiers.citizen import Sex
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import StoredLawBook


class Reached(Protocol):
    """Has someone of this sex, born on this day, reached the statutory age on `on`?"""

    def __call__(self, birth_on: dt.date, sex: Sex | None, on: dt.date) -> bool: ...


def retirement_law(on: dt.date) -> RetirementLaw:
    """The law in force on a day; before the delay of 2025 nobody is delayed, so its first day answers for earlier."""
    return RetirementLaw.from_book(StoredLawBook(), on=max(on, dt.date(2025, 1, 1)))


def working_age(month: Month) -> Law:
    """For the check of payroll files: as on the first day of a month. Raises NoLawInForce."""
    return ages.working_age(StoredLawBook(), month.first_day)


def retirement_reached(month: Month) -> Reached:
    """For the check of payroll files, where only sex and birth are known: nobody is called over-age too early.

    Men by their group; women by the later of theirs (55).
    """
    law = retirement_law(month.first_day)

    def reached(birth_on: dt.date, sex: Sex | None, on: dt.date) -> bool:
        group = RetirementGroup.F55 if sex is Sex.FEMALE else RetirementGroup.M60
        return reached_statutory_age(birth_on, group, on, law)

    return reached
