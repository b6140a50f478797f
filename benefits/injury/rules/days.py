"""Days of work injury: who applies until when, and from when a conclusion of an appraisal is final.

Source: WIR 17, 26, 28; LCA 19, 20; Civil Code 201–203.
"""

import datetime as dt

from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.kernel.workdays import WorkCalendar, after_calendar_days, next_working_day


def last_day_within(happened_on: dt.date, days: Law, calendar: WorkCalendar) -> dt.date:
    """Of a limit of calendar days after an event."""
    return after_calendar_days(happened_on, int(days.value), calendar)


def last_day_of_months(happened_on: dt.date, months: Law, calendar: WorkCalendar) -> dt.date:
    """Of a limit of months: the day of the same number, or the last of a shorter month, if that is worked."""
    return next_working_day(same_day(happened_on, int(months.value)), calendar)


def same_day(day: dt.date, months: int) -> dt.date:
    """So many months later."""
    month = Month.of(day) + months
    return month.first_day.replace(day=min(day.day, month.last_day.day))
