"""Messages of a channel get lost: what is open, not booked or not answered is asked about and tried again.

Whatever was followed longest ago comes first, so that what never ends keeps nothing else waiting; what the database
refuses of one is logged and keeps no other from being followed.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

import structlog
from django.db import DatabaseError
from django.db.models import F, QuerySet
from django.utils import timezone

from contributions.checkout.actions import book, close_order, hear, refund_by_channel
from contributions.checkout.channels import Channel, channel
from contributions.checkout.models import ChannelRefund, OrderState, PaymentOrder
from contributions.checkout.selectors import not_taken_in
from siadmin.kernel import jobs
from siadmin.kernel.refusal import Refusal

ASKED_AFTER = dt.timedelta(minutes=2)
AT_MOST_AT_ONCE = 500
Row = TypeVar("Row", PaymentOrder, ChannelRefund)
log = structlog.get_logger()


@jobs.named("checkout.follow_orders")
def follow_orders() -> int:
    """What came is taken in; were open orders paid, and refunds returned? Returns how many changed."""
    now, connected, followed = timezone.now(), channel(), 0
    for order in _next(not_taken_in(), now):
        try:
            book(order_id=order.pk, at=now)
            followed += 1
        except DatabaseError:
            log.exception("order_not_booked", order=order.number)
    if connected is None:
        return followed
    return followed + _ask_about_orders(connected, now) + _ask_for_refunds(connected, now)


def _next(waiting: QuerySet[Row], now: dt.datetime) -> Iterator[Row]:
    """Rows to follow now, each marked before it is followed, so that one that fails goes to the end."""
    for row in list(waiting.order_by(F("followed_at").asc(nulls_first=True), "pk")[:AT_MOST_AT_ONCE]):
        waiting.model._default_manager.filter(pk=row.pk).update(followed_at=now)
        yield row


def _ask_about_orders(connected: Channel, now: dt.datetime) -> int:
    waiting = PaymentOrder.objects.filter(
        state=OrderState.OPEN, channel=connected.code, opened_at__lt=now - ASKED_AFTER
    )
    followed = 0
    for order in _next(waiting, now):
        try:
            followed += _asked_about(connected, order, now)
        except Refusal as refusal:
            log.warning("order_not_followed", order=order.number, code=refusal.code)
        except DatabaseError:
            log.exception("order_not_followed", order=order.number)
    return followed


def _asked_about(connected: Channel, order: PaymentOrder, now: dt.datetime) -> bool:
    """A paid one is taken in, an expired one closed: whether something changed."""
    paid = connected.query(order.number)
    if paid is not None:
        if hear(channel_code=order.channel, paid=paid, digest="", at=now).is_answered_well:
            book(order_id=order.pk, at=now)
        return True
    if order.expires_at > now:
        return False
    close_order(order=order, at=now)
    return True


def _ask_for_refunds(connected: Channel, now: dt.datetime) -> int:
    """Refunds the channel was asked for and has not answered are asked for again, in the name of their cashier."""
    waiting = ChannelRefund.objects.filter(
        done_at__isnull=True, refused_at__isnull=True, order__channel=connected.code, asked_at__lt=now - ASKED_AFTER
    ).select_related("asked_by")
    followed = 0
    for asked in _next(waiting, now):
        try:
            refund_by_channel(refund_id=asked.refund_id, by=asked.asked_by, at=now)
            followed += 1
        except Refusal as refusal:
            log.warning("refund_not_followed", refund=asked.number, code=refusal.code)
        except DatabaseError:
            log.exception("refund_not_followed", refund=asked.number)
    return followed
