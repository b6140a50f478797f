"""What the law and the control rules of a place say about paying out. A value that is missing is a refusal."""

import datetime as dt
from dataclasses import dataclass

from siadmin.agency.models import Region
from siadmin.kernel.money import HALF_UP, fen, per_million
from siadmin.policy.selectors import law_of_day

_JUMP, _OUTLIER, _SAMPLE = "payments.jump_rate", "payments.outlier_month", "payments.sample_rate"
_BACK = "payments.back_pay_months"


@dataclass(frozen=True, slots=True)
class GuardLaw:
    """From which change against last month, in millionths, and from which amount one waits; which share is drawn.

    `back_months`: what is paid for more months gone by than these, and is worth more than as many of this month, waits.
    """

    jump_ppm: int
    outlier_fen: int
    sample_ppm: int
    back_months: int


def guard_law(region: Region, fund: str, on: dt.date) -> GuardLaw:
    """Raises NoLawInForce."""
    book = law_of_day(region, on)
    return GuardLaw(
        per_million(book.law(_JUMP, fund).value),
        fen(book.law(_OUTLIER, fund).value, HALF_UP),
        per_million(book.law(_SAMPLE, fund).value),
        int(book.law(_BACK, fund).value),
    )
