"""Messages of a channel get lost: what is open or not booked is asked about and tried again."""

import datetime as dt

import structlog
from django.utils import timezone

from contributions.checkout.actions import book, close_order, hear
from contributions.checkout.channels import channel
from contributions.checkout.models import OrderState, PaymentOrder
from contributions.checkout.selectors import not_taken_in
from siadmin.kernel import jobs
from siadmin.kernel.refusal import Refusal

ASKED_AFTER = dt.timedelta(minutes=2)
AT_MOST_AT_ONCE = 500
log = structlog.get_logger()


@jobs.named("checkout.follow_orders")
def follow_orders() -> int:
    """Open orders: were they paid? Expired ones are closed, paid ones taken in. Returns how many changed."""
    now, connected, followed = timezone.now(), channel(), 0
    for order in not_taken_in().order_by("trouble", "pk")[:AT_MOST_AT_ONCE]:
        book(order_id=order.pk, at=now)
        followed += 1
    if connected is None:
        return followed
    waiting = PaymentOrder.objects.filter(
        state=OrderState.OPEN, channel=connected.code, opened_at__lt=now - ASKED_AFTER
    ).order_by("opened_at")
    for order in waiting[:AT_MOST_AT_ONCE]:
        try:
            paid = connected.query(order.number)
            if paid is not None:
                heard = hear(channel_code=order.channel, paid=paid, digest="", at=now)
                if heard.is_answered_well:
                    book(order_id=order.pk, at=now)
            elif order.expires_at <= now:
                close_order(order=order, at=now)
            else:
                continue
            followed += 1
        except Refusal as refusal:
            log.warning("order_not_followed", order=order.number, code=refusal.code)
    return followed
