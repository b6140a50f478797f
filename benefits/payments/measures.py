"""What raises benefits together: a room of an insurance brings the law and the reckoning, everything else is here.

# in an insurance's `ready`
known_measure(YearlyAdjustment())
"""

from collections.abc import Collection
from typing import Protocol

from django.db.models import QuerySet

from benefits.payments.models import Entitlement, Rise, RiseLine
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law


class Measure(Protocol):
    """`component`: what everybody rises by, as the scheme names it. `leaves_out`: whom it does not raise, and why.

    `follows_grants`: its supplement is for who was granted since; else for all that `may_rise` names and that have not.
    """

    code: str
    title: Words
    basis: Words
    fund: str
    component: str
    leaves_out: Words | None
    follows_grants: bool

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        """From which of these months it may begin anywhere."""
        ...

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Every value it goes by, each with its name. Raises NoLawInForce where the place has none for that year."""
        ...

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        """Write the lines of a range of persons (`RiseLine`): how many, and fen more a month. Raises as `laws`.

        A line may go back further than the rise itself, to the month from which its benefit is due more.
        """
        ...

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """Benefits it is about, whenever they were granted: of these, who was granted since has a supplement."""
        ...

    def explained(self, line: RiseLine) -> Explained[Fen]:
        """One person's rise a month, step by step, from what its line tells."""
        ...


_measures: dict[str, Measure] = {}


def known_measure(measure: Measure) -> Measure:
    """Kept under its code. Raises ValueError for a second one of that code."""
    if _measures.setdefault(measure.code, measure) is not measure:
        raise ValueError(f"another measure has the code {measure.code}")
    return measure


def measure_of(code: str) -> Measure:
    """Raises KeyError."""
    return _measures[code]


def measures() -> list[Measure]:
    """In the order of their codes."""
    return [measure for _, measure in sorted(_measures.items())]
