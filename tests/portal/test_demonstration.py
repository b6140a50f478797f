"""The demonstration in small: three months of twenty employers, built by the builder, in this process.

What is missing in so few months is named, so that nothing is missing by oversight.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker, Settings

from benefits.claims.models import Decision
from benefits.medical.models import AccountSharing, AwayFiling, ThirdPartyAdvance
from benefits.payments.models import Entrustment
from contributions.assessment.models import HandProposal, Resettlement
from contributions.declarations.models import Acknowledgement, Declaration, DeclarationState
from contributions.dryruns.changes import changes_since
from contributions.transfers.models import TemporaryAccount, Transfer
from contributions.transfers.selectors.temporary import held_by
from enrollment.registry.selectors import viewer_of
from funds.banking.models import Proof
from siadmin.agency import tiles
from siadmin.agency.models import User
from siadmin.kernel import statistics
from siadmin.kernel.models import Run, RunState
from siadmin.policy.files import gaps, monthly_keys, shipped
from siadmin.policy.models import Proposal
from siadmin.portal import demonstration
from siadmin.portal.demo_accounts import SHOWN, Account
from siadmin.portal.installation import install
from siadmin.portal.world import retiring
from siadmin.portal.world.build import Builder
from siadmin.portal.world.cities import CITIES
from siadmin.portal.world.clock import SHANGHAI
from siadmin.portal.world.crews import tell_all
from siadmin.portal.world.ending import UNTOLD_FEN, finish, tell_bank
from siadmin.portal.world.events import Span
from siadmin.portal.world.histories import tell
from siadmin.portal.world.owing import charge_what_came_late
from tests import cities, database
from tests.cities import BEIJING, CHENGDU, NOVEMBER, SEPTEMBER
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
SEED = 3  # in its three months somebody does everything but retire
EMPLOYERS_A_CITY = 4
PENSIONERS = 18
NEEDS_MORE_MONTHS = {"citizen.retired"}
"""Sign-ins of people whom three months do not bring."""
QUEUES = {
    "assessment.by_hand",
    "assessment.by_hand_review",
    "assessment.provisional",
    "banking.differences",
    "banking.lines",
    "collection.unallocated",
    "coverage.mismatches",
    "coverage.orders",
    "coverage.outreach",
    "declarations.disputed",
    "declarations.not_filed",
    "history.confirm",
    "history.correct",
    "ledger.plans_submitted",
    "ledger.plans_to_sign",
    "matters.cases",
    "payments.entrusted",
    "payments.held",
    "payments.suspected",
    "payments.to_sign",
    "policy.proposals",
    "registry.alike",
    "settlement.flags",
    "transfers.to_do",
}
HOMES = {"employer": {"employers", "employer_home"}, "citizen": {"citizen_home"}}
HOMES_OF_STAFF = {"work", "funds"}


def test_it_goes_as_far_as_the_law_it_ships() -> None:
    """Whenever it is made: no month is told whose limits are not known."""
    cities_told = [city.code for city in CITIES]
    for today in (TODAY, dt.date(2027, 1, 1), dt.date(2031, 7, 9)):
        builder = demonstration.builder_of(today, dt.datetime.combine(today, dt.time(9), SHANGHAI))
        span = builder.world.span
        assert not gaps(
            shipped(), regions=cities_told, keys=monthly_keys(), starts=span.current, ends_before=span.current + 1
        )
        assert span.current.first_day <= builder.clock.now.date() == span.today <= today
        assert span.opened + (demonstration.MONTHS - 1) == span.current


@contextmanager
def _as_owner() -> Iterator[None]:
    database.connect_as(database.OWNER)
    try:
        yield
    finally:
        database.connect_as(database.APPLICATION)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Builder]:
    """Built once for the module, the present month run to its end; nothing of it stays.

    By the owner: reference data is the owner's to load, and what is not committed only who loaded it sees.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), _as_owner(), database.savepoint():
        patch.setattr(statistics, "refresh", lambda: None)  # it would see none of this: nothing is committed
        patch.setattr(retiring, "_MOST", PENSIONERS)
        span = Span(opened=SEPTEMBER, current=NOVEMBER, today=TODAY)
        builder = Builder(tell(SEED, span, per_city=EMPLOYERS_A_CITY), now=NOW)
        install(at=NOW, today=TODAY, books_on=span.opened.first_day)
        builder.prepare()
        database.run("ANALYZE")  # autovacuum sees none of it: the planner would take the tables for empty
        for _ in tell_all(builder, crews=1):
            pass
        finish(builder, NOW)
        database.run("ANALYZE")
        opened = demonstration.open_present_month(builder)
        demonstration.work_here(opened)
        demonstration.decide_together(builder, NOW)
        demonstration.go_round_the_year(builder, NOW)
        builder.collecting.receive(NOVEMBER, tuple(builder.cities_of(NOVEMBER)))
        demonstration.settle_care(builder, NOW)
        charge_what_came_late(NOW)
        tell_bank(builder, NOW)
        demonstration.equal_numbers(NOVEMBER, NOW)
        database.checked()
        database.run("ANALYZE")
        yield builder


@pytest.fixture
def door(demo: Builder, settings: Settings) -> None:
    """The limits by address are allauth's own, kept per process."""
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


