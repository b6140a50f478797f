"""What a card reader types opens the person's page; a card that is lost says so (REG 6, 7)."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from enrollment.registry.actions.cards import set_card
from enrollment.registry.matters import CARD
from enrollment.registry.models import Card
from enrollment.registry.reading import read_card
from enrollment.registry.subjects import Persons
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person, citizen_number

NUMBER = citizen_number(order=805)
CARD_NUMBER = "A12345678"


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER.lower(),
        f"{NUMBER}\r\n",
        f"\x02{NUMBER}\x03",
        f"李伟 {NUMBER}",
        f"李伟{NUMBER}",
        f"{NUMBER}李伟\n",
        f"李伟,男,汉,19900101,北京市朝阳区,{NUMBER}",
        f"姓名:李伟\t公民身份号码:{NUMBER}\r",
        "".join(chr(ord(letter) + 0xFEE0) for letter in NUMBER),
    ],
)
def test_an_identity_card_is_read_however_the_reader_writes_it(typed: str) -> None:
    assert read_card(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [CARD_NUMBER, "a12345678\n", f"{CARD_NUMBER} 李伟", f"\x02{CARD_NUMBER}\t李伟\x03\r\n", f"卡号：{CARD_NUMBER}"],
)
def test_a_social_security_card_is_read(typed: str) -> None:
    assert read_card(typed) == CARD_NUMBER


@pytest.mark.parametrize(
    "typed", ["李伟", "lw", "13911110000", "P7K2M-9Q4XA", "91110105MA00000010", "和黍餐饮 123456789 234567890", ""]
)
def test_anything_else_stays_as_it_was_typed(typed: str) -> None:
    assert read_card(typed) == typed


def test_a_number_whose_check_is_wrong_is_searched_as_it_stands() -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    assert read_card(f" {wrong}\r\n") == wrong


@pytest.fixture
def clerk(five_cities: None) -> User:
    return a_member_of_staff(Post.CLERK)


@pytest.mark.django_db
@pytest.mark.usefixtures("at_the_desk")
def test_a_read_card_opens_the_page_directly(clerk: User, client: Client) -> None:
    person = a_person(name="李伟", number=NUMBER, lives_in="110105")
    a_person(name="李伟", lives_in="110105")
    client.force_login(clerk)
    page = reverse("person", args=[person.number])
    assert client.post(reverse("search"), {"q": f"\x02李伟 {NUMBER}\r\n"}).headers["Location"] == page
    card = set_card(
        person=person, kind="ss_card", number=CARD_NUMBER, state="issued", by=clerk, at=tick(), reason="test"
    )
    answer = client.post(reverse("search"), {"q": f"{CARD_NUMBER} 李伟\n"})
    assert answer.headers["Location"] == page
    assert list(get_messages(answer.wsgi_request)) == []
    set_card(person=person, kind=card.kind, number=CARD_NUMBER, state="lost", by=clerk, at=tick(), reason="test")
    answer = client.post(reverse("search"), {"q": CARD_NUMBER})
    assert answer.headers["Location"] == page
    assert "已挂失" in str(next(iter(get_messages(answer.wsgi_request))))
    assert broken() == {}


@pytest.mark.django_db
def test_a_card_is_recorded_by_a_matter_and_is_one_persons(clerk: User) -> None:
    person, other = a_person(lives_in="110105"), a_person(lives_in="110105")

    def told(number: str, state: str, whom: str = person.number) -> str:
        subject = Persons().find([whom])[whom]
        facts = {"kind": "ss_card", "number": number, "state": state}
        papers = [Attached("identity_card", seen_original=True)]
        case = actions.receive(matter=CARD, subject=subject, facts=facts, papers=papers, by=clerk, at=tick())
        return actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick()).state

    assert told(CARD_NUMBER, "issued") == "done"
    for number, state, whom, code in (
        (CARD_NUMBER, "issued", other.number, "card_of_another"),
        ("B12345678", "issued", person.number, "card_of_another"),
        ("B12345678", "lost", person.number, "no_such_card"),
    ):
        with pytest.raises(Refusal) as refused:
            told(number, state, whom)
        assert refused.value.code == code
    assert told(CARD_NUMBER, "lost") == "done"
    assert told("B12345678", "issued") == "done"
    assert [card.state for card in person.cards.order_by("pk")] == ["lost", "issued"]
    with database.refused("card_number_once"):
        Card.objects.create(
            person=other, kind="e_voucher", number="B12345678", number_hash=keyed_hash("B12345678"),
            since=TODAY - dt.timedelta(days=1),
        )  # fmt: skip
