"""An offer of suitable work or training that was turned down is put on record (SIL 51(5)); it stops nothing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.payments.models import Entitlement
from benefits.unemployment.models import RefusedOffer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

OFFER_WHEN = Reason(
    "refused_offer_when",
    "拒绝日期 {day} 早于开始领取的 {month}，或者晚于今天。",
    "The day {day} lies before {month}, when the benefit began, or has not come yet.",
    "核对拒绝的日期。",
    "Check the day on which it was turned down.",
)
OFFER_KNOWN = Reason(
    "refused_offer_known",
    "{day} 拒绝 {employer} 的情况已登记过。",
    "What {employer} offered was recorded for {day} already.",
    "不重复登记。",
    "It is not recorded twice.",
)


def why_not_record(entitlement: Entitlement, refused_on: dt.date, offered_by: str, on: dt.date) -> Refusal | None:
    first = min(part.from_month for part in entitlement.components.all())
    if not first.first_day <= refused_on <= on:
        return OFFER_WHEN(day=refused_on, month=first)
    if entitlement.refused_offers.filter(refused_on=refused_on, offered_by=offered_by).exists():
        return OFFER_KNOWN(day=refused_on, employer=offered_by)
    return None


@transaction.atomic
def record_refused_offer(
    *, entitlement: Entitlement, refused_on: dt.date, offered_by: str, offered: str, case: Case, by: User,
    at: dt.datetime,
) -> RefusedOffer:  # fmt: skip
    """Raises OFFER_WHEN, OFFER_KNOWN."""
    if refusal := why_not_record(entitlement, refused_on, offered_by, timezone.localdate(at)):
        raise refusal
    told = RefusedOffer.objects.create(
        entitlement=entitlement, refused_on=refused_on, offered_by=offered_by, offered=offered, case=case,
        recorded_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="offer_refused", subject_kind="person", subject=entitlement.person.number,
        entitlement=entitlement.number, refused_on=str(refused_on),
    )  # fmt: skip
    return told
