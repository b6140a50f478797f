"""Interest is settled again by two natural persons, as it was put forward (REG 11, 37)."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.accounts.actions import interest_again, open_year
from contributions.accounts.models import AccountInterest, AccountKind, InterestAgain
from contributions.accounts.tiles import tiles_for
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from tests import database
from tests.accounts.years import asked_again, credited, let_go, settled, stands
from tests.cities import BEIJING, GUANGZHOU, broken, staff, tick, work
from tests.factories import TODAY, a_member_of_staff, a_user, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = AccountKind.PENSION


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def li(five_cities: None) -> Person:
    """1,000 yuan credited in January of last year, its interest credited, and its rate published anew since."""
    employer, (person,) = staff(1, since=Month(2025, 1))
    credited(employer, {(person, dt.date(2025, 1, 26)): 100_000})
    settled(2025)
    publish("0.02")
    return person


def publish(rate: str) -> None:
    proposal = propose(
        key="pension.account_record_rate", region=Region.objects.get(pk="000000"), category="employee", unit="rate",
        starts_on=dt.date(2025, 1, 1), ends_before=dt.date(2026, 1, 1), value=Decimal(rate), source="测试公告",
        status="official", note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def refused_as(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def twins() -> tuple[User, User]:
    """Two accounts of one natural person."""
    one, other = (a_user(staff=True, identity_number=citizen_number(order=77)) for _ in range(2))
    return one, other


def test_one_puts_it_forward_and_another_lets_it_go(li: Person) -> None:
    asked = asked_again(2025)
    assert stands(li, 2025) == (0, 100_000, 1_500, 101_500), "nothing happens before a second person"
    run = let_go(asked)
    assert (run.state, stands(li, 2025)) == (RunState.DONE, (0, 100_000, 2_000, 102_000))
    assert AccountInterest.objects.order_by("version").last().amount_fen == 500  # type: ignore[union-attr]
    assert "interest_again_by_four_eyes" not in broken()
    refused_as("wrong_state", lambda: let_go(asked, seen_version=1))


def test_who_put_it_forward_does_not_let_it_go_not_by_another_sign_in_either(li: Person) -> None:
    maker, twin = twins()
    asked = asked_again(2025, by=maker)
    for same in (maker, twin):
        refused_as("same_person", lambda same=same: let_go(asked, same))  # type: ignore[misc]
    assert Run.objects.filter(kind="interest").count() == 1


def test_the_database_refuses_one_person_for_both_and_a_run_nobody_approved(li: Person) -> None:
    maker, twin = twins()
    asked = InterestAgain.objects.filter(pk=asked_again(2025, by=maker).pk)
    with database.refused("interestagain_four_eyes"):
        asked.update(state="sent_back", answer="x", decided_at=tick(), decided_by=twin, decided_eyes=twin.eyes)
    with database.refused("prepared_stays"):
        asked.update(year=2024)
    told = {"region": BEIJING, "account": PENSION, "year": 2025, "last": 2025, "laws": asked.get().laws}
    for key, parameters in ((f"{BEIJING}:{PENSION}:2025:9", told), ("x", {}), (f"{BEIJING}:{PENSION}:2026", told)):
        with database.refused("interest_again_is_approved"):
            Run.objects.create(kind="interest", key=key, planned_at=tick(), parameters=parameters)
    run = let_go(asked.get())
    with database.refused("interest_again_is_approved"):
        Run.objects.filter(pk=run.pk).update(parameters=run.parameters | {"laws": {}})


def test_what_cannot_be_put_forward_is_refused(five_cities: None) -> None:
    employer, (person,) = staff(1, since=Month(2025, 1))
    credited(employer, {(person, dt.date(2025, 1, 26)): 100_000})
    refused_as("account_year_not_settled", lambda: asked_again(2025))
    run, _ = open_year(region=Region.objects.get(pk=BEIJING), account=PENSION, year=2025, by=None, at=tick())
    refused_as("account_year_at_work", lambda: asked_again(2025))
    work(run)
    refused_as("account_year_unchanged", lambda: asked_again(2025))
    publish("0.02")
    asked_again(2025)
    refused_as("account_year_put_forward_already", lambda: asked_again(2025))


def test_it_is_not_let_go_when_the_rate_changed_since(li: Person) -> None:
    asked = asked_again(2025)
    publish("0.03")
    refused_as("account_rate_changed_since", lambda: let_go(asked))
    asked.refresh_from_db()
    assert asked.is_prepared
    back: dict[str, Any] = {"asked_id": asked.pk, "seen_version": 0, "at": tick()}
    interest_again.send_back(**back, by=a_user(staff=True), reason="利率又变")
    let_go(asked_again(2025))
    assert stands(li, 2025) == (0, 100_000, 3_000, 103_000)


def test_only_who_put_it_forward_takes_it_back(li: Person) -> None:
    maker = a_user(staff=True)
    asked = asked_again(2025, by=maker)
    told: dict[str, Any] = {"asked_id": asked.pk, "seen_version": 0, "at": tick()}
    refused_as("only_its_preparer", lambda: interest_again.withdraw(**told, by=a_user(staff=True)))
    assert interest_again.withdraw(**told, by=maker).state == "withdrawn"
    assert asked_again(2025).is_prepared


class Desk:
    """Somebody of the staff at the page of Beijing's last year."""

    def __init__(self, post: Post, at: str = BEIJING) -> None:
        self.user = a_member_of_staff(post, at=at)
        self.client = Client()
        self.client.force_login(self.user, backend=portal.AUTHENTICATION_BACKENDS[-1])

    def page(self, year: int = 2025) -> str:
        return self.client.get(reverse("account_year", args=[BEIJING, PENSION, year])).content.decode()

    def posts(self, route: str, year: int = 2025, **told: Any) -> int:
        url = reverse(route, args=[BEIJING, PENSION, year])
        return self.client.post(url, {name: str(value) for name, value in told.items()}).status_code


