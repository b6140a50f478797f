"""The correction basket: rows that wait never set a newer wage back, and a version of the basket names everybody."""

import datetime as dt

import pytest

from contributions.declarations.actions import correct_row, file_unchanged, put_aside, submit_basket
from contributions.declarations.models import DeclarationRow, DeclarationState, RowState
from contributions.declarations.selectors import basket, wages_in_force
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.registry.models import Employer, Person
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, COUNTY_OF, OCTOBER, SEPTEMBER, broken, tick
from tests.declarations.desk import WRONG, basket_filed, declared, entered, refused_row, staffed
from tests.factories import TODAY, a_person, an_employer, citizen_number, identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")


def wage(employer: Employer, person: Person) -> int | None:
    found = wages_in_force(employer.pk, OCTOBER).get(person.pk)
    return None if found is None else found // 100


def corrected(row: DeclarationRow, person: Person, yuan: object) -> DeclarationRow:
    return correct_row(
        row_id=row.pk, name=person.name, number=identity_number_of(person), wage=str(yuan), by=None, at=tick()
    )


def test_a_person_on_a_refused_row_stays_insured_at_the_wage_before() -> None:
    employer, (li, wang) = staffed(2)
    declared(employer, entered(li, 8_000), entered(wang, 9_000))
    second = declared(employer, entered(li, 8_100), entered(wang, WRONG), month=OCTOBER)
    assert (second.people, second.refused_rows) == (1, 1)
    assert (wage(employer, li), wage(employer, wang)) == (8_100, 9_000)
    assert InsuredPeriod.objects.filter(person=wang, before_month__isnull=True).count() == 5


def test_a_basket_filing_names_everybody_the_version_before_did() -> None:
    employer, (li, wang, zhao) = staffed(3)
    first = declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(zhao, WRONG))
    corrected(refused_row(first), zhao, 7_000)
    second = basket_filed(employer)
    assert (second.version, second.people, second.wages_fen) == (2, 3, 2_400_000)
    assert sorted(second.rows.values_list("number", "person_id", "wage_fen", "state")) == [
        (2, li.pk, 800_000, "filed"), (3, wang.pk, 900_000, "filed"), (4, zhao.pk, 700_000, "filed"),
    ]  # fmt: skip
    assert [row.identifier for row in second.rows.order_by("number")] == [
        identity_number_of(person) for person in (li, wang, zhao)
    ]
    first.refresh_from_db()
    assert (first.state, first.people) == (DeclarationState.REPLACED, 2)
    assert first.rows.filter(state=RowState.FILED).count() == 3, "the file's own row says what became of it"
    assert not basket(employer).exists()
    assert broken() == {}


def test_a_second_basket_of_the_month_carries_the_first_one_on() -> None:
    employer, (li, wang, zhao) = staffed(3)
    first = declared(employer, entered(li, 8_000), entered(wang, WRONG), entered(zhao, WRONG))
    for person, row in zip((wang, zhao), first.rows.filter(state=RowState.REFUSED).order_by("number"), strict=True):
        corrected(row, person, 7_000)
        basket_filed(employer)
    newest = employer.declarations.get(state=DeclarationState.FILED)
    assert (newest.version, newest.people, newest.wages_fen) == (3, 3, 2_200_000)
    assert broken() == {}


def test_a_basket_after_nothing_changed_names_the_people_insured() -> None:
    employer, (li, wang) = staffed(2)
    stranger = a_person(name="新来者")
    first = declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(stranger, WRONG))
    file_unchanged(employer=employer, month=SEPTEMBER, by=None, at=tick(), today=TODAY)
    corrected(refused_row(first), stranger, 6_000)
    third = basket_filed(employer)
    assert (third.version, third.people, third.wages_fen) == (3, 3, 2_300_000)
    assert broken() == {}


def test_who_left_before_the_month_is_not_carried_on() -> None:
    employer, (li, wang) = staffed(2)
    stranger = a_person(name="新来者")
    first = declared(employer, entered(li, 8_000), entered(wang, 9_000), entered(stranger, WRONG), month=OCTOBER)
    Employment.objects.filter(person=wang).update(ends_before=OCTOBER.first_day, end_reason="resigned")
    corrected(refused_row(first), stranger, 6_000)
    assert basket_filed(employer).people == 2


def test_a_newer_grid_ends_the_waiting_of_the_older_one() -> None:
    employer, (li, wang) = staffed(2)
    first = declared(employer, entered(li, 1), entered(wang, WRONG))
    second = declared(employer, entered(li, 9_000))
    assert not basket(employer).exists()
    assert first.rows.get(name=wang.name).state == RowState.REPLACED
    assert second.summary["answered"] == 1


def test_a_waiting_row_does_not_set_a_newer_wage_back() -> None:
    """The row was corrected before the newer file came, and is filed after it."""
    employer, (li, wang) = staffed(2)
    first = declared(employer, entered(li, WRONG), entered(wang, 9_000))
    corrected(refused_row(first), li, 1)
    declared(employer, entered(li, 9_000), entered(wang, 9_000))
    with pytest.raises(Refusal) as refused:
        basket_filed(employer)
    assert refused.value.code == "nothing_to_file"
    assert wage(employer, li) == 9_000
    newest = employer.declarations.get(state=DeclarationState.FILED)
    assert (newest.version, newest.people) == (2, 2)


