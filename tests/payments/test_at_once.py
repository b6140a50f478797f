"""Several people at the same moment, and a worker that dies: nothing is paid twice, nothing is lost."""

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import connection

from benefits.payments import actions
from benefits.payments.actions import entitling, giving_up, results, suspecting
from benefits.payments.models import (
    BankFile,
    BenefitLine,
    Entitlement,
    GivenUp,
    Hold,
    Overpayment,
    Payment,
    PaymentRun,
    Recovered,
    Result,
)
from benefits.payments.rules.course import State, Why
from enrollment.coverage.rules.kinds import Register
from enrollment.registry.actions import corrections
from funds.banking.models import LinePart
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.coverage.registers import came, died
from tests.factories import TODAY, a_member_of_staff, a_person, identity_number_of
from tests.payments.setting_off import looked_into, next_month, owing
from tests.payments.till import BANKS, Till, a_card, funded
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("five_cities")]
LONG_AGO = dt.timedelta(hours=-1)
LONGEST = 10  # seconds
WAIT_FOR_ME = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def till() -> Till:
    funded()
    found = Till()
    for _ in range(3):
        person = a_person()
        a_card(person)
        found.granted(person)
    return found


def codes(answers: list[Any]) -> list[str]:
    for answer in answers:
        assert not isinstance(answer, Exception) or isinstance(answer, Refusal), answer
    return sorted(answer.code if isinstance(answer, Refusal) else "done" for answer in answers)


def test_two_approvers_at_the_same_moment_approve_once(till: Till) -> None:
    own = till.opened()
    till.seen(own)
    own = till.reviewed(own)
    both = [till.approver, a_member_of_staff(Post.APPROVER, at=BEIJING)]

    def approve(place: int) -> PaymentRun:
        return actions.approve(payment_run_id=own.pk, seen_version=own.version, by=both[place], at=tick())

    answers = codes(at_once(lambda: approve(0), lambda: approve(1)))
    assert answers.count("done") == 1, answers
    own.refresh_from_db()
    assert own.state == State.APPROVED
    assert broken() == {}


def test_two_cashiers_at_the_same_moment_send_one_file(till: Till) -> None:
    own = till.approved()
    batch = till.batch(own)
    both = [till.cashier, a_member_of_staff(Post.CASHIER, at=BEIJING)]

    def send(place: int) -> BankFile:
        return actions.send_file(batch_id=batch.pk, by=both[place], at=tick())

    answers = codes(at_once(lambda: send(0), lambda: send(1)))
    assert answers.count("done") == 1, answers
    assert BankFile.objects.filter(batch=batch).count() == 1
    assert broken() == {}


def test_an_answer_taken_in_twice_at_the_same_moment_is_booked_once(till: Till) -> None:
    file = till.sent(till.approved())
    answers = at_once(lambda: till.answered(file), lambda: till.answered(file))
    assert "done" in codes(answers)
    assert Result.objects.count() == 3
    assert broken() == {}


def test_a_run_whose_worker_died_is_paid_once_by_the_next(till: Till) -> None:
    own = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    assert runs.claim(own.run_id, worker="killed", lease=LONG_AGO) is not None
    at_once(lambda: runs.work(own.run_id), lambda: runs.work(own.run_id))
    own.refresh_from_db()
    assert own.state == State.CHECKING
    assert BenefitLine.objects.count() == Payment.objects.count() == 3
    assert broken() == {}


def test_two_demands_at_the_same_moment_are_repaid_by_a_line_of_the_bank_once(till: Till) -> None:
    entitlements = list(Entitlement.objects.order_by("pk")[:2])
    till.answered(till.sent(till.approved()))
    acts: list[Any] = []
    for entitlement in entitlements:
        till.stopped(entitlement)
        desk = ClaimDesk(entitlement.person, matter="overpayment_repaid")
        demand = entitlement.endings.get().overpayment.number
        told = {"demand": demand, "amount": "100.00", "received_on": str(TODAY), "bank_reference": "B-1"}
        acts.append(partial(desk.act, "review", desk.handled(desk.asked(told)), desk.reviewer))
    answers = codes(at_once(*acts))
    assert answers == ["bank_line_used", "done"]
    assert LinePart.objects.get().amount_fen == Recovered.objects.get().amount_fen == 10_000
    assert broken() == {}


def pensions(*, cards: int, without: int = 0) -> tuple[Till, list[Entitlement]]:
    """Of people with an account, then of people without."""
    funded(Fund.PENSION)
    till, found = Till("toy_pension", Fund.PENSION), []
    for place in range(cards + without):
        person = a_person(lives_in="110105")
        if place < cards:
            a_card(person)
        found.append(till.granted(person))
    return till, found


def place_of(file: BankFile, entitlement: Entitlement) -> int:
    return list(
        Payment.objects.filter(batch_id=file.batch_id).order_by("row").values_list("person_id", flat=True)
    ).index(entitlement.person_id)


