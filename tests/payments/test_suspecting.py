"""Registers of deaths and prisons are compared with benefits in payment: held and verified, never stopped by it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.models import Entitlement, Hold, LastAnswer, Payment, PaymentRun, Suspicion
from benefits.payments.rules.course import State, Why
from benefits.payments.selectors import batches_of, holds_of, runs_to_pay
from enrollment.coverage.actions.mismatches import decide_mismatch
from enrollment.coverage.models import Mismatch
from enrollment.coverage.rules.kinds import Decision, Register
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.workflow import SAME_PERSON
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.coverage.registers import came, died, imprisoned
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, citizen_number, identity_number_of
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
DEATH = dt.date(2026, 10, 20)


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def drawing(till: Till) -> Entitlement:
    """A monthly benefit of somebody with an account."""
    person = a_person(lives_in="110105")
    a_card(person)
    return till.granted(person)


def called_dead(person: Person, on: dt.date = DEATH) -> Any:
    return came(Register.DEATH, died(identity_number_of(person), on, person.name))


def test_a_batch_of_deaths_makes_a_suspicion_with_its_source_and_stops_nothing(till: Till) -> None:
    dead, alive = drawing(till), drawing(till)
    batch = called_dead(dead.person)
    suspicion = Suspicion.objects.get()
    assert (suspicion.entitlement, suspicion.kind, suspicion.happened_on) == (dead, "died", DEATH)
    assert suspicion.row is not None and suspicion.row.batch == batch and suspicion.outcome == ""
    assert not dead.endings.exists() and dead.person.died_on is None
    came(Register.DEATH, died(identity_number_of(dead.person), DEATH, dead.person.name), as_of=DEATH)
    assert Suspicion.objects.count() == 1, "told again it is the same"
    own = till.opened()
    assert own.total_fen == 20_000
    assert [(hold.person_id, hold.told) for hold in Hold.objects.filter(because=Why.SUSPECTED)] == [
        (dead.person_id, {"register": "died", "happened_on": str(DEATH)})
    ]
    assert alive.suspicions.count() == 0
    told = Message.objects.get(code="entitlement_suspected")
    assert told.recipient == dead.person.number and told.params["what"]["zh"] == "死亡登记中有此人"
    assert broken() == {}


def test_what_is_paid_once_is_looked_into_until_it_has_arrived(till: Till) -> None:
    """Paid is what left and did not come back, however it is asked."""
    once = Till("toy_stick", Fund.PENSION)
    people = {person.pk: person for person in (a_person(lives_in="110105") for _ in range(2))}
    for person in people.values():
        a_card(person)
        once.granted(person)
    own = once.approved()
    assert once.answered(once.sent(own), {0: "account_closed"})
    (returned,) = Payment.objects.filter(row__in=LastAnswer.objects.exclude(answer="paid").values("row"))
    for person in people.values():
        called_dead(person)
    assert set(Suspicion.objects.values_list("entitlement__person", flat=True)) == {returned.person_id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM payments_left_of(%s)", [own.pk])
        arrived = {pk for (pk,) in cursor.fetchall()}
        assert arrived == people.keys() - {returned.person_id}
        cursor.execute("SELECT id FROM registry_person WHERE payments_has_left(%s, id)", [own.pk])
        assert {pk for (pk,) in cursor.fetchall()} == arrived


def test_who_is_found_alive_is_paid_by_two_people(till: Till) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    own = till.opened()
    hold, suspicion = Hold.objects.get(because=Why.SUSPECTED), Suspicion.objects.get()
    with refused("payment_hold_while_it_stands"), database.savepoint():
        till.lift(hold)
    till.kept(suspicion)
    with refused("matter_stands_against"), database.savepoint():
        till.kept(suspicion)
    own = till.approved(own)
    with refused("payment_nothing_to_send"):
        till.sent(own)
    till.lift(hold, reason="已上门核实")
    assert till.answered(till.sent(own))
    assert Suspicion.objects.get().outcome == "entitled"
    assert broken() == {}


def test_who_answered_it_does_not_let_it_go(till: Till) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    till.opened()
    till.kept(Suspicion.objects.get(), reviewer=till.reviewer)
    hold = Hold.objects.get(because=Why.SUSPECTED)
    with refused(SAME_PERSON.code):
        till.lift(hold)
    with database.refused("hold_lifted_by_another"):
        Hold.objects.filter(pk=hold.pk).update(lifted_by=till.reviewer, lifted_at=tick(), reason="已核实")


def test_nobody_alone_finds_a_suspicion_unfounded_whatever_waits(till: Till) -> None:
    """Neither one account, nor two accounts of one person, nor where no payment waits at all."""
    entitlement = drawing(till)
    called_dead(entitlement.person)
    suspicion = Suspicion.objects.get()
    desk, number = ClaimDesk(entitlement.person, matter="benefit_kept"), citizen_number(order=611)
    desk.clerk = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=number)
    twin = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=number)
    asked = desk.asked({"suspicion": str(suspicion.pk), "verified": "compared", "found": "已核对"})
    case = desk.handled(asked)
    with refused("same_person_in_round"), database.savepoint():
        desk.act("review", case, twin)
    for its in (None, case):
        with database.refused("suspicion_unfounded_by_two"):
            Suspicion.objects.update(
                case=its,
                outcome="entitled",
                verified="compared",
                reason="已核对",
                closed_by=desk.clerk,
                closed_at=tick(),
            )
    desk.act("review", case, desk.reviewer)
    suspicion.refresh_from_db()
    assert (suspicion.outcome, suspicion.closed_by, suspicion.case) == ("entitled", desk.reviewer, case)
    assert broken() == {}


def test_what_is_confirmed_is_stopped_by_a_case_and_its_payment_never_leaves(till: Till) -> None:
    entitlement, other = drawing(till), drawing(till)
    called_dead(entitlement.person)
    own = till.opened()
    till.looked_into(Suspicion.objects.get(), finding="not_entitled", visitor=till.clerk)
    till.stopped(entitlement, "ended", month=NOVEMBER, verified="visited")
    suspicion = Suspicion.objects.get()
    assert (suspicion.outcome, suspicion.ending, suspicion.verified) == (
        "stopped", entitlement.endings.get(), "visited"
    )  # fmt: skip
    with refused("payment_hold_while_it_stands"), database.savepoint():
        till.lift(Hold.objects.get(because=Why.SUSPECTED))
    assert Hold.objects.filter(because=Why.STOPPED, person=entitlement.person).exists()
    file = till.sent(till.approved(own))
    assert file.payments == 1 and file.total_fen == other.components.get().amount_fen
    assert broken() == {}


def test_a_suspension_answers_what_it_is_for_and_nothing_else(till: Till) -> None:
    """Whoever is in prison may have died too: the register of deaths does not tell it a second time."""
    entitlement = drawing(till)
    called_dead(entitlement.person)
    number = identity_number_of(entitlement.person)
    came(Register.PRISON, imprisoned(number, dt.date(2026, 9, 14), entitlement.person.name))
    dead, jailed = Suspicion.objects.get(kind="died"), Suspicion.objects.get(kind="imprisoned")
    till.stopped(entitlement, "suspended", because="imprisoned")
    jailed.refresh_from_db()
    assert jailed.outcome == "stopped"
    with database.refused("suspicion_stopped_by_its_ending"):
        Suspicion.objects.filter(pk=dead.pk).update(
            outcome="stopped", ending=jailed.ending, verified="compared", reason="x", closed_by=till.clerk,
            closed_at=tick(),
        )  # fmt: skip
    till.resumed(entitlement)
    till.opened()
    assert Hold.objects.filter(person=entitlement.person, because=Why.SUSPECTED).exists()
    till.stopped(entitlement, month=NOVEMBER, because="died")
    dead.refresh_from_db()
    assert dead.outcome == "stopped"
    assert broken() == {}


def test_a_batch_that_comes_after_approval_holds_what_has_not_left(till: Till) -> None:
    entitlement, _ = drawing(till), drawing(till)
    own = till.approved()
    called_dead(entitlement.person)
    assert Hold.objects.filter(because=Why.SUSPECTED, lifted_at=None).count() == 1
    assert till.sent(own).payments == 1
    assert broken() == {}


def test_a_second_death_is_another_suspicion_and_the_database_lets_nothing_leave(till: Till) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    own = till.opened()
    till.kept(Suspicion.objects.get())
    till.lift(Hold.objects.get(because=Why.SUSPECTED))
    own = till.approved(own)
    called_dead(entitlement.person, DEATH + dt.timedelta(days=1))
    assert Suspicion.objects.filter(closed_at=None).count() == 1
    assert broken() == {}
    with refused("payment_nothing_to_send"):
        till.sent(own)
    payment = Payment.objects.get()
    with database.refused("payment_leaves_as_approved"):
        database.run(
            "INSERT INTO payments_infile (month, batch_id, row, file_id) VALUES (%s, %s, %s, 1)",
            payment.month.first_day, payment.batch_id, payment.row,
        )  # fmt: skip


def test_what_was_let_go_once_is_held_anew_and_let_go_anew(till: Till) -> None:
    """Each doubt is answered by two, and a reviewer lets go what waited for it."""
    entitlement = drawing(till)
    called_dead(entitlement.person)
    own = till.opened()
    till.kept(Suspicion.objects.get())
    till.lift(Hold.objects.get(because=Why.SUSPECTED))
    own = till.approved(own)
    assert runs_to_pay(PaymentRun.objects.all(), TODAY) == 1
    called_dead(entitlement.person, DEATH + dt.timedelta(days=1))
    second = holds_of(own).get(because=Why.SUSPECTED)
    (standing,) = batches_of(own)
    assert (standing.held, standing.ready, runs_to_pay(PaymentRun.objects.all(), TODAY)) == (1, 0, 0)
    till.kept(Suspicion.objects.get(closed_at=None))
    with refused("payment_nothing_to_send"):
        till.sent(own)
    till.lift(second, reason="已再次上门核实")
    assert till.sent(own).payments == 1
    assert broken() == {}


def test_who_is_on_record_as_dead_a_second_time_is_held_anew_though_nobody_else_is_paid(till: Till) -> None:
    entitlement = drawing(till)
    own, record = till.approved(), Person.objects.filter(pk=entitlement.person_id)
    for _ in range(2):
        record.update(died_on=DEATH)
        with refused("payment_nothing_to_send"):
            till.sent(own)
        record.update(died_on=None)
        till.lift(holds_of(own).get(because=Why.DIED), reason="死亡登记有误，已更正")
    assert till.sent(own).payments == 1
    assert broken() == {}


def test_a_death_that_was_denied_suspects_nobody(till: Till) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    till.kept(Suspicion.objects.get())
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING)
    mismatch = Mismatch.objects.get(field="died_on")
    decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.OURS, reason="本人到场", by=clerk, at=tick())
    came(Register.DEATH, died(identity_number_of(entitlement.person), DEATH, entitlement.person.name), as_of=DEATH)
    assert Suspicion.objects.filter(closed_at=None).count() == 0


def test_prison_is_suspected_once_a_time_and_not_who_is_released(till: Till) -> None:
    entitlement, freed = drawing(till), drawing(till)
    number, since = identity_number_of(entitlement.person), dt.date(2026, 9, 14)
    came(Register.PRISON, imprisoned(number, since, entitlement.person.name))
    came(Register.PRISON, imprisoned(number, since, entitlement.person.name), as_of=DEATH)
    came(Register.PRISON, imprisoned(identity_number_of(freed.person), since, freed.person.name, released=True))
    suspicion = Suspicion.objects.get()
    assert (suspicion.kind, suspicion.happened_on) == ("imprisoned", dt.date(2026, 9, 1))
    came(Register.PRISON, imprisoned(number, dt.date(2026, 11, 2), entitlement.person.name))
    assert entitlement.suspicions.count() == 2
    assert broken() == {}


def test_who_was_called_dead_before_the_benefit_began_is_suspected_too(till: Till) -> None:
    person = a_person()
    a_card(person)
    called_dead(person)
    assert not Suspicion.objects.exists()
    entitlement = till.granted(person)
    assert Suspicion.objects.get().entitlement == entitlement


def test_any_record_of_the_person_is_meant(till: Till) -> None:
    entitlement, other = drawing(till), a_person()
    merged(entitlement.person, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    called_dead(other)
    assert Suspicion.objects.get().entitlement == entitlement


def test_what_ended_is_not_suspected(till: Till) -> None:
    entitlement = drawing(till)
    till.stopped(entitlement, "ended", month=NOVEMBER)
    called_dead(entitlement.person)
    assert not Suspicion.objects.exists()


def test_a_suspicion_is_answered_once_and_never_goes(till: Till) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    with database.refused("suspicion_stays"):
        Suspicion.objects.all().delete()
    with database.refused("suspicion_answered_says_how"):
        Suspicion.objects.update(outcome="entitled", closed_by=till.clerk, closed_at=tick())
    till.kept(Suspicion.objects.get())
    with database.refused("suspicion_stays"):
        Suspicion.objects.update(reason="另")
    with database.refused("suspicion_of_its_row"):
        Suspicion.objects.create(
            entitlement=drawing(till), kind="died", row=Suspicion.objects.get().row, happened_on=DEATH, found_at=tick()
        )


def test_the_work_list_leads_to_the_case_and_takes_the_answer(till: Till, client: Any) -> None:
    entitlement = drawing(till)
    called_dead(entitlement.person)
    client.force_login(till.clerk)
    page = client.get(reverse("suspicions")).content.decode()
    assert entitlement.person.number in page and "税务局共享数据" in page
    start = reverse("matter_start", args=["benefit_stop", entitlement.person.number])
    suspicion = Suspicion.objects.get()
    assert f"{start}?suspicion={suspicion.pk}" in page
    asked = client.get(f"{start}?suspicion={suspicion.pk}").context["form"]
    shown = {name: asked[name].value() for name in asked.fields}
    assert shown["found"] == f"死亡登记中有此人，{DEATH}（税务局共享数据 2026-11）"
    assert (shown["entitlement"], shown["because"], shown["verified"]) == (entitlement.number, "died", None)
    assert shown["from_month"] == str(Month.of(DEATH) + 1)
    keep = reverse("matter_start", args=["benefit_kept", entitlement.person.number]) + f"?suspicion={suspicion.pk}"
    assert keep in page
    assert f'value="{suspicion.pk}" selected' in client.get(keep).content.decode()
    till.kept(suspicion)
    assert "上门见到本人" in client.get(reverse("suspicions") + "?show=answered").content.decode()
    assert till.opened().state == State.CHECKING


def test_the_work_list_puts_first_what_the_law_puts_first(till: Till, client: Any) -> None:
    """REG 26: the person is asked before others look into it, and nothing is stopped before either."""
    called_dead(drawing(till).person)
    client.force_login(till.clerk)
    suspicion = Suspicion.objects.get()
    assert _first(client) == ["Ask the person"]
    actions.ask_person(suspicion_id=suspicion.pk, by=till.clerk, at=tick())
    assert _first(client) == [], "there is time to answer"
    person = suspicion.entitlement.person
    actions.wish_for_a_visit(records=[person.pk], by=a_citizen(person), at=tick())
    assert _first(client) == ["Have it looked into there"]


def _first(client: Any) -> list[str]:
    """The acts a page of suspicions puts first."""
    client.cookies["django_language"] = "en"
    page = client.get(reverse("suspicions")).content.decode()
    return re.findall(r'class="btn btn-sm btn-primary"[^>]*>([^<]+)<', page)


def test_nobody_looks_into_their_own_benefit(till: Till) -> None:
    own = drawing(till)
    called_dead(own.person)
    themself = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=identity_number_of(own.person))
    with refused("payments_own_benefit"):
        actions.ask_person(suspicion_id=Suspicion.objects.get().pk, by=themself, at=tick())


def test_a_death_recorded_after_approval_keeps_the_payment_here(till: Till) -> None:
    dead, alive = drawing(till), drawing(till)
    own = till.approved()
    Person.objects.filter(pk=dead.person_id).update(died_on=DEATH)
    assert till.sent(own).payments == 1
    assert Hold.objects.get(person=dead.person, because=Why.DIED).lifted_at is None
    assert not Hold.objects.filter(person=alive.person, because=Why.DIED).exists()
    assert broken() == {}


def test_the_database_lets_nothing_leave_to_the_dead(till: Till) -> None:
    """Nothing else stands in its way: what held it was let go, the record being put right, before the death was."""
    dead = drawing(till)
    drawing(till)
    own, record = till.approved(), Person.objects.filter(pk=dead.person_id)
    record.update(died_on=DEATH)
    file = till.sent(own)
    record.update(died_on=None)
    till.lift(Hold.objects.get(person=dead.person, because=Why.DIED), reason="死亡登记有误，已更正")
    record.update(died_on=DEATH)
    payment = Payment.objects.get(person_id=dead.person_id)
    into_file = "INSERT INTO payments_infile (month, batch_id, row, file_id) VALUES (%s, %s, %s, %s)"
    leaving = (payment.month.first_day, payment.batch_id, payment.row, file.pk)
    with database.refused("payment_leaves_as_approved"):
        database.run(into_file, *leaving)
    record.update(died_on=None)
    database.run(into_file, *leaving)
