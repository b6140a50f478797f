"""Staff find letters of their offices, print them again, revoke them; texts are listed without what they said."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.letters.protocols import Recipient
from siadmin.letters.tasks import send_texts
from tests import factories
from tests.letters.samples import a_letter, code_of
from tests.letters.test_texting import a_text

pytestmark = pytest.mark.django_db


def _as(client: Client, *posts: str, **traits: Any) -> Client:
    client.force_login(factories.a_member_of_staff(*posts, **traits))
    return client


def test_a_letter_is_found_by_number_code_and_subject(client: Client) -> None:
    issued, other = a_letter(), a_letter(about=Recipient("person", "P2222-22222"))
    _as(client, Post.CLERK)
    for query in (issued.number, code_of(issued), issued.subject.lower()):
        page = client.get(reverse("letters"), {"q": query}).content.decode()
        assert issued.number in page
        assert other.number not in page


def test_offices_of_another_line_or_region_do_not_see_it(client: Client) -> None:
    issued = a_letter()
    for traits in ({"line": Line.HS}, {"at": "440103"}):
        _as(client, Post.CLERK, **traits)
        assert issued.number not in client.get(reverse("letters")).content.decode()
        assert client.get(reverse("letter_pdf", args=[issued.number])).status_code == 404


def test_a_clerk_prints_it_again_and_does_not_revoke_it(client: Client) -> None:
    issued = a_letter()
    _as(client, Post.CLERK)
    answer = client.get(reverse("letter_pdf", args=[issued.number]))
    assert answer.content.startswith(b"%PDF-")
    assert issued.number in answer["Content-Disposition"]
    assert (
        reverse("letter_revoke", args=[issued.number])
        not in client.get(reverse("letter", args=[issued.number])).content.decode()
    )
    assert client.post(reverse("letter_revoke", args=[issued.number]), {"reason": "x"}).status_code == 403


def test_a_reviewer_revokes_it_once_with_a_reason(client: Client) -> None:
    issued = a_letter()
    _as(client, Post.REVIEWER)
    url = reverse("letter_revoke", args=[issued.number])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "月数有误"}).status_code == 302
    assert client.post(url, {"reason": "again"}).status_code == 409
    assert "月数有误" in client.get(reverse("letter", args=[issued.number])).content.decode()


def test_a_person_prints_their_own_letter_again(client: Client) -> None:
    person = factories.a_person()
    issued = a_letter(about=Recipient("person", person.number))
    client.force_login(factories.a_citizen(person))
    assert client.get(reverse("letter_pdf", args=[issued.number])).status_code == 200
    client.force_login(factories.a_citizen())
    assert client.get(reverse("letter_pdf", args=[issued.number])).status_code == 404


def test_texts_are_listed_without_phone_and_words(client: Client, settings: Any) -> None:
    a_text()
    _as(client, Post.ADMINISTRATOR)
    page = client.get(reverse("texts")).content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page and "应缴" not in page
    assert "尚未开通短信通道" in page
    settings.TEXTING = "siadmin.letters.texting.SimulatedTexting"
    send_texts()
    assert "应缴 1,234.56 元" in client.get(reverse("texts")).content.decode()
