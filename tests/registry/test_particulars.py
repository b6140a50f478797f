"""Where somebody lives, their household, their bank card, their name: changed, and changed back."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from enrollment.registry.matters import BANK_CARD, NAME, PLACES
from enrollment.registry.models import BankCard, Person
from enrollment.registry.selectors import bank_card_of
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Channel
from siadmin.matters.selectors.cases import changes_of
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, an_office, region
from tests.registry.counter import about, asked, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
CARD, OTHER_CARD = "6200000000000005", "6299990000000000012"


@pytest.fixture
def clerk() -> User:
    return a_member_of_staff(Post.CLERK, name="林静")


@pytest.fixture
def reviewer() -> User:
    return a_member_of_staff(Post.REVIEWER, name="周毅")


def card(person: Person, by: User, account: str = CARD, bank: str = "中国银行北京分行"):  # type: ignore[no-untyped-def]
    return asked(BANK_CARD, person, by, bank_name=bank, account=account)


# --- places ---------------------------------------------------------------------------------------------------------


def test_a_residence_is_changed_by_one_person_and_a_household_in_another_city_by_two(
    clerk: User, reviewer: User
) -> None:
    person = a_person(lives_in="110105", household="110105")
    case = signed(asked(PLACES, person, clerk, residence=region("110109").name_zh), clerk)
    person.refresh_from_db()
    assert (case.state, case.hands, person.residence_id, person.household_id) == ("done", 1, "110109", "110105")
    case = signed(asked(PLACES, person, clerk, household="310115"), clerk, reviewer)
    person.refresh_from_db()
    assert (case.state, case.hands, person.household_id) == ("done", 2, "310115")
    assert [(each.before, each.after.split()[-1]) for each in changes_of(case)] == [("朝阳区", "310115")]
    back = signed(asked(PLACES, person, clerk, residence="110105", household="110105"), clerk, reviewer)
    person.refresh_from_db()
    assert (back.state, person.residence_id, person.household_id) == ("done", "110105", "110105")
    assert Act.objects.filter(code="places_corrected").count() == 3


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ({}, "facts_invalid"),
        ({"residence": "不存在县"}, "facts_invalid"),
        ({"residence": "110000"}, "facts_invalid"),
        ({"residence": "110105"}, "nothing_changes"),
    ],
)
def test_a_place_that_is_none_or_no_change_is_not_received(clerk: User, places: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        asked(PLACES, a_person(lives_in="110105"), clerk, **places)
    assert refused.value.code == code


@pytest.fixture
def another_chaoyang() -> Iterator[None]:
    with database.owned() as cursor:
        cursor.execute(
            "INSERT INTO agency_region (code, name_zh, name_en, level, parent_id, path)"
            " VALUES ('220104', '朝阳区', 'Chaoyang', 3, '000000', '000000/220104/')"
        )
    yield
    with database.owned() as cursor:
        cursor.execute("DELETE FROM agency_region WHERE code = '220104'")


def test_a_name_of_several_places_is_answered_with_their_codes(another_chaoyang: None) -> None:
    form = PLACES.form(data={"residence": "朝阳区"})
    assert not form.is_valid()
    assert "110105" in str(form.errors["residence"]) and "220104" in str(form.errors["residence"])


# --- where money goes -----------------------------------------------------------------------------------------------


def test_a_bank_card_is_changed_by_two_people_and_the_one_before_stays_on_record(clerk: User, reviewer: User) -> None:
    person = a_person(lives_in="110105")
    case = signed(card(person, clerk), clerk)
    assert (case.state, case.hands, bank_card_of(person)) == ("handled", 2, None)
    signed_case = actions.review(case_id=case.pk, seen_version=case.version, by=reviewer, at=tick())
    first = bank_card_of(person)
    assert signed_case.state == "done" and first is not None and first.account == CARD
    signed(card(person, clerk, OTHER_CARD), clerk, reviewer)
    signed(card(person, clerk), clerk, reviewer)
    assert [(each.account, each.ends_before) for each in BankCard.objects.order_by("pk")] == [
        (CARD, TODAY), (OTHER_CARD, TODAY), (CARD, None),
    ]  # fmt: skip
    assert apps.get_model("registry", "BankCardHistory")._default_manager.count() == 5
    assert broken() == {}


def test_an_account_somebody_elses_money_goes_to_needs_three_and_says_whose(clerk: User, reviewer: User) -> None:
    one, other = a_person(lives_in="110105"), a_person(lives_in="110105")
    signed(card(one, clerk), clerk, reviewer)
    case = card(other, clerk)
    assert (case.risk, case.hands) == ("high", 3)
    assert one.number in [each.after for each in changes_of(case)]


def test_a_card_whose_check_digit_is_wrong_is_taken_with_a_warning(clerk: User) -> None:
    case = card(a_person(lives_in="110105"), clerk, account="6200000000000006")
    assert len(changes_of(case)) == 3


def test_a_citizen_asks_for_it_online_and_does_not_decide_it(clerk: User) -> None:
    an_office()
    person = a_person(lives_in="110105")
    case = actions.receive(
        matter=BANK_CARD, subject=about(person), facts={"bank_name": "中国银行", "account": CARD},
        channel=Channel.WEBSITE, by=a_citizen(person), at=tick(),
    )  # fmt: skip
    assert case.hands == 2 and bank_card_of(person) is None


def test_money_goes_to_one_account_at_a_time(clerk: User, reviewer: User) -> None:
    person = a_person(lives_in="110105")
    signed(card(person, clerk), clerk, reviewer)
    with database.refused("bank_card_one_at_a_time"):
        BankCard.objects.create(person=person, bank_name="x", account="1", account_hash=b"\0" * 32, starts_on=TODAY)
    with pytest.raises(Refusal) as refused:
        card(person, clerk)
    assert refused.value.code == "nothing_changes"


def test_an_account_that_is_recorded_stays_but_for_its_end(clerk: User, reviewer: User) -> None:
    person, other = a_person(lives_in="110105"), a_person(lives_in="110105")
    signed(card(person, clerk), clerk, reviewer)
    its = BankCard.objects.filter(person=person)
    for changed in (
        {"account": OTHER_CARD, "account_hash": keyed_hash(OTHER_CARD)},
        {"account": OTHER_CARD},
        {"account_hash": keyed_hash(OTHER_CARD)},
        {"person": other},
        {"bank_name": "x"},
        {"starts_on": TODAY - dt.timedelta(1)},
    ):
        with database.refused("bank_card_stays"):
            its.update(**changed)
    with database.refused("bank_card_stays"):
        its.get().delete()
    its.update(ends_before=TODAY)
    for again in (None, TODAY + dt.timedelta(1)):
        with database.refused("bank_card_stays"):
            its.update(ends_before=again)


def test_an_account_is_shown_in_full_to_one_reader_with_a_reason(
    clerk: User, reviewer: User, at_the_desk: None
) -> None:
    person = a_person(lives_in="110105")
    signed(card(person, clerk), clerk, reviewer)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get(reverse("person", args=[person.number])).content.decode()
    assert "中国银行北京分行" in page and CARD not in page
    shown = client.post(reverse("person_unmask", args=[person.number]), {"field": "bank_account", "reason": "matter"})
    assert CARD in shown.content.decode()
    assert Act.objects.filter(code="number_shown", subject=person.number).count() == 1


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "hands"),
    [("李伟", "李玮", 1), ("李小伟", "李晓伟", 1), ("王芳芳", "王方方", 1), ("李伟", "王强", 2), ("李伟", "李大伟", 2)],
)
def test_a_slip_in_a_name_needs_one_person_and_another_name_two(
    clerk: User, before: str, after: str, hands: int
) -> None:
    assert asked(NAME, a_person(name=before, lives_in="110105"), clerk, name=after).hands == hands


def test_a_wrong_correction_is_put_right_by_another_and_both_stay_on_record(clerk: User) -> None:
    person = a_person(name="李伟", lives_in="110105")
    for name in ("李玮", "李伟"):
        signed(asked(NAME, person, clerk, name=name), clerk)
    person.refresh_from_db()
    history = apps.get_model("registry", "PersonHistory")._default_manager.filter(pgh_obj=person).order_by("pgh_id")
    assert (person.name, [row.name for row in history]) == ("李伟", ["李伟", "李玮", "李伟"])
    assert Act.objects.filter(code="person_renamed").count() == 2
