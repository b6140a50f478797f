"""What never arrives of a payment is given up: the rest of it is due again, what was set off of it is owed again."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.actions.recovering import free_of
from benefits.payments.models import BenefitLine, Entitlement, GivenUp, Overpayment, Payment, PaymentRun, Recovered
from benefits.payments.selectors import holds_in, holds_of, lines_that_stand, paid_to
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.claims import desk
from tests.factories import a_person
from tests.payments.refusals import refused
from tests.payments.setting_off import looked_into, next_month, owing
from tests.payments.till import BANKS, Till, a_card, funded, rows_of

pytestmark = pytest.mark.usefixtures("five_cities")
DECEMBER = NOVEMBER + 1


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def less_by_45(till: Till, patch: Any) -> tuple[Entitlement, Entitlement, PaymentRun]:
    """100 yuan are owed; of 120 for November and December 45 are kept back."""
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    return ended, other, looked_into(till, next_month(till, patch))


def owed(entitlement: Entitlement) -> tuple[int, int]:
    """Fen that have not come back, and of them what no payment is to bring."""
    demand = Overpayment.objects.get(ending__entitlement=entitlement)
    return actions.left_of(demand), free_of(demand)


def test_what_was_kept_back_of_a_payment_that_never_leaves_is_free_again(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    assert owed(ended) == (10_000, 5_500)
    till.stopped(other, month=DECEMBER)
    assert owed(ended) == (10_000, 10_000) and not Recovered.objects.exists()
    given_up = GivenUp.objects.get()
    assert (given_up.run, given_up.person, given_up.ending.entitlement) == (own, ended.person, other)
    assert Act.objects.filter(code="payment_given_up", subject=ended.person.number).count() == 1
    assert paid_to([ended.person_id])[0].stands == "given_up"
    till.repaid(ended, "100.00")
    assert owed(ended) == (0, 0)
    with refused("payment_nothing_to_send"):
        till.sent(till.approved(own))
    assert broken() == {}


def test_what_else_was_in_it_is_paid_with_the_next_run(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    person = ended.person
    third = Till("toy_stick", Fund.PENSION).granted(person, days=7)
    till.stopped(other, month=DECEMBER)
    till.approved(own)
    later = looked_into(till, next_month(till, monkeypatch, 2))
    lines = BenefitLine.objects.filter(paid_in=later.pk).values_list("component_id", "month", "version", "amount_fen")
    assert set(lines) == {
        (other.components.get().pk, NOVEMBER, 1, 6_000),
        (third.components.get().pk, third.components.get().from_month, 0, 7_000),
    }
    assert later.offset_fen == 4_500, "of the benefit that is due for November still"
    assert till.sent(till.approved(later)).total_fen == 8_500
    assert owed(ended) == (5_500, 5_500)
    assert broken() == {}


def test_what_was_given_up_while_the_next_run_was_assembled_is_paid_by_the_one_after(
    till: Till, monkeypatch: Any
) -> None:
    """Begun before a run was opened, decided after its slices had looked: that run never saw it."""
    _, other, own = less_by_45(till, monkeypatch)
    till.approved(own)
    begun = desk.tick
    till.approved(looked_into(till, next_month(till, monkeypatch, 2)))
    monkeypatch.setattr("tests.claims.desk.tick", begun)
    till.stopped(other, month=DECEMBER)
    later = next_month(till, monkeypatch, 3)
    lines = BenefitLine.objects.filter(paid_in=later.pk).values_list("component_id", "month")
    assert set(lines) == {(other.components.get().pk, NOVEMBER)}


def test_what_the_bank_returns_is_paid_again_and_what_was_kept_back_has_come_back(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    till.answered(till.sent(till.approved(own)), {0: "account_closed"})
    assert owed(ended) == (5_500, 5_500) and not GivenUp.objects.exists()
    a_card(other.person, bank=BANKS[1], account="6222000000000009999")
    row = Payment.objects.get(month=own.month).row
    again = actions.pay_again(payment_run_id=own.pk, row=row, by=till.clerk, at=tick())
    assert again.amount_fen == 7_500
    own.refresh_from_db()
    assert broken() == {}


def test_returned_and_then_ended_is_owed_again_and_not_paid_again(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    till.answered(till.sent(till.approved(own)), {0: "account_closed"})
    till.stopped(other, month=DECEMBER)
    assert owed(ended) == (10_000, 10_000)
    assert list(Recovered.objects.order_by("pk").values_list("kind", "amount_fen")) == [
        ("offset", 4_500), ("undone", -4_500)
    ]  # fmt: skip
    a_card(other.person, bank=BANKS[1], account="6222000000000009999")
    with refused("payment_given_up"):
        actions.pay_again(payment_run_id=own.pk, row=Payment.objects.get(month=own.month).row, by=till.clerk, at=tick())
    assert not Overpayment.objects.filter(ending__entitlement=other).exists()
    assert broken() == {}


def test_of_a_run_with_many_set_off_only_what_is_of_the_person_is_looked_at(till: Till, monkeypatch: Any) -> None:
    people = [a_person(lives_in="110105") for _ in range(3)]
    for person in people:
        a_card(person)
    ended = [till.granted(person) for person in people]
    till.answered(till.sent(till.approved()))
    others = []
    for each in ended:
        till.stopped(each)
        others.append(Till("toy_stick_monthly", Fund.PENSION).granted(each.person, days=6))
        till.set_off(each, others[-1], "45.00")
    own = looked_into(till, next_month(till, monkeypatch))
    till.answered(till.sent(till.approved(own)), dict.fromkeys(range(3), "account_closed"))
    asked = []
    for other in others:
        with CaptureQueriesContext(connection) as queries:
            till.stopped(other, month=DECEMBER)
        asked.append(sum("payments_" in each["sql"] for each in queries))
    assert Recovered.objects.filter(kind="undone").count() == 3
    assert asked[2] == asked[1], "as much for the last as for the one before"
    assert broken() == {}


def test_ended_and_then_returned_asks_for_nothing_of_it_and_for_what_was_kept_back(
    till: Till, monkeypatch: Any
) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    file = till.sent(till.approved(own))
    till.stopped(other, month=DECEMBER)
    assert owed(other) == (6_000, 6_000) and owed(ended) == (5_500, 5_500)
    till.answered(file, {0: "account_closed"})
    assert owed(other) == (0, 0) and owed(ended) == (10_000, 10_000)
    later = looked_into(till, next_month(till, monkeypatch, 2))
    assert later.total_fen + later.offset_fen == 6_000, "November, which did not arrive either"
    assert broken() == {}


def test_ended_after_it_arrived_is_owed_in_full_and_what_was_kept_back_stays(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    till.answered(till.sent(till.approved(own)))
    till.stopped(other, month=DECEMBER)
    assert owed(other) == (6_000, 6_000) and owed(ended) == (5_500, 5_500)
    assert not GivenUp.objects.exists()
    assert broken() == {}


def test_the_database_gives_up_only_what_ended_and_did_not_arrive(till: Till, monkeypatch: Any) -> None:
    ended, other, own = less_by_45(till, monkeypatch)
    ending = ended.endings.get()
    with database.refused("given_up_as_ended"):
        GivenUp.objects.create(run=own, person=ended.person, ending=ending, given_up_at=tick())
    with database.refused("given_up_as_ended"):
        paid = ending.overpayment.months.get().paid_in
        GivenUp.objects.create(run=paid, person=ended.person, ending=ending, given_up_at=tick())
    till.sent(till.approved(own))
    back = Recovered.objects.get(kind="offset")
    with database.refused("offset_undone_as_given_up"):
        Recovered.objects.create(
            overpayment=back.overpayment, kind="undone", amount_fen=-4_500, received_on=tick().date(),
            offset=back.offset, recorded_at=tick(),
        )  # fmt: skip
    assert other.endings.count() == 0


def test_what_was_given_up_does_not_leave(till: Till) -> None:
    person = a_person(lives_in="110105")
    a_card(person)
    entitlement = till.granted(person)
    own = till.approved()
    till.stopped(entitlement)
    payment = Payment.objects.get()
    with database.refused("payment_leaves_as_approved"):
        database.run(
            "INSERT INTO payments_infile (month, batch_id, row, file_id) VALUES (%s, %s, %s, 1)",
            payment.month.first_day, payment.batch_id, payment.row,
        )  # fmt: skip
    assert GivenUp.objects.get().run == own
    assert broken() == {}


def test_screens_no_longer_ask_for_what_never_leaves(till: Till, client: Any) -> None:
    gone, kept = a_person(lives_in="110105"), a_person(lives_in="110105")
    for person in (gone, kept):
        a_card(person)
    entitlement = till.granted(gone)
    till.granted(kept)
    own = till.approved()
    file = till.sent(own)
    place = [row["account"] for row in rows_of(file)].index(f"62220000{gone.pk:011d}")
    till.answered(file, {place: "account_closed"})
    client.force_login(till.clerk)
    again = reverse("payment_again", args=[own.number, Payment.objects.get(person_id=gone.pk).row])
    a_card(gone, account="6222000099990007")
    assert again in client.get(reverse("payment_run", args=[own.number])).content.decode()
    till.stopped(entitlement)
    page = client.get(reverse("payment_run", args=[own.number])).content.decode()
    assert again not in page and "不再发放" in page
    assert not holds_of(own).exists()


def test_the_tile_counts_no_hold_of_a_cancelled_run_or_of_what_is_given_up(till: Till) -> None:
    person = a_person(lives_in="110105")
    a_card(person)
    entitlement = till.granted(person)
    own = till.opened()
    assert holds_in(PaymentRun.objects.all()).exists()
    till.stopped(entitlement)
    assert not holds_in(PaymentRun.objects.all()).exists()
    other = a_person(lives_in="110105")
    till.granted(other)
    actions.cancel(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="重做")
    own = till.opened()
    assert set(holds_in(PaymentRun.objects.all()).values_list("person", flat=True)) == {other.pk}
    actions.cancel(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="重做")
    assert not holds_in(PaymentRun.objects.all()).exists()


def test_lines_that_stand_are_the_same_for_both_who_ask(till: Till) -> None:
    """Of a cancelled run, given up, and neither: as the selector says it, and as the database does."""
    ended, going_on = a_person(lives_in="110105"), a_person(lives_in="110105")
    for person in (ended, going_on):
        a_card(person)
    entitlement = till.granted(ended)
    till.granted(going_on)
    own = till.opened()
    actions.cancel(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="重做")
    again = till.opened()
    till.stopped(entitlement)
    assert set(lines_that_stand(going_on.pk).values_list("paid_in", flat=True)) == {again.pk}
    assert not lines_that_stand(ended.pk).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT paid_in, person_id FROM payments_line WHERE payments_stands(paid_in, person_id)"
        )
        assert set(cursor.fetchall()) == {(again.pk, going_on.pk)}
