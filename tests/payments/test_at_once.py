"""Several people at the same moment, and a worker that dies: nothing is paid twice, nothing is lost."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from benefits.payments import actions
from benefits.payments.models import BankFile, BenefitLine, Entitlement, Payment, PaymentRun, Recovered, Result
from benefits.payments.rules.course import State
from funds.banking.models import LinePart
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_member_of_staff, a_person
from tests.payments.till import Till, a_card, funded
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("five_cities")]
LONG_AGO = dt.timedelta(hours=-1)


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
