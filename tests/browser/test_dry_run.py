"""A value before it governs: proposed, tried out on everybody, looked at by whoever decides on it; on a phone too."""

from itertools import product

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.policy.models import Proposal
from tests import factories
from tests.browser.conftest import Visit
from tests.browser.screens import LANGUAGES, PHONE, WIDE, overflows, sign_in
from tests.cities import GUANGZHOU, SHENZHEN, work
from tests.dryruns.trying import a_town, proposed
from tests.factories import PASSWORD

FINISHED = 15_000  # ms: the page asks for itself every two seconds


@pytest.fixture
def value(visit: Visit) -> Proposal:
    """A rate of Guangdong, proposed where two cities inherit it."""
    a_town(*range(350_000, 3_400_000, 170_000), at=GUANGZHOU)
    a_town(*range(450_000, 2_900_000, 490_000), at=SHENZHEN)
    proposed("0.17", "pension.employer_rate", at="440000", unit="rate")
    return proposed("0.085", "pension.employee_rate", at="440000", unit="rate")


@pytest.fixture
def people(value: Proposal) -> tuple[User, User]:
    officer = factories.a_member_of_staff(Post.POLICY_OFFICER, at="440000", name="高志远", name_en="Gao Zhiyuan")
    return officer, factories.a_member_of_staff(Post.APPROVER, at="440000", name="周敏", name_en="Zhou Min")


def test_a_value_is_tried_out_and_whoever_decides_sees_what_it_does(
    visit: Visit, value: Proposal, people: tuple[User, User]
) -> None:
    officer, approver = people
    with visit() as page:
        sign_in(page, officer.username, PASSWORD)
        page.goto(reverse("policy_proposal", args=[value.pk]))
        page.get_by_role("link", name="Try it out before it is decided").click()
        page.get_by_role("button", name="Try it out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("It is being tried out on everybody")
        run = Run.objects.get(kind="dry_run")
        work(run)
        expect(page.get_by_role("heading", level=1)).to_contain_text("23 people pay more, 0 less", timeout=FINISHED)
        expect(page.locator(".chart canvas")).to_have_count(2)
    with visit(language="zh") as page:
        sign_in(page, approver.username, PASSWORD)
        page.goto(reverse("policy_proposal", args=[value.pk]))
        page.get_by_role("link", name="查看谁将多缴、少缴").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("23 人多缴，0 人少缴")
    for language, width in product(LANGUAGES, (PHONE, WIDE)):
        with visit(language=language, width=width) as page:
            sign_in(page, approver.username, PASSWORD)
            _fits(page, reverse("policy_proposal", args=[value.pk]), reverse("dry_run", args=[value.pk]))
            _fits(page, *(reverse(f"dry_run_{name}", args=[run.pk]) for name in ("employers", "people")))


def _fits(page: Page, *paths: str) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer is not None and answer.ok, path
        assert not overflows(page), path
