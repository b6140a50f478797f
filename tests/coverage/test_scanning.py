"""The monthly scan: who should be insured and is not; findings open, stay and close by themselves."""

import datetime as dt

import pytest

from enrollment.coverage.actions.scan import CoverageRun, law_of_scan
from enrollment.coverage.models import Finding, Known, Rate
from enrollment.coverage.rules.kinds import Closed, Kind, Register
from enrollment.coverage.selectors.dashboard import place_of
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.matters import MERGE
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import cities
from tests.coverage.registers import CODE, SHOP, came, died, lives, open_ones, paid, scan, somebody
from tests.factories import (
    TODAY,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    identity_number_of,
)
from tests.registry.counter import asked, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


@pytest.fixture
def clerk():
    return a_member_of_staff(Post.CLERK, at=cities.BEIJING)


def test_a_wage_without_insurance_is_missing_and_an_obligation(clerk) -> None:
    employer = an_employer()
    came(Register.WAGE_TAX, paid(somebody(), code=employer.credit_code, place="110105"))
    totals = scan(by=clerk).totals
    (found,) = open_ones()
    assert (found.kind, found.is_must, found.employer, found.months) == (Kind.MISSING, True, employer, 1)
    assert (found.region_id, found.pool_id, found.person) == ("110105", cities.BEIJING, None)
    assert totals["opened"]["missing"] == 1 and totals["kept"]["missing"] == 0


def test_whoever_is_insured_is_nobodys_finding(clerk) -> None:
    employer, (person,) = cities.staff(1)
    came(Register.WAGE_TAX, paid(identity_number_of(person), person.name, code=employer.credit_code))
    scan(by=clerk)
    assert not Finding.objects.exists()
    assert Known.objects.get().person == person


def test_households_and_markets_are_offers_not_obligations(clerk) -> None:
    came(Register.HOUSEHOLD, lives(somebody(1)))
    came(
        Register.MARKET,
        {
            "credit_code": SHOP,
            "employer_name": "李伟小吃店",
            "legal_representative": "李伟",
            "owner_id_number": somebody(3),
            "region_code": "110105",
        },
    )
    scan(by=clerk)
    assert [found.is_must for found in open_ones()] == [False, False]


@pytest.mark.parametrize(
    "row",
    [
        lives(somebody(1, born=dt.date(2010, 12, 1))),
        lives(somebody(1, born=dt.date(1960, 1, 1))),
        lives(somebody(1, born=dt.date(2007, 1, 1)), student=True),
        lives(somebody(1), over=True),
    ],
    ids=["under sixteen", "past the statutory age", "student", "moved out"],
)
def test_whom_the_law_asks_nothing_of(clerk, row) -> None:
    came(Register.HOUSEHOLD, row)
    scan(by=clerk)
    assert not open_ones()


def test_sixteen_in_this_month_is_old_enough(clerk) -> None:
    came(Register.HOUSEHOLD, lives(somebody(1, born=dt.date(2010, 11, 30))))
    scan(by=clerk)
    assert open_ones().count() == 1


def test_who_works_past_the_statutory_age_must_be_insured_for_work_injury(clerk) -> None:
    """超龄劳动者暂行规定 15, from 2026-07-01."""
    employer = an_employer()
    came(Register.WAGE_TAX, paid(somebody(1, born=dt.date(1960, 1, 1)), code=employer.credit_code))
    scan(by=clerk)
    (found,) = open_ones()
    assert found.is_must
    person = a_person(number=somebody(1, born=dt.date(1960, 1, 1)), born_on=dt.date(1960, 1, 1))
    an_employment(person, employer, insured_in=("injury",), kind="over_age")
    scan(by=clerk)
    found.refresh_from_db()
    assert found.closed_because == Closed.COVERED


def test_before_the_law_of_2026_a_wage_past_the_statutory_age_asked_for_nothing() -> None:
    region = Region.objects.get(pk=cities.BEIJING)
    assert not law_of_scan(region, Month(2026, 6))["over_age_works"]
    assert law_of_scan(region, Month(2026, 7))["over_age_works"]


def test_the_dead_are_not_looked_for(clerk) -> None:
    number = somebody()
    came(Register.WAGE_TAX, paid(number, code=CODE))
    came(Register.DEATH, died(number, TODAY))
    scan(by=clerk)
    assert not open_ones()


def test_a_death_closes_what_was_open(clerk) -> None:
    number = somebody()
    came(Register.WAGE_TAX, paid(number, code=CODE))
    scan(by=clerk)
    came(Register.DEATH, died(number, TODAY))
    scan(by=clerk)
    assert Finding.objects.get().closed_because == Closed.DIED


def test_who_left_long_enough_ago_has_lapsed(clerk) -> None:
    employer = an_employer()
    long_gone, lately = a_person(lives_in="110109"), a_person()
    an_employment(long_gone, employer, since=Month(2025, 1), left=Month(2026, 9))
    an_employment(lately, employer, since=Month(2025, 1), left=Month(2026, 10))
    scan(by=clerk)
    (found,) = open_ones()
    assert (found.person, found.kind, found.is_must) == (long_gone, Kind.LAPSED, False)
    assert (found.since_month, found.months, found.region_id) == (Month(2026, 9), 3, "110109")