def interleaved(
    first: Callable[[], Any], home: Any, name: str, second: Callable[[], Any], patch: Any, *, told: str = ""
) -> list[Any]:
    """What both end with where the second begins as the first has called this, and the first goes on once it waits."""
    original, reached, is_done = getattr(home, name), Event(), Event()

    def called(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if told in str(args) and not reached.is_set():
            reached.set()
            until, is_waiting = time.monotonic() + LONGEST, False
            while not (is_done.is_set() or is_waiting) and time.monotonic() < until:
                with connection.cursor() as cursor:
                    cursor.execute(WAIT_FOR_ME)
                    is_waiting = cursor.fetchone()[0] > 0
        return answer

    def beside() -> Any:
        try:
            assert reached.wait(LONGEST), "the first never came there"
            return second()
        finally:
            is_done.set()

    patch.setattr(home, name, called)
    return at_once(first, beside)


def test_two_stops_of_one_fund_at_the_same_moment_do_not_wait_for_each_other(monkeypatch: Any) -> None:
    """One is of what a later run is to pay, the other of what came back of an earlier one."""
    till, (going_on,) = pensions(cards=1)
    person = a_person(lives_in="110105")
    a_card(person)
    once = Till("toy_stick", Fund.PENSION).granted(person)
    file = till.sent(till.approved())
    till.answered(file, {place_of(file, once): "account_closed"})
    looked_into(till, next_month(till, monkeypatch))
    both = (partial(till.stopped, going_on, month=NOVEMBER + 1), partial(till.stopped, once))
    assert codes(interleaved(both[0], entitling, "keep_from_leaving", both[1], monkeypatch)) == ["done", "done"]
    assert GivenUp.objects.count() == 2
    assert broken() == {}


def test_an_answer_and_a_stop_at_the_same_moment_wait_in_one_order(monkeypatch: Any) -> None:
    """The first is of somebody with money in an older run too, as is the second."""
    till, (returned, held) = pensions(cards=1, without=1)
    file = till.sent(till.approved())
    till.answered(file, {0: "account_closed"})
    a_card(returned.person, account="6222000000000009999")
    later = till.sent(till.approved(next_month(till, monkeypatch)))
    acts = (partial(till.answered, later, {0: "account_closed"}), partial(till.stopped, held))
    assert codes(interleaved(acts[0], results, "locked_run", acts[1], monkeypatch)) == ["done", "done"]
    assert set(GivenUp.objects.values_list("person", flat=True)) == {held.person_id}
    assert broken() == {}


def test_what_comes_back_as_it_is_stopped_is_given_up_and_asked_no_more(monkeypatch: Any) -> None:
    till, (ended, _) = pensions(cards=2)
    file = till.sent(till.approved())
    acts = (partial(till.stopped, ended), partial(till.answered, file, {place_of(file, ended): "account_closed"}))
    assert codes(interleaved(acts[0], entitling, "demand", acts[1], monkeypatch)) == ["done", "done"]
    assert actions.left_of(Overpayment.objects.get()) == 0
    assert GivenUp.objects.get().person == ended.person
    assert broken() == {}


def test_what_is_repaid_as_what_was_set_off_of_it_is_undone_waits_for_the_book_first(monkeypatch: Any) -> None:
    funded(Fund.PENSION)
    till = Till("toy_pension", Fund.PENSION)
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    file = till.sent(till.approved(looked_into(till, next_month(till, monkeypatch))))
    till.answered(file, {0: "account_closed"})
    acts = (partial(till.stopped, other, month=NOVEMBER + 1), partial(till.repaid, ended, "10.00"))
    answers = interleaved(acts[0], giving_up, "run_sql", acts[1], monkeypatch, told="give_up.sql")
    assert codes(answers) == ["done", "done"]
    assert actions.left_of(Overpayment.objects.get()) == 9_000
    assert broken() == {}


def test_what_is_suspected_while_the_month_is_assembled_waits_for_no_slice_and_holds_what_it_writes(
    monkeypatch: Any,
) -> None:
    till, (entitlement,) = pensions(cards=1)
    person = entitlement.person
    own = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    dead = partial(came, Register.DEATH, died(identity_number_of(person), dt.date(2026, 10, 20), person.name))
    answers = interleaved(dead, suspecting, "hold_against", partial(runs.work, own.run_id), monkeypatch)
    assert not [each for each in answers if isinstance(each, Exception)]
    assert Hold.objects.filter(because=Why.SUSPECTED).count() == 1
    assert broken() == {}


def test_an_account_that_changes_while_the_month_is_assembled_holds_what_goes_to_the_old_one(monkeypatch: Any) -> None:
    till, (entitlement,) = pensions(cards=1)
    own = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    change = partial(
        corrections.change_bank_card, person=entitlement.person, bank_name=BANKS[1], account="6222000000000009999",
        by=till.clerk, at=tick(), reason="本人变更",
    )  # fmt: skip
    answers = interleaved(change, corrections, "record", partial(runs.work, own.run_id), monkeypatch)
    assert not [each for each in answers if isinstance(each, Exception)]
    assert Hold.objects.filter(because=Why.NO_ACCOUNT).count() == 1
