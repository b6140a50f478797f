"""Questions about stays and their bills."""

from benefits.settlement.selectors.around import Beside, beside
from benefits.settlement.selectors.standing import (
    Shown,
    in_hospital,
    locked,
    settlements_of,
    shown_of,
    standing,
    standing_after,
    stay_of,
    year_before,
)

__all__ = [
    "Beside", "Shown", "beside", "in_hospital", "locked", "settlements_of", "shown_of", "standing", "standing_after",
    "stay_of", "year_before",
]  # fmt: skip
