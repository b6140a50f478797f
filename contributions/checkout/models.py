"""Paying by a link or a code: what somebody is about to pay, and what the channel said of it."""

from django.db import models
from django.db.models import F, Q

from contributions.collection.models import Refund
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField


class OrderState(models.TextChoices):
    """`OPEN`: may be paid. `PAID`: the channel said so. `BOOKED`: taken in. `CLOSED`: nobody pays it any more."""

    OPEN = "open"
    PAID = "paid"
    BOOKED = "booked"
    CLOSED = "closed"


class Trouble(models.TextChoices):
    """What a person of the agency has to look into."""

    PAID_AFTER_CLOSING = "paid_after_closing"
    NOT_BOOKED = "not_booked"


class PaymentOrder(models.Model):
    """What one person pays at once, in fen; its number is ours, `trade` the channel's own."""

    number = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="payment_orders")
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    channel = models.CharField(max_length=20)
    total_fen = FenField()
    state = models.CharField(max_length=6, choices=OrderState.choices, default=OrderState.OPEN)
    pay_url = models.URLField(max_length=300, blank=True, help_text="Empty until the channel answered.")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    trade = models.CharField(max_length=64, blank=True)
    paid_on = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    followed_at = models.DateTimeField(null=True, help_text="When we last asked the channel, or tried to take it in.")
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="order_asks_for_something", condition=Q(total_fen__gt=0)),
            models.CheckConstraint(
                name="order_paid_says_when",
                condition=Q(state__in=["open", "closed"], paid_at__isnull=True, trade="")
                | Q(state__in=["paid", "booked"], paid_at__isnull=False, paid_on__isnull=False) & ~Q(trade=""),
            ),
            models.CheckConstraint(
                name="order_booked_says_when",
                condition=Q(state="booked", booked_at__isnull=False) | ~Q(state="booked") & Q(booked_at__isnull=True),
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(state="open"), name="order_one_open"),
            models.UniqueConstraint(fields=["channel", "trade"], condition=~Q(trade=""), name="order_trade_once"),
            models.CheckConstraint(name="order_expires_later", condition=Q(expires_at__gt=F("opened_at"))),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="order_to_follow")]

    def __str__(self) -> str:
        return self.number


class OrderItem(models.Model):
    """What of an order is for one fund and month, under the notice that asks for it."""

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="items")
    month = MonthField()
    fund = models.CharField(max_length=20, choices=Fund.choices)
    reference = models.CharField(max_length=16)
    amount_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "month", "fund"], name="order_item_once"),
            models.CheckConstraint(name="order_item_positive", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.month} {self.fund}"


class Verdict(models.TextChoices):
    """What became of a message of the channel whose signature was right."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    UNKNOWN_ORDER = "unknown_order"
    AMOUNT_DIFFERS = "amount_differs"
    PAID_TWICE = "paid_twice"
    CONTRADICTS = "contradicts"


# Money the channel says came and that we cannot put anywhere: a person asks the channel.
ASTRAY = (Verdict.UNKNOWN_ORDER, Verdict.CONTRADICTS)
# What came with these was not asked for, and is taken in beside the order.
BESIDE = (Verdict.PAID_TWICE, Verdict.AMOUNT_DIFFERS)


class Callback(models.Model):
    """A message of a channel with a right signature, and what became of it; the same one may come several times.

    `CONTRADICTS`: it names a payment that was told of before, for another order or with another amount.
    """

    channel = models.CharField(max_length=20)
    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, null=True, related_name="callbacks")
    number = models.CharField(max_length=40)
    trade = models.CharField(max_length=64)
    amount_fen = FenField()
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["order"], name="callback_of_order"),
            models.Index(
                fields=["channel", "number", "trade", "amount_fen"],
                name="callback_stray",
                condition=Q(verdict__in=["unknown_order", "contradicts"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verdict}"


class OtherPayment(models.Model):
    """Money that came for an order beside what it asked for: a second time, or with another amount.

    It is taken in like any money, under a number of its own, and what no bill waits for goes back as a refund.
    """

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="others")
    number = models.CharField(max_length=16, unique=True)
    trade = models.CharField(max_length=64)
    amount_fen = FenField()
    paid_on = models.DateField()
    heard_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "trade"], name="other_payment_once"),
            models.CheckConstraint(name="other_payment_positive", condition=Q(amount_fen__gt=0)),
        ]
        indexes = [models.Index(fields=["order"], name="other_payment_waits", condition=Q(booked_at__isnull=True))]

    def __str__(self) -> str:
        return self.number


class StrayEnd(models.Model):
    """What became of money the channel told of and we could not put anywhere, as one person found. Append-only."""

    channel = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    trade = models.CharField(max_length=64)
    amount_fen = FenField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="stray_end_says_why", condition=~Q(reason=""))]
        indexes = [models.Index(fields=["channel", "number", "trade"], name="stray_end_of")]

    def __str__(self) -> str:
        return f"{self.number}: {self.trade}"


class StrayConfirmation(models.Model):
    """Another person found the same: the payment is looked into. Append-only."""

    end = models.OneToOneField(StrayEnd, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.end_id} by {self.by_id}"


class ChannelRefund(models.Model):
    """A refund of money that was taken in, as the channel is asked for it: the same number returns it once.

    `refused_at`: the channel said that it does not return it; then it goes another way, or is withdrawn.
    """

    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, related_name="by_channel", primary_key=True)
    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="refunds")
    trade = models.CharField(max_length=64, help_text="The payment of the order that goes back.")
    number = models.CharField(max_length=20, unique=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    followed_at = models.DateTimeField(null=True, help_text="When we last asked the channel again.")
    done_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="channel_refund_done_or_refused", condition=Q(done_at__isnull=True) | Q(refused_at__isnull=True)
            ),
            models.CheckConstraint(
                name="channel_refund_refused_says_why",
                condition=Q(refused_at__isnull=True, refused_because="")
                | Q(refused_at__isnull=False) & ~Q(refused_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SimulatedTrade(models.Model):
    """The simulator's own books: what it was asked for, paid and gave back. A real channel keeps these elsewhere."""

    number = models.CharField(max_length=16, unique=True)
    token = models.CharField(max_length=43, unique=True)
    title = models.CharField(max_length=120)
    amount_fen = FenField()
    expires_at = models.DateTimeField()
    trade = models.CharField(max_length=64, blank=True)
    paid_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    returns = models.JSONField(default=dict, help_text="Refund number → trade and fen.")

    def __str__(self) -> str:
        return self.number
