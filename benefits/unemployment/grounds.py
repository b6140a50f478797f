"""Grounds to stop unemployment benefit join those of payments, under the names of the rule (SIL 51; UIR 15)."""

from benefits.payments.causes import Cause, known_cause
from benefits.payments.excluding import lost_by_work, may_end, never_beside
from benefits.payments.models import EndingKind
from benefits.payments.rules.reporting import Event
from benefits.unemployment.rules.stopping import Stop, stop_words
from siadmin.agency.insurances import Fund, Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value_if_any

PAID_AT_ONCE = "paid_at_once"


def register_grounds() -> None:
    """A death is a ground of every benefit; a spell that is used up ends by its own months.

    Work, a pension and a move abroad end it: nothing of it is drawn beside the first two (SIL 51(1), (3), (4)).
    """
    never_beside(Fund.UNEMPLOYMENT, Fund.PENSION, Fund.PENSION_RESIDENT)
    lost_by_work(Fund.UNEMPLOYMENT, Insurance.UNEMPLOYMENT)
    for event in (Event.REEMPLOYED, Event.ON_PENSION, Event.ABROAD):
        may_end(event, Fund.UNEMPLOYMENT)
    for stop in Stop:
        if stop not in (Stop.DIED, Stop.USED_UP, Stop.IMPRISONED):
            known_cause(stop, Cause(stop_words(stop)))
    known_cause(Stop.IMPRISONED, Cause(stop_words(Stop.IMPRISONED), Fund.UNEMPLOYMENT, _in_prison))
    known_cause(
        PAID_AT_ONCE,
        Cause(Words("余下月份已一次性支付（核定决定）", "the months left are paid at once, by decision")),
    )


def _in_prison(region: str, month: Month) -> str | None:
    law = value_if_any(StoredLawBook(), "unemployment.prison_suspends", region=region, on=month.first_day)
    if law is None:
        return None
    return EndingKind.SUSPENDED if law.value else EndingKind.ENDED
