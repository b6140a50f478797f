"""Ask the channel for a payment of what somebody chose to pay; a second one replaces the first."""

import datetime as dt
import secrets
from collections.abc import Collection
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from contributions.checkout.actions.hearing import book, hear
from contributions.checkout.channels import NO_CHANNEL, Asked, Channel, channel
from contributions.checkout.models import OrderItem, OrderState, PaymentOrder
from contributions.checkout.selectors import Payable, payable
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason, Refusal

OPEN_FOR = dt.timedelta(hours=2)
NOTHING_TO_PAY = Reason(
    "nothing_to_pay",
    "没有选择要缴的月份，或所选月份已经缴清、失效。",
    "No month was chosen, or what was chosen is paid or has lapsed.",
    "刷新页面，选择要缴的月份。",
    "Load the page again and choose what to pay.",
)
PAYING_ALREADY = Reason(
    "paying_already",
    "刚刚已经发起了一笔付款。",
    "A payment was opened just now.",
    "在那一笔上付款，或关闭后重新发起。",
    "Pay that one, or close it and start again.",
)
ONE_REGION_AT_A_TIME = Reason(
    "one_region_at_a_time",
    "所选月份属于不同统筹区，不能合在一笔里缴。",
    "What was chosen belongs to different regions and cannot be paid at once.",
    "分开缴纳。",
    "Pay them one after the other.",
)
ONE_RECORD_AT_A_TIME = Reason(
    "one_record_at_a_time",
    "所选月份登记在您的两条记录名下，不能合在一笔里缴。",
    "What was chosen is asked under two of your records and cannot be paid at once.",
    "分开缴纳。",
    "Pay them one after the other.",
)


def open_order(*, person: Person, keys: Collection[str], by: User | None, at: dt.datetime) -> PaymentOrder:
    """A payment for what `keys` name of what is payable, with the address to pay at.

    An order that is still open is closed first; one that was paid meanwhile, or could not be taken in yet, is taken in
    and asked for no second time. It is kept under the record it is asked under.

    Raises NO_CHANNEL, NOTHING_TO_PAY, ONE_REGION_AT_A_TIME, ONE_RECORD_AT_A_TIME, PAYING_ALREADY, CHANNEL_SILENT.
    """
    connected = channel()
    if connected is None:
        raise NO_CHANNEL()
    records = records_of(person.pk)
    for standing in PaymentOrder.objects.filter(person__in=records, state=OrderState.OPEN):
        close_order(order=standing, at=at)
    for paid in PaymentOrder.objects.filter(person__in=records, state=OrderState.PAID):
        book(order_id=paid.pk, at=at)
    with transaction.atomic():
        own = {
            each.pk: each
            for each in Person.objects.select_for_update(no_key=True).filter(pk__in=records).order_by("pk")
        }
        if PaymentOrder.objects.filter(person__in=records, state=OrderState.OPEN).exists():
            raise PAYING_ALREADY()
        chosen = [each for each in payable(person.pk, on=timezone.localdate(at)) if each.key in set(keys)]
        if not chosen:
            raise NOTHING_TO_PAY()
        if len({each.region_id for each in chosen}) > 1:
            raise ONE_REGION_AT_A_TIME()
        if len({each.person_id for each in chosen}) > 1:
            raise ONE_RECORD_AT_A_TIME()
        person = own[chosen[0].person_id]
        order = _written(connected, person, chosen, by, at)
        record(
            by=by, at=at, code="payment_ordered", subject_kind="person", subject=person.number, order=order.number,
            amount_fen=order.total_fen, months=sorted({str(each.month) for each in chosen}),
        )  # fmt: skip
    return _asked(connected, order, at)


def _written(
    connected: Channel, person: Person, chosen: list[Payable], by: User | None, at: dt.datetime
) -> PaymentOrder:
    """Kept before the channel hears of it: nobody pays for an order we do not know."""
    order = PaymentOrder.objects.create(
        number=f"W{secrets.randbelow(10**13):013d}",
        person=person,
        region=Region.objects.get(pk=chosen[0].region_id),
        channel=connected.code,
        total_fen=sum(each.total_fen for each in chosen),
        opened_at=at,
        opened_by=by,
        expires_at=at + OPEN_FOR,
    )
    OrderItem.objects.bulk_create(
        OrderItem(order=order, month=each.month, fund=fund, reference=each.reference, amount_fen=amount)
        for each in chosen
        for fund, amount in each.funds.items()
    )
    return order


def _asked(connected: Channel, order: PaymentOrder, at: dt.datetime) -> PaymentOrder:
    """The order with the address to pay at. Where the channel does not answer, it is closed again."""
    try:
        order.pay_url = connected.create(
            Asked(
                number=order.number,
                title="社会保险费 Social insurance contributions",
                amount_fen=order.total_fen,
                expires_at=order.expires_at,
                callback_url=f"{settings.PUBLIC_URL}{reverse('payment_callback', args=[connected.code])}",
            )
        )
    except Refusal:
        with suppress(Refusal):
            close_order(order=order, at=at)
        raise
    still_open = PaymentOrder.objects.filter(pk=order.pk, state=OrderState.OPEN)
    if not still_open.update(pay_url=order.pay_url):  # another one was opened beside it, and closed this one
        close_order(order=order, at=at)
        raise PAYING_ALREADY()
    return order


def close_order(*, order: PaymentOrder, at: dt.datetime) -> None:
    """Nobody pays it any more. What was paid a moment before is heard and taken in. Raises CHANNEL_SILENT."""
    connected = channel()
    paid = connected.close(order.number) if connected is not None and connected.code == order.channel else None
    if paid is not None:
        hear(channel_code=order.channel, paid=paid, digest="", at=at)
        book(order_id=order.pk, at=at)
        return
    PaymentOrder.objects.filter(pk=order.pk, state=OrderState.OPEN).update(state=OrderState.CLOSED, closed_at=at)
