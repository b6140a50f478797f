"""People registered twice are found over everybody and around a newcomer; what was answered is not asked again."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from enrollment.registry.actions.alike import look_for_alike
from enrollment.registry.actions.merging import say_different
from enrollment.registry.likenesses import likenesses_seen_by
from enrollment.registry.matters import MERGE, REGISTRATION
from enrollment.registry.models import Identifier, Likeness, Person
from enrollment.registry.rules.alike import Sign
from enrollment.registry.selectors import person_by_identifier, viewer_of
from enrollment.registry.tasks import looked_for_alike
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import changes_of
from tests.cities import broken, tick, work
from tests.factories import (
    TODAY,
    a_member_of_staff,
    a_person,
    a_user,
    citizen_number,
    identity_number_of,
)
from tests.registry.counter import asked, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
BORN = dt.date(1984, 5, 6)


@pytest.fixture
def clerk() -> User:
    return a_member_of_staff(Post.CLERK, name="林静")


def found() -> dict[frozenset[int], set[str]]:
    """Pairs that wait, each with its signs."""
    return {
        frozenset((each.one_id, each.other_id)): set(each.signs.split()) for each in Likeness.objects.filter(verdict="")
    }


def looked(people_a_slice: int = 100_000) -> Run:
    return work(look_for_alike(by=None, at=tick(), people_a_slice=people_a_slice))


def registered(number: str, kind: str, **traits: object) -> Person:
    person = a_person(**traits)  # type: ignore[arg-type]
    Identifier.objects.filter(person=person).update(kind=kind, value=number, value_hash=keyed_hash(number))
    return person


@pytest.mark.parametrize("people_a_slice", [100_000, 2])
def test_people_registered_twice_are_found_with_the_reasons(people_a_slice: int) -> None:
    right = a_person(name="周琳", born_on=BORN, number=citizen_number(born_on=BORN, order=871))
    mistyped = a_person(
        name="周琳", born_on=BORN.replace(year=1985), number=citizen_number(born_on=BORN.replace(year=1985), order=871)
    )
    old = registered("110105840506872", "foreign_number", name="何平", born_on=BORN)
    new = a_person(name="何平", born_on=BORN, number=citizen_number(born_on=BORN, order=872))
    permit = registered("810000198405060018", "residence_permit", name="李嘉欣", born_on=BORN)
    passport = registered("HKGK1234567", "foreign_number", name="李嘉欣", born_on=BORN)
    numbers = citizen_number(born_on=BORN, order=873), citizen_number(area="310115", born_on=BORN, order=921)
    sounds, alike = (
        a_person(name=name, born_on=BORN, phone="13712345678", number=number)
        for name, number in zip(("王芳", "王方"), numbers, strict=True)
    )
    for name in ("周琳", "王芳"):  # of the same name, and nothing else
        a_person(name=name, born_on=dt.date(1999, 9, 9))
    a_person(name="赵敏", born_on=BORN)
    run = looked(people_a_slice)
    assert found() == {
        frozenset((right.pk, mistyped.pk)): {Sign.NUMBER, Sign.NAME, Sign.BIRTH_SLIP},
        frozenset((old.pk, new.pk)): {Sign.NUMBER, Sign.NAME, Sign.BIRTH, Sign.DOCUMENTS},
        frozenset((permit.pk, passport.pk)): {Sign.NAME, Sign.BIRTH, Sign.DOCUMENTS},
        frozenset((sounds.pk, alike.pk)): {Sign.PHONE, Sign.SOUND, Sign.BIRTH},
    }
    assert run.totals["found"] == 4
    assert broken() == {}


def two_alike(lives_in: str = "110105") -> tuple[Person, Person]:
    return (
        a_person(name="周琳", born_on=BORN, lives_in=lives_in, phone="13712345678"),
        a_person(name="周琳", born_on=BORN, lives_in=lives_in, phone="13712345678"),
    )


def test_what_was_answered_is_not_asked_again(clerk: User) -> None:
    two_alike()
    looked()
    kept = say_different(likeness=Likeness.objects.get(), by=clerk, at=tick(), reason="双胞胎，户口本核对")
    looked()
    assert found() == {}
    assert Likeness.objects.get() == kept
    with pytest.raises(Refusal) as refused:
        say_different(likeness=kept, by=clerk, at=tick(), reason="再说一次")
    assert refused.value.code == "likeness_answered"


def test_who_is_merged_is_not_found_and_not_told_apart(clerk: User) -> None:
    one, other = two_alike()
    looked()
    likeness = Likeness.objects.get()
    signed(asked(MERGE, one, clerk, number=other.number, why="核对"), clerk, a_member_of_staff(Post.REVIEWER))
    looked()
    assert found() == {}
    likeness.refresh_from_db()
    assert likeness.verdict == "same"
    with pytest.raises(Refusal) as refused:
        say_different(likeness=likeness, by=clerk, at=tick(), reason="不是")
    assert refused.value.code == "likeness_merged"


def test_a_look_waits_for_the_one_before_it() -> None:
    look_for_alike(by=None, at=tick())
    with pytest.raises(Refusal) as refused:
        look_for_alike(by=a_user(staff=True), at=tick())
    assert refused.value.code == "looking_for_alike_already"
    assert looked_for_alike() == []


def test_a_clerk_sees_the_pairs_of_their_own_place(clerk: User) -> None:
    two_alike()
    looked()
    far = a_member_of_staff(Post.CLERK, at="310115")
    assert likenesses_seen_by(viewer_of(clerk, on=TODAY)).count() == 1
    assert likenesses_seen_by(viewer_of(far, on=TODAY)).count() == 0


def test_the_list_leads_to_the_merge_and_takes_the_answer(clerk: User, at_the_desk: None) -> None:
    one, other = two_alike()
    looked()
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get(reverse("alike")).content.decode()
    assert "1 pair of records may be of one person" in page and "Same phone" in page
    start = f"{reverse('matter_start', args=[MERGE.code, one.number])}?number={other.number}"
    assert start in page
    assert other.number in client.get(start).content.decode()
    person = client.get(reverse("person", args=[one.number])).content.decode()
    assert "This person may be registered twice" in person and other.number in person
    apart = reverse("alike_apart", args=[Likeness.objects.get().pk])
    assert client.post(apart, {"reason": " "}).status_code == 422
    assert client.post(apart, {"reason": "双胞胎"}).status_code == 302
    assert client.post(apart, {"reason": "双胞胎"}).status_code == 409
    assert "双胞胎" in client.get(reverse("alike") + "?show=apart").content.decode()
    assert client.post(reverse("alike_look")).status_code == 302
    assert client.post(reverse("alike_look")).status_code == 409


# --- at registration ------------------------------------------------------------------------------------------------


def test_somebody_alike_is_named_at_registration_and_a_second_person_looks(clerk: User) -> None:
    one, _ = two_alike()
    number = citizen_number(born_on=BORN, order=874)
    facts = {"name": "周琳", "number": number, "group": "F50", "phone": "13712345678"}
    form = REGISTRATION.form(data=facts)
    assert not form.is_valid()
    assert one.number in str(form.errors["is_another"]) and identity_number_of(one) not in str(form.errors)
    with pytest.raises(Refusal) as refused:
        asked(REGISTRATION, None, clerk, **facts)
    assert refused.value.code == "facts_invalid" and not Case.objects.exists()
    case = asked(REGISTRATION, None, clerk, **facts, is_another=True)
    assert case.hands == 2
    assert one.number in [each.before for each in changes_of(case)]
    signed(case, clerk, a_member_of_staff(Post.REVIEWER))
    fresh = person_by_identifier(number)
    assert fresh is not None
    assert {each.verdict for each in Likeness.objects.filter(other=fresh)} == {"different"}
    looked()
    assert all(fresh.pk not in pair for pair in found())


def test_of_a_newcomer_nobody_is_like_nothing_more_is_asked() -> None:
    two_alike()
    number = citizen_number(born_on=dt.date(1970, 2, 3), order=875)
    form = REGISTRATION.form(data={"name": "周琳", "number": number, "group": "", "is_another": "on"})
    assert form.is_valid() and form.facts()["is_another"] is False
