"""Whether a start or an end of work was reported in time."""

import datetime as dt


def last_day_to_report(happened_on: dt.date, days: int) -> dt.date:
    """The last day in time: `days` after the day it happened, which itself does not count (SIL 50, 58)."""
    return happened_on + dt.timedelta(days=days)


def days_late(happened_on: dt.date, reported_on: dt.date, days: int) -> int:
    """How many days after the last day in time it was reported; 0 in time."""
    return max(0, (reported_on - last_day_to_report(happened_on, days)).days)
