"""Money that came a second time, or with another amount, goes back the way it came; it was never taken in."""

import datetime as dt
import secrets

from django.db import transaction

from contributions.checkout.channels import NO_CHANNEL, channel
from contributions.checkout.models import NOT_TAKEN_IN, Callback, GivenBack, PaymentOrder
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason

NOTHING_TO_GIVE_BACK = Reason(
    "nothing_to_give_back",
    "这笔缴费没有未入账的款项可退。",
    "Nothing of this payment waits to be returned.",
    "已入账的多缴款按退费办理。",
    "What was taken in and is too much is refunded as an over-payment.",
)
NOT_YOUR_OWN = Reason(
    "not_your_own_payment",
    "不能办理本人的退款。",
    "Nobody returns money to themself.",
    "请其他人员办理。",
    "Ask a colleague.",
)


def give_back(*, order: PaymentOrder, by: User, at: dt.datetime, reason: str) -> GivenBack:
    """Ask the channel to return what came for an order and was not taken in, the oldest first.

    Again asks for the same return, not for another.

    Raises NO_CHANNEL, NOTHING_TO_GIVE_BACK, NOT_YOUR_OWN, CHANNEL_SILENT.
    """
    connected = channel()
    if connected is None or connected.code != order.channel:
        raise NO_CHANNEL()
    with transaction.atomic():
        order = PaymentOrder.objects.select_for_update().get(pk=order.pk)
        tie = getattr(by, "citizen_tie", None)
        if tie is not None and tie.person_id == order.person_id:
            raise NOT_YOUR_OWN()
        said = Callback.objects.filter(order=order, verdict__in=NOT_TAKEN_IN).exclude(trade=order.trade)
        came = {each.trade: each for each in said.order_by("pk")}
        if not came:
            raise NOTHING_TO_GIVE_BACK()
        waiting = came.keys() - set(order.given_back.filter(done_at__isnull=False).values_list("trade", flat=True))
        told = next((each for trade, each in came.items() if trade in waiting), list(came.values())[-1])
        returned, is_new = GivenBack.objects.get_or_create(
            order=order,
            trade=told.trade,
            defaults={
                "number": f"R{secrets.randbelow(10**13):013d}", "amount_fen": told.amount_fen, "reason": reason[:200],
                "asked_by": by, "asked_at": at,
            },
        )  # fmt: skip
        if is_new:
            record(
                by=by, at=at, code="payment_given_back", subject_kind="person", subject=order.person.number,
                reason=reason, order=order.number, amount_fen=told.amount_fen,
            )  # fmt: skip
    connected.refund(
        number=order.number, trade=returned.trade, refund_number=returned.number, amount_fen=returned.amount_fen,
        reason=reason[:100],
    )  # fmt: skip
    with transaction.atomic():
        GivenBack.objects.filter(pk=returned.pk, done_at__isnull=True).update(done_at=at)
        if waiting <= {told.trade}:
            PaymentOrder.objects.filter(pk=order.pk, trouble__in=NOT_TAKEN_IN).update(trouble="")
    return returned
