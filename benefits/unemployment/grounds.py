"""Grounds to stop unemployment benefit join those of payments, under the names of the rule (SIL 51; UIR 15)."""

from benefits.payments.causes import Cause, known_cause
from benefits.payments.models import EndingKind
from benefits.unemployment.rules.stopping import Stop, stop_words
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value_if_any

PAID_AT_ONCE = "paid_at_once"


def register_grounds() -> None:
    """A death is a ground of every benefit; a spell that is used up ends by its own months."""
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