def _queues(builder: Builder) -> dict[str, set[str]]:
    """Queue → the members of staff who have something in it."""
    found: dict[str, set[str]] = {}
    for username, user in builder.staff.items():
        for tile in tiles.all_tiles(viewer_of(user, on=TODAY), TODAY):
            assert tile.count > 0, "a queue that is shown holds something"
            assert tile.url, f"{tile.code} leads nowhere"
            found.setdefault(tile.code, set()).add(username)
    return found


def test_every_promise_holds(demo: Builder) -> None:
    assert cities.broken().keys() == {"rights_withheld"}, "nothing but that the owner looks"


def test_every_queue_has_something(demo: Builder) -> None:
    assert set(_queues(demo)) == QUEUES


def test_wages_by_hand_and_months_settled_again_are_two_peoples_work(demo: Builder) -> None:
    """One was approved, one waits for a second person, one was sent back; and one re-settlement was let go."""
    by_hand, settled = HandProposal.objects.order_by("state"), Resettlement.objects.get()
    assert [each.state for each in by_hand] == ["approved", "prepared", "sent_back"]
    assert by_hand[0].waiting.employer.bills.filter(month=NOVEMBER, kind="assessed").exists()
    assert settled.run is not None
    assert settled.run.totals == settled.tried.totals
    for each in (by_hand[0], settled):
        assert each.decided_by is not None
        assert each.prepared_by.eyes != each.decided_by.eyes


def test_care_is_reimbursed_denied_advanced_filed_and_shared(demo: Builder) -> None:
    told = Decision.objects.filter(claim__scheme="medical_reimbursement").order_by("pk")
    assert [each.outcome for each in told] == ["granted", "granted", "denied", "granted"]
    assert ThirdPartyAdvance.objects.get().recovered.get().amount_fen == 300_000
    assert {each.kind for each in AwayFiling.objects.all()} == {"referred", "resident_elsewhere"}
    assert AccountSharing.objects.count() == 1


def test_doubts_are_looked_into_where_people_live(demo: Builder) -> None:
    """One office has not answered yet, one clerk was there."""
    given = {each.way: each for each in Entrustment.objects.all()}
    assert given["entrusted"].reported_at is None and given["visited"].finding == "entitled"


def test_next_julys_limits_were_tried_out_and_wait_for_a_decision(demo: Builder) -> None:
    run = Run.objects.get(kind="dry_run")
    tried = [each["id"] for each in run.parameters["proposals"]]
    assert run.state == RunState.DONE
    assert run.totals["regions"]["310000"]["insurances"]["pension_employee"]["differing"] > 0
    assert Proposal.objects.filter(pk__in=tried, state="proposed").count() == 2
    assert not changes_since(run).is_stale


def test_employees_answered_to_their_wages(demo: Builder) -> None:
    """One disputes, others confirm, some signed on paper; and there was no last year to credit interest for."""
    assert set(Acknowledgement.objects.values_list("answer", flat=True)) == {"confirmed", "disputed", "paper"}
    assert not Run.objects.filter(kind__in=["interest", "statements"]).exists()


def test_a_relation_is_on_its_way_and_whose_it_is_can_sign_in(demo: Builder) -> None:
    """In so few months somebody young enough left in Chengdu only; the other stories want more of them."""
    transfer = Transfer.objects.earliest("pk")
    assert (transfer.from_region_id, transfer.to_region_id, transfer.state) == (CHENGDU, BEIJING, "in_transit")
    assert transfer.person.citizen_tie.user.username == "citizen.elsewhere"


def test_one_changes_the_scheme_one_moves_the_household_one_pays_into_a_temporary_account(demo: Builder) -> None:
    change = Transfer.objects.get(insurance="pension_employee", to_insurance="pension_resident")
    assert (change.state, change.months, change.person.citizen_tie.user.username) == (
        "prepared",
        72,
        "citizen.resident",
    )
    move = Transfer.objects.get(insurance="pension_resident")
    assert (move.from_region_id, move.to_region_id, move.state) == (BEIJING, CHENGDU, "answered")
    account = TemporaryAccount.objects.get()
    assert account.kept_at_id == BEIJING
    assert held_by(account, TODAY).employer.principal_fen > 0


def test_the_bank_told_of_all_that_came_and_of_once_more(demo: Builder) -> None:
    """Each day's money is told however often the bank was asked; what is not told in the books yet is Chengdu's."""
    proofs = Proof.objects.filter(check_code="bank_receipts").exclude(left_fen=F("right_fen"))
    assert [(each.book.region_id, each.book.fund, each.left_fen - each.right_fen) for each in proofs] == [
        (CHENGDU, "injury", UNTOLD_FEN)
    ]


def test_a_payroll_with_faults_waits_for_its_employer(demo: Builder) -> None:
    draft = Declaration.objects.get(state=DeclarationState.DRAFT)
    assert draft.refused_rows == 5
    assert draft.people > 0


def test_everybody_on_the_sign_in_page_is_there(demo: Builder) -> None:
    opened = set(User.objects.values_list("username", flat=True))
    assert {account.username for account in SHOWN} - opened == NEEDS_MORE_MONTHS


@pytest.mark.parametrize(
    "account", [each for each in SHOWN if each.username not in NEEDS_MORE_MONTHS], ids=lambda account: account.username
)
def test_an_account_on_the_sign_in_page_reaches_its_home(account: Account, client: Client, door: None) -> None:
    answer = client.post("/accounts/login/", {"login": account.username, "password": account.password}, follow=True)
    assert answer.status_code == 200
    assert resolve(answer.request["PATH_INFO"]).url_name in HOMES.get(account.kind, HOMES_OF_STAFF)
