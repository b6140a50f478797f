"""Benefits of Beijing paid beyond their end: one demand stands, one comes back by the month."""

import datetime as dt
from collections.abc import Mapping
from itertools import islice

from django.utils import timezone

from benefits.payments.models import Entitlement, Overpayment
from benefits.payments.selectors import paid_through
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import matter_of
from siadmin.portal.world.build import Builder
from siadmin.portal.world.claiming import asked, signed, tell

_POOL = "110000"
_INSTALMENTS = 6


def tell_overpaid(builder: Builder, now: dt.datetime) -> None:
    """They worked again before the month that was paid: stopped by two, the month demanded, and agreed upon."""
    drawn = Entitlement.objects.filter(region=_POOL, fund=Fund.UNEMPLOYMENT).select_related("person").order_by("pk")
    paid = (each for each in drawn if paid_through(each) is not None)
    for each, ends in zip(islice(paid, 2), (_stopped, _by_the_month), strict=False):
        tell(ends, builder, each, now)


def _stopped(builder: Builder, entitlement: Entitlement, now: dt.datetime) -> Overpayment:
    facts = {
        "entitlement": entitlement.number, "kind": "ended", "from_month": str(Month.of(timezone.localdate(now))),
        "because": "reemployed", "verified": "compared", "found": "本月初已在新单位就业，单位补报，本人确认",
    }  # fmt: skip
    _decided(builder, "benefit_stop", entitlement, now, facts)
    return Overpayment.objects.get(ending__entitlement=entitlement)


def _by_the_month(builder: Builder, entitlement: Entitlement, now: dt.datetime) -> None:
    facts = {
        "demand": _stopped(builder, entitlement, now).number, "first_month": str(Month.of(timezone.localdate(now)) + 1),
        "months": _INSTALMENTS, "why": "收入低，一次退还有困难",
    }  # fmt: skip
    _decided(builder, "repayment_agreement", entitlement, now, facts)


def _decided(
    builder: Builder, matter: str, entitlement: Entitlement, now: dt.datetime, facts: Mapping[str, object]
) -> None:
    signed(builder, asked(builder, matter_of(matter), entitlement.person, _POOL, now, **facts), _POOL, now)
