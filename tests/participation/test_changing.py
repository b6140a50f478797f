"""What an open insurance relation says is changed without leaving (REG 10; IMPL 9; OLD 15–17)."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps

from enrollment.participation.actions import Joining, Leaving, change_participation, join, leave, resume, suspend
from enrollment.participation.actions.changing import plan_change
from enrollment.participation.actions.insuring import Terms
from enrollment.participation.models import Employment, InsuredPeriod, PeriodEnd, WorkerKind
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Act
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.portal import timeline
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    SHENZHEN,
    broken,
    charge,
    declare,
    tick,
)
from tests.factories import TODAY, a_person, a_user, an_employer

EmploymentHistory: Any = apps.get_model("participation", "EmploymentHistory")
InsuredPeriodHistory: Any = apps.get_model("participation", "InsuredPeriodHistory")
ALL = set(Insurance.values)
BUT_INJURY = ALL - {Insurance.INJURY}
OVER_AGE, EMPLOYEE, SECOND = Terms(WorkerKind.OVER_AGE), Terms(WorkerKind.EMPLOYEE), Terms(WorkerKind.SECOND_EMPLOYER)
TIER_TWO = Terms(WorkerKind.EMPLOYEE, medical_category="employee_tier2")
LOCAL = Terms(WorkerKind.EMPLOYEE, pension_category="employee_local_hukou")
MARCH, AUGUST = Month(2026, 3), Month(2026, 8)
ELSEWHERE = COUNTY_OF[GUANGZHOU]
AGED = dt.date(1962, 5, 1)  # 60 before the delay of 2025: reached in May 2022; flexible until May 2025
JUST_AGED = dt.date(1965, 5, 1)  # one to four months later (RET 1): 60 and two months, reached in July 2025

pytestmark = pytest.mark.usefixtures("five_cities")


def joined(employer: Employer, person: Person, since: Month = MARCH, kind: str = WorkerKind.EMPLOYEE) -> None:
    join(employer=employer, joinings=[Joining(person, kind, since.first_day)], by=None, at=tick())


def changed(employer: Employer, person: Person, terms: Terms, since: Month = OCTOBER) -> None:
    change_participation(
        employer=employer, person=person, terms=terms, from_month=since, by=a_user(), at=tick(), reason="到龄"
    )


def refused(employer: Employer, person: Person, terms: Terms, since: Month = OCTOBER) -> str:
    """The code; planning and doing refuse alike, in both languages, with what to do, and nothing is written."""
    before = list(InsuredPeriod.objects.values_list()), list(Employment.objects.values_list())
    with pytest.raises(Refusal) as planned:
        plan_change(employer, person, terms, since, TODAY)
    with pytest.raises(Refusal) as done:
        changed(employer, person, terms, since)
    assert planned.value.code == done.value.code
    assert all((done.value.zh, done.value.en, done.value.remedy_zh, done.value.remedy_en))
    assert (list(InsuredPeriod.objects.values_list()), list(Employment.objects.values_list())) == before
    return done.value.code


def spells(person: Person, insurance: str, employer: Employer | None = None) -> list[tuple[str, str, str]]:
    """(first month, month before which it ends, category) of the periods that hold a month."""
    periods = InsuredPeriod.objects.filter(person=person, insurance=insurance).order_by("from_month")
    periods = periods if employer is None else periods.filter(employer=employer)
    return [
        (str(p.from_month), str(p.before_month or ""), p.category) for p in periods if p.before_month != p.from_month
    ]


def test_an_employee_of_age_goes_on_with_work_injury_alone_and_the_rest_ends_with_the_month() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person)
    injury = InsuredPeriod.objects.get(person=person, insurance=Insurance.INJURY)
    changed(employer, person, OVER_AGE)
    for insurance in BUT_INJURY:
        assert spells(person, insurance) == [("2026-03", "2026-10", "employee")]
    assert spells(person, Insurance.INJURY) == [("2026-03", "", "employee")]
    assert InsuredPeriod.objects.get(person=person, insurance=Insurance.INJURY).pk == injury.pk, "not cut in two"
    ended = InsuredPeriod.objects.filter(before_month__isnull=False)
    assert set(ended.values_list("ended_because", flat=True)) == {PeriodEnd.CHANGED}
    assert Employment.objects.get().kind == WorkerKind.OVER_AGE
    assert broken() == {}


def test_what_was_before_stays_in_history_and_who_changed_it_why_in_the_trail() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person)
    changed(employer, person, OVER_AGE)
    assert list(EmploymentHistory.objects.order_by("pgh_id").values_list("kind", flat=True)) == ["employee", "over_age"]
    assert set(InsuredPeriodHistory.objects.values_list("insurance", "before_month")) == {(i, None) for i in BUT_INJURY}
    act = Act.objects.get(code="participation_changed")
    assert (act.subject, act.reason, act.detail["from_month"]) == (person.number, "到龄", "2026-10")
    assert (act.detail["before"]["kind"], act.detail["after"]["kind"]) == ("employee", "over_age")
    assert (set(act.detail["ended"]), act.detail["begun"]) == (BUT_INJURY, [])


def test_charged_months_since_then_follow_as_differences_and_earlier_ones_stay() -> None:
    employer, person = an_employer(at=COUNTY_OF[BEIJING]), a_person(born_on=JUST_AGED)
    joined(employer, person)
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    charge(BEIJING, OCTOBER)
    changed(employer, person, OVER_AGE)
    Line: Any = apps.get_model("assessment", "AssessmentLine")
    lines = Line.objects.filter(person_id=person.pk, insurance=Insurance.PENSION).order_by("month", "version")
    assert [(str(each.month), each.version, each.employee_fen) for each in lines] == [
        ("2026-09", 0, 64_000), ("2026-10", 0, 64_000), ("2026-10", 1, -64_000),
    ]  # fmt: skip
    injury = Line.objects.filter(person_id=person.pk, insurance=Insurance.INJURY)
    assert set(injury.values_list("version", flat=True)) == {0}
    assert broken() == {}


def test_a_change_undone_in_its_own_month_leaves_the_periods_as_they_were() -> None:
    employer, person = an_employer(), a_person(born_on=dt.date(1964, 12, 1))
    joined(employer, person)
    before = set(InsuredPeriod.objects.values_list("pk", "from_month", "before_month", "ended_because"))
    changed(employer, person, OVER_AGE)
    changed(employer, person, EMPLOYEE)
    assert set(InsuredPeriod.objects.values_list("pk", "from_month", "before_month", "ended_because")) == before
    assert Employment.objects.get().kind == WorkerKind.EMPLOYEE
    assert Act.objects.filter(code="participation_changed").count() == 2
    assert broken() == {}


def test_the_second_employer_becomes_the_one_that_insures_when_the_first_has_ended() -> None:
    first, second, person = an_employer(), an_employer(), a_person()
    joined(first, person)
    joined(second, person, SEPTEMBER, WorkerKind.SECOND_EMPLOYER)
    leave(employer=first, leavings=[Leaving(person, dt.date(2026, 10, 9), "resigned")], by=None, at=tick())
    changed(second, person, EMPLOYEE)
    for insurance in BUT_INJURY:
        assert spells(person, insurance) == [("2026-03", "2026-11", "employee"), ("2026-11", "", "employee")]
    assert spells(person, Insurance.INJURY, second) == [("2026-09", "", "employee")]
    assert broken() == {}


def test_a_person_the_first_employer_still_insures_is_not_insured_twice() -> None:
    first, second, person = an_employer(), an_employer(), a_person()
    joined(first, person)
    joined(second, person, SEPTEMBER, WorkerKind.SECOND_EMPLOYER)
    with pytest.raises(Refusal) as refusal:
        changed(second, person, EMPLOYEE)
    assert refusal.value.code == "insured_elsewhere"
    assert Employment.objects.get(employer=second).kind == WorkerKind.SECOND_EMPLOYER
    assert broken() == {}


def test_nobody_becomes_a_second_employers_worker_without_a_first() -> None:
    employer, other, person = an_employer(), an_employer(), a_person()
    joined(employer, person)
    assert refused(employer, person, SECOND) == "no_other_employer"
    joined(other, person, OCTOBER, WorkerKind.SECOND_EMPLOYER)
    changed(employer, person, SECOND)
    assert spells(person, Insurance.PENSION) == [("2026-03", "2026-10", "employee")]
    changed(other, person, EMPLOYEE)
    assert spells(person, Insurance.PENSION, other) == [("2026-10", "", "employee")]
    assert broken() == {}


def test_a_category_of_rates_changes_with_its_month_and_only_in_its_insurance() -> None:
    employer = an_employer(at=COUNTY_OF[SHENZHEN])
    person = a_person(household=ELSEWHERE)
    joined(employer, person)
    changed(employer, person, TIER_TWO)
    assert spells(person, Insurance.MEDICAL) == [("2026-03", "2026-10", "employee"), ("2026-10", "", "employee_tier2")]
    assert spells(person, Insurance.PENSION) == [("2026-03", "", "employee")]
    assert Employment.objects.get().medical_category == "employee_tier2"
    assert broken() == {}


@pytest.mark.parametrize(("at", "terms", "code"), [
    (BEIJING, TIER_TWO, "category_not_here"),
    (BEIJING, LOCAL, "category_not_here"),
    (SHENZHEN, Terms(WorkerKind.EMPLOYEE, medical_category="no_such"), "category_not_here"),
    (SHENZHEN, LOCAL, "household_does_not_fit"),
], ids=str)  # fmt: skip
def test_a_category_needs_the_law_of_the_place_and_the_household(at: str, terms: Terms, code: str) -> None:
    employer, person = an_employer(at=COUNTY_OF[at]), a_person(household=ELSEWHERE)
    joined(employer, person)
    assert refused(employer, person, terms) == code


def test_the_local_household_has_the_local_supplement_and_no_second_tier() -> None:
    employer, person = an_employer(at=COUNTY_OF[SHENZHEN]), a_person(household=COUNTY_OF[SHENZHEN])
    joined(employer, person)
    assert refused(employer, person, TIER_TWO) == "household_does_not_fit"
    changed(employer, person, LOCAL)
    assert spells(person, Insurance.PENSION)[1:] == [("2026-10", "", "employee_local_hukou")]


def test_age_decides_who_is_over_age_and_until_when_somebody_stays_an_employee() -> None:
    employer, young, old = an_employer(), a_person(born_on=dt.date(1990, 1, 1)), a_person(born_on=AGED)
    joined(employer, young)
    joined(employer, old, AUGUST, WorkerKind.OVER_AGE)
    assert refused(employer, young, OVER_AGE) == "not_over_age_yet"
    assert refused(employer, old, EMPLOYEE) == "past_flexible_retirement"


def test_who_puts_retirement_off_is_insured_as_an_employee_again() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person, AUGUST, WorkerKind.OVER_AGE)
    changed(employer, person, EMPLOYEE)
    for insurance in BUT_INJURY:
        assert spells(person, insurance) == [("2026-10", "", "employee")]
    assert spells(person, Insurance.INJURY) == [("2026-08", "", "employee")]


def test_over_age_workers_of_before_come_under_work_injury_from_the_month_the_law_begins() -> None:
    employer, person = an_employer(), a_person(born_on=AGED)
    joined(employer, person, MARCH, WorkerKind.OVER_AGE)
    assert not InsuredPeriod.objects.exists()
    assert refused(employer, person, OVER_AGE, Month(2026, 6)) == "participation_as_it_is"
    changed(employer, person, OVER_AGE, Month(2026, 7))
    assert spells(person, Insurance.INJURY) == [("2026-07", "", "employee")]


def test_the_month_of_a_change_lies_in_the_employment_and_is_not_to_come() -> None:
    employer, person, stranger = an_employer(), a_person(born_on=JUST_AGED), a_person()
    joined(employer, person)
    assert refused(employer, person, OVER_AGE, Month(2026, 2)) == "changes_before_joining"
    assert refused(employer, person, OVER_AGE, NOVEMBER + 1) == "changes_later"
    assert refused(employer, person, EMPLOYEE) == "participation_as_it_is"
    assert refused(employer, stranger, EMPLOYEE) == "not_employed"


def test_a_change_does_not_reach_behind_a_later_one_nor_into_a_suspension() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person)
    changed(employer, person, OVER_AGE)
    assert refused(employer, person, EMPLOYEE, SEPTEMBER) == "change_stands_later"
    other = a_person(born_on=JUST_AGED)
    joined(employer, other)
    suspend(employer=employer, person=other, before=SEPTEMBER, by=None, at=tick(), reason="停薪留职")
    assert refused(employer, other, OVER_AGE) == "participation_suspended"
    assert refused(employer, other, OVER_AGE, AUGUST) == "change_stands_later"
    resume(employer=employer, person=other, from_month=OCTOBER, by=None, at=tick(), reason="返岗")
    changed(employer, other, OVER_AGE)
    assert spells(other, Insurance.PENSION) == [("2026-03", "2026-09", "employee")]
    assert broken() == {}


def test_after_a_change_a_suspension_resumes_in_the_new_way() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person)
    changed(employer, person, OVER_AGE, SEPTEMBER)
    suspend(employer=employer, person=person, before=OCTOBER, by=None, at=tick(), reason="停薪留职")
    resume(employer=employer, person=person, from_month=NOVEMBER, by=None, at=tick(), reason="返岗")
    assert spells(person, Insurance.INJURY) == [("2026-03", "2026-10", "employee"), ("2026-11", "", "employee")]
    assert spells(person, Insurance.PENSION) == [("2026-03", "2026-09", "employee")]


def test_the_timeline_tells_the_kind_at_joining_and_the_change_in_its_month() -> None:
    employer, person = an_employer(), a_person(born_on=JUST_AGED)
    joined(employer, person)
    changed(employer, person, OVER_AGE)
    record: Any = type("Record", (), {"months": [], "gaps": [], "history": []})
    told = {e.icon: (e.on, str(e.detail)) for e in timeline.of_person([person], record, [], folded=False)}
    assert told["ti-user-plus"][1].startswith("职工")
    on, detail = told["ti-arrows-exchange"]
    assert (on, "职工 → 超龄劳动者" in detail, "到龄" in detail) == (OCTOBER.first_day, True, True)
