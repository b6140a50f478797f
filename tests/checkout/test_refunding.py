"""What somebody paid for themself and is too much goes back the way it came: by its channel, or by the bank
(财社〔2017〕144号 art. 39)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.checkout.actions import book, hear, refund_by_channel
from contributions.checkout.channels import CHANNEL_SILENT, Paid
from contributions.checkout.models import ChannelRefund, PaymentOrder, SimulatedTrade
from contributions.checkout.selectors import ways_back_of
from contributions.checkout.simulator import NOTHING_TO_RETURN, SimulatedChannel
from contributions.checkout.tasks import follow_orders
from contributions.collection.actions import ask_withdrawal, pay_refund, take_back_refund, withdraw_refund
from contributions.collection.matters import REFUNDS_OF_UNKNOWN, REFUNDS_TO_PEOPLE
from contributions.collection.models import Receipt, Refund
from contributions.collection.protocols import WayBack
from enrollment.registry.models import Person
from funds.ledger.models import AccountKind, Entry
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.checkout.twice import paid_twice
from tests.cities import BEIJING, COUNTY_OF, SHANGHAI, broken
from tests.factories import NOW, a_member_of_staff, a_person, a_user, identity_number_of, region
from tests.owing import Desk
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")


@pytest.fixture(autouse=True)
def _connected(settings: Any) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"


def asked(desk: Desk, person: Person, receipt: Receipt, amount: str) -> Case:
    facts = {"receipt": receipt.external_id, "fund": receipt.book.fund, "amount": amount, "cause": "twice"}
    return desk.asked(REFUNDS_TO_PEOPLE[Line.HRSS], person, NOW, **facts)


def ordered(amount: str = "100.00") -> tuple[Desk, Refund]:
    person, order = paid_twice()
    desk = Desk()
    receipt = Receipt.objects.get(external_id__startswith=order.number)
    assert (receipt.allocated_fen, receipt.person) == (0, person)
    desk.signed(asked(desk, person, receipt, amount), at=NOW)
    return desk, Refund.objects.get()


def cashier() -> User:
    return a_member_of_staff(Post.CASHIER, at=BEIJING, name="吴纳")


def refusal_of(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def returns() -> list[int]:
    return [each["fen"] for trade in SimulatedTrade.objects.all() for each in trade.returns.values()]


def test_the_channel_returns_it_once_and_the_books_say_so() -> None:
    _, refund = ordered()
    assert ways_back_of([refund.pk]) == {refund.pk: WayBack.BY_CHANNEL}
    by = cashier()
    paid = refund_by_channel(refund_id=refund.pk, by=by, at=NOW)
    assert paid.bank_reference == ChannelRefund.objects.get().number
    assert returns() == [10_000]
    entry = Entry.objects.get(flow="refund_from_fiscal")
    sides = {each.account_kind: (each.side, each.amount_fen) for each in entry.postings.all()}
    assert sides == {AccountKind.UNALLOCATED: ("DEBIT", 10_000), AccountKind.FISCAL: ("CREDIT", 10_000)}
    assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == "changed_since"
    assert returns() == [10_000]
    assert broken() == {}


def test_what_the_channel_returned_is_not_undone_and_does_not_go_out_again() -> None:
    _, refund = ordered("60.00")
    refund_by_channel(refund_id=refund.pk, by=cashier(), at=NOW)
    other = a_member_of_staff(Post.CASHIER, at=BEIJING, name="郑核")

    def undo() -> None:
        take_back_refund(
            refund_id=refund.pk, came_back_on=timezone.localdate(NOW), bank_reference="T1", by=other, at=NOW, reason="x"
        )

    assert refusal_of(undo) == "refund_returned_by_channel"
    assert ways_back_of([refund.pk]) == {refund.pk: WayBack.RETURNED}
    receipt = Receipt.objects.get(pk=refund.receipt_id)
    assert receipt.allocated_fen == 6_000
    client = Client(headers={"accept-language": "en"})
    client.force_login(other)
    assert "It came back" not in client.get(reverse("refunds")).content.decode()
    assert broken() == {}


def test_nobody_returns_money_to_themselves() -> None:
    """By whichever number their account was opened, and before the channel is asked."""
    _, refund = ordered()
    assert refund.receipt.person is not None
    own = a_user(staff=True, identity_number=identity_number_of(refund.receipt.person))
    assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=own, at=NOW)) == "refund_to_oneself"
    with database.refused("refund_not_paid_to_oneself"):
        Refund.objects.update(paid_on=timezone.localdate(NOW), paid_by=own)
    assert (returns(), ChannelRefund.objects.exists()) == ([], False)


def test_money_of_a_merged_record_goes_back_by_a_case_of_the_person() -> None:
    person, order = paid_twice()
    receipt, desk = Receipt.objects.get(external_id__startswith=order.number), Desk()
    head = a_person(lives_in=COUNTY_OF[BEIJING])
    merged(head, person, desk.clerk, desk.reviewer)
    desk.signed(asked(desk, head, receipt, "100.00"))
    assert (Refund.objects.get().receipt, broken()) == (receipt, {})


def test_a_second_payment_goes_back_by_a_case_two_signers_and_a_cashier() -> None:
    person, order = paid_twice()
    second = Paid(order.number, "T2", order.total_fen, NOW)
    for _ in range(2):
        hear(channel_code="simulator", paid=second, digest="", at=NOW)
    book(order_id=order.pk, at=NOW)
    desk, other = Desk(), order.others.get()
    receipt = Receipt.objects.get(external_id__startswith=other.number)
    assert (receipt.person, receipt.amount_fen, receipt.allocated_fen) == (person, order.total_fen, 0)
    case = asked(desk, person, receipt, str(yuan(order.total_fen)))
    assert case.hands == 2
    desk.signed(case, at=NOW)
    refund = Refund.objects.get()
    for by in (desk.clerk, desk.reviewer):
        assert refusal_of(lambda by=by: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == "same_person"
    refund_by_channel(refund_id=refund.pk, by=cashier(), at=NOW)
    trade = SimulatedTrade.objects.get(number=order.number)
    assert [(each["trade"], each["fen"]) for each in trade.returns.values()] == [("T2", order.total_fen)]
    assert broken() == {}


def test_a_refund_is_asked_of_the_payment_its_money_came_by() -> None:
    _, refund = ordered()
    order = PaymentOrder.objects.get(number=refund.receipt.external_id.partition("-")[0])
    with database.refused("channel_refund_of_its_order"):
        ChannelRefund.objects.create(
            refund=refund, order=order, trade="T2", number="F1", asked_by=cashier(), asked_at=NOW
        )


def test_it_is_not_paid_by_a_slip_of_the_bank() -> None:
    _, refund = ordered()
    by = cashier()

    def by_slip() -> None:
        pay_refund(refund_id=refund.pk, paid_on=timezone.localdate(NOW), bank_reference="B1", by=by, at=NOW)

    assert refusal_of(by_slip) == "refund_by_its_channel"


def test_who_signed_the_order_does_not_have_the_channel_pay_it() -> None:
    desk, refund = ordered()
    assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=desk.clerk, at=NOW)) == "same_person"
    assert returns() == []
    assert not ChannelRefund.objects.exists()


def test_where_the_channel_is_silent_it_is_asked_again_and_not_withdrawn_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, refund = ordered()
    by = cashier()

    def silent(self: SimulatedChannel, **_: Any) -> None:
        raise CHANNEL_SILENT()

    with monkeypatch.context() as patched:
        patched.setattr(SimulatedChannel, "refund", silent)
        assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == "payment_channel_silent"
    assert ways_back_of([refund.pk]) == {refund.pk: WayBack.ASKED}
    assert Refund.objects.get().paid_on is None

    ask_withdrawal(refund_id=refund.pk, by=by, at=NOW, reason="渠道不通")
    assert (
        refusal_of(lambda: withdraw_refund(refund_id=refund.pk, by=a_user(), at=NOW)) == "refund_asked_of_its_channel"
    )
    refund_by_channel(refund_id=refund.pk, by=by, at=NOW)
    assert returns() == [10_000]
    assert broken() == {}


def test_a_refund_the_channel_did_not_answer_is_followed_in_the_name_of_its_cashier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, refund = ordered()
    by = cashier()

    def silent(self: SimulatedChannel, **_: Any) -> None:
        raise CHANNEL_SILENT()

    with monkeypatch.context() as patched:
        patched.setattr(SimulatedChannel, "refund", silent)
        assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == "payment_channel_silent"
        ChannelRefund.objects.update(asked_at=NOW - dt.timedelta(minutes=5))
        assert follow_orders() == 0
    assert [follow_orders(), follow_orders()] == [1, 0]
    refund.refresh_from_db()
    assert (refund.paid_by, returns()) == (by, [10_000])
    assert broken() == {}


def test_what_the_channel_refuses_for_good_is_withdrawn_or_goes_by_the_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    _, refund = ordered()
    by = cashier()

    def closed(self: SimulatedChannel, **_: Any) -> None:
        raise NOTHING_TO_RETURN()

    monkeypatch.setattr(SimulatedChannel, "refund", closed)
    assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == NOTHING_TO_RETURN.code
    assert ways_back_of([refund.pk]) == {refund.pk: WayBack.REFUSED}
    assert refusal_of(lambda: refund_by_channel(refund_id=refund.pk, by=by, at=NOW)) == "changed_since"
    with database.savepoint():
        ask_withdrawal(refund_id=refund.pk, by=by, at=NOW, reason="渠道已过退款期")
        withdraw_refund(refund_id=refund.pk, by=a_user(), at=NOW)
        assert broken() == {}
    pay_refund(refund_id=refund.pk, paid_on=timezone.localdate(NOW), bank_reference="B1", by=by, at=NOW)
    assert broken() == {}


def test_money_of_a_known_person_is_not_returned_as_of_an_unknown_payer_nor_by_another_city() -> None:
    person, order = paid_twice()
    receipt = Receipt.objects.get(external_id__startswith=order.number)
    facts = {"receipt": receipt.external_id, "fund": Fund.PENSION, "amount": "1.00", "cause": "twice"}
    here = Desk(at=BEIJING)
    assert refusal_of(lambda: here.asked(REFUNDS_OF_UNKNOWN[Line.HRSS], None, NOW, **facts)) == "no_such_receipt"
    Person.objects.filter(pk=person.pk).update(residence=region(COUNTY_OF[SHANGHAI]))
    elsewhere = Desk(at=COUNTY_OF[SHANGHAI])
    assert refusal_of(lambda: asked(elsewhere, person, receipt, "1.00")) == "matter_handled_elsewhere"
    assert not Refund.objects.exists()


def test_the_cashier_presses_once() -> None:
    _, refund = ordered()
    client = Client(headers={"accept-language": "en"})
    client.force_login(cashier())
    page = client.get(reverse("refunds")).content.decode()
    assert "Return by the channel" in page and "The bank has returned it" not in page
    answer = client.post(reverse("refund_through_channel", args=[refund.pk]), follow=True)
    assert "Returned to whoever paid it." in answer.content.decode()
    assert returns() == [10_000]
