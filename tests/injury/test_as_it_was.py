"""Benefits follow from what was so on the day: wages as they were charged by then, cover of the day that was found, the
leave on record, money that has left."""

import datetime as dt

import pytest

from benefits.injury.models import Injury
from benefits.injury.selectors.leaving import is_in_leave
from benefits.injury.selectors.wages import wages_before
from benefits.maternity.selectors import unit_wage
from enrollment.registry.models import Person
from siadmin.kernel.months import Month
from tests.cities import BEIJING, COUNTY_OF, declare, staff
from tests.factories import a_person, identity_number_of
from tests.injury.course import a_desk, applied_by_employer, certified, decided, works
from tests.payments.refusals import refused

pytestmark = pytest.mark.usefixtures("a_year_paid")


def test_wages_told_after_an_injury_do_not_raise_its_benefits() -> None:
    employer, person = works(since=Month(2026, 8), until=Month(2026, 11))
    injury = certified(person, employer)
    before = wages_before(injury, 12)
    assert before[0] > 0
    for month in (Month(2026, 8), Month(2026, 9), Month(2026, 10)):
        declare(employer, month, {person: 36_000})
    assert wages_before(injury, 12) == before


def test_wages_told_after_a_birth_do_not_raise_its_allowance() -> None:
    employer, person = works(since=Month(2025, 10), until=Month(2026, 1))
    before = unit_wage(employer, Month(2026, 10))
    for month in (Month(2025, 10), Month(2025, 11), Month(2025, 12)):
        declare(employer, month, {person: 30_000})
    assert before is not None and unit_wage(employer, Month(2026, 10)) == before


def test_an_injury_is_insured_as_of_the_day_that_was_found() -> None:
    employer, person = works(since=Month(2026, 9), until=Month(2026, 11))
    application = applied_by_employer(person, employer)
    assert application.was_insured
    decided(application, happened_on="2026-03-02")
    assert not Injury.objects.get().was_insured


def test_years_after_the_injury_no_tick_makes_it_the_paid_leave() -> None:
    _, (person,) = staff(at=COUNTY_OF[BEIJING], since=Month(2023, 6))
    injury = certified(person, person.employments.get().employer, happened_on="2023-10-09")
    assert is_in_leave(injury, dt.date(2024, 10, 8)) and not is_in_leave(injury, dt.date(2024, 10, 9))
    assert not is_in_leave(injury, dt.date(2023, 10, 8))
    Person.objects.filter(pk=person.pk).update(died_on=dt.date(2026, 11, 10))
    told = {"relation": "spouse", "in_leave": True, "from_elsewhere": False, "deceased": identity_number_of(person)}
    desk = a_desk(a_person(name="王某"), "injury_death")
    with refused("claim_not_due"):
        desk.granted(desk.asked(told))
