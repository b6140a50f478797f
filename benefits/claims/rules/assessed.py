"""What a claim comes to: conditions not met, or components with their amounts and months, or none. Pure.

Source: REG 17–24 (what is decided upon an application), REG 37 (tiered review by risk).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

# A benefit without an end is weighed by what it pays in a year, and by the months gone by before, which leave at once.
WEIGHED_MONTHS = 12


class Rhythm(StrEnum):
    ONCE = "once"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Item:
    """One component: fen each month from `from_month` up to, not including, `before_month`; or fen once.

    None: no end is known. What is paid once is due in `from_month`.
    """

    component: str
    amount_fen: int
    rhythm: Rhythm
    from_month: Month
    before_month: Month | None = None

    def __post_init__(self) -> None:
        if self.amount_fen <= 0:
            raise ValueError(f"{self.component} pays nothing: {self.amount_fen} fen")
        if self.before_month is not None and (
            self.rhythm is Rhythm.ONCE or self.before_month.index <= self.from_month.index
        ):
            raise ValueError(f"{self.component} has no months: {self.from_month} to {self.before_month}")

    def weight_fen(self, now: Month) -> int:
        """What it pays in all; where no end is known, up to `now` and in a year from then on."""
        if self.rhythm is Rhythm.ONCE:
            return self.amount_fen
        before = max(now, self.from_month) + WEIGHED_MONTHS if self.before_month is None else self.before_month
        return self.amount_fen * (before.index - self.from_month.index)


@dataclass(frozen=True, slots=True)
class Assessed:
    """`items`; or `unmet` says in whole sentences which conditions are not met; or `counts`: unpaid, it counts."""

    items: Sequence[Item] = ()
    unmet: Sequence[Words] = ()
    counts: Words | None = None

    def __post_init__(self) -> None:
        if [bool(self.items), bool(self.unmet), self.counts is not None].count(True) != 1:
            raise ValueError("a claim comes to components, or to conditions that are not met, or counts without pay")

    @property
    def is_due(self) -> bool:
        return not self.unmet

    @property
    def monthly_fen(self) -> int:
        """Of the first month of what is paid monthly."""
        monthly = [item for item in self.items if item.rhythm is Rhythm.MONTHLY]
        first = min((item.from_month.index for item in monthly), default=0)
        return sum(item.amount_fen for item in monthly if item.from_month.index == first)

    @property
    def once_fen(self) -> int:
        return sum(item.amount_fen for item in self.items if item.rhythm is Rhythm.ONCE)

    def weight_fen(self, now: Month) -> int:
        """By which a place decides how many people sign: months gone by up to `now` count in full."""
        return sum(item.weight_fen(now) for item in self.items)
