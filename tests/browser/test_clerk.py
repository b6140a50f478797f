"""Journeys of a clerk: find somebody, read their page, see a number in full."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.registry.models import Person
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from tests import cities, factories
from tests.browser.conftest import Visit
from tests.browser.screens import LANGUAGES, PHONE, WIDE, overflows, sign_in
from tests.cities import BEIJING, SEPTEMBER
from tests.factories import PASSWORD


@pytest.fixture
def clerk(visit: Visit) -> User:
    return factories.a_member_of_staff(Post.CLERK, name="林静", name_en="Lin Jing")


@pytest.fixture
def chen(visit: Visit) -> Person:
    """Somebody with one paid month."""
    employer, _ = cities.staff(0)
    person = factories.a_person(name="陈晓雨", female=True)
    factories.an_employment(person, employer, since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(BEIJING, SEPTEMBER)
    cities.pay(employer, SEPTEMBER)
    return person


def test_a_clerk_finds_somebody_while_typing_and_opens_them_from_the_keyboard(
    visit: Visit, clerk: User, chen: Person
) -> None:
    with visit() as page:
        sign_in(page, clerk.username, PASSWORD)
        page.goto("/search/")
        page.locator("h1").click()
        page.keyboard.press("/")
        page.keyboard.type("cxy")
        expect(page.locator("#found")).to_contain_text("Chen Xiaoyu 陈晓雨")
        expect(page).to_have_url(re.compile(r"/search/\?t=[\w-]+$"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Chen Xiaoyu 陈晓雨")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_number_is_shown_once_after_a_reason_and_masked_again_on_reload(
    scripts: bool, visit: Visit, clerk: User, chen: Person
) -> None:
    number = factories.identity_number_of(chen)
    with visit(scripts=scripts) as page:
        sign_in(page, clerk.username, PASSWORD)
        page.goto(reverse("person", args=[chen.number]))
        expect(page.locator("main")).not_to_contain_text(number)
        page.locator("details.unmask summary").first.click()
        page.locator("select[name=reason]").first.select_option("matter")
        page.get_by_role("button", name="Show once").first.click()
        expect(page.locator(".shown")).to_have_text(number)
        page.goto(reverse("person", args=[chen.number]))
        expect(page.locator("main")).not_to_contain_text(number)
    assert Act.objects.filter(code="number_shown", actor_id=clerk.pk, subject=chen.number).count() == 1


def test_everything_works_without_scripts(visit: Visit, clerk: User, chen: Person) -> None:
    with visit(scripts=False) as page:
        sign_in(page, clerk.username, PASSWORD)
        page.locator("input[name=q]").fill("陈晓")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#found")).to_contain_text("陈晓雨")
        page.get_by_role("button", name="中文").click()
        expect(page.locator("h1")).to_have_text("1 人符合“陈晓”")
        expect(page.locator("#found")).to_contain_text("陈晓雨")
        page.get_by_role("button", name="大字版").click()
        expect(page.locator("html")).to_have_class("large-print")
        expect(page.locator("#found")).to_contain_text("陈晓雨")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_no_page_of_a_clerk_is_wider_than_its_window(
    language: str, width: int, visit: Visit, clerk: User, chen: Person
) -> None:
    employer = chen.employments.get().employer
    with visit(language=language, width=width) as page:
        sign_in(page, clerk.username, PASSWORD)
        for path in (
            reverse("work"),
            "/search/",
            reverse("person", args=[chen.number]),
            reverse("employer", args=[employer.number]),
            "/gallery/",
        ):
            page.goto(path)
            assert not overflows(page), path


def test_what_is_typed_stays_when_the_language_changes_also_after_an_error(visit: Visit, clerk: User) -> None:
    start = reverse("matter_start", args=["person_registration", "nobody"])
    with visit() as page:
        sign_in(page, clerk.username, PASSWORD)
        page.goto(start)
        page.locator('main [name="name"]').fill("赵敏")
        page.locator('main [name="number"]').fill("123")
        page.locator("main form[action$='receive/'] button.btn-primary").click()
        expect(page.locator("main .wrong-word").first).to_be_visible()
        page.locator("form.lang button", has_text="中文").click()
        expect(page).to_have_url(re.compile(re.escape(start) + "$"))
        expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
        expect(page.locator('main [name="name"]')).to_have_value("赵敏")
        expect(page.locator('main [name="number"]')).to_have_value("123")
        page.reload()
        expect(page.locator('main [name="name"]')).to_have_value("")


def test_no_entry_of_a_long_navigation_is_cut_off(visit: Visit, clerk: User) -> None:
    for width in (1024, 1280, WIDE):
        with visit(width=width) as page:
            sign_in(page, clerk.username, PASSWORD)
            cut = page.evaluate(
                """() => [...document.querySelectorAll(".nav-wrap, .who > *")]
                    .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent)"""
            )
            assert cut == [], width
            right = page.locator(".nav-main a").last.bounding_box()
            assert right is not None and right["x"] + right["width"] <= width
