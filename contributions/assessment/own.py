"""Until when people who pay for themselves may pay a month: by the rhythm they chose."""

import datetime as dt

from enrollment.participation.models import Rhythm
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.policy.selectors import LawOfDay, law_of_day

MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def last_month_of(rhythm: str, month: Month) -> Month:
    """The month in which the stretch that holds `month` ends: quarters, half-years and years of the calendar."""
    months = MONTHS_OF[Rhythm(rhythm)]
    return month + (months - 1 - (month.number - 1) % months)


def own_due_days(book: LawOfDay, month: Month, today: dt.date) -> dict[str, dt.date]:
    """Until when each rhythm may pay a month, and residents' medical insurance its year: never a day that is over.

    A stretch is paid by its own end; after it nobody pays it back (`contribution.flexible_back_months`).
    """
    days = {f"due_{rhythm}": last_month_of(rhythm, month).last_day for rhythm in Rhythm.values}
    window = 1
    if book.has("medical.resident_window_months", "resident"):
        window = int(book.law("medical.resident_window_months", "resident").value)
    days["due_medical_resident"] = (month + (window - 1)).last_day
    return {name: each if each >= today else Month.of(today).last_day for name, each in days.items()}


def first_payable_day(region: Region, on: dt.date) -> dt.date:
    """What was due before it is not paid any more (`contribution.flexible_back_months`; 0: no past month is).

    Raises NO_LAW_IN_FORCE.
    """
    key = "contribution.flexible_back_months"
    back = int(law_of_day(region, on).law(key).value)
    return on if not back else (Month.of(on) - back).first_day
