"""Journeys of a citizen, on a phone first: am I covered, what was paid, what is in my accounts."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from siadmin.agency.models import User
from tests import cities, factories
from tests.browser.conftest import Visit
from tests.browser.screens import PHONE, overflows, sign_in
from tests.cities import BEIJING, SEPTEMBER
from tests.factories import PASSWORD


@pytest.fixture
def citizen(visit: Visit) -> User:
    employer, (person,) = cities.staff()
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(BEIJING, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 20))
    return factories.a_citizen(person)


def test_a_citizen_reads_on_a_phone_what_is_covered_and_paid(visit: Visit, citizen: User) -> None:
    with visit(language="zh", width=PHONE) as page:
        sign_in(page, citizen.username, PASSWORD)
        expect(page.locator("h1")).to_contain_text("您的五项保险都在保")
        assert page.locator("td.m.paid").count() == 1
        assert not overflows(page)
        page.get_by_role("link", name="个人账户").click()
        expect(page.locator("h1")).to_contain_text("您的个人账户共有 1,200.00 元")
        assert not overflows(page)


def test_large_print_grows_the_letters_and_nothing_sticks_out(visit: Visit, citizen: User) -> None:
    with visit(language="en", width=PHONE) as page:
        sign_in(page, citizen.username, PASSWORD)
        before = page.locator("h1").evaluate("heading => getComputedStyle(heading).fontSize")
        page.get_by_role("button", name="Large print").click()
        after = page.locator("h1").evaluate("heading => getComputedStyle(heading).fontSize")
        assert (before, after) == ("32px", "40px")
        assert not overflows(page)


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit: Visit, citizen: User) -> None:
    with visit(language="en") as page:
        sign_in(page, citizen.username, PASSWORD)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to content")
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_attribute("id", "main")


def test_signing_out_leads_back_to_the_landing_page(visit: Visit, citizen: User) -> None:
    with visit(language="en") as page:
        sign_in(page, citizen.username, PASSWORD)
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("h1")).to_have_text("Five insurances, one place")
        page.goto("/me/")
        expect(page.locator("h1")).to_have_text("Sign in")
