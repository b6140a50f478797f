"""What policy needs from the rooms above: which months were already charged with a value that is about to change."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from siadmin.agency.models import Region
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class ChargedMonth:
    """One month of one region that was charged with the value; the total of its bills in fen.

    `url` leads to the month, `settle_url` to where it is settled again, from this month on.
    """

    region: Region
    month: Month
    employers: int
    people: int
    total_fen: int
    url: str = ""
    settle_url: str = ""


ChargedWith = Callable[[str, str, Region, Decimal, dt.date, dt.date | None], list[ChargedMonth]]

_sources: list[ChargedWith] = []


def register(source: ChargedWith) -> ChargedWith:
    """`source(key, category, region, value, starts_on, ends_before)`: months charged with another value than this."""
    if source not in _sources:
        _sources.append(source)
    return source


def charged_with(
    key: str, category: str, region: Region, value: Decimal, starts_on: dt.date, ends_before: dt.date | None
) -> list[ChargedMonth]:
    """Months of these days that were charged with another value, newest first."""
    found = [each for source in _sources for each in source(key, category, region, value, starts_on, ends_before)]
    return sorted(found, key=lambda each: (each.month, each.region.pk), reverse=True)