def test_who_goes_on_under_another_record_has_not_lapsed(clerk) -> None:
    """The records are of one person: what stands under either speaks for both."""
    employer = an_employer(at="110105")
    left, goes_on = a_person(name="林静", lives_in="110105"), a_person(name="林静", lives_in="110105")
    an_employment(left, employer, since=Month(2025, 1), left=Month(2026, 9))
    an_employment(goes_on, employer, since=Month(2026, 9))
    other = a_member_of_staff(Post.CLERK)
    signed(asked(MERGE, goes_on, other, number=left.number, why="核对"), other, a_member_of_staff(Post.REVIEWER))
    scan(by=clerk)
    assert list(open_ones()) == []


def test_a_wage_elsewhere_after_leaving_makes_it_an_obligation_at_once(clerk) -> None:
    old, new = an_employer(), an_employer()
    person = a_person()
    an_employment(person, old, since=Month(2025, 1), left=Month(2026, 11))
    came(Register.WAGE_TAX, paid(identity_number_of(person), person.name, code=new.credit_code))
    scan(by=clerk)
    (found,) = open_ones()
    assert (found.kind, found.is_must, found.employer) == (Kind.LAPSED, True, new)


def test_the_retired_have_not_lapsed(clerk) -> None:
    person = a_person(born_on=dt.date(1970, 1, 1))
    an_employment(person, an_employer(), since=Month(2020, 1), left=Month(2026, 1))
    InsuredPeriod.objects.filter(person=person).update(ended_because="retired")
    scan(by=clerk)
    assert not open_ones()


def test_months_an_employer_has_not_paid_interrupt(clerk) -> None:
    employer, (person,) = cities.staff(1)
    cities.declare(employer, cities.SEPTEMBER, {person: 8000})
    cities.charge(cities.BEIJING, cities.SEPTEMBER)
    scan(by=clerk)
    (found,) = open_ones()
    assert (found.kind, found.person, found.employer) == (Kind.INTERRUPTED, person, employer)
    assert (found.since_month, found.months) == (cities.SEPTEMBER, 1)
    cities.pay(employer, cities.SEPTEMBER)
    scan(by=clerk)
    found.refresh_from_db()
    assert found.closed_because == Closed.PAID


def test_a_scan_again_changes_nothing_but_what_it_saw(clerk) -> None:
    came(Register.WAGE_TAX, paid(somebody(), code=CODE))
    scan(by=clerk)
    before = list(Finding.objects.values())
    assert scan(by=clerk).totals["kept"]["missing"] == 1
    assert list(Finding.objects.values()) == before


def test_registers_that_fall_silent_count_no_longer(clerk) -> None:
    came(Register.WAGE_TAX, paid(somebody(), code=CODE, month=Month(2026, 8)))
    scan(by=clerk)
    assert not open_ones(), "three months are fresh: September to November"


def test_whoever_is_near_retirement_comes_first(clerk) -> None:
    employer = an_employer()
    young, old = a_person(), a_person(born_on=dt.date(1970, 1, 1))
    for person in (young, old):
        an_employment(person, employer, since=Month(2025, 1), left=Month(2026, 6))
    scan(by=clerk)
    assert [each.person for each in Finding.objects.order_by("-weight")] == [old, young]


def test_rates_add_up_from_villages_to_the_region(clerk) -> None:
    employer = an_employer()
    for place in ("110105", "110105", "110109"):
        an_employment(a_person(lives_in=place), employer)
    an_employment(a_person(lives_in="440305"), employer)
    came(Register.WAGE_TAX, paid(somebody(), code=employer.credit_code, place="110109"))
    scan(by=clerk)
    rates = {rate.region_id: (rate.insured, rate.missing) for rate in Rate.objects.all()}
    assert rates == {"110000": (4, 1), "110100": (3, 1), "110105": (2, 0), "110109": (1, 1)}
    assert place_of(Region.objects.get(pk="110109"), cities.NOVEMBER).per_million == 500_000


def test_a_place_nobody_is_counted_in_any_more_has_no_figures(clerk) -> None:
    number = somebody()
    came(Register.HOUSEHOLD, lives(number, place="110109"))
    an_employment(a_person(lives_in="110105"), an_employer())
    scan(by=clerk)
    assert Rate.objects.filter(region="110109").exists()
    came(Register.HOUSEHOLD, lives(number, place="110109", over=True))
    scan(by=clerk)
    assert not Rate.objects.filter(region="110109").exists()
    assert "rates_add_up" not in cities.broken()


def test_the_schedule_scans_a_month_once() -> None:
    run = scan()
    assert run.kind == CoverageRun.code
    assert scan() == run


def test_slices_of_every_size_find_the_same(clerk) -> None:
    employer = an_employer()
    for _ in range(7):
        an_employment(a_person(), employer, since=Month(2025, 1), left=Month(2026, 6))
    scan(by=clerk, size=2)
    assert open_ones(Kind.LAPSED).count() == 7
