"""Working-day arithmetic (REG limits are working days; Civil Code 201 and 203 count them).

The day of the event is not counted. A calendar-day period that ends on a rest day ends on the next working day.
"""

import datetime as dt
from typing import Protocol

_ONE = dt.timedelta(days=1)


class WorkCalendar(Protocol):
    """Says of any day whether it is worked, weekends moved by 调休 included."""

    def is_working(self, day: dt.date) -> bool: ...


def after_working_days(event_on: dt.date, days: int, calendar: WorkCalendar) -> dt.date:
    """The last day of a limit of `days` working days after the event."""
    day, left = event_on, days
    while left > 0:
        day += _ONE
        left -= calendar.is_working(day)
    return day


def after_calendar_days(event_on: dt.date, days: int, calendar: WorkCalendar) -> dt.date:
    """The last day of a limit of `days` calendar days: moved to the next working day if it falls on rest."""
    return next_working_day(event_on + dt.timedelta(days=days), calendar)


def next_working_day(day: dt.date, calendar: WorkCalendar) -> dt.date:
    """`day` itself when it is worked, else the next one that is."""
    while not calendar.is_working(day):
        day += _ONE
    return day


def working_days_left(today: dt.date, due_on: dt.date, calendar: WorkCalendar) -> int:
    """Working days from tomorrow to the due day; negative when it is past."""
    step, (first, last) = (1, (today, due_on)) if due_on >= today else (-1, (due_on, today))
    count, day = 0, first
    while day < last:
        day += _ONE
        count += calendar.is_working(day)
    return step * count
