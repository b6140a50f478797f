"""People who pay for themselves, and residents: insured like everybody; what they did not pay is owed by nobody
(SIL 10, 20, 23)."""

import datetime as dt

import pytest
from django.conf import settings as portal
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from contributions.assessment.actions import lapse_unpaid
from contributions.assessment.actions.own import assess_person
from contributions.selfpay.actions import choose_resident_tier
from enrollment.coverage.actions.outreach import contact
from enrollment.coverage.models import Finding
from enrollment.coverage.rules.kinds import Channel, Closed, Kind, Register, Result
from enrollment.coverage.selectors.months import missing_spells
from enrollment.participation.actions import Leaving, leave
from enrollment.participation.actions.by_oneself import join_by_oneself, stop_paying
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests.assessment.test_own import pay
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, SEPTEMBER, broken, charge, declare, staff, tick
from tests.coverage.registers import came, lives, open_ones, scan
from tests.factories import (
    a_citizen,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    identity_number_of,
    region,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
DECEMBER = NOVEMBER + 1
IN_DECEMBER = dt.datetime(2026, 12, 5, 4, tzinfo=dt.UTC)
LATER = dt.date(2027, 1, 20)


@pytest.fixture
def clerk() -> User:
    return a_member_of_staff(Post.CLERK, at=BEIJING)


def flexible(person: Person | None = None) -> Person:
    person = person or a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    return person


def resident(year: int = 2026) -> Person:
    person = a_person(lives_in="110105")
    choose(person, year)
    return person


def choose(person: Person, year: int) -> None:
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=year, tier_fen=1_000_00,
        category="resident", by=None, at=tick(),
    )  # fmt: skip


def in_december(person: Person) -> None:
    assess_person(person=person, region=region(BEIJING), month=DECEMBER, by=None, at=IN_DECEMBER)


def scan_later(month: Month, clerk: User) -> None:
    scan(month, by=clerk, now=dt.datetime(month.year, month.number, 28, 4, tzinfo=dt.UTC))


def lapse() -> None:
    assert lapse_unpaid(region=region(BEIJING), today=LATER, at=IN_DECEMBER)


def test_residents_and_who_pays_for_themself_are_neither_missing_nor_lapsed(clerk: User) -> None:
    people = [flexible(), resident(), flexible(), resident()]
    for person in people[:2]:
        pay(person, NOVEMBER if person is people[0] else NOVEMBER - 10)
    came(Register.HOUSEHOLD, *(lives(identity_number_of(person), person.name) for person in people))
    left = an_employer()
    an_employment(people[0], left, since=NOVEMBER - 20, left=NOVEMBER - 10)
    scan(by=clerk)
    assert not open_ones()


def test_what_was_not_paid_for_oneself_is_an_interruption_that_nobody_owes(clerk: User) -> None:
    person = flexible()
    in_december(person)
    scan_later(DECEMBER, clerk)
    assert not open_ones()
    lapse()
    scan_later(DECEMBER, clerk)
    (found,) = open_ones()
    assert (found.kind, found.person, found.employer, found.is_must) == (Kind.INTERRUPTED, person, None, False)
    assert (found.since_month, found.months, found.region_id) == (NOVEMBER, 2, "110105")
    assert broken() == {}


def test_only_months_since_the_last_paid_one_count_and_paying_again_ends_it(clerk: User) -> None:
    person = flexible()
    pay(person)
    in_december(person)
    lapse()
    scan_later(DECEMBER, clerk)
    (found,) = open_ones()
    assert (found.since_month, found.months) == (DECEMBER, 1)
    january = dt.datetime(2027, 1, 21, 4, tzinfo=dt.UTC)
    assess_person(person=person, region=region(BEIJING), month=DECEMBER + 1, by=None, at=january)
    pay(person, DECEMBER + 1)
    scan_later(DECEMBER + 1, clerk)
    found.refresh_from_db()
    assert found.closed_because == Closed.PAID


def test_who_stops_is_interrupted_no_longer_and_has_left(clerk: User) -> None:
    person = flexible()
    lapse()
    scan(by=clerk)
    stop_paying(person=person, before=DECEMBER, by=None, at=tick())
    scan_later(DECEMBER, clerk)
    assert Finding.objects.get().closed_because == Closed.NOT_OWED


def test_a_year_a_resident_did_not_pay_is_twelve_months_while_they_go_on(clerk: User) -> None:
    person, gone = resident(), resident()
    choose(person, 2027)
    lapse()
    scan_later(DECEMBER + 1, clerk)
    (found,) = open_ones()
    assert (found.person, found.kind, found.months) == (person, Kind.INTERRUPTED, 12)
    scan_later(DECEMBER + 3, clerk)
    assert {(each.person, each.kind) for each in open_ones()} == {
        (person, Kind.INTERRUPTED),
        (gone, Kind.LAPSED),
    }


def test_an_employers_debt_comes_before_ones_own(clerk: User) -> None:
    employer, (person,) = staff(since=SEPTEMBER)
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    leave(employer=employer, leavings=[Leaving(person, dt.date(2026, 10, 31), "resigned")], by=None, at=tick())
    flexible(person)
    lapse()
    scan(by=clerk)
    (found,) = open_ones()
    assert (found.kind, found.employer, found.is_must) == (Kind.INTERRUPTED, employer, True)


def test_months_paid_in_another_region_are_its_own_matter(clerk: User) -> None:
    flexible()
    lapse()
    scan(at=GUANGZHOU, by=a_member_of_staff(Post.CLERK, at=GUANGZHOU))
    assert not open_ones()


def test_who_pays_for_themself_may_refuse_to_go_on(clerk: User) -> None:
    flexible()
    lapse()
    scan(by=clerk)
    found = Finding.objects.get()
    contact(
        finding_id=found.pk, seen_version=found.version, channel=Channel.PHONE, result=Result.REFUSES, by=clerk,
        at=tick(),
    )  # fmt: skip
    scan_later(DECEMBER, clerk)
    assert not open_ones()


def test_the_database_knows_no_interruption_that_must_be_paid_by_nobody(clerk: User) -> None:
    flexible()
    lapse()
    scan(by=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.update(is_must=True)


def test_the_person_sees_that_nobody_owes_it_and_is_offered_no_dispute() -> None:
    person = flexible()
    lapse()
    (spell,) = missing_spells(person, LATER)
    assert (spell.is_own, spell.employer, spell.months, spell.employee_fen) == (True, None, 2, 1_454_00)


@pytest.mark.usefixtures("at_the_desk")
def test_pages_say_so_in_words(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    person = flexible()
    lapse()
    scan(by=clerk)
    page = client_of(clerk).get(reverse("finding", args=[Finding.objects.get().pk])).content.decode()
    assert "Pays for themself and has not since 2026-11" in page and "Joining is voluntary" in page
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: LATER)
    page = client_of(a_citizen(person)).get(reverse("citizen_missing_months")).content.decode()
    assert "it is not owed and does not count" in page and "Dispute these months" not in page
    assert "Your employer owes them" not in page


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend=portal.AUTHENTICATION_BACKENDS[-1])
    return client
