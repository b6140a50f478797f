"""Paying by a link: what the channel says is verified, heard once, and taken in through collection's own door
(COLL 12: nothing is booked twice)."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions import lapse_unpaid
from contributions.assessment.models import Bill
from contributions.checkout import tasks
from contributions.checkout.actions import book, hear, open_order, take_callback
from contributions.checkout.actions.ordering import NOTHING_TO_PAY
from contributions.checkout.channels import CHANNEL_SILENT, FORGED, NO_CHANNEL, Asked, Paid
from contributions.checkout.models import (
    Callback,
    OrderState,
    OtherPayment,
    PaymentOrder,
    SimulatedTrade,
    StrayConfirmation,
    StrayEnd,
    Trouble,
)
from contributions.checkout.selectors import being_paid, orders_in_trouble, payable, strays
from contributions.checkout.simulator import SimulatedChannel, message, pay, signed
from contributions.checkout.tasks import follow_orders
from contributions.checkout.tiles import tiles_for
from contributions.collection.models import Receipt, ReceiptFile
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from funds.ledger.models import Entry
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, broken
from tests.factories import a_citizen, a_member_of_staff, a_person, a_user, region

TOLD_WITHIN = dt.timedelta(days=10)  # contribution.own_told_within_days
pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture(autouse=True)
def _connected(settings: Any) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"


@pytest.fixture
def person(five_cities: None) -> Person:
    """In flexible employment from this month on, in Beijing: pension and medical."""
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


def pressed(order: PaymentOrder) -> tuple[dict[str, str], bytes]:
    """Somebody paid at the simulator; its message, not yet delivered."""
    at = timezone.now()
    trade = pay(SimulatedTrade.objects.get(number=order.number).token, at=at)
    return message(trade, at=at)


def deliver(headers: dict[str, str], body: bytes) -> Any:
    return Client().generic("POST", "/pay/callback/simulator/", body, content_type="application/json", headers=headers)


def saying(order: PaymentOrder, **changed: Any) -> tuple[dict[str, str], bytes]:
    """A rightly signed message of the channel about an order, with something else in it."""
    said = {
        "number": order.number, "trade": "T1", "amount_fen": order.total_fen,
        "paid_at": timezone.now().isoformat(),
    } | changed  # fmt: skip
    return signed(json.dumps(said).encode(), at=timezone.now())


def test_a_payment_becomes_receipts_settles_the_month_and_credits_the_account(person: Person) -> None:
    order = ordered(person)
    assert order.total_fen == 1_454_00 + 584_92
    with database.refused("order_equals_its_items"):
        database.forged(order.items.earliest("pk"), month=Month(2026, 1))
    with database.refused("order_goes_forward"):
        PaymentOrder.objects.update(total_fen=1)
    response = deliver(*pressed(order))
    assert (response.status_code, response.json()) == (200, {"code": "SUCCESS"})
    order.refresh_from_db()
    assert order.state == OrderState.BOOKED
    with database.refused("order_goes_forward"):
        PaymentOrder.objects.update(state=OrderState.OPEN)
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert {receipt.book.fund for receipt in Receipt.objects.filter(person=person)} == {Fund.PENSION, Fund.MEDICAL}
    assert AccountCredit.objects.get(person_id=person.pk).amount_fen == 581_60
    assert broken() == {}


def test_a_repeated_callback_is_answered_well_and_books_nothing_more(person: Person) -> None:
    headers, body = pressed(ordered(person))
    assert [deliver(headers, body).status_code for _ in range(3)] == [200, 200, 200]
    assert list(Callback.objects.order_by("pk").values_list("verdict", flat=True)) == [
        "accepted",
        "repeated",
        "repeated",
    ]
    assert Receipt.objects.count() == ReceiptFile.objects.count() == 2
    assert broken() == {}


@pytest.mark.parametrize("what", ["signature", "body", "time", "nothing"])
def test_a_forged_callback_changes_nothing(person: Person, what: str) -> None:
    order = ordered(person)
    headers, body = saying(order)
    if what == "signature":
        headers["X-Signature"] = "0" * 64
    elif what == "body":
        body = body.replace(b'"T1"', b'"T2"')
    elif what == "time":
        headers, body = signed(body, at=timezone.now() - dt.timedelta(minutes=6))
    else:
        headers = {}
    response = deliver(headers, body)
    assert (response.status_code, response.json()["reason"]) == (400, "callback_forged")
    order.refresh_from_db()
    assert order.state == OrderState.OPEN
    assert not Callback.objects.exists()
    assert not Receipt.objects.exists()


def test_a_signed_message_that_is_not_understood_is_refused(person: Person) -> None:
    for body in (b"[]", b"{}", b'{"number": 1}', b"\xff"):
        assert deliver(*signed(body, at=timezone.now())).status_code == 400
    assert not Callback.objects.exists()


def waiting(person: Person) -> dict[str, int]:
    """What of a person's receipts is on no bill, by fund."""
    receipts = Receipt.objects.filter(person=person, allocated_fen__lt=F("amount_fen"))
    return {each.book.fund: each.amount_fen - each.allocated_fen for each in receipts}


