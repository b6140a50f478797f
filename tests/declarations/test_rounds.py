"""Where wages are declared once a year: who goes on by last year's wage; nothing closes for it (Order 20, art. 4)."""

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.assessment.models import BillKind
from contributions.declarations.actions import file_unchanged
from contributions.declarations.rounds import Round, behind, round_in, round_of
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, NOVEMBER, SEPTEMBER, charge, declare, staff, tick
from tests.factories import TODAY, a_delegate, a_member_of_staff, a_person, an_employment

pytestmark = pytest.mark.usefixtures("five_cities")
MARCH, JULY = Month(2026, 3), Month(2026, 7)


@pytest.fixture
def two(five_cities: None) -> tuple[Employer, Person, Person]:
    """8,000 and 9,000 yuan declared in March, before the round of July."""
    employer, (li, wang) = staff(2, since=MARCH)
    declare(employer, MARCH, {li: 8_000, wang: 9_000})
    return employer, li, wang


def test_wages_are_declared_once_a_year_where_the_law_says_so(five_cities: None) -> None:
    beijing, guangzhou = (Region.objects.get(pk=code) for code in (BEIJING, GUANGZHOU))
    assert round_in(beijing, NOVEMBER) == JULY
    assert round_in(beijing, JULY - 1) == Month(2025, 7)
    assert round_in(guangzhou, NOVEMBER) is None
    far, _ = staff(at=COUNTY_OF[GUANGZHOU])
    assert round_of(far, NOVEMBER) is None


def test_whoever_is_in_no_declaration_of_the_round_is_behind(two: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = two
    assert round_of(employer, NOVEMBER) == Round(JULY, 2)
    declare(employer, JULY, {li: 8_000})
    assert round_of(employer, NOVEMBER) == Round(JULY, 1), "the same wage, declared, is this year's"
    declare(employer, SEPTEMBER, {wang: 9_500})
    assert round_of(employer, NOVEMBER) == Round(JULY, 0)


def test_nothing_changed_is_a_declaration_of_everybody(two: tuple[Employer, Person, Person]) -> None:
    employer, *_ = two
    file_unchanged(employer=employer, month=JULY, by=None, at=tick(), today=TODAY)
    assert round_of(employer, NOVEMBER) == Round(JULY, 0)


def test_who_joined_in_the_round_has_the_wage_of_joining(two: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = two
    newcomers, _ = staff(since=SEPTEMBER)
    an_employment(a_person(), employer, since=SEPTEMBER)
    declare(employer, JULY, {li: 8_000, wang: 9_000})
    assert round_of(employer, NOVEMBER) == Round(JULY, 0)
    assert round_of(newcomers, NOVEMBER) == Round(JULY, 0)


def test_the_service_goes_on_by_the_wages_in_force(two: tuple[Employer, Person, Person]) -> None:
    employer, *_ = two
    charge(BEIJING, SEPTEMBER)
    assert {bill.kind for bill in employer.bills.filter(month=SEPTEMBER)} == {BillKind.ASSESSED}


def test_employer_and_clerk_see_who_is_behind(two: tuple[Employer, Person, Person], settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    employer, li, wang = two
    clerk, far = a_member_of_staff(Post.CLERK, at=BEIJING), a_member_of_staff(Post.CLERK, at=GUANGZHOU)
    late = behind(viewer_of(clerk, on=TODAY), NOVEMBER)
    assert late is not None and list(late) == [employer]
    assert behind(viewer_of(far, on=TODAY), NOVEMBER) is None
    desk, delegate = Client(), Client()
    desk.force_login(clerk, backend=portal.AUTHENTICATION_BACKENDS[-1])
    delegate.force_login(a_delegate(employer), backend=portal.AUTHENTICATION_BACKENDS[-1])
    listed = reverse("declarations") + f"?month={NOVEMBER}&show=round"
    own = reverse("employer_month", args=[employer.number, str(NOVEMBER)])
    assert employer.number in desk.get(listed).content.decode()
    assert "2 人" in delegate.get(own).content.decode()
    declare(employer, NOVEMBER, {li: 8_000, wang: 9_000})
    assert employer.number not in desk.get(listed).content.decode()
    assert "本年度工资" not in delegate.get(own).content.decode()
