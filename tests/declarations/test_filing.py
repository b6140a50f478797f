"""Filing a month: versions, newcomers, leavers, and who may not file what (COLL 10; SIL 58; C2)."""

import datetime as dt
from typing import Any

import pytest

from contributions.declarations.actions import FiledRow, Newcomer, file, file_unchanged
from contributions.declarations.models import ContributionWage, Declaration, DeclarationState, Door
from contributions.declarations.selectors import wages_in_force
from enrollment.participation.actions import Leaving
from enrollment.participation.models import Employment, InsuredPeriod, WorkerKind
from enrollment.participation.selectors import roster
from enrollment.registry.actions import PersonFacts
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Act
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import (
    COUNTY_OF,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    SHENZHEN,
    broken,
    declare,
    staff,
    tick,
)
from tests.factories import TODAY, a_person, an_employer, an_employment, citizen_number, identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")


def facts(order: int = 801, name: str = "新来者") -> PersonFacts:
    return PersonFacts(name, citizen_number(order=order), "citizen_id", "male", dt.date(1990, 1, 1), "M60")


def newcomer(order: int = 801, *, starts_on: dt.date = dt.date(2026, 9, 7), **other: Any) -> Newcomer:
    return Newcomer(facts(order), starts_on, **other)


def filed(
    employer: Employer, month: Month = SEPTEMBER, *rows: FiledRow, door: str = Door.GRID, **other: Any
) -> Declaration:
    return file(employer=employer, month=month, rows=rows, door=door, by=None, at=tick(), today=TODAY, **other)


def wage(employer: Employer, person: Person, month: Month) -> int | None:
    found = wages_in_force(employer.pk, month).get(person.pk)
    return None if found is None else found // 100


def test_a_filing_sets_the_wages_and_says_what_it_said() -> None:
    employer, (li, wang) = staff(2)
    declaration = declare(employer, SEPTEMBER, {li: 8_000, wang: 9_000})
    assert (declaration.version, declaration.state, declaration.people, declaration.wages_fen) == (
        1, DeclarationState.FILED, 2, 1_700_000,
    )  # fmt: skip
    assert (wage(employer, li, SEPTEMBER), wage(employer, wang, NOVEMBER)) == (8_000, 9_000)
    assert Act.objects.get(code="declaration_filed").detail == {"month": "2026-09", "version": 1, "people": 2}


def test_filing_again_is_a_new_version_and_the_old_one_is_kept() -> None:
    employer, (li,) = staff()
    first, second = (declare(employer, SEPTEMBER, {li: wage}) for wage in (8_000, 8_500))
    first.refresh_from_db()
    assert (first.state, first.version, first.wages_fen) == (DeclarationState.REPLACED, 1, 800_000)
    assert (second.state, second.version, second.wages_fen) == (DeclarationState.FILED, 2, 850_000)
    assert wage(employer, li, SEPTEMBER) == 8_500
    believed = ContributionWage.objects.order_by("recorded_at").values_list("wage_fen", "superseded_at")
    assert [(fen, ended is None) for fen, ended in believed] == [(800_000, False), (850_000, True)]


def test_people_absent_from_a_filing_stay_insured_at_their_wage() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 9_000})
    declare(employer, OCTOBER, {li: 8_800})
    assert (wage(employer, li, OCTOBER), wage(employer, wang, OCTOBER)) == (8_800, 9_000)
    assert roster(employer.pk, NOVEMBER).count() == 2


def test_a_newcomer_is_registered_and_insured_by_the_same_act() -> None:
    employer = an_employer()
    filed(employer, SEPTEMBER, FiledRow(750_000, newcomer=newcomer()))
    person = person_by_identifier(citizen_number(order=801))
    assert person is not None
    assert Employment.objects.get(person=person).starts_on == dt.date(2026, 9, 7)
    assert set(InsuredPeriod.objects.values_list("insurance", flat=True)) == set(Insurance.values)
    assert wage(employer, person, SEPTEMBER) == 7_500
    assert broken() == {}


def test_a_newcomer_who_is_known_is_not_registered_again() -> None:
    employer, known = an_employer(), a_person(number=citizen_number(order=801))
    filed(employer, SEPTEMBER, FiledRow(750_000, newcomer=newcomer()))
    assert Person.objects.count() == 1
    assert wage(employer, known, SEPTEMBER) == 7_500


