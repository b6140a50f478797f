"""What was told stays told, whoever writes to the tables (REG 29, 38)."""

import datetime as dt
from typing import Any

import pytest

from siadmin.letters.models import Issued, Message, OneTimeCode, ShortText
from tests import database, factories
from tests.factories import NOW
from tests.letters.samples import a_letter, a_message
from tests.letters.test_texting import a_text

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "L2222-22222"},
        {"figures": {"months": 999}},
        {"digest": "0" * 64},
        {"expires_on": None, "subject": "P2222-22222"},
        {"payload": "{}"},
        {"issued_at": LATER},
        {"kind": "other"},
    ],
)
def test_a_letter_is_not_changed(change: dict[str, Any]) -> None:
    a_letter()
    with database.refused("issued_not_changed"):
        Issued.objects.update(**change)


def test_a_letter_is_revoked_once_and_stays_so() -> None:
    a_letter()
    reviewer = factories.a_user(staff=True)
    Issued.objects.update(revoked_at=LATER, revoked_by=reviewer, revoked_reason="填错")
    with database.refused("issued_not_changed"):
        Issued.objects.update(revoked_at=None, revoked_by=None, revoked_reason="")
    with database.refused("issued_not_changed"):
        Issued.objects.update(revoked_reason="另一理由")


@pytest.mark.parametrize(
    "change",
    [{"revoked_reason": ""}, {"revoked_by": None}, {"revoked_at": None}],
    ids=lambda each: next(iter(each)),
)
def test_a_revoked_letter_says_when_who_and_why(change: dict[str, Any]) -> None:
    a_letter()
    whole = {"revoked_at": LATER, "revoked_by": factories.a_user(staff=True), "revoked_reason": "填错"}
    with database.refused("issued_revoked_for_a_reason"):
        Issued.objects.update(**whole | change)


def test_a_letter_is_not_revoked_before_it_was_issued() -> None:
    a_letter()
    with database.refused("issued_before_revoked"):
        Issued.objects.update(
            revoked_at=NOW - dt.timedelta(days=1), revoked_by=factories.a_user(staff=True), revoked_reason="x"
        )


def test_nothing_that_was_told_is_deleted() -> None:
    for write in (a_letter, a_message, a_text, _a_code):
        write()
    for table, name in (
        (Issued, "issued_not_deleted"),
        (Message, "message_not_deleted"),
        (ShortText, "text_not_deleted"),
        (OneTimeCode, "one_time_code_not_deleted"),
    ):
        with database.refused(name):
            table.objects.all().delete()


@pytest.mark.parametrize("change", [{"code": "x"}, {"params": {}}, {"recipient": "P2"}, {"sent_at": LATER}])
def test_a_message_is_not_changed(change: dict[str, Any]) -> None:
    a_message()
    with database.refused("message_not_changed"):
        Message.objects.update(**change)


def test_a_message_is_read_once() -> None:
    a_message()
    Message.objects.update(read_at=LATER, read_by=factories.a_user())
    with database.refused("message_not_changed"):
        Message.objects.update(read_at=None, read_by=None)


def test_a_read_message_says_by_whom() -> None:
    a_message()
    with database.refused("message_read_by_somebody"):
        Message.objects.update(read_at=LATER)


def test_a_settled_text_is_wiped_and_stays_settled() -> None:
    a_text()
    with database.refused("text_settled_and_wiped"):
        ShortText.objects.update(state="sent", settled_at=LATER)
    ShortText.objects.update(state="sent", settled_at=LATER, body=None)
    with database.refused("text_settled_once"):
        ShortText.objects.update(state="waiting", settled_at=None, body="again")


def test_attempts_are_neither_forgotten_nor_more_than_four() -> None:
    a_text()
    ShortText.objects.update(attempts=3)
    with database.refused("text_settled_once"):
        ShortText.objects.update(attempts=0)
    with database.refused("text_tried_so_often"):
        ShortText.objects.update(attempts=5)


def test_a_failed_text_says_why() -> None:
    a_text()
    with database.refused("text_failed_with_a_word"):
        ShortText.objects.update(state="failed", settled_at=LATER, body=None)


def _a_code(**traits: Any) -> OneTimeCode:
    return OneTimeCode.objects.create(
        **{
            "purpose": "test",
            "phone_hash": b"1" * 32,
            "salt": "00000000-0000-0000-0000-000000000001",
            "code_hash": b"2" * 32,
            "sent_at": NOW,
            "expires_at": NOW + dt.timedelta(minutes=5),
        }
        | traits
    )


def test_a_one_time_code_is_used_once_in_time_with_five_tries() -> None:
    _a_code()
    with database.refused("one_time_code_used_in_time"):
        OneTimeCode.objects.update(used_at=NOW + dt.timedelta(minutes=5))
    with database.refused("one_time_code_tries"):
        OneTimeCode.objects.update(tries=6)
    OneTimeCode.objects.update(used_at=LATER, tries=2)
    with database.refused("one_time_code_used_once"):
        OneTimeCode.objects.update(used_at=None)


@pytest.mark.parametrize(
    "change", [{"tries": 0}, {"code_hash": b"3" * 32}, {"expires_at": LATER}, {"purpose": "other"}]
)
def test_tries_are_not_forgotten_and_a_code_is_not_changed(change: dict[str, Any]) -> None:
    _a_code(tries=3)
    with database.refused("one_time_code_used_once"):
        OneTimeCode.objects.update(**change)
