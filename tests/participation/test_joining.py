"""Who is insured in which months: joining, leaving, suspending, resuming (SIL 58; IMPL 9; OLD 15–17)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from enrollment.participation.actions import Joining, Leaving, join, leave, resume, suspend
from enrollment.participation.models import (
    Employment,
    EndReason,
    InsuredPeriod,
    WorkerKind,
)
from enrollment.participation.selectors import in_month, kind_of_worker, roster
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.cities import NOVEMBER, OCTOBER, SEPTEMBER, broken, tick
from tests.factories import a_person, a_user, an_employer

EmploymentHistory: Any = apps.get_model("participation", "EmploymentHistory")
InsuredPeriodHistory: Any = apps.get_model("participation", "InsuredPeriodHistory")
ALL = set(Insurance.values)
BUT_INJURY = ALL - {Insurance.INJURY}
OPEN = None


@pytest.fixture
def _law(five_cities: None) -> None:
    """The five cities."""


pytestmark = pytest.mark.usefixtures("_law")


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def joined(employer: Employer, person: Person, on: dt.date, kind: str = WorkerKind.EMPLOYEE, **other: str) -> None:
    join(employer=employer, joinings=[Joining(person, kind, on, **other)], by=None, at=tick())


def left(employer: Employer, person: Person, last_day: dt.date, reason: str = EndReason.RESIGNED) -> None:
    leave(employer=employer, leavings=[Leaving(person, last_day, reason)], by=None, at=tick())


def spells(person: Person, insurances: Iterable[str], employer: Employer | None = None) -> set[tuple[str, str]]:
    """(first month, month before which it ends) of the periods that hold a month; each insurance gives the same."""
    found = []
    for insurance in insurances:
        periods = InsuredPeriod.objects.filter(person=person, insurance=insurance)
        if employer is not None:
            periods = periods.filter(employer=employer)
        found.append(
            {(str(p.from_month), str(p.before_month or "")) for p in periods if p.before_month != p.from_month}
        )
    assert all(each == found[0] for each in found), found
    return found[0]


def months(person: Person, insurance: str) -> list[str]:
    """Months of 2026 in which the person is insured."""
    return [
        str(month)
        for month in Month(2026, 1).until(Month(2027, 1))
        if InsuredPeriod.objects.filter(in_month(month), person=person, insurance=insurance).exists()
    ]


def test_a_month_with_a_day_of_work_counts_whole() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(9, 30))
    assert spells(person, ALL) == {("2026-09", "")}
    left(employer, person, day(11, 1))
    assert spells(person, ALL) == {("2026-09", "2026-12")}
    employment = Employment.objects.get()
    assert (employment.starts_on, employment.ends_before, employment.end_reason) == (
        day(9, 30), day(11, 2), EndReason.RESIGNED,
    )  # fmt: skip
    assert broken() == {}


def test_leaving_in_the_month_of_joining_is_one_month() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(9, 3))
    left(employer, person, day(9, 3))
    assert spells(person, ALL) == {("2026-09", "2026-10")}


def test_who_is_still_insured_elsewhere_in_the_month_starts_with_the_next_but_for_work_injury() -> None:
    old, new, person = an_employer(), an_employer(), a_person()
    joined(old, person, day(3, 1))
    left(old, person, day(9, 10))
    joined(new, person, day(9, 20))
    assert spells(person, BUT_INJURY, new) == {("2026-10", "")}
    assert spells(person, [Insurance.INJURY], new) == {("2026-09", "")}
    assert broken() == {}


def test_who_leaves_before_the_new_insurance_began_was_never_insured_there() -> None:
    old, new, person = an_employer(), an_employer(), a_person()
    joined(old, person, day(3, 1))
    left(old, person, day(9, 10))
    joined(new, person, day(9, 20))
    left(new, person, day(9, 25))
    assert spells(person, BUT_INJURY, new) == set()
    assert spells(person, [Insurance.INJURY], new) == {("2026-09", "2026-10")}
    assert months(person, Insurance.PENSION)[-1] == "2026-09"
    assert not InsuredPeriod.objects.filter(in_month(OCTOBER)).exists()
    assert InsuredPeriod.objects.filter(employer=new).count() == 5, "it stays on record"
    joined(new, person, day(10, 1))
    assert spells(person, ALL - {Insurance.INJURY}, new) == {("2026-10", "")}
    assert broken() == {}


def test_rejoining_the_same_employer_in_the_month_of_leaving_goes_on_without_a_gap() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(3, 1))
    left(employer, person, day(9, 10))
    joined(employer, person, day(9, 20))
    assert spells(person, ALL) == {("2026-03", "2026-10"), ("2026-10", "")}
    assert (
        months(person, Insurance.INJURY)
        == months(person, Insurance.PENSION)
        == [f"2026-{number:02d}" for number in range(3, 13)]
    )
    assert broken() == {}


def test_a_second_employer_insures_for_work_injury_only() -> None:
    first, second, person = an_employer(), an_employer(), a_person()
    joined(first, person, day(3, 1))
    joined(second, person, day(9, 15), kind_of_worker(is_over_age=False, insured_elsewhere=True))
    assert spells(person, BUT_INJURY, second) == set()
    assert spells(person, [Insurance.INJURY], second) == {("2026-09", "")}
    assert spells(person, ALL, first) == {("2026-03", "")}
    assert broken() == {}


@pytest.mark.parametrize(("starts_on", "insured"), [(day(6, 30), set()), (day(7, 1), {Insurance.INJURY})])
def test_over_age_workers_are_insured_for_work_injury_from_july_2026(starts_on: dt.date, insured: set[str]) -> None:
    employer, person = an_employer(), a_person(born_on=dt.date(1955, 1, 1))
    joined(employer, person, starts_on, kind_of_worker(is_over_age=True, insured_elsewhere=False))
    assert set(InsuredPeriod.objects.filter(person=person).values_list("insurance", flat=True)) == insured
    assert Employment.objects.get().kind == WorkerKind.OVER_AGE


def test_an_over_age_worker_with_two_employers_is_still_over_age() -> None:
    assert kind_of_worker(is_over_age=True, insured_elsewhere=True) == WorkerKind.OVER_AGE
    assert kind_of_worker(is_over_age=False, insured_elsewhere=False) == WorkerKind.EMPLOYEE


def test_the_categories_of_pension_and_medical_are_kept_on_their_periods() -> None:
    employer, person = an_employer(at="440305"), a_person()
    joined(employer, person, day(9, 1), medical_category="employee_tier2", pension_category="employee_local_hukou")
    assert dict(InsuredPeriod.objects.values_list("insurance", "category")) == {
        "pension_employee": "employee_local_hukou",
        "medical_employee": "employee_tier2",
        "unemployment": "employee",
        "injury": "employee",
        "maternity": "employee",
    }


def test_joining_twice_is_refused_and_names_who() -> None:
    employer, here, fresh = an_employer(), a_person(name="张三"), a_person(name="李四")
    joined(employer, here, day(9, 1))
    with pytest.raises(Refusal) as refused:
        join(
            employer=employer,
            joinings=[Joining(person, WorkerKind.EMPLOYEE, day(10, 1)) for person in (fresh, here)],
            by=None,
            at=tick(),
        )
    assert (refused.value.code, "张三" in refused.value.zh) == ("already_employed", True)
    assert not fresh.employments.exists(), "nothing of the batch happened"


def test_a_clash_with_another_employer_is_refused_and_names_who() -> None:
    first, second, insured, fresh = an_employer(), an_employer(), a_person(name="张三"), a_person(name="李四")
    joined(first, insured, day(3, 1))
    with pytest.raises(Refusal) as refused:
        join(
            employer=second,
            joinings=[Joining(person, WorkerKind.EMPLOYEE, day(10, 1)) for person in (fresh, insured)],
            by=None,
            at=tick(),
        )
    assert (refused.value.code, "张三" in refused.value.zh) == ("insured_elsewhere", True)
    assert not fresh.employments.exists()


def test_joining_before_months_that_are_taken_is_refused_rather_than_cut_short() -> None:
    first, second, person = an_employer(), an_employer(), a_person()
    joined(first, person, day(5, 1))
    left(first, person, day(7, 31))
    with pytest.raises(Refusal) as refused:
        joined(second, person, day(2, 1))
    assert refused.value.code == "insured_elsewhere"


def test_an_overlap_is_refused_by_the_database_whoever_writes() -> None:
    employer, other, person = an_employer(), an_employer(), a_person()
    joined(employer, person, day(3, 1))
    with pytest.raises(IntegrityError, match="insured twice"), transaction.atomic():
        InsuredPeriod.objects.create(
            person=person, employer=other, insurance=Insurance.PENSION, region=other.pooling_region, from_month=OCTOBER
        )
    left(employer, person, day(7, 31))
    joined(other, person, day(9, 1))
    with pytest.raises(IntegrityError, match="insured twice"), transaction.atomic():
        InsuredPeriod.objects.filter(employer=employer).update(before_month=OCTOBER)


def test_leaving_needs_an_employment_and_a_day_in_it() -> None:
    employer, person = an_employer(), a_person()
    with pytest.raises(Refusal) as refused:
        left(employer, person, day(9, 1))
    assert refused.value.code == "not_employed"
    joined(employer, person, day(9, 10))
    with pytest.raises(Refusal) as refused:
        left(employer, person, day(9, 9))
    assert refused.value.code == "leaves_before_joining"
    left(employer, person, day(9, 10))
    with pytest.raises(Refusal):
        left(employer, person, day(9, 30))


@pytest.mark.parametrize(
    ("reason", "because"), [("retired", "retired"), ("died", "died"), ("contract_expired", "left"), ("other", "left")]
)
def test_why_the_months_stopped_follows_from_why_the_work_did(reason: str, because: str) -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(3, 1))
    left(employer, person, day(9, 10), reason)
    assert set(InsuredPeriod.objects.values_list("ended_because", flat=True)) == {because}


def test_a_suspension_stops_the_months_and_not_the_employment() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(3, 1))
    suspend(employer=employer, person=person, before=OCTOBER, by=None, at=tick(), reason="停薪留职")
    assert spells(person, ALL) == {("2026-03", "2026-10")}
    assert Employment.objects.get().ends_before is None
    assert list(roster(employer.pk, SEPTEMBER)) == [Employment.objects.get()]
    assert list(roster(employer.pk, OCTOBER)) == []
    resume(employer=employer, person=person, from_month=NOVEMBER, by=None, at=tick(), reason="返岗")
    assert spells(person, ALL) == {("2026-03", "2026-10"), ("2026-11", "")}
    assert months(person, Insurance.PENSION) == [f"2026-{n:02d}" for n in (3, 4, 5, 6, 7, 8, 9, 11, 12)]
    assert broken() == {}


def test_what_is_not_insured_cannot_be_suspended_nor_what_runs_resumed() -> None:
    employer, person = an_employer(), a_person()
    with pytest.raises(Refusal) as refused:
        suspend(employer=employer, person=person, before=OCTOBER, by=None, at=tick(), reason="x")
    assert refused.value.code == "not_employed"
    joined(employer, person, day(3, 1))
    with pytest.raises(Refusal) as refused:
        resume(employer=employer, person=person, from_month=OCTOBER, by=None, at=tick(), reason="x")
    assert refused.value.code == "insured_elsewhere"
    suspend(employer=employer, person=person, before=OCTOBER, by=None, at=tick(), reason="x")
    with pytest.raises(Refusal) as refused:
        suspend(employer=employer, person=person, before=NOVEMBER, by=None, at=tick(), reason="x")
    assert refused.value.code == "not_insured"
    with pytest.raises(Refusal):
        resume(employer=employer, person=person, from_month=SEPTEMBER, by=None, at=tick(), reason="x")


def test_who_is_insured_elsewhere_meanwhile_cannot_be_resumed() -> None:
    first, second, person = an_employer(), an_employer(), a_person()
    joined(first, person, day(3, 1))
    suspend(employer=first, person=person, before=SEPTEMBER, by=None, at=tick(), reason="x")
    joined(second, person, day(9, 1))
    with pytest.raises(Refusal) as refused:
        resume(employer=first, person=person, from_month=NOVEMBER, by=None, at=tick(), reason="x")
    assert refused.value.code == "insured_elsewhere"


def test_a_suspension_before_joining_leaves_no_month() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(9, 1))
    suspend(employer=employer, person=person, before=Month(2026, 8), by=None, at=tick(), reason="未上岗")
    assert spells(person, ALL) == set()
    assert broken() == {}


def test_who_left_before_a_suspension_loses_the_months_between() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(3, 1))
    suspend(employer=employer, person=person, before=OCTOBER, by=None, at=tick(), reason="x")
    left(employer, person, day(7, 31))
    assert spells(person, ALL) == {("2026-03", "2026-08")}
    assert broken() == {}


def test_every_change_leaves_its_history_bulk_updates_too() -> None:
    employer, person, by = an_employer(), a_person(), a_user(staff=True)
    joined(employer, person, day(3, 1))
    leave(employer=employer, leavings=[Leaving(person, day(9, 10), "resigned")], by=by, at=tick())
    events = EmploymentHistory.objects.order_by("pgh_id")
    assert [(event.ends_before, event.end_reason) for event in events] == [(None, ""), (day(9, 11), "resigned")]
    replaced = InsuredPeriodHistory.objects.all()
    assert {(p.before_month, p.ended_because) for p in replaced} == {(None, "")}
    assert replaced.count() == 5
    assert replaced[0].pgh_context.metadata["actor"] == by.pk
    InsuredPeriod.objects.update(ended_because="retired")
    assert InsuredPeriodHistory.objects.filter(ended_because="left").count() == 5


def test_verify_names_periods_without_their_employment() -> None:
    employer, person = an_employer(), a_person()
    joined(employer, person, day(9, 1))
    InsuredPeriod.objects.filter(insurance=Insurance.PENSION).update(from_month=Month(2026, 8))
    found = broken()
    assert list(found) == ["insured_employed"]
    assert len(found["insured_employed"]) == 1


@pytest.mark.parametrize("second", [WorkerKind.EMPLOYEE])
def test_a_newcomer_of_an_unknown_kind_of_law_is_not_insured_by_guess(second: str) -> None:
    employer, person = an_employer(), a_person()
    with pytest.raises(Refusal) as refused:
        joined(employer, person, dt.date(2009, 1, 1), second)
    assert refused.value.code == "no_law_in_force"
    assert not Employment.objects.exists()
