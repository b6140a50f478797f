"""What the law and the control rules of a place say about paying out. A value that is missing is a refusal."""

import datetime as dt
from dataclasses import dataclass

from benefits.payments.rules.reporting import Event
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.money import HALF_UP, fen, per_million
from siadmin.policy.selectors import law_of_day

_JUMP, _OUTLIER, _SAMPLE = "payments.jump_rate", "payments.outlier_month", "payments.sample_rate"
_BACK = "payments.back_pay_months"
# Funds whose benefits one person never draws together: 人社部发〔2014〕17号 art. 8; SIL 51(4).
EXCLUDED: dict[str, tuple[str, ...]] = {
    Fund.PENSION: (Fund.PENSION_RESIDENT, Fund.UNEMPLOYMENT),
    Fund.PENSION_RESIDENT: (Fund.PENSION, Fund.UNEMPLOYMENT),
    Fund.UNEMPLOYMENT: (Fund.PENSION, Fund.PENSION_RESIDENT),
}

# Funds whose benefits what happened may end; those of every fund where it is not named: SIL 51; 17号 art. 8.
_ENDED_BY: dict[str, tuple[str, ...]] = {
    Event.REEMPLOYED: (Fund.UNEMPLOYMENT,),
    Event.ON_PENSION: (Fund.UNEMPLOYMENT, Fund.PENSION_RESIDENT),
    Event.ABROAD: (Fund.UNEMPLOYMENT,),
}


def funds_ended_by(event: str) -> tuple[str, ...]:
    """Those whose benefits it may end."""
    return _ENDED_BY.get(event, tuple(Fund.values))


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
    book = law_of_day(region, on, keys=(_JUMP, _OUTLIER, _SAMPLE, _BACK))
    return GuardLaw(
        per_million(book.law(_JUMP, fund).value),
        fen(book.law(_OUTLIER, fund).value, HALF_UP),
        per_million(book.law(_SAMPLE, fund).value),
        int(book.law(_BACK, fund).value),
    )
