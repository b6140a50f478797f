"""The work calendar: published years from the kept library `chinesecalendar`, later ones provisional.

Versioned in the database; a deadline that reaches into a provisional year is marked and recomputed when the year
is published.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import chinese_calendar

from siadmin.kernel.months import Month
from siadmin.kernel.workdays import next_working_day
from siadmin.policy.models import CalendarYear

_SATURDAY = 5


@dataclass
class WorkCalendar:
    """The newest versions of all years, read once."""

    @cached_property
    def _years(self) -> dict[int, CalendarYear]:
        years: dict[int, CalendarYear] = {}
        for year in CalendarYear.objects.order_by("year", "version"):
            years[year.year] = year
        return years

    @cached_property
    def _rest(self) -> set[dt.date]:
        return {dt.date.fromisoformat(day) for year in self._years.values() for day in year.rest_days}

    def is_working(self, day: dt.date) -> bool:
        if day.year in self._years:
            return day not in self._rest
        return day.weekday() < _SATURDAY

    def is_provisional(self, day: dt.date) -> bool:
        return day.year not in self._years or self._years[day.year].is_provisional


def rest_days(year: int) -> tuple[list[dt.date], bool]:
    """Days not worked in `year`, and whether that is provisional (weekends only, the year is not published)."""
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    try:
        return [day for day in days if not chinese_calendar.is_workday(day)], False
    except NotImplementedError:
        return [day for day in days if day.weekday() >= _SATURDAY], True


def legal_day(month: Month, day: int) -> dt.date:
    """A day of a month until which the law wants something done, moved to the next working day (Civil Code 203)."""
    return next_working_day(month.first_day.replace(day=day), WorkCalendar())
