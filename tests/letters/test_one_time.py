"""One-time codes: for one phone and purpose, for five minutes and five tries, once; counted before compared."""

import datetime as dt
import re
from typing import Any

import pytest

from siadmin.kernel.refusal import Refusal
from siadmin.letters.actions import code_checked, code_sent, send_next
from siadmin.letters.actions.one_time import A_PHONE, AN_ADDRESS, CHECKS_OF_A_PHONE, GOOD_FOR
from siadmin.letters.models import MOST_TRIES, OneTimeCode, ShortText, SimulatedText
from siadmin.letters.texting import SimulatedTexting
from tests.factories import NOW
from tests.together import at_once

PHONE, ADDRESS = "13800138000", "198.51.100.7"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _simulated(settings: Any) -> None:
    settings.TEXTING = "siadmin.letters.texting.SimulatedTexting"


def _sent(at: dt.datetime = NOW, phone: str = PHONE, purpose: str = "activate", address: str = ADDRESS) -> str:
    """The code as the phone shows it."""
    code_sent(purpose=purpose, phone=phone, address=address, language="zh", at=at)
    body = ShortText.objects.latest("pk").body
    assert body is not None
    (digits,) = re.findall(r"\b\d{6}\b", re.sub(r"[^\d]", " ", body))
    return digits


def _check(given: str, at: dt.datetime = NOW, phone: str = PHONE, purpose: str = "activate") -> None:
    code_checked(purpose=purpose, phone=phone, given=given, address=ADDRESS, at=at)


def _wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06d}"


@pytest.mark.django_db
def test_the_code_is_good_once() -> None:
    digits = _sent()
    _check(f" {digits[:3]} {digits[3:]} ")
    with pytest.raises(Refusal, match="code_gone"):
        _check(digits)


@pytest.mark.django_db
def test_it_is_good_for_five_minutes() -> None:
    digits = _sent()
    with pytest.raises(Refusal, match="code_gone"):
        _check(digits, at=NOW + GOOD_FOR)
    _check(digits, at=NOW + GOOD_FOR - dt.timedelta(seconds=1))


@pytest.mark.django_db
@pytest.mark.parametrize(("phone", "purpose"), [("13900139000", "activate"), (PHONE, "sign_in")])
def test_it_is_good_for_one_phone_and_purpose(phone: str, purpose: str) -> None:
    digits = _sent()
    with pytest.raises(Refusal, match="code_gone"):
        _check(digits, phone=phone, purpose=purpose)


@pytest.mark.django_db
def test_five_wrong_tries_use_it_up() -> None:
    digits = _sent()
    for left in range(MOST_TRIES - 1, 0, -1):
        with pytest.raises(Refusal) as caught:
            _check(_wrong(digits))
        assert caught.value.values == {"left": left}
    with pytest.raises(Refusal, match="code_gone"):
        _check(_wrong(digits))
    with pytest.raises(Refusal, match="code_gone"):
        _check(digits)


@pytest.mark.django_db
def test_a_new_code_ends_the_one_before() -> None:
    first, second = _sent(), _sent(at=NOW + MINUTE)
    if first != second:
        with pytest.raises(Refusal, match="code_wrong"):
            _check(first, at=NOW + MINUTE)
    _check(second, at=NOW + MINUTE)


@pytest.mark.django_db
def test_another_is_sent_after_a_minute_only() -> None:
    _sent()
    with pytest.raises(Refusal) as caught:
        _sent(at=NOW + MINUTE - dt.timedelta(seconds=1))
    assert (caught.value.code, caught.value.values) == ("code_too_often", {"minutes": 1})
    _sent(at=NOW + MINUTE)


@pytest.mark.django_db
def test_a_phone_gets_five_an_hour_from_wherever() -> None:
    for number in range(A_PHONE.most):
        _sent(at=NOW + number * MINUTE, address=f"198.51.100.{number}")
    with pytest.raises(Refusal, match="code_too_often"):
        _sent(at=NOW + 30 * MINUTE, purpose="sign_in")
    _sent(at=NOW + 60 * MINUTE)


@pytest.mark.django_db
def test_an_address_gets_twenty_an_hour_for_whomever() -> None:
    for number in range(AN_ADDRESS.most):
        _sent(phone=f"138001380{number:02d}")
    with pytest.raises(Refusal, match="code_too_often"):
        _sent(phone="13900139000")
    assert ShortText.objects.count() == AN_ADDRESS.most


@pytest.mark.django_db
def test_checking_is_counted_over_all_codes_of_a_phone() -> None:
    last = NOW
    with pytest.raises(Refusal, match="code_too_often"):
        for number in range(4):
            last = NOW + number * MINUTE
            digits = _sent(at=last)
            for _ in range(MOST_TRIES):
                try:
                    _check(_wrong(digits), at=last)
                except Refusal as refusal:
                    if refusal.code == "code_too_often":
                        raise
    assert sum(OneTimeCode.objects.values_list("tries", flat=True)) == CHECKS_OF_A_PHONE.most


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_stays_counted_after_the_refusal() -> None:
    digits = _sent()
    with pytest.raises(Refusal):
        _check(_wrong(digits))
    assert OneTimeCode.objects.get().tries == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_use_it() -> None:
    digits = _sent()
    ends = at_once(lambda: _check(digits), lambda: _check(digits))
    assert sorted(str(end).partition(":")[0] for end in ends) == ["None", "code_gone"]


@pytest.mark.django_db
def test_the_code_is_kept_as_a_hash_and_wiped_from_the_text() -> None:
    digits = _sent()
    kept = OneTimeCode.objects.get()
    assert digits.encode() not in bytes(kept.code_hash)
    send_next(SimulatedTexting(), at=NOW)
    assert ShortText.objects.get().body is None
    assert digits in SimulatedText.objects.get().body


@pytest.mark.django_db
def test_no_code_goes_to_what_is_no_mobile_number() -> None:
    with pytest.raises(Refusal, match="not_a_mobile_number"):
        code_sent(purpose="activate", phone="010-12345678", address=ADDRESS, language="zh", at=NOW)
    assert not OneTimeCode.objects.exists()