def test_another_amount_is_taken_in_waits_for_its_payer_and_closes_the_order(person: Person) -> None:
    order = ordered(person)
    assert deliver(*saying(order, amount_fen=1_000)).status_code == 200
    order.refresh_from_db()
    assert (order.state, order.trouble) == (OrderState.CLOSED, "")
    assert waiting(person) == {Fund.PENSION: 713, Fund.MEDICAL: 287}  # as 1,454.00 to 584.92
    entries = Entry.objects.filter(flow="receipt_from_tax")
    assert sum(each.amount_fen for entry in entries for each in entry.postings.filter(side="CREDIT")) == 1_000
    assert Bill.objects.filter(person=person, settled_on=None).count() == 2
    assert ordered(person).state == OrderState.OPEN  # its payer may start again
    assert deliver(*saying(order, amount_fen=1_000)).status_code == 200  # the channel says it again
    assert sum(waiting(person).values()) == 1_000
    assert broken() == {}


def test_more_than_was_asked_for_pays_the_month_and_the_rest_waits(person: Person) -> None:
    order = ordered(person)
    deliver(*saying(order, amount_fen=order.total_fen + 1_000))
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert waiting(person) == {Fund.PENSION: 713, Fund.MEDICAL: 287}
    assert payable(person.pk, on=timezone.localdate()) == []
    assert broken() == {}


def test_its_payer_reads_that_money_came(person: Person) -> None:
    order = ordered(person)
    deliver(*saying(order, amount_fen=1_000))
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_citizen(person))
    page = client.get(reverse("citizen_order", args=[order.number])).content.decode()
    assert "that was not asked for" in page and "Nothing was charged" not in page


