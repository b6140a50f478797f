"""The pages of money owed fit a phone in either language: at the desk, for the employer, for the cashier."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from contributions.collection.actions import open_late_fees
from contributions.collection.matters import ENFORCEMENTS, FORCE_MAJEURE, REFUNDS
from contributions.collection.models import Receipt
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from tests import factories
from tests.browser.conftest import Visit
from tests.browser.screens import LANGUAGES, PHONE, overflows, sign_in
from tests.cities import BEIJING, SEPTEMBER, pay, staff, tick, work
from tests.factories import PASSWORD
from tests.owing import Desk, late_ones


@pytest.fixture
def owing(visit: Visit) -> tuple[Employer, Employer, Desk]:
    """One employer that paid late and too much, and one that was ordered to pay."""
    (paid, few), (silent, many) = staff(), staff(3)
    Employer.objects.update(name_en="Beijing Jinghua Yunfan Software Technology Co., Ltd.")
    late_ones((paid, few), (silent, many))
    pay(paid, SEPTEMBER)
    pay(paid, SEPTEMBER, {Fund.PENSION: 100})
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=tick())[0])
    desk = Desk(at=BEIJING)
    number = Receipt.objects.latest("pk").external_id
    desk.signed(desk.asked(REFUNDS[Line.HRSS], paid, receipt=number, fund=Fund.PENSION, amount="0.50", cause="over"))
    desk.signed(desk.asked(ENFORCEMENTS[Line.HRSS], silent, rung="order_to_pay", note="工行朝阳支行"))
    months = {"first_month": "2026-11", "last_month": "2026-12", "since": "2026-11-01", "until": "2027-03-31"}
    desk.signed(desk.asked(FORCE_MAJEURE[Line.HRSS], silent, event="洪水", approval="京人社函〔2026〕1号", **months))
    return paid, silent, desk


def _fits(page: Page, *paths: str) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer is not None and answer.ok, path
        assert not overflows(page), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_money_owed_fit_a_phone(language: str, visit: Visit, owing: tuple[Employer, Employer, Desk]) -> None:
    paid, silent, desk = owing
    why = reverse("late_fee_why", args=[paid.number, SEPTEMBER, Fund.PENSION])
    with visit(language=language, width=PHONE) as page:
        sign_in(page, desk.clerk.username, PASSWORD)
        lists = [f"{reverse('stakes')}?list={name}" for name in ("not-filed", "at-floor")]
        desks = [reverse("owed_by_employer", args=[each.number]) for each in (paid, silent)]
        _fits(page, reverse("arrears"), reverse("enforcement"), *lists, *desks, why)
        _fits(page, reverse("receipt", args=[Receipt.objects.latest("pk").pk]))
    with visit(language=language, width=PHONE) as page:
        sign_in(page, factories.a_delegate(paid, silent).username, PASSWORD)
        _fits(page, why, *(reverse("employer_bills", args=[each.number]) for each in (paid, silent)))
        _fits(page, reverse("payment_notice", args=[silent.number, SEPTEMBER]))
    with visit(language=language, width=PHONE) as page:
        sign_in(page, factories.a_member_of_staff(Post.CASHIER, at=BEIJING).username, PASSWORD)
        _fits(page, reverse("refunds"))
