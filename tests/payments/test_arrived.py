"""What was told as returned and had arrived: put right by two with the bank's paper; what arrived twice is demanded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.models import Arrived, ArrivedRepaid, GivenUp, Hold, ReturnedLater
from benefits.payments.selectors import holds_of, paid_to
from benefits.payments.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from funds.ledger.models import AccountKind, Book, Entry, Posting
from funds.ledger.selectors import balances_of, left_of_plans
from siadmin.agency.insurances import Fund
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.factories import TODAY, a_person
from tests.payments.arriving import paid_again, payment_of, put_right, repaid, told_returned
from tests.payments.refusals import refused
from tests.payments.till import BANKS, Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def in_account() -> int:
    """Fen of the expenditure account."""
    return balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)).get(AccountKind.EXPENDITURE, 0)


def spent() -> int:
    """Fen the book has as benefits."""
    postings = Posting.objects.filter(
        book=Book.objects.get(region_id=BEIJING, fund=Fund.PENSION), account_kind=AccountKind.BENEFITS
    )
    return sum(each.amount_fen if each.side == "DEBIT" else -each.amount_fen for each in postings)


def test_it_counts_as_arrived_is_booked_and_is_not_paid_again(till: Till) -> None:
    own, (person,) = told_returned(till)
    assert spent() == 0
    case = put_right(own, person)
    assert (case.state, case.hands) == ("done", 2)
    arrived = Arrived.objects.get()
    assert (arrived.told, arrived.undue_fen, arrived.number, arrived.letter) == ("account_closed", 0, "", None)
    assert arrived.entry.flow == "payment_arrived" and spent() == 10_000
    assert [each.stands for each in paid_to([person.pk])] == ["paid"]
    assert Message.objects.filter(code="payment_arrived", recipient=person.number).exists()
    with refused("payment_not_returned"):
        paid_again(till, own, person)
    with refused("facts_invalid"):  # it can be chosen no more
        put_right(own, person)
    assert broken() == {}


def test_what_was_made_in_its_stead_and_has_not_left_never_leaves(till: Till) -> None:
    own, (person,) = told_returned(till)
    again = paid_again(till, own, person)
    put_right(own, person)
    assert Arrived.objects.get().undue_fen == 0
    hold = Hold.objects.get(row=again.row, because="arrived")
    with refused("payment_nothing_to_send"):
        till.sent(own, BANKS[1])
    with refused("payment_hold_not_by_a_word"):
        till.lift(hold)
    with database.refused("hold_not_by_a_word"):
        Hold.objects.filter(pk=hold.pk).update(lifted_at=tick(), lifted_by=till.reviewer, reason="x")
    assert hold not in holds_of(own), "nobody is asked to look into it"
    assert spent() == 10_000 and broken() == {}


@pytest.mark.usefixtures("letters_set")
def test_what_arrived_twice_is_demanded_and_comes_back_by_lines_of_the_bank(till: Till, client: Client) -> None:
    own, (person,) = told_returned(till)
    again = paid_again(till, own, person)
    file = till.sent(own, BANKS[1])
    with refused("payment_again_on_its_way"):
        put_right(own, person)
    till.answered(file)
    put_right(own, person)
    arrived = Arrived.objects.get()
    assert arrived.undue_fen == actions.left_twice(arrived) == 10_000 and spent() == 20_000
    assert arrived.letter is not None and reissue_pdf(arrived.letter).startswith(b"%PDF")
    assert Message.objects.filter(code="payment_arrived_twice", recipient=person.number).exists()
    assert broken() == {}
    (tile,) = [
        each for each in tiles_for(viewer_of(till.clerk, on=TODAY), TODAY) if each.code == "payments.arrived_twice"
    ]
    assert tile.count == 1
    client.force_login(till.clerk)
    start = reverse("matter_start", args=["paid_twice_repaid", person.number]) + f"?demand={arrived.number}"
    assert start in client.get(reverse("overpayments")).content.decode()
    with refused("payment_twice_more_than_left"):
        repaid(arrived, "100.01")
    repaid(arrived, "40.00")
    assert actions.left_twice(arrived) == 6_000 and spent() == 16_000
    repaid(arrived, "60.00", reference="B-92")
    assert arrived.number not in client.get(reverse("overpayments")).content.decode()
    assert ArrivedRepaid.objects.count() == 2 and again.amount_fen == spent() == 10_000
    assert broken() == {}


def test_what_was_given_up_meanwhile_is_demanded_back_whole(till: Till) -> None:
    own, (person,) = told_returned(till)
    till.stopped(person.entitlements.get())
    assert GivenUp.objects.filter(person=person).exists()
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_though_given_up"):
        patched.setattr("benefits.payments.actions.arriving.is_beside", lambda _: False)  # else it were paid twice
        put_right(own, person)
    put_right(own, person)
    assert Arrived.objects.get().undue_fen == 10_000
    assert [each.stands for each in paid_to([person.pk])] == ["given_up"]
    assert broken() == {}


def test_of_two_that_were_told_as_returned_the_second_is_beside_the_first(till: Till) -> None:
    """What paid the second had come back by the bank's word of then, whatever was found out of the first since."""
    own, (person,) = told_returned(till)
    again = paid_again(till, own, person)
    file = till.sent(own, BANKS[1])
    till.answered(file, {0: "account_closed"})
    put_right(own, person)
    assert Arrived.objects.get().undue_fen == 0 and file.from_returned_fen == 10_000
    database.run("SET CONSTRAINTS ALL IMMEDIATE")
    database.run("SET CONSTRAINTS ALL DEFERRED")
    assert broken() == {}
    put_right(own, person, again)
    assert Arrived.objects.get(row=again.row).undue_fen == 10_000
    assert broken() == {}


