"""Money that was taken in and is too much goes back through the channel it came by, as a refund was ordered for it."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from contributions.checkout.channels import CHANNEL_SILENT, NO_CHANNEL, channel
from contributions.checkout.models import ChannelRefund
from contributions.checkout.selectors import payment_of
from contributions.collection.actions import pay_refund
from contributions.collection.models import Refund
from siadmin.agency.models import User
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import CHANGED_SINCE


def refund_by_channel(*, refund_id: int, by: User, at: dt.datetime) -> Refund:
    """Ask the channel to return an ordered refund to who paid, and book it. Again returns it once.

    Whatever would refuse the booking refuses before the channel is asked. What the channel refuses for good is kept;
    then the refund is withdrawn, or goes by the bank. Raises NO_CHANNEL, CHANGED_SINCE, SAME_PERSON, OWN_REFUND,
    MONTH_CLOSED, CHANNEL_SILENT and what the channel says.
    """
    asked = _asked(refund_id, by, at)
    connected = channel()
    assert connected is not None, "asked for a moment before"
    try:
        connected.refund(
            number=asked.order.number, trade=asked.trade, refund_number=asked.number,
            amount_fen=asked.refund.amount_fen, reason=asked.refund.case_id,
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.code != CHANNEL_SILENT.code:
            ChannelRefund.objects.filter(pk=asked.pk, done_at=None, refused_at=None).update(
                refused_at=at, refused_because=str(refusal)[:300]
            )
        raise
    return _booked(asked, by, at)


@transaction.atomic
def _asked(refund_id: int, by: User, at: dt.datetime) -> ChannelRefund:
    """Kept before the channel hears of it, once the booking was rehearsed."""
    refund = Refund.objects.select_for_update(of=("self",)).select_related("receipt__person").get(pk=refund_id)
    payment, connected = payment_of(refund.receipt), channel()
    if payment is None or connected is None or connected.code != payment.order.channel:
        raise NO_CHANNEL()
    if refund.paid_on is not None or refund.withdrawn_at is not None:
        raise CHANGED_SINCE()
    asked, _ = ChannelRefund.objects.select_related("refund", "order").get_or_create(
        refund=refund,
        defaults={
            "order": payment.order, "trade": payment.trade, "number": f"F{secrets.randbelow(10**13):013d}",
            "asked_by": by, "asked_at": at,
        },
    )  # fmt: skip
    if asked.refused_at is not None:
        raise CHANGED_SINCE()
    with transaction.atomic():
        _booked(asked, by, at)
        transaction.set_rollback(True)
    return asked


@transaction.atomic
def _booked(asked: ChannelRefund, by: User, at: dt.datetime) -> Refund:
    ChannelRefund.objects.filter(pk=asked.pk, done_at=None).update(done_at=at)
    return pay_refund(
        refund_id=asked.refund_id, paid_on=timezone.localdate(at), bank_reference=asked.number, by=by, at=at
    )
