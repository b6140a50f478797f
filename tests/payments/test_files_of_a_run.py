"""The files of a run are asked for at once and written by workers, a bank each: once, wholly, or not at all."""

import datetime as dt

import pytest

from benefits.payments import actions
from benefits.payments.models import BankFile, Entitlement, GivenUp, PaymentRun
from funds.ledger.models import Book
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, broken, tick, work
from tests.factories import a_member_of_staff, a_person
from tests.payments.till import BANKS, FUND, Till, a_card, funded
from tests.planned import planned
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("five_cities")]
LONG_AGO = dt.timedelta(hours=-1)


@pytest.fixture
def till() -> Till:
    found = Till()
    for place in range(3):
        person = a_person()
        a_card(person, bank=BANKS[place % 2])
        found.granted(person)
    return found


def asked(till: Till, own: PaymentRun, *banks: str) -> Run:
    wanted = [till.batch(own, bank).pk for bank in banks] or None
    return actions.open_sending(payment_run_id=own.pk, batch_ids=wanted, by=till.cashier, at=tick())


def refused(till: Till, own: PaymentRun, *banks: str) -> str:
    with pytest.raises(Refusal) as refusal:
        asked(till, own, *banks)
    return refusal.value.code


def test_each_bank_gets_its_file(till: Till) -> None:
    funded()
    own = till.approved()
    run = work(asked(till, own))
    assert (run.state, run.people, run.totals["files"], run.totals["payments"]) == (RunState.DONE, 3, 2, 3)
    assert run.totals["total_fen"] == own.total_fen
    assert {file.batch.bank_name: file.payments for file in BankFile.objects.all()} == {BANKS[0]: 2, BANKS[1]: 1}
    assert {file.sent_by for file in BankFile.objects.all()} == {till.cashier}
    assert broken() == {}


def test_only_the_bank_that_was_asked_for(till: Till) -> None:
    funded()
    own = till.approved()
    work(asked(till, own, BANKS[1]))
    assert [file.batch.bank_name for file in BankFile.objects.all()] == [BANKS[1]]
    work(asked(till, own))
    assert BankFile.objects.count() == 2
    assert refused(till, own) == "payment_nothing_to_send"
    assert broken() == {}


def test_asked_for_twice_while_they_are_written(till: Till) -> None:
    funded()
    own = till.approved()
    asked(till, own, BANKS[0])
    assert refused(till, own) == "payment_being_sent"


def test_a_fund_that_has_too_little_refuses_all_before_any(till: Till) -> None:
    own = till.opened()
    funded(FUND, own.total_fen - 1)
    own = till.approved(own)
    assert refused(till, own) == "fund_short"
    assert not BankFile.objects.exists()
    assert not Run.objects.filter(kind="payment_files").exists()


def test_not_before_approval_and_by_the_cashier_only(till: Till) -> None:
    funded()
    own = till.opened()
    assert refused(till, own) == "wrong_state"
    own = till.approved(own)
    for post in (Post.CLERK, Post.ACCOUNTANT):
        with pytest.raises(Refusal) as refusal:
            actions.open_sending(payment_run_id=own.pk, by=a_member_of_staff(post, at=BEIJING), at=tick())
        assert refusal.value.code == "payments_not_your_post"


def test_a_worker_that_died_leaves_its_file_to_the_next(till: Till) -> None:
    funded()
    own = till.approved()
    run = asked(till, own)
    assert runs.claim(run.pk, worker="killed", lease=LONG_AGO) is not None
    at_once(lambda: runs.work(run.pk), lambda: runs.work(run.pk))
    run.refresh_from_db()
    assert (run.state, run.totals["files"]) == (RunState.DONE, 2)
    assert BankFile.objects.count() == 2
    assert broken() == {}


def test_sent_by_hand_meanwhile_is_not_sent_again(till: Till) -> None:
    funded()
    own = till.approved()
    run = asked(till, own)
    till.sent(own, BANKS[0])
    run = work(run)
    assert (run.state, run.totals["files"], run.totals["payments"]) == (RunState.DONE, 1, 1)
    assert broken() == {}


def test_stopped_as_its_file_is_written(till: Till) -> None:
    """Either it left and is demanded back, or it did not leave and is given up: never both, never neither."""
    funded()
    own = till.approved()
    entitlement = Entitlement.objects.order_by("pk").first()
    assert entitlement is not None
    at_once(lambda: till.sent(own), lambda: till.stopped(entitlement))
    has_left = BankFile.objects.get(batch=till.batch(own)).payments == 2
    ending = entitlement.endings.get()
    assert hasattr(ending, "overpayment") == has_left
    assert GivenUp.objects.filter(run=own, person=entitlement.person_id).exists() != has_left
    assert broken() == {}


def test_no_file_leaves_without_a_plan(till: Till) -> None:
    """A payment run that was approved is what a plan asks money for (REG 40)."""
    own = till.approved()
    funded(planning=False)
    for act in (lambda: till.sent(own), lambda: asked(till, own)):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "plan_short"
    planned(Book.objects.get(region=own.region, fund=own.fund), fen=own.total_fen)
    assert work(asked(till, own)).totals["total_fen"] == own.total_fen
    assert broken() == {}
