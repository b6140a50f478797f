"""Ages as days: who is born on or before a day has reached an age. Pure.

The law counts retirement in months of birth and is the later the later somebody is born, so one day a group says of a
whole population who has reached it: a statement compares days, and the formula stays in one place.
"""

import datetime as dt

from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, reached_statutory_age
from siadmin.kernel.months import Month

_YOUNGEST, _OLDEST = 30, 110  # years, between which the statutory age lies


def reached_by(month: Month, group: RetirementGroup, law: RetirementLaw) -> dt.date:
    """The last birthday whose holders have reached the statutory age in `month`: those born later have not."""
    none, all_ = month - _YOUNGEST * 12, month - _OLDEST * 12
    while none.index - all_.index > 1:
        middle = all_ + (none.index - all_.index) // 2
        if reached_statutory_age(middle.first_day, group, month.first_day, law):
            all_ = middle
        else:
            none = middle
    return all_.last_day


def old_enough_by(month: Month, age_months: int) -> dt.date:
    """The last birthday whose holders have completed an age before `month` begins or in it."""
    return (month - age_months).last_day
