"""What the channel says of a payment is heard once; then the money is taken in through collection's own door.

Hearing and booking are two transactions: that somebody paid is never lost because something else does not fit.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import structlog
from django.db import connection, transaction
from django.utils import timezone

from contributions.checkout.channels import FORGED, Paid, channel
from contributions.checkout.models import (
    BESIDE,
    Callback,
    OrderItem,
    OrderState,
    OtherPayment,
    PaymentOrder,
    Trouble,
    Verdict,
)
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Source
from siadmin.agency.trail import record
from siadmin.kernel.money import share, yuan
from siadmin.kernel.refusal import Refusal

log = structlog.get_logger()
ANSWERED_WELL = frozenset({Verdict.ACCEPTED, Verdict.REPEATED, *BESIDE})


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a message, and of which order; the channel sends it again until it is answered well."""

    verdict: str
    order_id: int | None

    @property
    def is_answered_well(self) -> bool:
        return self.verdict in ANSWERED_WELL


def take_callback(*, channel_code: str, headers: Mapping[str, str], body: bytes, at: dt.datetime) -> Heard:
    """A message that came to our door: verified, heard once, booked. Raises FORGED."""
    connected = channel()
    if connected is None or connected.code != channel_code:
        raise FORGED()
    try:
        paid = connected.read_callback(headers, body, now=at)
    except (ValueError, KeyError, TypeError) as error:  # signed by the channel, and still not understood
        log.error("callback_not_understood", channel=channel_code, error=type(error).__name__)
        raise FORGED() from error
    heard = hear(channel_code=channel_code, paid=paid, digest=hashlib.sha256(body).hexdigest(), at=at)
    if heard.order_id is not None and heard.is_answered_well:
        book(order_id=heard.order_id, at=at)
    return heard


@transaction.atomic
def hear(*, channel_code: str, paid: Paid, digest: str, at: dt.datetime) -> Heard:
    """Mark the order paid, once: the same said again changes nothing, something else said is somebody's work.

    A channel's payment is heard of for one order, whichever message comes first.
    """
    order = PaymentOrder.objects.select_for_update().filter(number=paid.number, channel=channel_code).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT checkout_lock_trade(%s, %s)", [channel_code, paid.trade])
    verdict = _verdict(order, channel_code, paid)
    Callback.objects.create(
        channel=channel_code, order=order, number=paid.number, trade=paid.trade, amount_fen=paid.amount_fen,
        digest=digest, verdict=verdict, received_at=at,
    )  # fmt: skip
    if order is None:
        return Heard(verdict, None)
    if verdict == Verdict.ACCEPTED:
        after_closing = order.state == OrderState.CLOSED
        order.state, order.trade = OrderState.PAID, paid.trade
        order.paid_at, order.paid_on = paid.paid_at, _day(paid, at)
        order.trouble = Trouble.PAID_AFTER_CLOSING if after_closing else ""
        order.save(update_fields=["state", "trade", "paid_at", "paid_on", "trouble"])
        record(
            by=None, at=at, code="payment_heard", subject_kind="person", subject=order.person.number,
            channel=channel_code, order=order.number, amount_fen=paid.amount_fen,
        )  # fmt: skip
    elif verdict in BESIDE:
        _keep_beside(order, paid, at)
    elif verdict == Verdict.CONTRADICTS:
        _close(order, at)
    return Heard(verdict, order.pk)


def _day(paid: Paid, at: dt.datetime) -> dt.date:
    """The day it was paid; a channel whose clock is ahead of ours told of it on the day we heard of it."""
    return timezone.localdate(min(paid.paid_at, at))


def _close(order: PaymentOrder, at: dt.datetime) -> None:
    if order.state == OrderState.OPEN:  # nobody else is to pay it, and its payer may start again
        order.state, order.closed_at = OrderState.CLOSED, at
        order.save(update_fields=["state", "closed_at"])


def _keep_beside(order: PaymentOrder, paid: Paid, at: dt.datetime) -> None:
    """What came and was not asked for is money of its payer all the same."""
    OtherPayment.objects.create(
        order=order,
        number=f"E{secrets.randbelow(10**13):013d}",
        trade=paid.trade,
        amount_fen=paid.amount_fen,
        paid_on=_day(paid, at),
        heard_at=at,
    )
    _close(order, at)
    record(
        by=None, at=at, code="payment_heard_beside", subject_kind="person", subject=order.person.number,
        channel=order.channel, order=order.number, amount_fen=paid.amount_fen,
    )  # fmt: skip


def _verdict(order: PaymentOrder | None, channel_code: str, paid: Paid) -> str:
    if order is None:
        return Verdict.UNKNOWN_ORDER
    known = _known(channel_code, paid.trade)
    if known:
        return Verdict.REPEATED if known == (order.pk, paid.amount_fen) else Verdict.CONTRADICTS
    if order.state in (OrderState.PAID, OrderState.BOOKED):
        return Verdict.PAID_TWICE
    return Verdict.ACCEPTED if paid.amount_fen == order.total_fen else Verdict.AMOUNT_DIFFERS


def _known(channel_code: str, trade: str) -> tuple[int, int] | None:
    """For which order a channel's payment was heard of already, and how much, in fen."""
    orders = PaymentOrder.objects.filter(channel=channel_code, trade=trade).values_list("pk", "total_fen")
    others = OtherPayment.objects.filter(order__channel=channel_code, trade=trade).values_list("order_id", "amount_fen")
    return orders.first() or others.first()


def book(*, order_id: int, at: dt.datetime) -> None:
    """Take in what came for an order: a receipt per fund and month, by the door of every receipt.

    Again changes nothing. What came beside the order is shared as it asked; what no bill waits for waits among the
    receipts. What refuses is kept with the order, for a person and for the next
    try.
    """
    try:
        with transaction.atomic():
            order = PaymentOrder.objects.select_for_update(of=("self",)).select_related("person").get(pk=order_id)
            items = list(order.items.order_by("pk"))
            if order.state == OrderState.PAID:
                assert order.paid_on is not None
                _take_in(order, order.number, order.paid_on, [(item, item.amount_fen) for item in items], at)
                order.state, order.booked_at = OrderState.BOOKED, at
            for other in order.others.filter(booked_at__isnull=True).order_by("pk"):
                parts = share(other.amount_fen, [item.amount_fen for item in items])
                _take_in(order, other.number, other.paid_on, list(zip(items, parts, strict=True)), at)
                other.booked_at = at
                other.save(update_fields=["booked_at"])
            order.trouble = ""
            order.save(update_fields=["state", "booked_at", "trouble"])
    except Refusal as refusal:
        log.error("payment_not_booked", order=order_id, code=refusal.code)
        PaymentOrder.objects.filter(pk=order_id).update(trouble=Trouble.NOT_BOOKED)


def _take_in(
    order: PaymentOrder, number: str, paid_on: dt.date, parts: list[tuple[OrderItem, int]], at: dt.datetime
) -> None:
    for item, amount in parts:
        if not amount:
            continue
        told = Told(
            external_id=f"{number}-{item.month}",
            received_on=paid_on.isoformat(),
            region=order.region_id,
            fund=item.fund,
            amount=str(yuan(amount)),
            reference=item.reference,
            payer_name=order.person.name,
        )
        receive_one(source=Source.CHANNEL, told=told, by=None, at=at, on=timezone.localdate(at))
