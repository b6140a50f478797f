"""Anybody verifies a letter; nobody learns who it is about, and nobody tries all codes."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.letters.models import Attempts, Issued
from siadmin.letters.rules.codes import grouped, new_code
from siadmin.letters.views.public import MISSES
from tests import factories
from tests.factories import NOW
from tests.letters.samples import a_letter, code_of

pytestmark = pytest.mark.django_db


def _ask(client: Client, code: str, **traits: Any) -> Any:
    return client.get(reverse("verify_code", args=[code]), **traits)


def _text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize(
    ("wanted", "heading"), [("zh-CN", "属实：本文书由我们签发"), ("en", "Genuine: we issued this letter")]
)
def test_a_genuine_letter_shows_its_figures_in_both_languages(client: Client, wanted: str, heading: str) -> None:
    answer = _ask(client, code_of(a_letter()), headers={"accept-language": wanted})
    assert answer.status_code == 200
    assert heading in _text(answer)
    assert "138,412.67" in _text(answer)
    assert answer["Cache-Control"] == "no-store"


def test_nobody_is_named(client: Client) -> None:
    issued = a_letter()
    text = _text(_ask(client, code_of(issued)))
    assert "陈**" in text
    for secret in ("陈晓雨", "4728", issued.subject):
        assert secret not in text


def test_a_revoked_letter_says_so_but_not_why(client: Client) -> None:
    issued = a_letter()
    Issued.objects.update(revoked_at=NOW, revoked_by=factories.a_user(staff=True), revoked_reason="冒名办理")
    text = _text(_ask(client, code_of(issued)))
    assert "已撤销：本文书不再有效" in text
    assert "冒名办理" not in text


def test_a_letter_past_its_time_is_expired(client: Client) -> None:
    issued = a_letter(expires_on=dt.date(2020, 1, 1))
    assert "已过有效期" in _text(_ask(client, code_of(issued)))


def test_an_unknown_code_and_a_slip_are_told_apart_and_only_the_first_counts(client: Client) -> None:
    code = grouped(new_code())
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert "验证码有误" in _text(_ask(client, slip))
    assert not Attempts.objects.exists()
    answer = _ask(client, code)
    assert answer.status_code == 404
    assert "我们没有签发过此验证码的文书" in _text(answer)
    assert Attempts.objects.get().count == 1


def test_guessing_in_bulk_is_locked_and_learns_nothing_while_locked(client: Client) -> None:
    """A statement code guessed in bulk: nothing disclosed."""
    genuine = code_of(a_letter())
    for _ in range(MISSES.most):
        assert _ask(client, grouped(new_code())).status_code == 404
    locked = [_ask(client, genuine), _ask(client, grouped(new_code())), _ask(client, "nonsense")]
    assert [answer.status_code for answer in locked] == [429, 429, 429]
    said = [_text(answer).partition("<main")[2] for answer in locked]
    assert said[0] == said[1] == said[2]
    assert "请 15 分钟后再试" in said[0]


def test_genuine_letters_never_lock(client: Client) -> None:
    code = code_of(a_letter())
    assert {_ask(client, code).status_code for _ in range(MISSES.most + 5)} == {200}


def test_the_lock_is_for_one_address_and_ends(client: Client) -> None:
    code = code_of(a_letter())
    for _ in range(MISSES.most):
        _ask(client, grouped(new_code()), REMOTE_ADDR="198.51.100.7")
    assert _ask(client, code, REMOTE_ADDR="198.51.100.7").status_code == 429
    assert _ask(client, code, REMOTE_ADDR="198.51.100.8").status_code == 200
    Attempts.objects.update(since=Attempts.objects.get().since - MISSES.within)
    assert _ask(client, code, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_an_address_written_into_the_header_is_not_believed(client: Client, settings: Any) -> None:
    for count in range(MISSES.most):
        _ask(client, grouped(new_code()), headers={"x-forwarded-for": f"203.0.113.{count}"})
    assert Attempts.objects.get().count == MISSES.most
    settings.PROXIES = 1
    _ask(client, grouped(new_code()), headers={"x-forwarded-for": "203.0.113.250, 198.51.100.9"})
    _ask(client, grouped(new_code()), headers={"x-forwarded-for": "203.0.113.251, 198.51.100.9"})
    assert sorted(Attempts.objects.values_list("count", flat=True)) == [2, MISSES.most]


def test_a_household_of_ipv6_is_one_caller(client: Client) -> None:
    for address in ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", "2001:db8:1:3::3"):
        _ask(client, grouped(new_code()), REMOTE_ADDR=address)
    assert sorted(Attempts.objects.values_list("count", flat=True)) == [1, 2]


def test_callers_are_kept_as_hashes(client: Client) -> None:
    _ask(client, grouped(new_code()), REMOTE_ADDR="198.51.100.7")
    assert b"198.51.100.7" not in bytes(Attempts.objects.get().caller_hash)


def test_the_form_leads_to_the_letter_and_tells_a_slip_at_once(client: Client) -> None:
    code = code_of(a_letter())
    url = reverse("verify_document")
    assert client.get(url).status_code == 200
    answer = client.get(url, {"code": code.lower().replace("-", " ")})
    assert (answer.status_code, answer["Location"]) == (302, reverse("verify_code", args=[code]))
    wrong = client.get(url, {"code": "P7K2"})
    assert wrong.status_code == 422
    assert "不可能是验证码" in _text(wrong)


def test_the_landing_page_leads_to_verification(client: Client) -> None:
    assert reverse("verify_document") in client.get("/").content.decode()
