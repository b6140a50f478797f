"""No page sticks out on a phone, in either language; on paper the last column of a bill is still there."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from enrollment.registry.models import Employer, Person
from funds.banking.actions import open_reconciliation
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.models import Run
from tests import cities, factories
from tests.browser.conftest import Visit
from tests.browser.screens import LANGUAGES, PHONE, overflows, sign_in
from tests.cities import BEIJING, OCTOBER, SEPTEMBER
from tests.factories import NOW, PASSWORD

A4_LANDSCAPE = (1032, 703)  # CSS pixels of the sheet less its margins of 12 mm
HIDDEN = """() => [...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth + 1)
    .map(each => each.innerText.slice(0, 60))"""


@pytest.fixture
def employer(visit: Visit) -> Employer:
    """An employer with a long name, a paid month with too much paid, and an unpaid one."""
    employer, people = cities.staff(people=3)
    Employer.objects.update(name_en="Beijing Jinghua Yunfan Software Technology Co., Ltd.")
    cities.declare(employer, SEPTEMBER, dict.fromkeys(people, 36_500))
    cities.charge(BEIJING, SEPTEMBER)
    owed = cities.owed(employer, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, {fund: fen + 8_800 for fund, fen in owed.items()}, received_on=dt.date(2026, 9, 20))
    cities.charge(BEIJING, OCTOBER)
    return employer


def _compared() -> Run:
    run, _ = open_reconciliation(months=[SEPTEMBER, OCTOBER], key="t", by=None, at=NOW)
    runs.work(run.pk)
    return run


def _fits(page: Page, paths: list[str]) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer is not None and answer.ok, path
        assert not overflows(page), path
        assert page.evaluate(HIDDEN) == [], f"{path} hides columns behind its edge"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_clerks_fit_a_phone(language: str, visit: Visit, employer: Employer) -> None:
    person = Person.objects.earliest("pk")
    clerk = factories.a_member_of_staff(Post.CLERK, at=BEIJING)
    with visit(language=language, width=PHONE) as page:
        sign_in(page, clerk.username, PASSWORD)
        _fits(
            page,
            [
                reverse("work"),
                "/search/",
                reverse("person", args=[person.number]),
                reverse("employer", args=[employer.number]),
                reverse("contributions"),
                reverse("arrears"),
                reverse("work_bill", args=[employer.number, SEPTEMBER]),
                reverse("receipts"),
                reverse("receipts_waiting"),
            ],
        )
        page.goto(reverse("runs"))
        assert not overflows(page), "the page that refuses names many posts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_employers_fit_a_phone(language: str, visit: Visit, employer: Employer) -> None:
    delegate = factories.a_delegate(employer, factories.an_employer())
    with visit(language=language, width=PHONE) as page:
        sign_in(page, delegate.username, PASSWORD)
        _fits(
            page,
            [
                reverse("employers"),
                reverse("employer_home", args=[employer.number]),
                reverse("employer_bills", args=[employer.number]),
                reverse("payment_notice", args=[employer.number, SEPTEMBER]),
                reverse("bill_people", args=[employer.number, SEPTEMBER]),
            ],
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_citizens_fit_a_phone(language: str, visit: Visit, employer: Employer) -> None:
    person = Person.objects.earliest("pk")
    why = reverse("why_line", args=[person.number, SEPTEMBER, "pension_employee", employer.number, 0])
    citizen = factories.a_citizen(person)
    with visit(language=language, width=PHONE) as page:
        sign_in(page, citizen.username, PASSWORD)
        _fits(
            page,
            [reverse("citizen_home"), reverse("citizen_accounts"), reverse("citizen_month", args=[SEPTEMBER]), why],
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_finance_fit_a_phone(language: str, visit: Visit, employer: Employer) -> None:
    run = _compared()
    accountant = factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING)
    with visit(language=language, width=PHONE) as page:
        sign_in(page, accountant.username, PASSWORD)
        _fits(
            page,
            [
                reverse("funds"),
                reverse("proof"),
                reverse("runs"),
                reverse("run", args=[run.pk]),
                reverse("policy_values"),
                reverse("policy_proposals"),
            ],
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_people_of_a_bill_are_printed_to_the_last_column(language: str, visit: Visit, employer: Employer) -> None:
    delegate = factories.a_delegate(employer)
    with visit(language=language) as page:
        sign_in(page, delegate.username, PASSWORD)
        page.set_viewport_size({"width": A4_LANDSCAPE[0], "height": A4_LANDSCAPE[1]})
        page.goto(reverse("bill_people", args=[employer.number, SEPTEMBER]))
        page.emulate_media(media="print")
        last = page.locator(".wide-print thead th").last
        assert last.inner_text() in ("合计 ¥", "合计（元）", "Total ¥")
        box = last.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= A4_LANDSCAPE[0]
        sheet = page.locator(".wide-print")
        assert sheet.evaluate("each => getComputedStyle(each).breakInside") == "auto", "a long table may break"
        assert sheet.evaluate("each => getComputedStyle(each).page") == "wide"
