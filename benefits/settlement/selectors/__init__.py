"""Questions about stays and their bills."""

from benefits.settlement.selectors.around import around
from benefits.settlement.selectors.standing import (
    in_hospital,
    locked,
    settlements_of,
    standing,
    standing_after,
    stays_of,
    year_before,
)

__all__ = [
    "around", "in_hospital", "locked", "settlements_of", "standing", "standing_after", "stays_of", "year_before",
]  # fmt: skip