def test_what_left_twice_is_drawn_twice(till: Till, monkeypatch: Any) -> None:
    """What paid the second had not come back after all; what comes back later lies in the account."""
    own, (person,) = told_returned(till)
    again = paid_again(till, own, person)
    file = till.sent(own, BANKS[1])
    till.answered(file)
    assert in_account() == 0
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_is_drawn"):
        patched.setattr("benefits.payments.actions.arriving._draw_what_left", lambda *_: None)
        put_right(own, person)
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    put_right(own, person)
    assert in_account() == 0 and spent() == 20_000
    till.answered(file, {0: "other"})
    assert in_account() == 10_000
    put_right(own, person, again)
    assert [each.undue_fen for each in Arrived.objects.order_by("pk")] == [10_000, 0]
    assert in_account() == 0 and broken() == {}


def test_without_a_plan_for_it_what_left_twice_waits(till: Till) -> None:
    own, (person,) = told_returned(till)
    paid_again(till, own, person)
    till.answered(till.sent(own, BANKS[1]))
    left = left_of_plans(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION), NOVEMBER)
    with pytest.MonkeyPatch.context() as patched, refused("plan_short"):
        patched.setattr("funds.ledger.actions.funding.left_of_plans", lambda *_: min(left, 9_999))
        put_right(own, person)
    assert not Arrived.objects.exists() and broken() == {}


def test_the_bank_may_return_it_later_and_then_it_is_paid_again(till: Till) -> None:
    own, (person,) = told_returned(till)
    put_right(own, person)
    file = own.batches.get(bank_name=BANKS[0]).files.get()
    assert till.answered(file, {0: "account_frozen"})
    assert ReturnedLater.objects.get().answer == "account_frozen" and spent() == 0
    told = Message.objects.filter(code="payment_returned", recipient=person.number).order_by("pk")
    assert [each.params["why"]["zh"] for each in told] == ["账户已销户", "账户冻结或挂失"], "each time it came back"
    paid_again(till, own, person)
    till.answered(till.sent(own, BANKS[1]))
    assert spent() == 10_000 and broken() == {}


def test_what_waits_for_one_that_came_back_since_waits_for_the_next_that_had_arrived(till: Till) -> None:
    own, (person,) = told_returned(till)
    second = paid_again(till, own, person)
    till.answered(till.sent(own, BANKS[1]), {0: "account_closed"})
    a_card(person, account="6222000000000007777")
    third = actions.pay_again(payment_run_id=own.pk, row=second.row, by=till.clerk, at=tick())
    put_right(own, person)
    assert till.answered(own.batches.get(bank_name=BANKS[0]).files.get(), {0: "account_frozen"})
    put_right(own, person, second)
    assert Hold.objects.get(row=third.row, because="arrived").lifted_at is None
    assert spent() == 10_000 and broken() == {}


