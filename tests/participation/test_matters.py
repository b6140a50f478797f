"""What is asked about insurance relations: suspended, resumed, and when a woman retires."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from enrollment.participation.matters import CHANGE, RESUMPTION, RETIREMENT_GROUP, SUSPENSION
from enrollment.participation.models import Employment, InsuredPeriod, PeriodEnd
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Employers, Persons
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case, Channel
from siadmin.matters.selectors.cases import changes_of
from tests.cities import tick
from tests.factories import (
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    an_office,
    citizen_number,
    identity_number_of,
)

pytestmark = pytest.mark.django_db
COUNTY = "110105"
THIS, NEXT, LAST = Month(2026, 11), Month(2026, 12), Month(2026, 10)


@pytest.fixture
def clerk(five_cities: None, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr("enrollment.participation.matters.employment.this_month", lambda: THIS)
    return a_member_of_staff(Post.CLERK, name="林静")


def asked(matter: Matter, who: Person | Employer, by: User, *, online: bool = False, **facts: Any) -> Case:
    kind: Any = Persons() if isinstance(who, Person) else Employers()
    return actions.receive(
        matter=matter,
        subject=kind.find([who.number])[who.number],
        facts=facts,
        channel=Channel.WEBSITE if online else Channel.COUNTER,
        applied_by="employer" if online else "self",
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers],
        by=by,
        at=tick(),
    )


def signed(case: Case, act: str, by: User) -> Case:
    case.refresh_from_db()
    done: Case = getattr(actions, act)(case_id=case.pk, seen_version=case.version, by=by, at=tick())
    return done


def insured(person: Person, month: Month) -> int:
    return InsuredPeriod.objects.filter(in_month(month), person=person).count()


@pytest.fixture
def employed(clerk: User) -> Callable[[], tuple[Employer, Person]]:
    def build() -> tuple[Employer, Person]:
        employer, person = an_employer(at=COUNTY), a_person()
        an_employment(person, employer, since=Month(2026, 3))
        return employer, person

    return build


def test_an_employer_suspends_online_and_resumes_and_a_clerk_signs_each(clerk: User, employed: Any) -> None:
    an_office()
    employer, person = employed()
    delegate, number = a_delegate(employer), identity_number_of(person)
    case = asked(
        SUSPENSION, employer, delegate, online=True, number=number, month="2026-12", cause="unpaid_leave", note="一年"
    )
    assert (case.hands, insured(person, NEXT)) == (1, 5)
    signed(case, "handle", clerk)
    assert (insured(person, THIS), insured(person, NEXT)) == (5, 0)
    assert set(InsuredPeriod.objects.values_list("ended_because", flat=True)) == {PeriodEnd.SUSPENDED}
    assert Act.objects.get(code="insurance_suspended").reason == f"办件 {case.number}；停薪留职或无薪假；一年"
    again = asked(RESUMPTION, employer, delegate, online=True, number=number, month="2027-02")
    signed(again, "handle", clerk)
    assert (insured(person, Month(2027, 1)), insured(person, Month(2027, 2))) == (0, 5)


def test_a_month_already_charged_takes_two_people(clerk: User, employed: Any) -> None:
    employer, person = employed()
    reviewer = a_member_of_staff(Post.REVIEWER, name="周毅")
    case = asked(
        SUSPENSION, employer, clerk, number=identity_number_of(person), month="2026-10", cause="other", note=""
    )
    signed(case, "handle", clerk)
    assert (case.hands, insured(person, LAST)) == (2, 5)
    signed(case, "review", reviewer)
    assert insured(person, LAST) == 0


def test_people_of_others_and_numbers_of_nobody_are_refused_alike(clerk: User, employed: Any) -> None:
    employer, _ = employed()
    _, stranger = employed()
    codes = {}
    for number in (identity_number_of(stranger), citizen_number(order=901)):
        with pytest.raises(Refusal) as refused:
            asked(SUSPENSION, employer, clerk, number=number, month="2026-12", cause="other", note="")
        codes[refused.value.code] = stranger.name in refused.value.message
    assert codes == {"not_employed": False}


def test_what_is_insured_is_not_resumed_and_what_is_not_is_not_suspended(clerk: User, employed: Any) -> None:
    employer, person = employed()
    number = identity_number_of(person)
    with pytest.raises(Refusal) as refused:
        asked(RESUMPTION, employer, clerk, number=number, month="2026-12", note="")
    assert refused.value.code == "insured_already"
    with pytest.raises(Refusal) as refused:
        asked(RESUMPTION, employer, clerk, number=number, month="2026-02", note="")
    assert refused.value.code == "resumes_before_joining"
    with pytest.raises(Refusal) as refused:
        asked(SUSPENSION, employer, clerk, number=number, month="2026-02", cause="other", note="")
    assert refused.value.code == "not_insured"


def test_a_retirement_group_moves_the_month_of_retirement_by_two_signatures(clerk: User) -> None:
    reviewer = a_member_of_staff(Post.REVIEWER, name="周毅")
    person = a_person(female=True, born_on=dt.date(1980, 5, 1), lives_in=COUNTY)
    case = asked(RETIREMENT_GROUP, person, clerk, group="F50", post="缝纫工，2010 年起")
    # Measures of 2024-09-13: 124 months after 1970-01: 55 years, 124 // 4 + 1; 64 after 1975-01: 50 years, 64 // 2 + 1.
    assert [(each.before, each.after) for each in changes_of(case)][1] == ("2038-01", "2033-02")
    signed(case, "handle", clerk)
    person.refresh_from_db()
    assert (case.hands, person.retirement_group) == (2, "F55")
    signed(case, "review", reviewer)
    person.refresh_from_db()
    act = Act.objects.get(code="retirement_group_changed")
    assert person.retirement_group == "F50"
    assert (act.detail["before"], act.detail["after"]) == ("F55", "F50")
    assert "缝纫工" in act.reason


def test_a_man_has_no_group_to_choose(clerk: User) -> None:
    with pytest.raises(Refusal) as refused:
        asked(RETIREMENT_GROUP, a_person(lives_in=COUNTY), clerk, group="F50", post="工人")
    assert refused.value.code == "matter_stands_against"


ANSWERS = {"kind": "", "medical_category": "", "pension_category": "", "cause": "到龄继续用工"}


@pytest.fixture
def aged(clerk: User, monkeypatch: pytest.MonkeyPatch) -> tuple[Employer, Person]:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *at: dt.date(2026, 11, 23))
    employer, person = an_employer(at=COUNTY), a_person(born_on=dt.date(1965, 5, 1))
    an_employment(person, employer, since=Month(2026, 3))
    return employer, person


def test_a_change_that_ends_insurances_takes_two_people_and_says_what_it_would_change(clerk: User, aged: Any) -> None:
    employer, person = aged
    reviewer = a_member_of_staff(Post.REVIEWER, name="周毅")
    case = asked(CHANGE, employer, clerk, **ANSWERS | {"number": person.number, "month": "2026-11", "kind": "over_age"})
    insurances, kind = changes_of(case)
    assert (insurances.before.count("、"), insurances.after) == (4, "工伤保险")
    assert (kind.before, kind.after) == ("职工", "超龄劳动者")
    signed(case, "handle", clerk)
    assert (case.hands, insured(person, THIS)) == (2, 5)
    signed(case, "review", reviewer)
    assert (insured(person, LAST), insured(person, THIS)) == (5, 1)
    assert Employment.objects.get(person=person).kind == "over_age"
    assert Act.objects.get(code="participation_changed").reason == f"办件 {case.number}；到龄继续用工"


def test_a_change_the_law_does_not_let_is_refused_at_receipt_in_both_languages(clerk: User, aged: Any) -> None:
    employer, person = aged
    for answers, code in (
        ({"kind": "second_employer"}, "no_other_employer"),
        ({"medical_category": "employee_tier2"}, "category_not_here"),
        ({}, "participation_as_it_is"),
        ({"kind": "over_age", "month": "2026-01"}, "changes_before_joining"),
    ):
        told = ANSWERS | {"number": person.number, "month": "2026-11"} | answers
        with pytest.raises(Refusal) as refused:
            asked(CHANGE, employer, clerk, **told)
        assert (refused.value.code, bool(refused.value.zh), bool(refused.value.en)) == (code, True, True)
    assert not Case.objects.exists()


def test_an_employee_is_named_by_our_number_or_by_the_identity_number_however_written(clerk: User, aged: Any) -> None:
    employer, person = aged
    for number in (person.number.lower().replace("-", ""), identity_number_of(person)):
        form = CHANGE.form(ANSWERS | {"number": number, "month": "2026-11", "kind": "over_age"})
        assert form.is_valid(), form.errors
        CHANGE.check(form.facts(), Employers().find([employer.number])[employer.number], dt.date(2026, 11, 23))
