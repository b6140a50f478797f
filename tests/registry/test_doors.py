"""`manage.py delegate`, `citizen`, `api_key`: who gets in, who does not, and that an ending closes the door."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enrollment.registry.actions import replace_identifier
from enrollment.registry.models import ApiToken, CitizenTie, Delegate, Employer, IdentifierKind, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from tests.api.doors import call
from tests.commands import typed
from tests.factories import (
    NOW,
    PASSWORD,
    TODAY,
    a_delegate,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    citizen_number,
    identity_number_of,
)

pytestmark = pytest.mark.django_db
WHY = ("--reason", "单位委托书 2026-12")
BY = ("--by", "chief", *WHY)
NUMBER = citizen_number(order=17)


@pytest.fixture(autouse=True)
def chief() -> User:
    """Beijing's administrator."""
    return a_member_of_staff(Post.ADMINISTRATOR, username="chief", at="110000")


@pytest.fixture(autouse=True)
def _nobody_was_here(settings: Any) -> None:
    """Sign-ins are limited by address."""
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


@pytest.fixture
def employer() -> Employer:
    employer = an_employer(name="京东方科技有限公司")
    Employer.objects.filter(pk=employer.pk).update(number="U2345-6789A")
    employer.refresh_from_db()
    return employer


@pytest.fixture
def person() -> Person:
    person = a_person(name="王小丽", female=True)
    Person.objects.filter(pk=person.pk).update(number="P2345-6789A")
    person.refresh_from_db()
    return person