def test_a_newcomer_who_works_here_already_keeps_the_employment() -> None:
    employer, (li,) = staff()
    numbered = Newcomer(
        PersonFacts(li.name, identity_number_of(li), "citizen_id", "male", li.birth_on, "M60"), dt.date(2026, 10, 1)
    )
    filed(employer, OCTOBER, FiledRow(750_000, newcomer=numbered))
    assert Employment.objects.get().starts_on == SEPTEMBER.first_day
    assert wage(employer, li, OCTOBER) == 7_500


def test_a_newcomer_insured_elsewhere_joins_as_a_second_employer() -> None:
    main, second, person = an_employer(), an_employer(), a_person(number=citizen_number(order=801))
    an_employment(person, main, since=Month(2026, 3))
    filed(second, SEPTEMBER, FiledRow(750_000, newcomer=newcomer()))
    assert Employment.objects.get(employer=second).kind == WorkerKind.SECOND_EMPLOYER
    assert list(InsuredPeriod.objects.filter(employer=second).values_list("insurance", flat=True)) == ["injury"]


@pytest.mark.parametrize(
    ("left", "kind"), [(OCTOBER, WorkerKind.EMPLOYEE), (NOVEMBER, WorkerKind.SECOND_EMPLOYER)], ids=str
)
def test_a_newcomer_whose_old_insurance_ends_with_the_month_is_an_ordinary_one(left: Month, kind: str) -> None:
    main, fresh, person = an_employer(), an_employer(), a_person(number=citizen_number(order=801))
    an_employment(person, main, since=Month(2026, 3), left=left)
    filed(fresh, SEPTEMBER, FiledRow(750_000, newcomer=newcomer()))
    assert Employment.objects.get(employer=fresh).kind == kind


def test_an_over_age_newcomer_is_insured_for_work_injury_only() -> None:
    employer = an_employer()
    filed(employer, SEPTEMBER, FiledRow(300_000, newcomer=newcomer(is_over_age=True)))
    assert list(InsuredPeriod.objects.values_list("insurance", flat=True)) == ["injury"]


def test_a_newcomer_whose_work_began_in_an_earlier_month_has_a_wage_from_then_on() -> None:
    employer = an_employer()
    filed(employer, NOVEMBER, FiledRow(750_000, newcomer=newcomer(starts_on=dt.date(2026, 9, 7))))
    person = person_by_identifier(citizen_number(order=801))
    assert person is not None
    assert [wage(employer, person, month) for month in (SEPTEMBER - 1, SEPTEMBER, OCTOBER, NOVEMBER)] == [
        None, 7_500, 7_500, 7_500,
    ]  # fmt: skip


def test_a_leaver_is_insured_to_the_end_of_the_month() -> None:
    employer, (li, wang) = staff(2)
    declare(
        employer, OCTOBER, {li: 8_000, wang: 9_000}, leaving=[Leaving(wang, dt.date(2026, 10, 12), "contract_expired")]
    )
    assert [roster(employer.pk, month).count() for month in (OCTOBER, NOVEMBER)] == [2, 1]
    assert Employment.objects.get(person=wang).end_reason == "contract_expired"
    assert broken() == {}


def test_a_filing_of_leavers_alone_is_a_filing() -> None:
    employer, (li,) = staff()
    declaration = declare(employer, OCTOBER, {}, leaving=[Leaving(li, dt.date(2026, 10, 12), "resigned")])
    assert (declaration.people, declaration.version) == (0, 1)


def test_nothing_changed_files_the_people_and_wages_in_force() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 9_000})
    again = file_unchanged(employer=employer, month=OCTOBER, by=None, at=tick(), today=TODAY)
    assert (again.door, again.people, again.wages_fen) == (Door.UNCHANGED, 2, 1_700_000)
    assert ContributionWage.objects.count() == 2


