"""A proposed value is plausible before it is kept, and its reader sees how far it is from what it replaces (SIL 90)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.policy.forms import ValueForm
from siadmin.policy.listing import change_from
from siadmin.policy.models import FIRST_DAY, LAST_DAY, Proposal, Unit
from tests import database, factories
from tests.cities import BEIJING
from tests.policy.test_guards import _proposal, _value

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
GIVEN = {
    "value": "7400",
    "starts_on": "2026-07-01",
    "last_day": "",
    "source": "京人社发〔2026〕7号",
    "status": "official",
    "note": "",
}
PLACE = {"key": "pension.base_floor", "region": BEIJING, "category": "employee"}


@pytest.fixture
def officer(five_cities: None, settings: object) -> User:
    settings.STAFF_TOTP_REQUIRED = False  # type: ignore[attr-defined]
    return factories.a_member_of_staff(Post.POLICY_OFFICER, at=BEIJING)


def _errors(**given: str) -> dict[str, list[str]]:
    errors = ValueForm(Unit.YUAN_PER_MONTH, GIVEN | given).errors
    return {field: [str(said) for said in each] for field, each in errors.items()}


@pytest.mark.parametrize("day", ["9999-12-31", "2100-01-01", "1951-02-25", "1900-01-01"])
@pytest.mark.parametrize("field", ["starts_on", "last_day"])
def test_a_day_no_law_of_ours_governs_is_refused_by_the_form(field: str, day: str) -> None:
    assert field in _errors(**{field: day})


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_are_taken(day: dt.date) -> None:
    assert not _errors(starts_on=day.isoformat())


@pytest.mark.parametrize(
    ("value", "words"),
    [("-5", "低于零"), ("1" + "0" * 11, "十一位"), ("abc", "不是数字"), ("NaN", "不是数字")],
)
def test_a_wrong_value_is_refused_in_its_own_words(value: str, words: str) -> None:
    (said,) = _errors(value=value)["value"]
    assert words in said


@pytest.mark.parametrize("starts_on", [dt.date(1951, 2, 25), dt.date(2100, 1, 1), dt.date(9999, 12, 31)])
def test_the_database_refuses_such_a_day_too(starts_on: dt.date) -> None:
    officer = factories.a_user(staff=True)
    with database.refused("proposal_days"):
        _proposal(officer, starts_on=starts_on)
    with database.refused("value_days"):
        _value(starts_on)


def test_the_database_refuses_an_end_beyond_the_last_day() -> None:
    with database.refused("proposal_days"):
        _proposal(factories.a_user(staff=True), ends_before=dt.date(2100, 1, 2))


def test_a_refused_day_keeps_what_was_typed_and_stores_nothing(client: Client, officer: User) -> None:
    client.force_login(officer)
    answer = client.post(reverse("policy_propose_value"), PLACE | GIVEN | {"starts_on": "9999-12-31"}, headers=ENGLISH)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give a day from 1951-02-26 to 2099-12-31." in page
    assert "9999-12-31" in page
    assert not Proposal.objects.exists()


def test_a_great_change_is_told_before_anybody_decides(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.post(reverse("policy_propose_value"), PLACE | GIVEN | {"value": "123"})
    page = client.get(reverse("policy_proposal", args=[Proposal.objects.get().pk]), headers=ENGLISH).content.decode()
    assert "is a change of −98." in page
    assert "more often a slip than a new rule" in page


def test_a_value_before_all_others_is_compared_with_those_it_would_replace(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.post(reverse("policy_propose_value"), PLACE | GIVEN | {"value": "123", "starts_on": "1960-01-01"})
    page = client.get(reverse("policy_proposal", args=[Proposal.objects.get().pk]), headers=ENGLISH).content.decode()
    assert "is a change of −98." in page
    assert "in force later" in page


def test_an_ordinary_step_is_shown_without_alarm(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.post(reverse("policy_propose_value"), PLACE | GIVEN)
    page = client.get(reverse("policy_proposal", args=[Proposal.objects.get().pk]), headers=ENGLISH).content.decode()
    assert "+" in page
    assert "more often a slip" not in page


@pytest.mark.parametrize(
    ("held", "new", "is_great"),
    [("100", "50", False), ("100", "49.9", True), ("100", "200", False), ("100", "200.1", True), ("100", "0", True)],
)
def test_less_than_half_or_more_than_double_is_a_great_change(held: str, new: str, is_great: bool) -> None:
    change = change_from([Decimal(held)], Decimal(new))
    assert change is not None
    assert change.is_great is is_great


def test_nothing_is_compared_with_zero() -> None:
    assert change_from([Decimal(0)], Decimal(5)) is None
    assert change_from([], Decimal(5)) is None