def test_an_order_nobody_knows_is_named_until_somebody_says_what_became_of_it(
    at_the_desk: None, person: Person
) -> None:
    order = ordered(person)
    for _ in range(2):
        response = deliver(*saying(order, number="W0000000000000"))
        assert (response.status_code, response.json()["reason"]) == (409, "unknown_order")
    assert list(broken()) == ["orders_are_receipts"]
    (stray,) = strays()
    accountant = a_member_of_staff(Post.ACCOUNTANT, at="310000")
    client = Client(headers={"accept-language": "en"})
    client.force_login(accountant)
    assert "W0000000000000" in client.get(reverse("payments_in_trouble")).content.decode()
    assert [tile.count for tile in tiles_for(viewer_of(accountant, on=timezone.localdate()), timezone.localdate())] == [
        1
    ]
    door = reverse("stray_payment_end", args=[stray.pk])
    assert client.post(door, {"reason": ""}).status_code == 422
    assert client.post(door, {"reason": "渠道测试环境误发"}).status_code == 302
    assert StrayEnd.objects.get().by == accountant
    assert list(broken()) == ["orders_are_receipts"]  # one person alone does not end it
    confirm = {"found": StrayEnd.objects.get().pk}
    client.post(reverse("stray_payment_confirm", args=[stray.pk]), confirm)
    assert list(broken()) == ["orders_are_receipts"]
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at="310000"))
    client.post(reverse("stray_payment_confirm", args=[stray.pk]), {"found": "0"})
    assert list(broken()) == ["orders_are_receipts"]
    client.post(reverse("stray_payment_confirm", args=[stray.pk]), confirm)
    assert broken() == {}
    deliver(*saying(order, number="W0000000000000"))  # the channel says it again: it was looked into
    assert (list(strays()), broken()) == ([], {})
    deliver(*saying(order, number="W0000000000000", amount_fen=order.total_fen + 1))  # but with another amount
    (stray,) = strays()
    assert (stray.amount_fen, list(broken())) == (order.total_fen + 1, ["orders_are_receipts"])


def test_a_channel_that_says_one_payment_for_two_orders_is_looked_into_and_stops_nobody(person: Person) -> None:
    order = ordered(person)
    deliver(*pressed(order))
    said, other = Callback.objects.get(), ordered_by_another()
    response = deliver(*saying(other, trade=said.trade))
    assert (response.status_code, response.json()["reason"]) == (409, "contradicts")
    other.refresh_from_db()
    assert (other.state, other.trade, other.others.count()) == (OrderState.CLOSED, "", 0)
    assert deliver(*saying(order, trade=said.trade, amount_fen=order.total_fen - 1)).status_code == 409
    assert [stray.order for stray in strays()] == [other, order]
    assert list(broken()) == ["orders_are_receipts"]
    row = {"trade": said.trade, "amount_fen": 5, "paid_on": timezone.localdate(), "heard_at": timezone.now()}
    with database.refused("trade_said_once"):
        OtherPayment.objects.create(order=other, number="E1", **row)
    with database.refused("trade_said_once"):
        OtherPayment.objects.create(order=order, number="E1", **row)


def test_what_the_database_refuses_of_one_order_keeps_no_other_from_being_followed(
    person: Person, monkeypatch: Any
) -> None:
    order, other = ordered(person), ordered_by_another()
    PaymentOrder.objects.update(opened_at=timezone.now() - dt.timedelta(minutes=5))
    for number in (order.number, other.number):
        SimulatedTrade.objects.filter(number=number).update(paid_at=timezone.now(), trade=f"T{number}")

    def refusing(**told: Any) -> Any:
        if told["paid"].number == order.number:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        return hear(**told)

    monkeypatch.setattr(tasks, "hear", refusing)
    assert follow_orders() == 1
    other.refresh_from_db()
    assert other.state == OrderState.BOOKED


def ordered_by_another() -> PaymentOrder:
    somebody = a_person(lives_in="110105")
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=Month.of(timezone.localdate()), by=None, at=timezone.now(),
    )  # fmt: skip
    return ordered(somebody)


def test_what_a_channel_says_is_paid_tomorrow_was_paid_when_it_was_said(person: Person) -> None:
    order, now = ordered(person), timezone.now()
    ahead = Paid(order.number, "T9", order.total_fen, now + dt.timedelta(days=2))
    hear(channel_code="simulator", paid=ahead, digest="", at=now)
    book(order_id=order.pk, at=now)
    order.refresh_from_db()
    assert (order.state, order.paid_on) == (OrderState.BOOKED, timezone.localdate(now))
    assert broken() == {}