def signed_in(username: str) -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def test_a_new_delegate_signs_in_and_finds_the_employer_until_the_end(
    chief: User, employer: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = typed(monkeypatch, "delegate", "li", "u23456789a", "--name", "李强", *BY, asked=(NUMBER, PASSWORD))
    assert said.startswith("li: 自") and "U2345-6789A" in said
    assert not User.objects.get(username="li").is_staff_member
    client, home = signed_in("li"), reverse("employer_home", args=[employer.number])
    assert client.get(reverse("employers")).headers["location"] == home
    typed(monkeypatch, "delegate", "li", employer.number, "--end", *BY)
    assert client.get(reverse("employers")).status_code == 403
    assert client.get(home).status_code == 403
    assert viewer_of(User.objects.get(username="li"), on=timezone.localdate()).employer_ids == frozenset()
    acts = Act.objects.filter(subject=employer.number).order_by("pk")
    assert [(act.code, act.actor_id, act.reason) for act in acts] == [
        ("delegate_appointed", chief.pk, WHY[1]),
        ("delegate_ended", chief.pk, WHY[1]),
    ]


def test_a_delegate_there_is_gets_a_second_employer_and_loses_only_that(
    employer: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = an_employer()
    user = a_delegate(first, username="li")
    today = timezone.localdate()
    typed(monkeypatch, "delegate", "li", employer.number, *BY)
    assert viewer_of(user, on=today).employer_ids == {first.pk, employer.pk}
    typed(monkeypatch, "delegate", "li", employer.number, "--end", "--on", str(today), *BY)
    assert viewer_of(user, on=today).employer_ids == {first.pk}


def test_an_end_closes_every_door_to_the_employer_also_those_that_were_to_close_later(
    employer: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = a_delegate(employer, username="li")
    today = timezone.localdate()
    later = today + dt.timedelta(days=9)
    Delegate.objects.update(ends_before=later)
    Delegate.objects.create(user=user, employer=employer, starts_on=today, granted_at=NOW)
    typed(monkeypatch, "delegate", "li", employer.number, "--end", *BY)
    assert not viewer_of(user, on=today).employer_ids
    assert set(Delegate.objects.values_list("ends_before", flat=True)) == {today}


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("li", "U2345-6789A"), "已是单位.*acts for employer.*already"),
        (("clerk", "U2345-6789A"), "工作人员账号.*account of a member of staff"),
        (("nobody", "U2345-6789A"), "没有用户名为“nobody”的账号.*no account"),
        (("li", "U2345-67892"), "没有编号为 U2345-67892 的单位.*no employer"),
        (("li", "91110105MA000001"), "没有编号为.*no employer"),
        (("other", "U2345-6789A", "--end"), "不是单位.*does not act for employer"),
        (("li", "U2345-6789A", "--name", "李强"), "已被使用.*taken"),
        (("new", "U2345-6789A", "--name", "李强", "--reason", "x", "--by", "far"), "系统管理岗位.*administrator"),
    ],
)
def test_a_delegate_that_cannot_be_is_refused_in_both_languages(
    employer: Employer, words: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_delegate(employer, username="li")
    a_user("other")
    a_member_of_staff(Post.CLERK, username="clerk")
    a_member_of_staff(Post.ADMINISTRATOR, username="far", at="310100")
    users = User.objects.count()
    with pytest.raises(CommandError, match=word):
        typed(monkeypatch, "delegate", *BY, *words, asked=(NUMBER, PASSWORD))
    assert Delegate.objects.get().ends_before is None
    assert User.objects.count() == users


def test_a_person_signs_in_as_themselves(person: Person, chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    said = typed(monkeypatch, "citizen", "wang", "p2345-6789a", *BY, asked=(PASSWORD,))
    assert said.startswith("wang: P2345-6789A")
    user = User.objects.get(username="wang")
    assert (user.display_name, user.display_name_en) == ("王小丽", "Wang Xiaoli")
    assert viewer_of(user, on=timezone.localdate()).person_id == person.pk
    assert signed_in("wang").get(reverse("employers")).status_code == 403
    act = Act.objects.get(code="citizen_tied")
    assert (act.actor_id, act.subject, act.reason) == (chief.pk, person.number, WHY[1])


def test_an_account_of_theirs_shows_them_their_record_also_after_the_number_was_replaced(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_delegate(username="li", identity_number=identity_number_of(person))
    replace_identifier(
        person=person, kind=IdentifierKind.CITIZEN_ID, number=NUMBER, on=TODAY, by=a_user(), at=NOW, reason="更正"
    )
    typed(monkeypatch, "citizen", "li", person.number, "--existing", *BY)
    assert CitizenTie.objects.get().person == person


@pytest.mark.parametrize(
    ("words", "asked", "word"),
    [
        (("li", "P2345-6789A", "--existing"), PASSWORD, "不属于 P2345-6789A 这个人.*not of the person"),
        (("clerk", "P2345-6789A", "--existing"), PASSWORD, "工作人员账号.*account of a member of staff"),
        (("wang", "P2345-67892"), PASSWORD, "没有编号为 P2345-67892 的人.*no person"),
        (("wang", "P2345-6789A"), "short", "10"),
        (("wang", "P2345-6789A", "--existing"), PASSWORD, "没有用户名为“wang”的账号.*no account"),
        (("li", "P2345-6789A"), PASSWORD, "已被使用.*taken"),
    ],
)
def test_nobody_is_shown_the_record_of_another(
    person: Person, words: tuple[str, ...], asked: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_user("li")
    a_member_of_staff(Post.CLERK, username="clerk", identity_number=identity_number_of(person))
    with pytest.raises(CommandError, match=word):
        typed(monkeypatch, "citizen", *words, *BY, asked=(asked,))
    assert not CitizenTie.objects.exists()
    assert not User.objects.filter(username="wang").exists()


def test_a_person_has_one_account_and_an_account_one_person(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "citizen", "wang", person.number, *BY, asked=(PASSWORD,))
    with pytest.raises(CommandError, match=r"已有个人账号 wang.*has an account already: wang"):
        typed(monkeypatch, "citizen", "wang2", person.number, *BY, asked=(PASSWORD,))
    assert not User.objects.filter(username="wang2").exists()


def knocked(key: str) -> int:
    return call(reverse("api_receipts"), {}, token=key).status_code


def test_a_key_is_told_once_and_opens_nothing_after_it_is_revoked(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    whose = ("--name", "北京市税务局 张华", "--scope", "tax_authority", "--region", "110000")
    said = typed(monkeypatch, "api_key", "issue", "tax.bj", "--program", "前置机", *whose, *BY, asked=(NUMBER,))
    key = said.strip()
    assert re.fullmatch(r"[\w-]{43}", key)
    kept = ApiToken.objects.get()
    assert (kept.scope, kept.region_id, kept.name, kept.user.username) == (
        "tax_authority",
        "110000",
        "前置机",
        "tax.bj",
    )
    assert knocked(key) == 400
    assert "(1)" in typed(monkeypatch, "api_key", "revoke", "tax.bj", "--program", "前置机", *BY)
    assert knocked(key) == 401
    acts = Act.objects.filter(subject="tax.bj", code__startswith="api_token").order_by("pk")
    assert [(act.code, act.actor_id, act.reason, act.detail["name"]) for act in acts] == [
        ("api_token_issued", chief.pk, WHY[1], "前置机"),
        ("api_token_revoked", chief.pk, WHY[1], "前置机"),
    ]


def test_payroll_softwares_key_reaches_what_its_user_acts_for_and_no_further(
    employer: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_delegate(employer, username="li")
    key = typed(monkeypatch, "api_key", "issue", "li", "--program", "用友薪资", "--scope", "employer", *BY).strip()
    url = reverse("api_declaration", args=[employer.number, "2026-11"])
    assert call(url, {}, token=key).status_code in (400, 409)
    typed(monkeypatch, "delegate", "li", employer.number, "--end", *BY)
    assert call(url, {}, token=key).status_code == 404


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("issue", "li", "--scope", "bank"), "必须限定地区.*names the region"),
        (("issue", "li", "--scope", "employer", "--region", "110000"), "必须限定地区.*names the region"),
        (("issue", "li"), "--scope 写明是谁的程序 --scope says whose"),
        (("issue", "clerk", "--scope", "employer"), "工作人员账号.*account of a member of staff"),
        (("issue", "nobody", "--scope", "employer"), "没有用户名为“nobody”的账号.*no account"),
        (("issue", "li", "--scope", "bank", "--region", "310000"), "系统管理岗位.*administrator"),
        (("revoke", "li"), "没有名为“前置机”的有效接口密钥.*no key named"),
        (("revoke", "nobody"), "没有用户名为“nobody”的账号.*no account"),
        (("revoke", "shanghai"), "系统管理岗位.*administrator"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_both_languages(
    words: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_user("li")
    a_member_of_staff(Post.CLERK, username="clerk")
    a_member_of_staff(Post.ADMINISTRATOR, username="far", at="310000")
    far = ("--by", "far", *WHY)
    theirs = ("--name", "某银行", "--scope", "bank", "--region", "310000")
    typed(monkeypatch, "api_key", "issue", "shanghai", "--program", "前置机", *theirs, *far, asked=(NUMBER,))
    with pytest.raises(CommandError, match=word):
        typed(monkeypatch, "api_key", *words, "--program", "前置机", *BY)
    assert ApiToken.objects.get().revoked_at is None
