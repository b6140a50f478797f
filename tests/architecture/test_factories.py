"""The people and employers of the tests are believable: numbers check, posts reach, ties hold."""

import datetime as dt

import pytest

from enrollment.registry.selectors import employers_seen_by, person_by_identifier, persons_seen_by, viewer_of
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import factories


@pytest.mark.parametrize(
    ("area", "born_on", "order", "number"),
    [
        ("110100", dt.date(1900, 1, 1), 1, "110100190001010018"),
        ("310100", dt.date(1900, 1, 1), 3, "310100190001010031"),
        ("110100", dt.date(1900, 1, 1), 19, "11010019000101019X"),
        ("440524", dt.date(1880, 1, 1), 1, "440524188001010014"),
    ],
)
def test_citizen_numbers_end_in_their_check_character(area: str, born_on: dt.date, order: int, number: str) -> None:
    assert factories.citizen_number(area=area, born_on=born_on, order=order) == number


def test_credit_codes_end_in_their_check_character() -> None:
    assert factories.credit_code(area="000000", serial=0)[:17] == "91000000MA0000007"
    assert factories.credit_code(area="000000", serial=0) == "91000000MA0000007C"


@pytest.mark.django_db
def test_people_of_one_birthday_have_numbers_of_their_own() -> None:
    born_on = dt.date(1971, 3, 3)
    numbers = {factories.identity_number_of(factories.a_person(born_on=born_on)) for _ in range(5)}
    assert len(numbers) == 5


@pytest.mark.django_db
def test_a_clerk_reaches_the_employers_and_people_of_the_county_only() -> None:
    here, there = factories.an_employer(at="440305"), factories.an_employer(at="440103")
    person, other = factories.a_person(), factories.a_person()
    factories.an_employment(person, here, since=Month(2026, 1))
    factories.an_employment(other, there, since=Month(2026, 1), left=Month(2026, 5))
    clerk = viewer_of(factories.a_member_of_staff(Post.CLERK, at="440305"), on=factories.TODAY)
    assert list(employers_seen_by(clerk)) == [here]
    assert list(persons_seen_by(clerk)) == [person]


@pytest.mark.django_db
def test_a_delegate_sees_their_employer_until_they_leave() -> None:
    employer = factories.an_employer()
    assert list(employers_seen_by(viewer_of(factories.a_delegate(employer), on=factories.TODAY))) == [employer]
    assert not employers_seen_by(viewer_of(factories.a_delegate(employer, left=True), on=factories.TODAY))


@pytest.mark.django_db
def test_a_citizen_sees_their_own_record_and_is_the_person_of_the_number() -> None:
    person = factories.a_person(female=True, worker=True, lives_in="510104", phone="13800000000")
    factories.a_person()
    user = factories.a_citizen(person)
    assert list(persons_seen_by(viewer_of(user, on=factories.TODAY))) == [person]
    assert person_by_identifier(factories.identity_number_of(person)) == person
    assert user.eyes == factories.a_user(identity_number=factories.identity_number_of(person)).eyes
