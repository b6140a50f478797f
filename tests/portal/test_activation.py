"""A person opens their own account: by what they know and a code to their phone, or after being seen at the counter."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from enrollment.registry.actions import grant_activation, open_citizen
from enrollment.registry.matters import ACCOUNT
from enrollment.registry.matters.persons import PHONE as PHONE_CHANGE
from enrollment.registry.models import Activation, CitizenTie, Delegate, Person
from enrollment.registry.selectors import PHONE_SETTLES
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message, ShortText
from siadmin.matters.actions import handle
from siadmin.matters.models import Case
from siadmin.portal.views.activation import KEPT_FOR, OF_A_NUMBER
from tests import database
from tests.agents.test_agents import recorded
from tests.cities import BEIJING, COUNTY_OF, tick
from tests.factories import (
    NOW,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    citizen_number,
    identity_number_of,
)
from tests.registry.counter import asked, signed

pytestmark = pytest.mark.usefixtures("five_cities")
PHONE, PASSWORD = "13800138000", "correct horse battery"
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TEXTING = "siadmin.letters.texting.SimulatedTexting"
    settings.STAFF_TOTP_REQUIRED = False
    at(monkeypatch, NOW)


def at(monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


def at_present(monkeypatch: pytest.MonkeyPatch, later: dt.timedelta = dt.timedelta()) -> None:
    """After everything that was done so far."""
    at(monkeypatch, tick() + later)


@pytest.fixture
def person() -> Person:
    """Somebody registered long ago with a mobile number, who works for an employer since November."""
    person = a_person(name="李伟", phone=PHONE, registered_at=NOW - PHONE_SETTLES)
    employer = an_employer(at=COUNTY_OF[BEIJING])
    an_employment(person, employer)
    return person


def facts(person: Person, **other: Any) -> dict[str, Any]:
    number = identity_number_of(person)
    return {"number": number, "name": person.name, "fact": "first_month", "told": "2026-11"} | other


def known(client: Client, told: dict[str, Any]) -> tuple[int, str]:
    answer = client.post(reverse("activate"), told, headers=ENGLISH)
    return answer.status_code, answer.content.decode()


def code() -> str:
    body = ShortText.objects.latest("pk").body
    assert body is not None
    return re.findall(r"\d{6}", body)[0]


def proved(client: Client, given: str = "") -> tuple[int, str]:
    answer = client.post(reverse("activate_code"), {"code": given or code()}, headers=ENGLISH)
    return answer.status_code, answer.content.decode()


def chosen(client: Client, **other: Any) -> tuple[int, str]:
    told = {"username": "li.wei", "password": PASSWORD, "again": PASSWORD} | other
    answer = client.post(reverse("activate_account"), told, headers=ENGLISH)
    return answer.status_code, answer.content.decode()


def finish(client: Client, **other: Any) -> tuple[int, str]:
    proved(client)
    return chosen(client, **other)


def test_who_knows_the_first_month_and_has_the_phone_opens_an_account(client: Client, person: Person) -> None:
    assert known(client, facts(person))[0] == 302
    page = client.get(reverse("activate_code"), headers=ENGLISH).content.decode()
    assert PHONE not in page and PHONE[:3] not in page and f"ending in {PHONE[-2:]}" in page
    assert client.get(reverse("activate_account")).status_code == 302, "not before the code"
    assert chosen(client)[0] == 302 and not CitizenTie.objects.exists()
    assert finish(client)[0] == 302
    tie = CitizenTie.objects.get(person=person)
    assert (tie.user.username, tie.user.check_password(PASSWORD)) == ("li.wei", True)
    assert Act.objects.get(code="citizen_tied").reason == "first_month"
    assert client.get(reverse("activate_code")).status_code == 302


def test_an_employers_whole_name_is_a_fact_too(client: Client, person: Person) -> None:
    employer = person.employments.get().employer
    assert known(client, facts(person, fact="employer", told=employer.name[:4]))[0] == 409
    assert known(client, facts(person, fact="employer", told=f" {employer.name} "))[0] == 302


def test_what_was_wrong_is_not_told(client: Client, person: Person) -> None:
    silent = a_person(name="孙静")
    an_employment(silent, an_employer(at=COUNTY_OF[BEIJING]))
    dead = a_person(name="周安", phone="13800138001", died_on=dt.date(2026, 10, 1))
    an_employment(dead, an_employer(at=COUNTY_OF[BEIJING]))
    wrong = [
        facts(person, told="2026-10"),
        facts(person, told="yesterday"),
        facts(person, name="李维"),
        facts(person, number=citizen_number(order=901)),
        facts(person, fact="counter", told=""),
        facts(silent),
        facts(dead),
    ]
    for told in wrong:
        status, page = known(Client(), told)
        assert (status, "What you wrote is not what we hold" in page) == (409, True), told
    assert not ShortText.objects.exists()


def test_guessing_about_a_number_ends_before_anything_is_compared(client: Client, person: Person) -> None:
    for _ in range(OF_A_NUMBER.most):
        known(Client(), facts(person, told="2026-10"))
    status, page = known(client, facts(person))
    assert status == 409 and "Too many attempts" in page
    assert not ShortText.objects.exists()


def test_a_wrong_code_opens_nothing(client: Client, person: Person) -> None:
    known(client, facts(person))
    status, page = proved(client, f"{(int(code()) + 1) % 10**6:06d}")
    assert status == 409 and "tries are left" in page
    assert chosen(client)[0] == 302 and not CitizenTie.objects.exists()
    assert finish(client)[0] == 302
    assert CitizenTie.objects.get().person == person


@pytest.mark.parametrize(
    "other",
    [
        {"again": "another horse battery"},
        {"password": "short", "again": "short"},
        {"password": "1234567890", "again": "1234567890"},
        {"username": "110105199001010015"},
        {"username": "x"},
    ],
)
def test_a_bad_name_or_password_does_not_use_the_code_up(client: Client, person: Person, other: dict[str, str]) -> None:
    known(client, facts(person))
    assert finish(client, **other)[0] == 422
    assert chosen(client)[0] == 302
    assert CitizenTie.objects.get().user.username == "li.wei"


def test_a_name_that_is_taken(client: Client, person: Person) -> None:
    a_member_of_staff(Post.CLERK, username="Li.Wei")
    known(client, facts(person))
    status, page = finish(client)
    assert status == 422 and "This name is taken" in page


def test_the_code_page_is_for_the_session_that_was_known_and_for_a_while(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client().get(reverse("activate_code")).status_code == 302
    known(client, facts(person))
    at(monkeypatch, NOW + KEPT_FOR + dt.timedelta(seconds=1))
    assert client.get(reverse("activate_code")).status_code == 302
    assert finish(client)[0] == 302 and not CitizenTie.objects.exists()


def account(person: Person) -> User:
    return open_citizen(
        person=person, username="li.wei", password="the old password", by=None, at=NOW, reason="test"
    ).user


def test_who_has_an_account_sets_a_new_password(client: Client, person: Person) -> None:
    user, elsewhere = account(person), Client()
    elsewhere.force_login(user)
    known(client, facts(person))
    page = client.get(reverse("activate_code"), headers=ENGLISH).content.decode()
    assert "li.wei" not in page, "whether there is an account is told to who has the phone"
    proved(client)
    page = client.get(reverse("activate_account"), headers=ENGLISH).content.decode()
    assert "A new password for li.wei" in page and 'name="username"' not in page
    assert chosen(client)[0] == 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert elsewhere.get(reverse("citizen_home")).status_code == 302
    assert Act.objects.get(code="own_password_renewed").subject == person.number


def test_an_account_that_acts_for_an_employer_is_not_opened_by_a_phone(client: Client, person: Person) -> None:
    user = account(person)
    Delegate.objects.create(user=user, employer=an_employer(), starts_on=dt.date(2026, 1, 1), granted_at=NOW)
    known(client, facts(person))
    status, page = finish(client)
    assert status == 409 and "acts for an employer" in page
    user.refresh_from_db()
    assert user.check_password("the old password")


def test_a_new_code_is_sent_but_not_at_once(client: Client, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    known(client, facts(person))
    assert client.post(reverse("activate_again"), headers=ENGLISH).status_code == 409
    at(monkeypatch, NOW + dt.timedelta(seconds=61))
    assert client.post(reverse("activate_again"), headers=ENGLISH).status_code == 302
    assert ShortText.objects.count() == 2
    assert Client().post(reverse("activate_again")).status_code == 302


# --- at the counter ------------------------------------------------------------------------------------------


def a_clerk() -> User:
    return a_member_of_staff(Post.CLERK, at=COUNTY_OF[BEIJING])


def test_who_was_seen_at_the_counter_needs_no_fact_once(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = a_clerk()
    signed(asked(ACCOUNT, person, clerk), clerk)
    at_present(monkeypatch)
    assert known(client, facts(person, fact="counter", told=""))[0] == 302
    assert finish(client)[0] == 302
    assert CitizenTie.objects.get().person == person
    assert Activation.objects.get().used_at is not None
    assert known(Client(), facts(person, fact="counter", told=""))[0] == 409


def a_phone_changed(monkeypatch: pytest.MonkeyPatch, person: Person, *by: User) -> Person:
    signed(asked(PHONE_CHANGE, person, by[0], phone="13900139000"), *by)
    at_present(monkeypatch)
    return Person.objects.get(pk=person.pk)


def test_nobody_is_known_by_a_phone_that_one_hand_changed_of_late(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_phone_changed(monkeypatch, person, a_clerk())
    assert known(client, facts(person))[0] == 409
    at(monkeypatch, timezone.now() + PHONE_SETTLES)
    assert known(client, facts(person))[0] == 302


def test_who_changed_the_phone_does_not_open_the_account_by_it(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, other = a_clerk(), a_clerk()
    changed = a_phone_changed(monkeypatch, person, clerk)
    with pytest.raises(Refusal) as refused:
        signed(asked(ACCOUNT, person, clerk), clerk)
    assert refused.value.code == "another_hand_opens"
    with database.refused("activation_by_another_hand"):
        Activation.objects.create(person=changed, granted_by=clerk, granted_at=NOW, expires_at=NOW + dt.timedelta(1))
    case = Case.objects.get(matter=ACCOUNT.code)
    handle(case_id=case.pk, seen_version=case.version, by=other, at=tick())
    at_present(monkeypatch)
    assert known(client, facts(person, fact="counter", told=""))[0] == 302


def test_what_a_clerk_let_open_is_void_once_the_phone_is_another(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = a_clerk()
    signed(asked(ACCOUNT, person, clerk), clerk)
    a_phone_changed(monkeypatch, person, a_clerk())
    assert known(client, facts(person, fact="counter", told=""))[0] == 409


def test_the_phone_of_an_account_is_changed_by_two_and_the_old_one_is_told(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(person)
    clerk, reviewer = a_clerk(), a_member_of_staff(Post.REVIEWER, at=COUNTY_OF[BEIJING])
    assert Case.objects.get(pk=asked(PHONE_CHANGE, person, clerk, phone="13900139001").pk).hands == 2
    a_phone_changed(monkeypatch, person, clerk, reviewer)
    told = ShortText.objects.get(code="phone_changed")
    assert told.phone == PHONE and "12333" in (told.body or "")
    assert Message.objects.get(code="phone_changed").recipient == person.number
    assert known(client, facts(person))[0] == 302


def test_the_database_refuses_a_phone_that_no_case_changed(person: Person) -> None:
    with database.refused("phone_by_a_case"):
        Person.objects.filter(pk=person.pk).update(phone="13900139000", phone_hash=b"x" * 32)
        connection.check_constraints()


def test_the_database_refuses_one_hand_on_the_phone_of_an_account(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_phone_changed(monkeypatch, person, a_clerk())
    with database.refused("phone_of_an_account_by_two"):
        account(person)  # as of an earlier moment
        connection.check_constraints()


def test_a_code_goes_only_to_the_phone_the_session_was_known_by(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known(client, facts(person))[0] == 302
    a_phone_changed(monkeypatch, person, a_clerk())
    assert client.get(reverse("activate_code")).status_code == 302
    assert client.post(reverse("activate_again")).url == reverse("activate")  # type: ignore[attr-defined]


def test_a_new_password_is_told(client: Client, person: Person) -> None:
    account(person)
    known(client, facts(person))
    assert finish(client)[0] == 302
    assert ShortText.objects.get(code="password_renewed").phone == PHONE
    assert Message.objects.get(code="password_renewed").recipient == person.number


def test_an_agents_password_is_renewed_only_after_they_were_seen(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(person)
    clerk, reviewer = a_clerk(), a_member_of_staff(Post.REVIEWER, at=COUNTY_OF[BEIJING])
    father = a_person(name="李父", lives_in=COUNTY_OF[BEIJING])
    recorded(father, person, clerk, reviewer)
    at_present(monkeypatch)
    known(client, facts(person))
    status, page = finish(client)
    assert status == 409 and "acts for other people" in page
    signed(asked(ACCOUNT, person, clerk), clerk)
    at_present(monkeypatch, dt.timedelta(minutes=2))
    known(client, facts(person, fact="counter", told=""))
    assert finish(client)[0] == 302


def test_a_permission_that_two_sessions_saw_opens_for_one(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant_activation(person=person, by=a_member_of_staff(Post.CLERK), at=NOW, reason="test")
    other, counter = Client(), facts(person, fact="counter", told="")
    assert known(client, counter)[0] == 302
    at(monkeypatch, NOW + dt.timedelta(minutes=2))
    assert known(other, counter)[0] == 302
    assert finish(client)[0] == 302
    at(monkeypatch, NOW + dt.timedelta(minutes=4))
    assert other.post(reverse("activate_again"), headers=ENGLISH).status_code == 302
    status, page = finish(other, password="another horse battery", again="another horse battery")
    assert status == 409 and "permission has been used" in page
    assert CitizenTie.objects.get().user.check_password(PASSWORD)


def test_a_permission_ends_after_seven_days_and_is_used_once(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    granted = grant_activation(person=person, by=a_member_of_staff(Post.CLERK), at=NOW, reason="test")
    at(monkeypatch, granted.expires_at)
    assert known(Client(), facts(person, fact="counter", told=""))[0] == 409
    with database.refused("activation_used_while_good"):
        Activation.objects.update(used_at=granted.expires_at)


def test_without_a_mobile_number_there_is_nothing_to_grant() -> None:
    person = a_person(name="孙静")
    with pytest.raises(Refusal) as refused:
        grant_activation(person=person, by=a_member_of_staff(Post.CLERK), at=NOW, reason="test")
    assert refused.value.code == "no_mobile_on_record"
