"""The channel tells of one payment many times at the same moment: it is booked once."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contributions.accounts.models import AccountCredit
from contributions.checkout.actions import open_order
from contributions.checkout.models import Callback, PaymentOrder, SimulatedTrade
from contributions.checkout.selectors import payable
from contributions.checkout.simulator import message, pay
from contributions.collection.models import Receipt
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from tests.cities import BEIJING, broken
from tests.factories import a_person, region
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


@pytest.fixture(autouse=True)
def _connected(settings: Any) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"


def joined() -> Person:
    somebody = a_person(lives_in="110105")
    now = timezone.now()
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[Insurance.PENSION, Insurance.MEDICAL], base_fen=7_270_00,
        rhythm="monthly", from_month=Month.of(timezone.localdate(now)), by=None, at=now,
    )  # fmt: skip
    return somebody


def ordered(person: Person) -> PaymentOrder:
    return open_order(
        person=person,
        keys=[each.key for each in payable(person.pk, on=timezone.localdate())],
        by=None,
        at=timezone.now(),
    )


def test_one_message_twelve_times_at_once_is_heard_and_booked_once() -> None:
    order = ordered(joined())
    at = timezone.now()
    trade = pay(SimulatedTrade.objects.get(number=order.number).token, at=at)
    headers, body = message(trade, at=at)

    def deliver() -> int:
        return (
            Client()
            .generic(
                "POST", "/pay/callback/simulator/", body, content_type="application/json", headers=headers,
            ).status_code
        )  # fmt: skip

    answers = at_once(*[deliver] * 12)
    assert answers == [200] * 12
    assert Callback.objects.filter(verdict="accepted").count() == 1
    assert Receipt.objects.count() == 2
    assert AccountCredit.objects.count() == 1
    assert broken() == {}


def test_two_orders_for_the_same_bills_at_once_leave_one_open() -> None:
    person = joined()
    keys = [each.key for each in payable(person.pk, on=timezone.localdate())]
    at_once(*[lambda: open_order(person=person, keys=keys, by=None, at=timezone.now())] * 6)
    assert PaymentOrder.objects.filter(person=person, state="open").count() == 1
    assert broken() == {}
