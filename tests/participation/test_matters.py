"""What is asked about insurance relations: suspended, resumed, and when a woman retires."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from enrollment.participation.matters import RESUMPTION, RETIREMENT_GROUP, SUSPENSION
from enrollment.participation.models import InsuredPeriod, PeriodEnd
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
    monkeypatch.setattr("enrollment.participation.matters.employment._this_month", lambda: THIS)
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
    assert refused.value.code == "group_not_of_this_sex"
