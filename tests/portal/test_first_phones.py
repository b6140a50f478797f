"""Whose a phone is that was told when somebody was registered: theirs at the counter, and once it has settled."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from contributions.declarations.actions import facts_of
from enrollment.registry.actions import register_person
from enrollment.registry.matters import ACCOUNT, REGISTRATION
from enrollment.registry.models import Person
from enrollment.registry.selectors import PHONE_SETTLES
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.letters.models import ShortText
from tests import database
from tests.cities import BEIJING, COUNTY_OF, broken
from tests.factories import NOW, a_member_of_staff, a_person, an_employer, an_employment, citizen_number
from tests.portal.test_activation import PHONE, at, at_present, facts, known
from tests.registry.counter import asked, signed

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TEXTING = "siadmin.letters.texting.SimulatedTexting"
    at(monkeypatch, NOW)


def a_clerk() -> User:
    return a_member_of_staff(Post.CLERK, at=COUNTY_OF[BEIJING])


def test_nobody_is_known_by_a_phone_that_an_employer_told_when_it_registered_them_of_late(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = facts_of("李伟", citizen_number(order=903))
    person = register_person(facts=replace(told, phone=PHONE), by=None, at=NOW)
    an_employment(person, an_employer(at=COUNTY_OF[BEIJING]))
    at(monkeypatch, NOW + PHONE_SETTLES - dt.timedelta(seconds=1))
    assert known(Client(), facts(person))[0] == 409
    assert not ShortText.objects.exists()
    at(monkeypatch, NOW + PHONE_SETTLES)
    assert known(client, facts(person))[0] == 302


def test_whom_a_clerk_saw_is_known_by_a_phone_that_an_employer_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, clerk = a_person(name="李伟", phone=PHONE), a_clerk()
    an_employment(person, an_employer(at=COUNTY_OF[BEIJING]))
    signed(asked(ACCOUNT, person, clerk), clerk)
    at_present(monkeypatch)
    assert known(client, facts(person, fact="counter", told=""))[0] == 302


def registered_at_the_counter(monkeypatch: pytest.MonkeyPatch, clerk: User) -> Person:
    told = {"name": "李伟", "number": citizen_number(order=903), "group": "", "phone": PHONE}
    signed(asked(REGISTRATION, None, clerk, **told), clerk)
    person = Person.objects.get(name="李伟")
    an_employment(person, an_employer(at=COUNTY_OF[BEIJING]))
    at_present(monkeypatch)
    return person


def test_a_phone_told_at_the_counter_opens_an_account_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = a_clerk()
    person = registered_at_the_counter(monkeypatch, clerk)
    assert known(Client(), facts(person))[0] == 302
    signed(asked(ACCOUNT, person, clerk), clerk)
    at_present(monkeypatch, dt.timedelta(minutes=2))
    assert known(client, facts(person, fact="counter", told=""))[0] == 302
    assert broken().keys() <= {"texts_are_settled"}, "nobody sends texts here"


def test_the_database_refuses_a_registration_that_is_not_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = a_person(name="孙静", phone="13800138001")
    case = registered_at_the_counter(monkeypatch, a_clerk()).phone_case
    assert case is not None and case.decided_at is not None
    connection.check_constraints()
    for registered_at in (case.decided_at, NOW):
        twin = Person.objects.get(pk=person.pk)
        twin.pk, twin.number, twin.phone_case, twin.registered_at = None, "P0000-00000", case, registered_at
        with database.refused("first_phone_by_their_registration"):
            twin.save(force_insert=True)
            connection.check_constraints()
    with database.refused("phone_by_a_case"):
        Person.objects.filter(pk=person.pk).update(phone_case=case)
        connection.check_constraints()