def test_nothing_changed_needs_people_and_their_wages() -> None:
    with pytest.raises(Refusal) as refused:
        file_unchanged(employer=an_employer(), month=OCTOBER, by=None, at=tick(), today=TODAY)
    assert refused.value.code == "nobody_insured"
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000})
    with pytest.raises(Refusal) as refused:
        file_unchanged(employer=employer, month=OCTOBER, by=None, at=tick(), today=TODAY)
    assert (refused.value.code, wang.name in refused.value.zh) == ("wage_unknown", True)


def refusal_of(employer: Employer, month: Month = SEPTEMBER, *rows: FiledRow, **other: Any) -> str:
    with pytest.raises(Refusal) as refused:
        filed(employer, month, *(rows or [FiledRow(1, newcomer=newcomer())]), **other)
    assert not Declaration.objects.filter(employer=employer).exists(), "nothing of it happened"
    assert not ContributionWage.objects.exists()
    return refused.value.code


def test_a_month_that_has_not_begun_cannot_be_declared() -> None:
    assert refusal_of(an_employer(), NOVEMBER + 1) == "month_not_open"


def test_a_month_before_registration_cannot_be_declared() -> None:
    employer = an_employer(registered_on=dt.date(2026, 10, 20))
    assert refusal_of(employer, SEPTEMBER) == "before_registration"
    filed(employer, OCTOBER, FiledRow(1, newcomer=newcomer(starts_on=dt.date(2026, 10, 21))))


def test_a_cancelled_employer_declares_nothing_after_its_last_month() -> None:
    employer = an_employer(cancelled=dt.date(2026, 10, 2))
    assert refusal_of(employer, NOVEMBER) == "employer_cancelled"
    with database.refused("closed_employer_insures_nobody"):
        filed(employer, OCTOBER, FiledRow(1, newcomer=newcomer()))


def test_an_empty_filing_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        filed(an_employer(), SEPTEMBER)
    assert refused.value.code == "nothing_to_file"


def test_somebody_named_twice_is_refused_rather_than_chosen_between() -> None:
    employer, (li,) = staff()
    assert refusal_of(employer, SEPTEMBER, FiledRow(1, person=li), FiledRow(2, person=li)) == "named_twice"
    twice = [FiledRow(fen, newcomer=newcomer()) for fen in (1, 2)]
    assert refusal_of(employer, SEPTEMBER, *twice) == "named_twice"


def test_a_wage_for_somebody_who_did_not_work_here_in_the_month_is_refused() -> None:
    employer, stranger = an_employer(), a_person(name="路人")
    assert refusal_of(employer, SEPTEMBER, FiledRow(1, person=stranger)) == "not_employed"
    an_employment(stranger, employer, since=Month(2026, 3), left=SEPTEMBER)
    assert refusal_of(employer, SEPTEMBER, FiledRow(1, person=stranger)) == "not_employed"
    filed(employer, SEPTEMBER - 1, FiledRow(1, person=stranger))


def test_where_tax_takes_declarations_nobody_declares_a_second_time_here() -> None:
    employer = an_employer(at=COUNTY_OF[SHENZHEN])
    rows = [FiledRow(750_000, newcomer=newcomer())]
    for door in (Door.GRID, Door.FILE, Door.API, Door.COUNTER):
        assert refusal_of(employer, SEPTEMBER, *rows, door=door) == "tax_declares_here"
    with pytest.raises(Refusal) as refused:
        file_unchanged(employer=employer, month=SEPTEMBER, by=None, at=tick(), today=TODAY)
    assert refused.value.code == "tax_declares_here"
    assert filed(employer, SEPTEMBER, *rows, door=Door.TAX).door == Door.TAX


def test_elsewhere_the_tax_authority_declares_nothing() -> None:
    assert refusal_of(an_employer(), door=Door.TAX) == "not_tax_region"


def test_before_the_tax_authority_took_over_declarations_came_here() -> None:
    employer = an_employer(at=COUNTY_OF[SHENZHEN])
    filed(employer, Month(2024, 6), FiledRow(750_000, newcomer=newcomer(starts_on=dt.date(2024, 6, 3))))


def test_a_draft_that_was_filed_is_not_filed_again() -> None:
    employer, (li,) = staff()
    draft = declare(employer, SEPTEMBER, {li: 8_000})
    with pytest.raises(AssertionError, match="not filed again"):
        filed(employer, SEPTEMBER, FiledRow(1, person=li), draft=draft)
