"""What surrounds every page: language, large print, navigation, sign-in, and a browser that runs our code only."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, resolve, reverse
from pytest_django import Settings

from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.portal import context, demo
from tests import factories

TEMPLATES = sorted((Path(django_settings.BASE_DIR) / "templates").rglob("*.html"))


def _navigation(client: Client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    found = re.search(r'<ul class="nav-main">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", found.group(1)) if found else []


# --- words and looks ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "heading"), [("zh-CN", "五项保险，一处办理"), ("en-GB", "Five insurances, one place")]
)
def test_the_browsers_language_is_spoken(client: Client, wanted: str, heading: str) -> None:
    page = client.get("/", headers={"accept-language": wanted}).content.decode()
    assert heading in page


@pytest.mark.django_db
def test_switching_the_language_keeps_the_page_and_is_remembered(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/accounts/login/?next=/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/me/")
    assert "Sign in" in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_on_a_page_that_was_sent_the_language_leads_to_the_form_it_came_from(client: Client) -> None:
    clerk = factories.a_member_of_staff(Post.CLERK)
    client.force_login(clerk)
    person = factories.a_person(lives_in="110105")
    sent = client.post(reverse("person_unmask", args=[person.number]), {"field": "phone", "reason": ""})
    assert sent.status_code == 422
    assert f'name="next" value="{reverse("person", args=[person.number])}"' in sent.content.decode()


@pytest.mark.django_db
def test_large_print_is_switched_on_remembered_and_switched_off(client: Client) -> None:
    assert client.post("/large-print/", {"next": "/accounts/login/"})["Location"] == "/accounts/login/"
    assert 'class="large-print"' in client.get("/").content.decode()
    client.post("/large-print/", {"next": "/"})
    assert 'class="large-print"' not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/language/", "/large-print/"])
def test_a_switch_never_leads_to_another_site(client: Client, door: str) -> None:
    answer = client.post(door, {"language": "en", "next": "https://elsewhere.example/"})
    assert answer["Location"].startswith("/")


# --- a browser that runs our code only ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nothing/"])
def test_every_answer_tells_the_browser_to_run_our_code_only(client: Client, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_code(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(
        r"\sstyle=|<style|\son(?:click|change|submit|load|error|input|focus|blur|key[a-z]+|mouse[a-z]+)=|javascript:|<script(?![^>]*\ssrc=)",
        text,
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_components_are_included_with_what_they_name_and_nothing_else(template: Path) -> None:
    includes = re.findall(r'{% include "components/[^%]*%}', template.read_text(encoding="utf-8"))
    assert [tag for tag in includes if not tag.endswith(" only %}")] == []


# --- who is where ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_everybody_has_a_home_of_their_own(client: Client) -> None:
    for user, home in [
        (factories.a_member_of_staff(Post.CLERK), "work"),
        (factories.a_member_of_staff(Post.AUDITOR), "work"),
        (factories.a_delegate(factories.an_employer()), "employers"),
        (factories.a_citizen(), "citizen_home"),
    ]:
        client.force_login(user)
        assert client.get("/")["Location"] == reverse(home)


@pytest.mark.django_db
@pytest.mark.parametrize("post", [Post.DIRECTOR, Post.ACCOUNTANT])
def test_who_answers_for_the_funds_is_first_told_whether_they_are_whole(post: Post, client: Client) -> None:
    factories.a_book(at="110000")
    client.force_login(factories.a_member_of_staff(post, at="110000"))
    assert client.get("/")["Location"] == reverse("funds")
    client.force_login(factories.a_member_of_staff(post, at="310000"))
    assert client.get("/")["Location"] == reverse("work"), "no fund is kept there"


@pytest.mark.django_db
def test_an_account_tied_to_nobody_is_told_what_to_do(client: Client) -> None:
    client.force_login(factories.a_user())
    page = client.get("/", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "has no post, employer or person yet" in page.content.decode()


@pytest.mark.django_db
def test_business_and_finance_find_their_own_places(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    clerk = _navigation(client, "/desk/")
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT))
    accountant = _navigation(client, "/desk/")
    assert "人员与单位" in clerk
    assert "人员与单位" not in accountant


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "place"),
    [
        ("GET", "/desk/flags/", "定点机构"),
        ("POST", "/desk/flags/1/decide/", "定点机构"),
        ("POST", "/desk/visits/1/report/", "办件"),
    ],
)
def test_what_was_sent_and_is_wrong_is_answered_in_its_place(method: str, path: str, place: str) -> None:
    reviewer = factories.a_member_of_staff(Post.REVIEWER, line=Line.HS)
    request: Any = RequestFactory().generic(method, path)
    request.resolver_match, request.viewer = resolve(path), viewer_of(reviewer, on=factories.TODAY)
    assert [entry.label for entry in context.frame(request)["frame"].navigation if entry.current] == [place]


@pytest.mark.django_db
def test_the_projects_of_an_employer_belong_to_its_bills(client: Client) -> None:
    employer = factories.an_employer()
    client.force_login(factories.a_delegate(employer))
    page = client.get(reverse("employer_projects", args=[employer.number]), headers={"accept-language": "en"})
    assert [entry.label for entry in page.context["frame"].navigation if entry.current] == ["Bills and payments"]


@pytest.mark.django_db
def test_a_place_without_a_page_is_left_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = context.Place("不存在", "no_such_page", frozenset(Post.values))
    monkeypatch.setattr(context, "STAFF_PLACES", (*context.STAFF_PLACES, nowhere))
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    assert "不存在" not in _navigation(client, "/desk/")


@pytest.mark.django_db
def test_the_page_one_is_on_is_marked_once(client: Client) -> None:
    person = factories.a_person(lives_in="110105")
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    for path, label in [
        ("/desk/", "我的工作"),
        ("/search/", "人员与单位"),
        (reverse("person", args=[person.number]), "人员与单位"),
    ]:
        page = client.get(path).content.decode()
        assert re.findall(r'aria-current="page">([^<]+)<', page) == [label]


@pytest.mark.django_db
def test_the_frame_says_who_one_is_and_where(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK, line=Line.HS, name="林静"))
    page = client.get("/desk/").content.decode()
    assert "<b>林静</b><span>经办 · 朝阳区医疗保障</span>" in page


# --- sign-in -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_signing_in_leads_back_to_the_page_one_wanted(client: Client) -> None:
    citizen = factories.a_citizen()
    wanted = client.get("/me/accounts/?year=2026")
    assert wanted["Location"] == "/accounts/login/?next=%2Fme%2Faccounts%2F%3Fyear%3D2026"
    answer = client.post(wanted["Location"], {"login": citizen.username, "password": factories.PASSWORD})
    assert answer["Location"] == "/me/accounts/?year=2026"


@pytest.mark.django_db
def test_a_fragment_asked_for_after_the_session_ended_moves_the_whole_page(client: Client) -> None:
    answer = client.post("/search/", {"q": "li"}, headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == "/accounts/login/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/3rdparty/", "/accounts/social/"],
)
def test_nobody_opens_an_account_or_resets_a_password_alone(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_no_door_is_named_that_is_not_served(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
def test_staff_set_up_their_second_factor_before_they_work(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = True
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    assert client.get("/desk/")["Location"] == reverse("mfa_activate_totp")


@pytest.mark.django_db
def test_citizens_may_do_without_a_second_factor(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = True
    client.force_login(factories.a_citizen())
    assert client.get("/").status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.django_db
def test_too_many_wrong_passwords_lock_the_name_for_a_while(client: Client, settings: Settings) -> None:
    citizen = factories.a_citizen()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/accounts/login/", {"login": citizen.username, "password": "wrong"})
    assert answer.status_code == 429
    assert "已锁定 15 分钟" in answer.content.decode()
    right = client.post("/accounts/login/", {"login": citizen.username, "password": factories.PASSWORD})
    assert right.status_code == 429


@pytest.mark.django_db
def test_the_demonstration_shows_its_accounts_and_nothing_else_does(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.a_user("shown")
    account = type(
        "Account", (), {"username": user.username, "password": "x", "name": "某人", "does": "看看", "kind": "citizen"}
    )
    monkeypatch.setattr(
        "siadmin.portal.templatetags.words.grouped_by_kind", lambda: [(demo.kind_name("citizen"), [account])]
    )
    settings.DEMO = True
    assert 'value="shown"' in client.get("/accounts/login/").content.decode()
    settings.DEMO = False
    assert 'value="shown"' not in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_the_frame_survives_a_request_nobody_resolved(rf: object) -> None:
    request = HttpRequest()
    request.path, request.method = "/", "GET"
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "80"
    frame = context.frame(request)["frame"]
    assert (frame.kind, frame.name) == ("visitor", "")