def test_only_what_strayed_is_ended_and_that_stands(person: Person) -> None:
    order = ordered(person)
    deliver(*pressed(order))
    one, other, at = a_user(staff=True), a_user(staff=True), timezone.now()
    row = {"channel": "simulator", "amount_fen": order.total_fen, "reason": "x", "by": one, "at": at}
    with database.refused("stray_end_of_a_stray"):
        StrayEnd.objects.create(number=order.number, trade=Callback.objects.get().trade, **row)
    deliver(*saying(order, number="W0000000000000"))
    end = StrayEnd.objects.create(number="W0000000000000", trade="T1", **row)
    with database.refused("stray_confirmed_by_another"):
        StrayConfirmation.objects.create(end=end, by=one, at=at)
    StrayConfirmation.objects.create(end=end, by=other, at=at)
    with database.refused("stray_ends_once"):
        StrayConfirmation.objects.create(end=database.forged(end), by=other, at=at)
    with database.not_permitted():
        StrayEnd.objects.update(reason="y")


def test_a_payment_is_looked_into_by_the_line_of_its_funds(person: Person) -> None:
    order = ordered(person)
    PaymentOrder.objects.update(trouble=Trouble.NOT_BOOKED)
    desks = {
        (line, at): viewer_of(a_member_of_staff(Post.ACCOUNTANT, at=at, line=line), on=timezone.localdate())
        for line in Line.values
        for at in (BEIJING, "310000")
    }
    assert {each: list(orders_in_trouble(viewer)) for each, viewer in desks.items()} == {
        (Line.HRSS, BEIJING): [order], (Line.HS, BEIJING): [order], (Line.HRSS, "310000"): [], (Line.HS, "310000"): [],
    }  # fmt: skip
    pension = open_order_of_pension()
    PaymentOrder.objects.filter(pk=pension.pk).update(trouble=Trouble.NOT_BOOKED)
    assert pension in orders_in_trouble(desks[Line.HRSS, BEIJING])
    assert pension not in orders_in_trouble(desks[Line.HS, BEIJING])


def open_order_of_pension() -> PaymentOrder:
    """Somebody who joined pension insurance only."""
    somebody, now = a_person(lives_in="110105"), timezone.now()
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00,
        rhythm="monthly", from_month=Month.of(timezone.localdate(now)), by=None, at=now,
    )  # fmt: skip
    return ordered(somebody)


