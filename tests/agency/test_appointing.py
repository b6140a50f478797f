"""`manage.py appoint`: the first people of an installation get an account and a post, and the trail says why."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from siadmin.agency.models import Act, Office, User
from siadmin.agency.posts import Post
from tests.factories import citizen_number, region

pytestmark = pytest.mark.django_db
NUMBER, PASSWORD = citizen_number(order=15), "correct-horse-battery"


@pytest.fixture(autouse=True)
def _beijing() -> None:
    region("110000")


def appointed(monkeypatch: pytest.MonkeyPatch, *typed: str, **options: Any) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed or (NUMBER, PASSWORD)) + "\n"))
    said = io.StringIO()
    given = {"post": "administrator", "line": "hrss", "region": "110000", "name": "王芳", "reason": "京人社 2026-11"}
    call_command("appoint", "wang", stdout=said, **(given | options))
    return said.getvalue()


def test_the_first_person_has_an_account_an_office_and_a_post_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    assert appointed(monkeypatch).startswith("wang: 系统管理 System administrator")
    user = User.objects.get(username="wang")
    assert user.check_password(PASSWORD)
    grant = user.grants.get()
    assert (grant.post, grant.office) == (Post.ADMINISTRATOR, Office.objects.get(region_id="110000", line="hrss"))
    assert grant.identity_hash == user.identity_hash
    act = Act.objects.get(code="post_granted")
    assert (act.actor_name, act.reason) == ("system", "京人社 2026-11")


@pytest.mark.parametrize(
    ("typed", "options", "word"),
    [
        ((NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"), PASSWORD), {}, "校验"),
        ((NUMBER, "short"), {}, "10"),
        ((NUMBER, PASSWORD), {"region": "999999"}, "no such region"),
    ],
    ids=["number", "password", "region"],
)
def test_what_is_wrong_is_said_and_nobody_is_appointed(
    typed: tuple[str, str], options: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match=word):
        appointed(monkeypatch, *typed, **options)
    assert not User.objects.exists()
    assert not Office.objects.exists()


def test_a_name_is_taken_whatever_its_case_and_a_person_holds_no_forbidden_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    appointed(monkeypatch)
    with pytest.raises(CommandError, match="已被使用"):
        appointed(monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NUMBER}\n{PASSWORD}\n"))
    with pytest.raises(CommandError, match="不能同时担任"):
        call_command(
            "appoint",
            "wang2",
            post="clerk",
            line="hrss",
            region="110000",
            name="王芳",
            reason="x",
            stdout=io.StringIO(),
        )
    assert User.objects.count() == 1
