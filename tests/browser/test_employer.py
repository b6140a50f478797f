"""Journeys of an employer: a month that did not change, on a phone; a payroll file with faults, to its bill."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from contributions.declarations.models import Declaration, DeclarationState, RowState
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from tests import cities, factories
from tests.browser.conftest import Visit
from tests.browser.screens import PHONE, overflows, sign_in
from tests.cities import CHENGDU, COUNTY_OF, OCTOBER, SEPTEMBER
from tests.factories import PASSWORD, citizen_number

THUMB = 44  # CSS pixels a thumb can hit
PAYROLL = Path(__file__).parents[1] / "data" / "payroll" / "gb18030_totals.csv"
"""45 people; row 15 has a wrong check digit, row 18 no wage, row 23 a number of 17 characters."""


@dataclass(frozen=True, slots=True)
class Office:
    """An employer with a declared and charged September; the three of its people whose October rows have a fault."""

    employer: Employer
    delegate: User
    wrong_digit: Person
    no_wage: Person
    too_short: Person


def _of_the_file(name: str, born_on: dt.date, order: int) -> Person:
    number = citizen_number(area="510104", born_on=born_on, order=order)
    return factories.a_person(name=name, born_on=born_on, female=order % 2 == 0, number=number)


@pytest.fixture
def office(visit: Visit) -> Office:
    employer = factories.an_employer(at=COUNTY_OF[CHENGDU])
    people = [
        _of_the_file("高桂涛", dt.date(2000, 9, 24), 906),
        _of_the_file("杨志洋", dt.date(1995, 4, 26), 934),
        _of_the_file("赵涛鹏", dt.date(1985, 2, 20), 988),
    ]
    for person in people:
        factories.an_employment(person, employer, since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, dict.fromkeys(people, 8_000))
    cities.charge(CHENGDU, SEPTEMBER)
    return Office(employer, factories.a_delegate(employer), *people)


def _filed(employer: Employer) -> Declaration:
    return Declaration.objects.get(employer=employer, month=OCTOBER, state=DeclarationState.FILED)


# --- a month that did not change ------------------------------------------------------------------------------


def test_a_thumb_declares_the_same_as_last_month(visit: Visit, office: Office) -> None:
    with visit(language="zh", width=PHONE) as page:
        sign_in(page, office.delegate.username, PASSWORD)
        page.goto(reverse("employer_month", args=[office.employer.number, OCTOBER]))
        assert not overflows(page)
        same = page.get_by_role("button", name="与上月相同")
        box = same.bounding_box()
        assert box is not None
        assert box["height"] >= THUMB
        same.tap()
        expect(page.locator("h1")).to_have_text("2026-10 已申报：3 人，第 1 版")
        expect(page.locator("main")).to_contain_text(_filed(office.employer).number)
        assert not overflows(page)
    assert set(wages_in_force(office.employer.pk, OCTOBER).values()) == {800_000}


# --- a payroll file, from upload to bill ----------------------------------------------------------------------


def test_a_faulty_file_is_filed_row_by_row_and_its_bill_explains_itself(visit: Visit, office: Office) -> None:
    with visit() as page:
        sign_in(page, office.delegate.username, PASSWORD)
        _upload(page, office)
        _take_what_is_sure(page, office.wrong_digit)
        _correct_the_wage(page, office.no_wage)
        _file(page, office)
        _find_who_waits(page, office)
        cities.charge(CHENGDU, OCTOBER)
        _open_the_bill_and_why(page, office)


def _upload(page: Page, office: Office) -> None:
    page.goto(reverse("employer_month", args=[office.employer.number, OCTOBER]))
    page.locator("input[type=file]").set_input_files(PAYROLL)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.locator("h1")).to_have_text("42 of 45 rows can be filed, 3 wait for you")


def _take_what_is_sure(page: Page, person: Person) -> None:
    row = page.locator(".row-fix").filter(has_text=person.name)
    expect(row).to_contain_text("the only person of this name on your staff list")
    row.get_by_role("button", name="Take it").click()
    expect(page.locator("h1")).to_have_text("43 of 45 rows can be filed, 2 wait for you")


def _correct_the_wage(page: Page, person: Person) -> None:
    row = page.locator(".row-fix").filter(has_text=person.name)
    row.locator("summary").click()
    row.get_by_label("Wage, yuan").fill("9,300.50")
    row.get_by_role("button", name="Check again").click()
    expect(page.locator("h1")).to_have_text("44 of 45 rows can be filed, 1 wait for you")


def _file(page: Page, office: Office) -> None:
    page.get_by_role("button", name="File 44 rows").click()
    expect(page.locator("h1")).to_have_text("2026-10 is declared: 44 people, version 1")
    expect(page.locator("dl.facts")).to_contain_text(_filed(office.employer).number)
    wages = wages_in_force(office.employer.pk, OCTOBER)
    assert (wages[office.wrong_digit.pk], wages[office.no_wage.pk]) == (464_100, 930_050)
    assert wages[office.too_short.pk] == 800_000, "whoever waits stays insured at the wage in force"


def _find_who_waits(page: Page, office: Office) -> None:
    page.get_by_role("link", name="Open the basket").click()
    waiting = page.locator(".row-fix.waiting")
    expect(waiting).to_have_count(1)
    expect(waiting.get_by_label("Name")).to_have_value(office.too_short.name)
    expect(waiting).to_contain_text("2026-10 · Row 23")
    assert _filed(office.employer).rows.filter(state=RowState.REFUSED).count() == 1


def _open_the_bill_and_why(page: Page, office: Office) -> None:
    page.goto(reverse("employer_bills", args=[office.employer.number]))
    october = page.locator("tr").filter(has=page.get_by_role("link", name="2026-10", exact=True))
    october.get_by_role("link", name="Person by person").click()
    expect(page.locator("h1")).to_have_text("2026-10: 45 people, and what was charged for each")
    page.locator("tr").filter(has_text=office.no_wage.name).get_by_title("Why this amount").first.click()
    expect(page.locator("h1")).to_contain_text("why this amount?")
    expect(page.locator("main")).to_contain_text("Recomputed, equal")
    expect(page.locator("main")).to_contain_text("9,300.50")
