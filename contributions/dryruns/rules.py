"""Bands of monthly wages, in which the people whom a value touches are counted; and the months a value governs.

The bands are how a result is told, not law: no amount depends on them.
"""

import datetime as dt

from siadmin.kernel.months import Month

# The first wage of each band, in fen; a band ends before the next begins.
BANDS = (0, 400_000, 600_000, 800_000, 1_000_000, 1_500_000, 2_000_000, 3_000_000)


def months_governed(starts_on: dt.date, ends_before: dt.date | None) -> tuple[Month, Month | None]:
    """The first and the last month that a value of these days governs: whose first day is one of them.

    The last is none for a value without an end; before the first where the value governs no month.
    """
    first = Month.of(starts_on)
    if first.first_day < starts_on:
        first = first + 1
    if ends_before is None:
        return first, None
    last = Month.of(ends_before)
    return first, last if last.first_day < ends_before else last - 1