def test_the_screens_of_reviewer_and_approver(li: Person) -> None:
    reviewer, approver = Desk(Post.REVIEWER), Desk(Post.APPROVER)
    assert "1.50%" in approver.page() and "2%" in approver.page()
    assert reviewer.posts("account_year_again", reason="") == 422
    assert reviewer.posts("account_year_again", reason="公布利率") == 302
    assert reviewer.posts("account_year_again", reason="公布利率") == 409
    assert reviewer.posts("account_year_let_go", seen_version=0) == 403
    assert reverse("account_year_withdraw", args=[BEIJING, PENSION, 2025]) in reviewer.page()
    assert "公布利率" in approver.page()
    (tile,) = [each for each in tiles_for(viewer_of(approver.user, on=TODAY), TODAY) if "again" in each.code]
    assert (tile.count, tile.url) == (1, reverse("account_year", args=[BEIJING, PENSION, 2025]))
    assert Desk(Post.APPROVER, at=GUANGZHOU).posts("account_year_let_go", seen_version=0) == 404
    assert approver.posts("account_year_let_go", seen_version=7) == 409, "it is not what the page showed"
    assert approver.posts("account_year_let_go", seen_version="x") == 422
    assert approver.posts("account_year_send_back", seen_version=0, reason="") == 422
    assert approver.posts("account_year_send_back", seen_version=0, reason="请附公告") == 302
    assert "请附公告" in reviewer.page()
    assert reviewer.posts("account_year_again", reason="附公告") == 302
    assert reviewer.posts("account_year_withdraw", seen_version=0) == 302
    assert reviewer.posts("account_year_again", reason="附公告") == 302
    assert approver.posts("account_year_let_go", seen_version=0) == 302
    assert Run.objects.filter(kind="interest").count() == 2


@pytest.mark.parametrize("year", [0, 1900, 2027, 10_000, 10**12])
def test_a_year_that_is_none_of_the_accounts_leads_nowhere(li: Person, year: int) -> None:
    approver = Desk(Post.APPROVER)
    for route in ("account_year_start", "account_year_again", "account_year_let_go", "statements_start"):
        assert approver.posts(route, year) == 404
    assert approver.client.get(reverse("account_year", args=[BEIJING, PENSION, year])).status_code == 404
