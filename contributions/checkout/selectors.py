"""What somebody who pays for themself has to pay, and what became of their payments."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from contributions.assessment.models import Bill, Notice
from contributions.assessment.own import first_payable_day
from contributions.checkout.models import (
    ASTRAY,
    Callback,
    ChannelRefund,
    OrderItem,
    OrderState,
    OtherPayment,
    PaymentOrder,
    StrayConfirmation,
    StrayEnd,
)
from contributions.collection.models import Allocation, Receipt, Refund, Source
from contributions.collection.protocols import WayBack
from enrollment.registry.models import Person
from enrollment.registry.records import other_numbers, records_of
from siadmin.agency.insurances import ResidentScheme
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Payable:
    """What is open of one month of one region, in fen by fund, under its newest notice.

    `scheme`: empty for what people in flexible employment pay, else the residents' scheme (a year's first month).
    `record`: our number of the record it is asked under, where a person has several and it is not the one they stand
    under.
    """

    month: Month
    region_id: str
    scheme: str
    reference: str
    due_on: dt.date
    funds: dict[str, int]
    is_provisional: bool
    person_id: int
    record: str = ""

    @property
    def key(self) -> str:
        return ".".join(filter(None, (str(self.month), self.scheme, self.record)))

    @property
    def total_fen(self) -> int:
        return sum(self.funds.values())


def payable(person_id: int, *, on: dt.date) -> list[Payable]:
    """Everything open that may still be paid on a day, the nearest day first; bills of a month that cancel come off.

    Under any record of the person; what was paid and is being taken in is not asked for again. Raises NO_LAW_IN_FORCE.
    """
    others = other_numbers(Person.objects.get(pk=person_id))
    own = [person_id, *others]
    waiting = Bill.objects.filter(person_id__in=own, settled_on__isnull=True, lapsed_on__isnull=True)
    open_ones = list(waiting.select_related("region"))
    first = {region: first_payable_day(region, on) for region in {bill.region for bill in open_ones}}
    bills = [bill for bill in open_ones if bill.due_on >= first[bill.region]]
    coming = set(_coming_in(person_id).values_list("order__person_id", "month", "fund"))
    put = dict(Allocation.objects.filter(bill__in=bills).values_list("bill_id").annotate(sum=Sum("amount_fen")))
    places: dict[tuple[int, Month, str, str], list[Bill]] = defaultdict(list)
    for bill in bills:
        scheme = bill.fund if bill.fund in ResidentScheme.values else ""
        places[-bill.payer, bill.month, bill.region_id, scheme].append(bill)
    newest: dict[tuple[int, Month], str] = {}
    for notice in Notice.objects.filter(person_id__in=own).order_by("version"):
        newest[-notice.payer, notice.month] = notice.reference
    found = []
    for (record, month, region_id, scheme), of_place in places.items():
        funds: dict[str, int] = defaultdict(int)
        for bill in of_place:
            funds[bill.fund] += bill.total_fen - put.get(bill.pk, 0)
        open_funds = {
            fund: amount for fund, amount in funds.items() if amount > 0 and (record, month, fund) not in coming
        }
        if open_funds:
            due_on = min(bill.due_on for bill in of_place)
            provisional = any(bill.is_provisional for bill in of_place)
            found.append(
                Payable(
                    month, region_id, scheme, newest[record, month], due_on, open_funds, provisional, record,
                    others.get(record, ""),
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: (each.due_on, each.month, each.scheme, each.record))


def coming_in(person_id: int) -> int:
    """What a person has paid and is being taken in, in fen."""
    return _coming_in(person_id).aggregate(sum=Sum("amount_fen", default=0))["sum"]


def _coming_in(person_id: int) -> QuerySet[OrderItem]:
    return OrderItem.objects.filter(order__person__in=records_of(person_id), order__state=OrderState.PAID)


def orders_of(person_id: int) -> QuerySet[PaymentOrder]:
    """A person's payments, under any of their records, newest first."""
    own = PaymentOrder.objects.filter(person_id__in=records_of(person_id))
    return own.prefetch_related("items").order_by("-opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of an order, by the channel's own number of it."""

    order: PaymentOrder
    trade: str


def payment_of(receipt: Receipt) -> Payment | None:
    """The payment by which a receipt came; none where it came another way."""
    if receipt.source != Source.CHANNEL:
        return None
    number, _, _ = receipt.external_id.partition("-")
    if order := PaymentOrder.objects.filter(number=number, state=OrderState.BOOKED).first():
        return Payment(order, order.trade)
    other = OtherPayment.objects.filter(number=number, booked_at__isnull=False).select_related("order").first()
    return Payment(other.order, other.trade) if other else None


def ways_back_of(refund_ids: Collection[int]) -> dict[int, WayBack]:
    """How refunds of what came through a channel stand with it."""
    found = dict.fromkeys(
        Refund.objects.filter(pk__in=refund_ids, receipt__source=Source.CHANNEL).values_list("pk", flat=True),
        WayBack.BY_CHANNEL,
    )
    for asked in ChannelRefund.objects.filter(refund__in=found):
        unanswered = WayBack.ASKED if asked.refused_at is None else WayBack.REFUSED
        found[asked.refund_id] = unanswered if asked.done_at is None else WayBack.RETURNED
    return found


def being_paid(now: dt.datetime) -> QuerySet[Bill, int]:
    """Keys of bills somebody may be paying at this moment: of open orders, and of paid ones that are not booked yet."""
    busy = Q(order__state=OrderState.OPEN, order__expires_at__gt=now - dt.timedelta(hours=1))
    items = OrderItem.objects.filter(
        busy | Q(order__state=OrderState.PAID),
        order__person=OuterRef("person"), month=OuterRef("month"), fund=OuterRef("fund"),
    )  # fmt: skip
    waiting = Bill.objects.filter(Exists(items), settled_on__isnull=True, lapsed_on__isnull=True)
    return waiting.values_list("pk", flat=True)


def not_taken_in() -> QuerySet[PaymentOrder]:
    """Orders for which something came that is not taken in yet."""
    beside = OtherPayment.objects.filter(order=OuterRef("pk"), booked_at__isnull=True)
    return PaymentOrder.objects.filter(Q(state=OrderState.PAID) | Exists(beside))


def orders_in_trouble(viewer: Viewer) -> QuerySet[PaymentOrder]:
    """Payments a person has to look into, of the viewer's regions and for a fund of their line, the oldest first."""
    theirs = OrderItem.objects.filter(viewer.fund_filter(region="order__region", fund="fund"), order=OuterRef("pk"))
    return (
        PaymentOrder.objects.filter(Exists(theirs))
        .exclude(trouble="")
        .select_related("person", "region")
        .order_by("paid_at", "pk")
    )


def strays() -> QuerySet[Callback]:
    """What the channel says was paid and nobody could place, until two people looked into it: first messages.

    They are of no region and no line: whoever keeps a fund's accounts sees them all.
    """
    keys = ("channel", "number", "trade", "amount_fen")
    same = {key: OuterRef(key) for key in keys}
    said = Callback.objects.filter(verdict__in=ASTRAY)
    before = said.filter(**same, pk__lt=OuterRef("pk"))
    confirmed = StrayConfirmation.objects.filter(**{f"end__{key}": OuterRef(key) for key in keys})
    return said.filter(~Exists(before), ~Exists(confirmed)).order_by("received_at", "pk")


def found_of(said: Callback) -> StrayEnd | None:
    """What somebody found of it last and nobody confirmed yet."""
    found = StrayEnd.objects.filter(
        channel=said.channel, number=said.number, trade=said.trade, amount_fen=said.amount_fen, confirmation=None
    )
    return found.select_related("by").order_by("-pk").first()
