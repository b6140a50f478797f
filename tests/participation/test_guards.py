"""A person is insured once at a time in each insurance; in work injury once per employer (IMPL 9)."""

import pytest

from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from tests import database, factories

MARCH, JUNE, SEPTEMBER = Month(2026, 3), Month(2026, 6), Month(2026, 9)
ONCE = "insured_once_at_a_time"


def _period(
    person: Person,
    employer: Employer,
    from_month: Month,
    before_month: Month | None = None,
    insurance: str = Insurance.PENSION,
) -> InsuredPeriod:
    return InsuredPeriod(
        person=person,
        employer=employer,
        insurance=insurance,
        region=employer.pooling_region,
        from_month=from_month,
        before_month=before_month,
        ended_because=PeriodEnd.LEFT if before_month else "",
    )


@pytest.fixture
def person(db: None) -> Person:
    return factories.a_person()


@pytest.fixture
def employers(db: None) -> tuple[Employer, Employer]:
    return factories.an_employer(), factories.an_employer()


@pytest.mark.parametrize(
    ("from_month", "before_month"),
    [(MARCH, JUNE), (MARCH, None), (MARCH - 6, MARCH + 1), (JUNE - 1, SEPTEMBER), (MARCH + 1, MARCH + 2)],
)
def test_a_person_is_not_insured_twice_in_a_month(
    person: Person, employers: tuple[Employer, Employer], from_month: Month, before_month: Month | None
) -> None:
    one, other = employers
    _period(person, one, MARCH, JUNE).save()
    with database.refused(ONCE):
        _period(person, other, from_month, before_month).save()


def test_an_open_period_bars_every_later_one(person: Person, employers: tuple[Employer, Employer]) -> None:
    one, other = employers
    _period(person, one, MARCH).save()
    with database.refused(ONCE):
        _period(person, other, SEPTEMBER).save()


def test_the_month_a_period_ends_belongs_to_the_next(person: Person, employers: tuple[Employer, Employer]) -> None:
    one, other = employers
    _period(person, one, MARCH, JUNE).save()
    _period(person, other, JUNE).save()
    with database.refused(ONCE):
        InsuredPeriod.objects.filter(employer=one).update(before_month=JUNE + 1)


def test_one_statement_does_not_insure_a_person_twice(person: Person, employers: tuple[Employer, Employer]) -> None:
    one, other = employers
    with database.refused(ONCE):
        InsuredPeriod.objects.bulk_create([_period(person, one, MARCH, JUNE), _period(person, other, MARCH + 1)])


def test_a_period_does_not_move_to_a_person_who_has_one(employers: tuple[Employer, Employer]) -> None:
    one, other = factories.a_person(), factories.a_person()
    _period(one, employers[0], MARCH).save()
    moved = _period(other, employers[1], JUNE)
    moved.save()
    with database.refused(ONCE):
        InsuredPeriod.objects.filter(pk=moved.pk).update(person=one)


def test_other_insurances_and_other_people_have_periods_of_their_own(
    person: Person, employers: tuple[Employer, Employer]
) -> None:
    _period(person, employers[0], MARCH).save()
    _period(person, employers[0], MARCH, insurance=Insurance.MEDICAL).save()
    _period(factories.a_person(), employers[0], MARCH).save()
    assert InsuredPeriod.objects.count() == 3


def test_work_injury_runs_per_employer(person: Person, employers: tuple[Employer, Employer]) -> None:
    one, other = employers
    _period(person, one, MARCH, insurance=Insurance.INJURY).save()
    _period(person, other, MARCH, insurance=Insurance.INJURY).save()
    with database.refused(ONCE):
        _period(person, other, JUNE, insurance=Insurance.INJURY).save()


def test_who_employs_or_insures_somebody_is_not_closed(person: Person, employers: tuple[Employer, Employer]) -> None:
    employing, insuring = employers
    factories.an_employment(factories.a_person(), employing, since=MARCH)
    _period(person, insuring, MARCH).save()
    for employer in employers:
        with database.refused("closing_employs_nobody"):
            Employer.objects.filter(pk=employer.pk).update(cancelled_on=factories.TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_employers_at_once_do_not_both_insure_a_person() -> None:
    person, one, other = factories.a_person(), factories.an_employer(), factories.an_employer()
    outcome = database.in_the_meantime(_period(person, one, MARCH).save, _period(person, other, JUNE).save)
    assert database.promise_broken(outcome) == ONCE
    assert InsuredPeriod.objects.get().employer == one


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_a_period_that_came_to_nothing_is_insured() -> None:
    person, one, other = factories.a_person(), factories.an_employer(), factories.an_employer()

    def change_of_mind() -> None:
        _period(person, one, MARCH).save()
        InsuredPeriod.objects.all().delete()

    assert database.in_the_meantime(change_of_mind, _period(person, other, JUNE).save) is None
    assert InsuredPeriod.objects.get().employer == other