def test_what_was_returned_later_by_mistake_is_put_right_and_no_file_returns_it_a_third_time(till: Till) -> None:
    person = a_person(lives_in="110105")
    a_card(person)
    till.granted(person)
    own = till.approved()
    file = till.sent(own)
    till.answered(file)
    till.answered(file, {0: "other"})
    put_right(own, person)
    assert spent() == 10_000 and broken() == {}
    with refused("payment_result_contradicts"):
        till.answered(file, {0: "account_closed"})


def test_the_database_takes_no_other_word(till: Till, monkeypatch: Any) -> None:
    own, (person,) = told_returned(till)
    put_right(own, person)
    arrived = Arrived.objects.get()
    for statement in ("DELETE FROM payments_arrived", "UPDATE payments_arrived SET reason = 'x'"):
        with pytest.raises(Exception, match=r"append|permission|refuse|change"), database.savepoint():
            database.run(statement)
    copied = (
        "INSERT INTO payments_arrived (month, batch_id, row, run_id, person_id, told, reason, undue_fen, number, law,"
        " case_id, entry_id, decided_at) SELECT month, batch_id, {row}, run_id, person_id, told, reason, 0, '', '',"
        " (SELECT min(id) FROM matters_case), (SELECT min(id) FROM ledger_entry), decided_at FROM payments_arrived"
    )
    with database.refused("arrived_once"):
        database.run(copied.format(row="row"))
    with database.refused("arrived_was_returned"):
        database.run(copied.format(row="row + 1"))
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    with database.refused("arrived_repaid_by_two"):
        ArrivedRepaid.objects.create(
            arrived=arrived, amount_fen=1, received_on=TODAY, case=Case.objects.earliest("pk"), entry=arrived.entry,
            recorded_at=tick(),
        )  # fmt: skip
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    monkeypatch.setattr("benefits.payments.actions.returning._is_there", lambda *_: False)
    monkeypatch.setattr("benefits.payments.actions.returning._failed", lambda *_: True)
    with database.refused("payment_again_while_none_is_there"):
        paid_again(till, own, person)


def _kept_as(**otherwise: Any) -> Callable[..., Arrived]:
    def create(**told: Any) -> Arrived:
        its = Arrived(**(told | otherwise))
        its.save(force_insert=True)
        return its

    return create


def test_the_database_counts_again_what_is_booked_and_demanded(till: Till) -> None:
    acting = "benefits.payments.actions.arriving."
    own, (person,) = told_returned(till)
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_as_booked"):
        patched.setattr(f"{acting}_booked", lambda *_: Entry.objects.get(flow="payment_returned"))
        put_right(own, person)
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_beside_nothing"):
        patched.setattr(f"{acting}is_beside", lambda _: True)
        put_right(own, person)
    paid_again(till, own, person)
    till.answered(till.sent(own, BANKS[1]))
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_demanded_whole"):
        patched.setattr(Arrived.objects, "create", _kept_as(undue_fen=9_999))
        put_right(own, person)
    put_right(own, person)
    arrived = Arrived.objects.get()
    with pytest.MonkeyPatch.context() as patched, database.refused("arrived_repaid_within"):
        patched.setattr(f"{acting}why_not_repay_twice", lambda *_: None)
        patched.setattr("benefits.payments.matters.arriving.why_not_repay_twice", lambda *_: None)
        repaid(arrived, "100.01")
    assert broken() == {}


def test_the_page_of_the_run_leads_there(till: Till, client: Client) -> None:
    own, (person,) = told_returned(till)
    client.force_login(till.clerk)
    start = (
        reverse("matter_start", args=["payment_arrived", person.number])
        + f"?payment={own.number}-{payment_of(person).row}"
    )
    page = client.get(reverse("payment_run", args=[own.number])).content.decode()
    assert start in page and "实际已到账" in page
    form = client.get(start).content.decode()
    assert start.partition("=")[2] in form and "银行证明写明的内容" in form
    english = Client(headers={"accept-language": "en"})
    english.force_login(till.clerk)
    page = english.get(reverse("payment_run", args=[own.number])).content.decode()
    assert "It arrived after all" in page