def test_where_the_channel_does_not_answer_no_order_stays_open(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[str] = []

    def silent(self: SimulatedChannel, asked: Asked) -> str:
        known.append(PaymentOrder.objects.get(number=asked.number).state)
        raise CHANNEL_SILENT()

    with monkeypatch.context() as patched, pytest.raises(Refusal) as refused:
        patched.setattr(SimulatedChannel, "create", silent)
        ordered(person)
    assert refused.value.reason is CHANNEL_SILENT
    assert known == [OrderState.OPEN]  # an order is kept before the channel hears of it
    assert PaymentOrder.objects.get().state == OrderState.CLOSED
    assert ordered(person).pay_url


@pytest.mark.parametrize("changed", [{"amount_fen": "1"}, {"amount_fen": -1}, {"trade": ""}, {"trade": "T" * 65}])
def test_a_signed_message_with_a_broken_value_is_refused(person: Person, changed: dict[str, Any]) -> None:
    assert deliver(*saying(ordered(person), **changed)).status_code == 400
    assert not Callback.objects.exists()


def test_after_its_day_a_month_is_not_paid_by_a_link(person: Person) -> None:
    bill = Bill.objects.filter(person=person).first()
    assert bill is not None
    assert payable(person.pk, on=bill.due_on)
    assert payable(person.pk, on=bill.due_on + dt.timedelta(days=1)) == []


def test_a_second_payment_is_taken_in_once_and_waits_for_its_payer(person: Person) -> None:
    order = ordered(person)
    deliver(*pressed(order))
    for _ in range(2):
        assert deliver(*saying(order, trade="T2")).status_code == 200
    assert list(Callback.objects.order_by("pk").values_list("verdict", flat=True)) == [
        "accepted",
        "paid_twice",
        "repeated",
    ]
    order.refresh_from_db()
    assert (order.state, order.trouble) == (OrderState.BOOKED, "")
    assert waiting(person) == {Fund.PENSION: 1_454_00, Fund.MEDICAL: 584_92}
    assert broken() == {}


def test_each_payment_that_came_beside_the_first_waits(person: Person) -> None:
    order = ordered(person)
    deliver(*pressed(order))
    for trade in ("T2", "T3"):
        deliver(*saying(order, trade=trade))
    assert order.others.count() == 2
    assert Receipt.objects.filter(person=person, allocated_fen=0).count() == 4
    assert broken() == {}


def test_nothing_is_taken_in_beside_an_order_that_did_not_come(person: Person) -> None:
    order = ordered(person)
    deliver(*pressed(order))
    row = {"trade": "T9", "number": "E1", "amount_fen": 1, "paid_on": timezone.localdate(), "heard_at": timezone.now()}
    with database.refused("other_payment_came"):
        order.others.create(**row)
    deliver(*saying(order, trade="T2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        order.others.update(amount_fen=1)


def test_a_second_payment_that_could_not_be_taken_in_is_tried_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(person)
    deliver(*pressed(order))

    def away(**_: Any) -> None:
        raise CHANNEL_SILENT()

    with monkeypatch.context() as patched:
        patched.setattr("contributions.checkout.actions.hearing.receive_one", away)
        deliver(*saying(order, trade="T2"))
    order.refresh_from_db()
    assert (order.trouble, waiting(person)) == (Trouble.NOT_BOOKED, {})
    assert follow_orders() == 1
    order.refresh_from_db()
    assert (order.trouble, waiting(person)) == ("", {Fund.PENSION: 1_454_00, Fund.MEDICAL: 584_92})
    assert follow_orders() == 0
    assert broken() == {}


def test_a_second_order_replaces_an_open_one_and_finds_what_was_paid_meanwhile(person: Person) -> None:
    first = ordered(person)
    second = ordered(person)
    first.refresh_from_db()
    assert (first.state, second.state) == (OrderState.CLOSED, OrderState.OPEN)
    pressed(second)
    with pytest.raises(Refusal) as refused:
        ordered(person)  # the message is still on its way: closing finds the payment
    assert refused.value.reason is NOTHING_TO_PAY
    second.refresh_from_db()
    assert second.state == OrderState.BOOKED
    assert broken() == {}


def test_a_message_that_was_lost_is_asked_for(person: Person) -> None:
    order = ordered(person)
    pressed(order)
    PaymentOrder.objects.filter(pk=order.pk).update(opened_at=timezone.now() - dt.timedelta(minutes=5))
    assert follow_orders() == 1
    order.refresh_from_db()
    assert order.state == OrderState.BOOKED
    assert broken() == {}


def test_whatever_was_followed_longest_ago_is_followed_first(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = [ordered(person), open_order_of_pension(), open_order_of_pension()]
    PaymentOrder.objects.update(opened_at=timezone.now() - dt.timedelta(minutes=5))
    monkeypatch.setattr("contributions.checkout.tasks.AT_MOST_AT_ONCE", 2)
    pressed(orders[2])
    assert [follow_orders(), follow_orders()] == [0, 1]
    orders[2].refresh_from_db()
    assert orders[2].state == OrderState.BOOKED


def test_an_expired_order_is_closed_and_its_bills_wait(person: Person) -> None:
    order = ordered(person)
    long_ago = timezone.now() - dt.timedelta(hours=5)
    PaymentOrder.objects.filter(pk=order.pk).update(opened_at=long_ago, expires_at=long_ago + dt.timedelta(hours=2))
    assert follow_orders() == 1
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED
    assert payable(person.pk, on=timezone.localdate())


def test_cut_off_between_hearing_and_booking_nothing_is_lost(person: Person) -> None:
    order = ordered(person)
    paid = Paid(order.number, "T1", order.total_fen, timezone.now())
    heard = hear(channel_code="simulator", paid=paid, digest="", at=timezone.now())
    assert heard.is_answered_well
    order.refresh_from_db()
    assert order.state == OrderState.PAID
    assert not Receipt.objects.exists()
    follow_orders()
    book(order_id=order.pk, at=timezone.now())
    order.refresh_from_db()
    assert order.state == OrderState.BOOKED
    assert Receipt.objects.count() == 2
    assert broken() == {}


def test_what_is_paid_and_not_taken_in_yet_is_not_asked_for_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(person)

    def away(**_: Any) -> None:
        raise CHANNEL_SILENT()

    with monkeypatch.context() as patched:
        patched.setattr("contributions.checkout.actions.hearing.receive_one", away)
        deliver(*pressed(order))
        order.refresh_from_db()
        assert (order.state, order.trouble) == (OrderState.PAID, Trouble.NOT_BOOKED)
        assert payable(person.pk, on=timezone.localdate()) == []
        keys = [f"{order.items.earliest('pk').month}"]
        with pytest.raises(Refusal) as refused:
            open_order(person=person, keys=keys, by=None, at=timezone.now())
        assert refused.value.reason is NOTHING_TO_PAY
        client = Client(headers={"accept-language": "en"})
        client.force_login(a_citizen(person))
        page = client.get(reverse("citizen_own")).content.decode()
        assert "do not pay it again" in page and "Pay by code or link" not in page
    with pytest.raises(Refusal):
        open_order(person=person, keys=keys, by=None, at=timezone.now())
    order.refresh_from_db()
    assert (order.state, order.trouble) == (OrderState.BOOKED, "")
    assert broken() == {}


def test_what_is_being_paid_does_not_lapse_and_money_that_comes_after_waits(person: Person) -> None:
    order = ordered(person)
    bill = Bill.objects.filter(person=person).first()
    assert bill is not None
    after = bill.due_on + TOLD_WITHIN + dt.timedelta(days=1)
    assert lapse_unpaid(region=region(BEIJING), today=after, at=timezone.now(), busy=being_paid(timezone.now())) == 0
    assert lapse_unpaid(region=region(BEIJING), today=after, at=timezone.now()) == 2
    deliver(*pressed(order))
    order.refresh_from_db()
    assert order.state == OrderState.BOOKED
    assert sum(receipt.allocated_fen for receipt in Receipt.objects.all()) == 0
    assert broken() == {}


def test_an_order_asks_for_what_its_items_say(person: Person) -> None:
    order = ordered(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        order.items.create(month=Month(2026, 1), fund=Fund.PENSION, reference="N1", amount_fen=1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("change", [{"total_fen": 1}, {"state": "booked"}, {"number": "W1"}])
def test_an_order_keeps_what_it_asked_for(person: Person, change: dict[str, Any]) -> None:
    order = ordered(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(**change)


def test_without_a_channel_nothing_is_paid_here(person: Person, settings: Any) -> None:
    settings.PAYMENT_CHANNEL = ""
    with pytest.raises(Refusal) as refused:
        ordered(person)
    assert refused.value.reason is NO_CHANNEL
    with pytest.raises(Refusal) as forged:
        take_callback(channel_code="simulator", headers={}, body=b"{}", at=timezone.now())
    assert forged.value.reason is FORGED
    assert Client().get("/pay/simulator/x/").status_code == 404


def test_the_simulators_page_pays_once(person: Person) -> None:
    order = ordered(person)
    address = (
        order.pay_url.split("8000", 1)[-1]
        if "8000" in order.pay_url
        else order.pay_url.split("//", 1)[1].split("/", 1)[1]
    )
    path = "/" + address.lstrip("/")
    assert Client().get(path).status_code == 200
    assert Client().post(f"{path}paid/").status_code == 302
    assert Client().post(f"{path}paid/").status_code == 409
    order.refresh_from_db()
    assert order.state == OrderState.BOOKED
    assert SimulatedChannel().query(order.number) is not None
