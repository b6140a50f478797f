"""An overpayment to come back, and another benefit of the same person it may be set off against."""

import datetime as dt
from typing import Any

from benefits.payments.models import Entitlement, Hold, PaymentRun
from siadmin.agency.insurances import Fund
from tests.cities import NOVEMBER, tick
from tests.factories import a_person
from tests.payments.till import Till, a_card


def owing(till: Till) -> tuple[Entitlement, Entitlement]:
    """100 yuan of November are to come back; 60 of another benefit of the same person are due for November."""
    person = a_person(lives_in="110105")
    a_card(person)
    ended = till.granted(person)
    till.answered(till.sent(till.approved()))
    till.stopped(ended)
    other = Till("toy_stick_monthly", Fund.PENSION).granted(person, days=6)
    return ended, other


def next_month(till: Till, patch: Any, months: int = 1) -> PaymentRun:
    """The run of so many months later, which has begun."""
    later = dt.timedelta(days=30 * months)
    patch.setattr("tests.payments.till.tick", lambda: tick() + later)
    patch.setattr("tests.claims.desk.tick", lambda: tick() + later)
    return till.opened(NOVEMBER + months)


def looked_into(till: Till, own: PaymentRun) -> PaymentRun:
    """What the guard held differs from last month, as it should."""
    for hold in Hold.objects.filter(month=own.month, lifted_at=None, batch_id__in=own.batches.values("pk")):
        till.lift(hold)
    return own
