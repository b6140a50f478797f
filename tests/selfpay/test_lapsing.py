"""The night after: what people did not pay in time lapses, and nothing of what somebody pays or paid in part."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.checkout.actions import open_order
from contributions.checkout.selectors import payable
from contributions.collection.actions import allocate, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Allocation, Receipt
from contributions.selfpay.tasks import lapse
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Insurance
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, broken, work
from tests.factories import a_person, a_user, identity_number_of, region

TOLD_WITHIN = dt.timedelta(days=10)  # contribution.own_told_within_days
pytestmark = pytest.mark.usefixtures("five_cities")


def joined() -> Person:
    somebody, now = a_person(lives_in="110105"), timezone.now()
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=Month.of(timezone.localdate(now)), by=None, at=now,
    )  # fmt: skip
    return somebody


def put(bill: Bill, amount_fen: int, amount: str) -> None:
    now = timezone.now()
    day = timezone.localdate(now)
    assert bill.person is not None
    receipt = receive_one(
        source="tax_authority",
        told=Told(f"T{amount}", str(day), BEIJING, Fund.PENSION, amount, "", identity_number_of(bill.person)),
        by=None,
        at=now,
        on=day,
    )
    allocate(
        receipt_id=receipt.pk, bill_id=bill.pk, amount_fen=amount_fen, seen_allocations=0, by=a_user(), at=now, on=day,
        reason="本人到窗口确认",
    )  # fmt: skip


def test_of_those_who_did_not_pay_only_what_nobody_began_to_pay_lapses(settings: Any, monkeypatch: Any) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"
    idle, paying, began = (Bill.objects.get(person=joined()) for _ in range(3))
    put(began, 100_00, "100.00")
    assert paying.person is not None
    keys = [each.key for each in payable(paying.person.pk, on=timezone.localdate())]
    open_order(person=paying.person, keys=keys, by=None, at=timezone.now())
    after = idle.due_on + TOLD_WITHIN + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: after)
    for run_id in lapse():
        work(Run.objects.get(pk=run_id))
    assert lapse() == []
    assert list(Bill.objects.filter(lapsed_on=after)) == [idle]
    with database.refused("lapsed_takes_nothing"):
        Bill.objects.filter(pk=began.pk).update(lapsed_on=after)
    assert broken() == {}


def test_a_bill_that_lapsed_takes_no_money_of_a_clerk() -> None:
    bill = Bill.objects.get(person=joined())
    Bill.objects.filter(pk=bill.pk).update(lapsed_on=bill.due_on + dt.timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        put(bill, 100_00, "100.00")
    assert refused.value.code == "not_so_much_open"
    theirs = database.forged(Receipt.objects.get(), external_id="T2", person_id=bill.person_id)
    with database.refused("lapsed_takes_nothing"):
        Allocation.objects.create(receipt=theirs, bill=bill, amount_fen=1, month=bill.month, allocated_on=bill.due_on)
