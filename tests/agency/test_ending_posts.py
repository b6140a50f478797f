"""`manage.py appoint` gives an account a further post, `end_post` ends one: the door closes, the trail says why."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from siadmin.agency.actions import grant_post
from siadmin.agency.models import Act, Office, PostGrant, User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests.commands import typed
from tests.factories import NOW, PASSWORD, a_delegate, a_member_of_staff, a_user, an_office, citizen_number

pytestmark = pytest.mark.django_db
WHY = ("--reason", "京人社 2026-12")
BEIJING = ("--line", "hrss", "--region", "110000")


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    """What a post opens, not how its holder signs in."""
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def chief() -> User:
    """Beijing's administrator."""
    return a_member_of_staff(Post.ADMINISTRATOR, username="chief", name="陈静", at="110000")


def open_to(user: User) -> int:
    client = Client()
    client.force_login(user)
    return client.get(reverse("runs")).status_code


def ended(monkeypatch: pytest.MonkeyPatch, *words: str, by: str = "chief") -> str:
    return typed(monkeypatch, "end_post", *words, "--by", by, *WHY)


def test_an_account_gets_a_further_post_and_keeps_its_password(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = a_member_of_staff(Post.CLERK, username="wang")
    said = typed(monkeypatch, "appoint", "wang", "--post", "reviewer", *BEIJING, "--by", "chief", *WHY)
    assert said.startswith("wang: 复核 Reviewer")
    grant = clerk.grants.get(post=Post.REVIEWER)
    assert (grant.office, grant.granted_by, grant.reason) == (Office.objects.get(region="110000"), chief, WHY[1])
    assert User.objects.get(username="wang").check_password(PASSWORD)
    act = Act.objects.get(code="post_granted", subject="wang", reason=WHY[1])
    assert (act.actor_id, act.detail["post"]) == (chief.pk, "reviewer")


@pytest.mark.parametrize(
    ("user", "post", "by", "words"),
    [
        ("wang", "cashier", "chief", ("不能同时担任", "hold “Cashier” together", "End the present post first")),
        ("wang", "clerk", "chief", ("已有岗位“经办”", "post “Clerk” at", "already")),
        ("nobody", "clerk", "chief", ("没有用户名为“nobody”的账号", "no account", "name of the person")),
        ("wang", "reviewer", "nobody", ("没有用户名为“nobody”的账号",)),
        ("wang", "reviewer", "wang", ("没有管辖此处的系统管理岗位", "system administrator")),
        ("wang", "reviewer", "far", ("没有管辖此处的系统管理岗位",)),
        ("wang", "reviewer", "gone", ("没有管辖此处的系统管理岗位",)),
        ("chief", "administrator", "chief", ("不能给自己授予岗位",)),
        ("delegate", "clerk", "chief", ("不是工作人员账号", "not the account of a member of staff")),
    ],
)
def test_a_post_that_may_not_be_given_is_refused_in_both_languages(
    user: str, post: str, by: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_member_of_staff(Post.ADMINISTRATOR, username="chief")
    a_member_of_staff(Post.CLERK, username="wang")
    a_member_of_staff(Post.ADMINISTRATOR, username="far", at="310100")
    a_member_of_staff(Post.ADMINISTRATOR, username="gone", inactive=True)
    a_delegate(username="delegate")
    place = ("--line", "hs" if user == "chief" else "hrss", "--region", "110105")
    with pytest.raises(CommandError) as refused:
        typed(monkeypatch, "appoint", user, "--post", post, *place, "--by", by, *WHY)
    for word in words:
        assert word in str(refused.value)
    assert PostGrant.objects.count() == 4


def test_an_ended_post_opens_nothing_from_its_day_on(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewer = a_member_of_staff(Post.REVIEWER, username="wang")
    today = timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    assert open_to(reviewer) == 200
    ended(monkeypatch, "wang", "reviewer", "110105", "--line", "hrss", "--on", str(tomorrow))
    assert open_to(reviewer) == 200
    said = ended(monkeypatch, "wang", "reviewer", "110105", "--line", "hrss", "--on", str(today))
    assert said.startswith(f"wang: 复核至 {today} 止")
    assert open_to(reviewer) == 403
    assert reviewer.grants.get().ends_before == today
    first, last = Act.objects.filter(code="post_ended").order_by("pk")
    assert (last.actor_id, last.subject, last.reason) == (chief.pk, "wang", WHY[1])
    assert [act.detail for act in (first, last)] == [
        {"post": "reviewer", "on": str(tomorrow)},
        {"post": "reviewer", "on": str(today)},
    ]


def test_what_is_open_beside_the_ended_post_stays_open(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = a_member_of_staff(Post.CLERK, Post.REVIEWER, username="wang")
    ended(monkeypatch, "wang", "clerk", "110105", "--line", "hrss")
    assert open_to(clerk) == 200
    assert list(clerk.grants.filter(ends_before=None).values_list("post", flat=True)) == ["reviewer"]


@pytest.mark.parametrize(
    ("post", "place", "line", "by", "word"),
    [
        ("reviewer", "110105", "hrss", "chief", "没有岗位“复核”"),
        ("clerk", "110109", "hrss", "chief", "门头沟区"),
        ("clerk", "110105", "hs", "chief", "holds no post “Clerk”"),
        ("clerk", "999999", "hrss", "chief", "no such region"),
        ("clerk", "110105", "hrss", "wang", "系统管理岗位"),
    ],
)
def test_a_post_that_is_not_held_or_not_ones_to_end_stays(
    chief: User, post: str, place: str, line: str, by: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = a_member_of_staff(Post.CLERK, username="wang")
    with pytest.raises(CommandError, match=word):
        ended(monkeypatch, "wang", post, place, "--line", line, by=by)
    assert clerk.grants.get().ends_before is None
    assert not Act.objects.filter(code="post_ended").exists()


def test_a_post_that_ends_later_is_not_granted_beside_itself(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two grants of one post would leave a door open behind the one that is ended."""
    reviewer = a_member_of_staff(Post.REVIEWER, username="wang")
    today = timezone.localdate()
    later = today + dt.timedelta(days=9)
    ended(monkeypatch, "wang", "reviewer", "110105", "--line", "hrss", "--on", str(later))

    def granted(on: dt.date) -> None:
        grant_post(user=reviewer, office=an_office(), post=Post.REVIEWER, starts_on=on, by=chief, at=NOW, reason="x")

    with pytest.raises(Refusal) as refused:
        granted(today)
    assert refused.value.code == "post_held"
    granted(later)
    assert reviewer.grants.count() == 2
    ended(monkeypatch, "wang", "reviewer", "110105", "--line", "hrss")
    assert open_to(reviewer) == 403
    assert [grant.ends_before for grant in reviewer.grants.order_by("pk")] == [today, later]


def test_an_account_that_is_named_anew_is_not_taken_for_one_there_is(
    chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_user("wang", staff=True)
    asked = (citizen_number(order=15), PASSWORD)
    words = ("wang", "--name", "王芳", "--post", "clerk", *BEIJING, "--by", "chief", *WHY)
    with pytest.raises(CommandError, match="已被使用"):
        typed(monkeypatch, "appoint", *words, asked=asked)
    assert not PostGrant.objects.filter(post=Post.CLERK).exists()
    assert not Act.objects.filter(code="office_opened").exists()


@pytest.mark.parametrize("reason", ["", "  ", "由" * 201])
def test_a_reason_is_given_and_fits_the_record(chief: User, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = a_member_of_staff(Post.CLERK, username="wang")
    words = ("wang", "clerk", "110105", "--line", "hrss", "--by", "chief")
    with pytest.raises(CommandError, match=r"1 至 200 个字 1 to 200 characters"):
        typed(monkeypatch, "end_post", *words, "--reason", reason)
    assert clerk.grants.get().ends_before is None
