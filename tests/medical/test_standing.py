"""Who somebody is insured as on a day: months paid, gaps, waits, residents' years, pensioners (SIL 23–27)."""

import datetime as dt

import pytest

from benefits.medical.rules.covered import in_a_row, residents_waiting
from benefits.medical.rules.law import Scheme
from benefits.medical.selectors import standing_of
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.kernel.months import Month
from tests import cities
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER, change_law
from tests.claims import toy
from tests.claims.desk import a_worker
from tests.factories import an_employment
from tests.payments.till import Till
from tests.selfpay.test_subsidies import pay as pay_resident
from tests.selfpay.test_subsidies import resident

pytestmark = pytest.mark.usefixtures("a_year_paid")
FIRST, LAST = Month(2025, 11), Month(2026, 10)
DAY = dt.date(2026, 10, 20)


def with_a_gap(months: int) -> Person:
    """Paid up to February, insured again after so many months, paid from then to October."""
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING], since=FIRST)
    gap_from = Month(2026, 3)
    for month in FIRST.until(NOVEMBER):
        if not gap_from <= month < gap_from + months:
            cities.declare(employer, month, {person: 8_000})
        elif month == gap_from:
            periods = InsuredPeriod.objects.filter(person=person)
            periods.update(before_month=month, ended_because=PeriodEnd.LEFT)
            person.employments.update(ends_before=month.first_day, end_reason="resigned")
        if month == gap_from + months - 1:
            an_employment(person, employer, since=month + 1)
        cities.charge(BEIJING, month)
        if cities.owed(employer, month):
            cities.pay(employer, month)
    return person


def test_months_paid_in_a_row_and_gaps() -> None:
    months = [Month(2025, 1), Month(2025, 2), Month(2025, 6), Month(2025, 7)]
    row = in_a_row(months, Month(2025, 7), 3)
    assert row is not None and (row.first, row.paid, row.gap) == (Month(2025, 1), 4, 0)
    row = in_a_row(months, Month(2025, 7), 2)
    assert row is not None and (row.first, row.paid, row.gap) == (Month(2025, 6), 2, 3)
    assert row.covered_from(6) == Month(2025, 12)
    assert in_a_row(months, Month(2025, 8), 3) is None


@pytest.mark.parametrize(("gap", "waits"), [(4, 3), (12, 3), (23, 3), (24, 4), (36, 5)])
def test_residents_wait_longer_for_every_further_year(gap: int, waits: int) -> None:
    assert residents_waiting(gap, 3, 1) == waits


def test_an_employee_is_covered_for_the_months_paid() -> None:
    _, person = a_worker()
    found = standing_of(person, DAY)
    assert found.insured is not None and found.region is not None
    assert (found.insured.scheme, found.insured.is_retired, found.insured.months) == (Scheme.EMPLOYEE, False, 12)
    assert (found.region.pk, found.covered_from) == (BEIJING, FIRST)
    before = standing_of(person, dt.date(2025, 10, 31))
    assert before.insured is None and "没有参加" in before.why.zh


def test_a_month_that_is_not_paid_is_not_covered_until_it_is() -> None:
    employer, person = a_worker(months=tuple(FIRST.until(Month(2026, 10))))
    cities.declare(employer, LAST, {person: 8_000})
    cities.charge(BEIJING, LAST)
    assert standing_of(person, DAY).insured is not None, "its employer still has time"
    late = standing_of(person, DAY, known_on=dt.date(2027, 3, 1))
    assert late.insured is None and "2026-10 没有缴费" in late.why.zh
    cities.pay(employer, LAST)
    assert standing_of(person, DAY, known_on=dt.date(2027, 3, 1)).insured is not None


@pytest.mark.usefixtures("nobody_paid")
def test_a_short_gap_counts_as_none() -> None:
    short = standing_of(with_a_gap(3), DAY)
    assert short.insured is not None and short.insured.months == 9


@pytest.mark.usefixtures("nobody_paid")
def test_a_longer_gap_is_waited_for() -> None:
    person = with_a_gap(4)
    waits = standing_of(person, dt.date(2026, 9, 30))
    assert waits.insured is None and waits.covered_from == Month(2027, 1)
    assert "中断缴费4个月" in waits.why.zh and "2027-01" in waits.why.en
    change_law("medical.waiting_months", BEIJING, value=2)
    assert standing_of(person, dt.date(2026, 9, 1)).insured is not None
    assert standing_of(person, dt.date(2026, 8, 31)).insured is None


def test_a_resident_is_covered_once_the_year_is_paid() -> None:
    person = resident(scheme=ResidentScheme.MEDICAL, tier=400_00)
    assert standing_of(person, DAY).insured is None
    pay_resident(person)
    found = standing_of(person, DAY)
    assert found.insured is not None and found.insured.scheme is Scheme.RESIDENT


def test_who_draws_a_pension_and_paid_long_enough_is_covered_without_paying(monkeypatch: pytest.MonkeyPatch) -> None:
    with toy.joined():
        monkeypatch.setattr(toy.Umbrella, "retires", True, raising=False)
        _, person = a_worker()
        InsuredPeriod.objects.filter(person=person, insurance=Insurance.MEDICAL).update(
            before_month=NOVEMBER, ended_because=PeriodEnd.LEFT
        )
        december = dt.date(2026, 12, 3)
        assert "没有参加" in standing_of(person, december).why.zh
        Till().granted(person)
        short = standing_of(person, december)
        assert short.insured is None and "12个月" in short.why.zh
        change_law("medical.lifelong_months", BEIJING, category="male", value=12)
        found = standing_of(person, december)
        assert found.insured is not None and found.insured.is_retired