def test_where_only_changes_are_told_a_newer_version_answers_for_those_it_names() -> None:
    employer, (li, wang, zhao) = staffed(3, at=COUNTY_OF[BEIJING])
    first = declared(employer, entered(li, WRONG), entered(wang, WRONG), entered(zhao, 8_000))
    declared(employer, entered(li, 9_000))
    assert [row.name for row in basket(employer)] == [wang.name]
    corrected(first.rows.get(name=wang.name), wang, 7_000)
    assert basket_filed(employer).people == 2


def test_nothing_changed_answers_for_the_insured_and_leaves_newcomers_waiting() -> None:
    employer, (li, wang) = staffed(2)
    declared(employer, entered(li, 8_000), entered(wang, 9_000))
    newcomer = a_person(name="新来者")
    declared(employer, entered(li, 8_000), entered(wang, WRONG), entered(newcomer, WRONG))
    file_unchanged(employer=employer, month=SEPTEMBER, by=None, at=tick(), today=TODAY)
    assert [row.name for row in basket(employer)] == [newcomer.name]
    assert wage(employer, wang) == 9_000


def test_a_row_corrected_to_somebody_a_newer_version_names_stops_waiting() -> None:
    employer, (li, wang) = staffed(2)
    declared(employer, entered(li, 8_000), entered(wang, 9_000))
    stranger = a_person(name="新来者")
    second = declared(employer, entered(li, 8_000), entered(stranger, WRONG))
    file_unchanged(employer=employer, month=SEPTEMBER, by=None, at=tick(), today=TODAY)
    row = corrected(refused_row(second), wang, 1)
    assert row.state == RowState.REPLACED
    assert wage(employer, wang) == 9_000


def test_a_row_left_out_waits_no_more_and_is_kept() -> None:
    employer, (li, wang) = staffed(2)
    row = refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG)))
    put_aside(row_id=row.pk, by=None, at=tick())
    assert not basket(employer).exists()
    assert DeclarationRow.objects.get(pk=row.pk).state == RowState.ASIDE


def test_a_row_that_was_filed_or_answered_is_not_corrected() -> None:
    employer, (li, wang) = staffed(2)
    first = declared(employer, entered(li, 8_000), entered(wang, WRONG))
    declared(employer, entered(li, 8_000))
    for row in first.rows.all():
        with pytest.raises(Refusal) as refused:
            corrected(row, wang, 1)
        assert refused.value.code == "wrong_state"


def test_a_newcomer_corrected_in_the_basket_is_insured_by_filing_it() -> None:
    employer, (li,) = staffed()
    newcomer = a_person(name="新来者", number=citizen_number(order=777))
    row = refused_row(declared(employer, entered(li, 8_000), entered(newcomer, WRONG)))
    corrected(row, newcomer, 6_000)
    basket_filed(employer)
    assert Employment.objects.filter(person=newcomer, employer=employer).exists()


def test_a_leaving_told_on_a_row_is_kept_through_its_correction() -> None:
    employer, (li, wang) = staffed(2)
    first = declared(
        employer, entered(li, 8_000), entered(wang, WRONG, left_on="2026-09-18", leaving_reason="合同期满")
    )
    assert Employment.objects.get(person=wang).ends_before is None, "a refused row ends nothing"
    corrected(refused_row(first), wang, 7_000)
    basket_filed(employer)
    ended = Employment.objects.get(person=wang)
    assert (str(ended.ends_before), ended.end_reason) == ("2026-09-19", "contract_expired")


def test_rows_of_two_months_become_a_version_of_each() -> None:
    employer, (li, wang) = staffed(2)
    for month in (SEPTEMBER, OCTOBER):
        corrected(refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG), month=month)), wang, 7_000)
    outcome = submit_basket(employer=employer, by=None, at=tick(), today=TODAY)
    assert [(each.month, each.version, each.people) for each in outcome.declarations] == [
        (SEPTEMBER, 2, 2), (OCTOBER, 2, 2),
    ]  # fmt: skip
    assert outcome.refused == {}
    assert broken() == {}


def test_a_month_that_is_refused_waits_on_and_holds_up_no_other() -> None:
    employer, (li, wang) = staffed(2)
    for month in (SEPTEMBER, OCTOBER):
        corrected(refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG), month=month)), wang, 7_000)
    Employer.objects.filter(pk=employer.pk).update(registered_on=dt.date(2026, 10, 1))
    outcome = submit_basket(employer=employer, by=None, at=tick(), today=TODAY)
    assert [each.month for each in outcome.declarations] == [OCTOBER]
    assert {month: refusal.code for month, refusal in outcome.refused.items()} == {SEPTEMBER: "before_registration"}
    assert [(row.declaration.month, row.state) for row in basket(employer)] == [(SEPTEMBER, RowState.ACCEPTED)]


def test_another_employers_rows_are_not_filed() -> None:
    employer, (li, wang) = staffed(2)
    corrected(refused_row(declared(employer, entered(li, 8_000), entered(wang, WRONG))), wang, 7_000)
    with pytest.raises(Refusal) as refused:
        basket_filed(an_employer())
    assert refused.value.code == "nothing_to_file"
    assert basket(employer).count() == 1
