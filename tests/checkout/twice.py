"""Somebody who paid twice by a link; what came second waits among the receipts."""

from contributions.checkout.actions import book, hear, open_order
from contributions.checkout.channels import Paid
from contributions.checkout.models import PaymentOrder, SimulatedTrade
from contributions.checkout.selectors import payable
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER
from tests.factories import NOW, TODAY, a_person, region


def paid_twice() -> tuple[Person, PaymentOrder]:
    """By two links, of which the first had been closed; the simulator must be connected. With the second payment."""
    person = a_person(lives_in=COUNTY_OF[BEIJING])
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=NOW,
    )  # fmt: skip
    keys = [each.key for each in payable(person.pk, on=TODAY)]
    orders = [open_order(person=person, keys=keys, by=None, at=NOW) for _ in range(2)]
    for place, order in enumerate(orders):
        trade = f"SIM{person.pk}{place}"
        SimulatedTrade.objects.filter(number=order.number).update(paid_at=NOW, trade=trade)
        hear(channel_code="simulator", paid=Paid(order.number, trade, order.total_fen, NOW), digest="", at=NOW)
        book(order_id=order.pk, at=NOW)
    return person, PaymentOrder.objects.get(pk=orders[-1].pk, state="booked")
