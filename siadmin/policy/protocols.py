"""What policy needs from the rooms above: which months were charged with a value that is about to change, and what
trying a proposed one out found.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.followers import Slot
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.models import Proposal


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


@dataclass(frozen=True, slots=True)
class DryRunTold:
    """Whether a proposal was tried out on everybody before it is decided on, and what that found.

    `state`: `beyond` (no month's contributions are computed with such a value: a dry run cannot show what it does),
    `never`, `running`, `stopped` or `done`. `stale`: why it no longer says what the value would do.
    """

    state: str
    sentence: Words
    url: str = ""
    at: dt.datetime | None = None
    others: int = 0
    stale: tuple[Words, ...] = ()


dry_run_of: Slot[[Proposal, Viewer], DryRunTold] = Slot("dry_run_of")
