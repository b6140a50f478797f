"""A draft is corrected, put aside, discarded or filed; who comes too late is refused, and every act is on record."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from contributions.declarations.actions import (
    Entered,
    accept_suggestions,
    correct_row,
    discard,
    draft_from_rows,
    put_aside,
    submit,
)
from contributions.declarations.models import ContributionWage, Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Act, User
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import SEPTEMBER, broken, tick
from tests.factories import TODAY, a_delegate, a_person, an_employer, an_employment, identity_number_of


def team(*names: str) -> tuple[Employer, list[Person]]:
    """An employer with people of these names, insured since September."""
    employer, people = an_employer(), [a_person(name=name) for name in names]
    for person in people:
        an_employment(person, employer, since=SEPTEMBER)
    return employer, people


def entered(person: Person, wage: str) -> Entered:
    return Entered(person.name, identity_number_of(person), wage)


def drafted(employer: Employer, wages: dict[Person, str], by: User | None = None) -> Declaration:
    rows = [entered(person, wage) for person, wage in wages.items()]
    return draft_from_rows(employer=employer, month=SEPTEMBER, rows=rows, door="grid", by=by, at=tick())


def stale(draft: Declaration) -> Declaration:
    """As somebody sees it who loaded the page a while ago."""
    return Declaration.objects.select_related("employer").get(pk=draft.pk)


def submitted(draft: Declaration) -> Declaration:
    return submit(declaration=draft, by=None, at=tick(), today=TODAY)


def recorded(code: str) -> dict[str, Any]:
    act = Act.objects.get(code=code)
    return {"by": act.actor_id, "subject": act.subject, "channel": act.channel} | act.detail


@pytest.fixture
def _law(five_cities: None) -> None:
    """The five cities, gone after the test."""


@pytest.mark.usefixtures("_law")
def test_a_draft_that_was_filed_meanwhile_is_not_discarded() -> None:
    employer, (li,) = team("李伟")
    draft = drafted(employer, {li: "8000"})
    seen_before = stale(draft)
    submitted(draft)
    with pytest.raises(Refusal) as refused:
        discard(declaration=seen_before, by=None, at=tick())
    assert refused.value.code == "wrong_state"
    assert Declaration.objects.get().state == DeclarationState.FILED
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000}


@pytest.mark.usefixtures("_law")
def test_a_draft_that_was_discarded_meanwhile_is_not_filed_nor_touched() -> None:
    employer, (li,) = team("李伟")
    draft = drafted(employer, {li: "8000"})
    row, seen_before = draft.rows.get(), stale(draft)
    discard(declaration=draft, by=None, at=tick())
    assert draft.state == DeclarationState.DISCARDED
    for act in (
        lambda: submitted(seen_before),
        lambda: discard(declaration=seen_before, by=None, at=tick()),
        lambda: put_aside(row_id=row.pk, by=None, at=tick()),
        lambda: correct_row(row_id=row.pk, name=li.name, number="", wage="1", by=None, at=tick()),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "wrong_state"
    assert not ContributionWage.objects.exists()


@pytest.mark.usefixtures("_law")
def test_a_row_that_was_filed_meanwhile_is_neither_corrected_nor_put_aside() -> None:
    employer, (li,) = team("李伟")
    draft = drafted(employer, {li: "8000"})
    row = draft.rows.get()
    submitted(draft)
    for act in (
        lambda: put_aside(row_id=row.pk, by=None, at=tick()),
        lambda: correct_row(row_id=row.pk, name=li.name, number=row.identifier or "", wage="9000", by=None, at=tick()),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "wrong_state"
    row.refresh_from_db()
    assert (row.state, row.wage_fen) == (RowState.FILED, 800_000)


@pytest.mark.usefixtures("_law")
def test_a_row_put_aside_is_kept_and_not_filed() -> None:
    employer, (li, wang) = team("李伟", "王静")
    draft = drafted(employer, {li: "8000", wang: "9000"})
    put_aside(row_id=draft.rows.get(person=wang).pk, by=None, at=tick())
    draft.refresh_from_db()
    assert (draft.people, draft.wages_fen) == (1, 800_000)
    submitted(draft)
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000}
    assert draft.rows.get(person=wang).state == RowState.ASIDE


@pytest.mark.usefixtures("_law")
def test_what_is_done_to_a_draft_is_on_record_without_the_people_in_it() -> None:
    employer, (li, wang) = team("李伟", "王静")
    delegate = a_delegate(employer)
    draft = drafted(employer, {li: "8000", wang: "9000"}, by=delegate)
    first, second = draft.rows.order_by("number")
    correct_row(row_id=first.pk, name=li.name, number=first.identifier or "", wage="8100", by=delegate, at=tick())
    put_aside(row_id=second.pk, by=delegate, at=tick())
    discard(declaration=draft, by=delegate, at=tick())
    common = {"by": delegate.pk, "subject": employer.number, "channel": "grid", "month": "2026-09"}
    assert recorded("declaration_drafted") == common | {"rows": 2, "refused": 0}
    assert recorded("declaration_row_corrected") == common | {"declaration": draft.number, "row": first.number}
    assert recorded("declaration_row_put_aside") == common | {"declaration": draft.number, "row": second.number}
    assert recorded("declaration_discarded") == common | {"declaration": draft.number}


@pytest.mark.usefixtures("_law")
def test_offered_values_are_taken_while_the_draft_stands_and_on_record_as_one_act() -> None:
    employer, people = team("李伟", "王静")
    draft = drafted(employer, dict.fromkeys(people, "8000"))
    for row in draft.rows.all():
        row.suggestion = json.dumps([{"field": "wage", "value": 900_000, "sure": True}])
        row.save(update_fields=["suggestion"])
    seen_before = stale(draft)
    assert accept_suggestions(declaration=draft, row_ids=None, by=None, at=tick()) == 2
    assert set(draft.rows.values_list("wage_fen", flat=True)) == {900_000}
    assert recorded("declaration_suggestions_taken")["rows"] == 2
    discard(declaration=draft, by=None, at=tick())
    with pytest.raises(Refusal) as refused:
        accept_suggestions(declaration=seen_before, row_ids=None, by=None, at=tick())
    assert refused.value.code == "wrong_state"


RIVALS: list[Callable[[Declaration, DeclarationRow], object]] = [
    lambda draft, row: discard(declaration=draft, by=None, at=tick()),
    lambda draft, row: put_aside(row_id=row.pk, by=None, at=tick()),
    lambda draft, row: correct_row(
        row_id=row.pk, name=row.name, number=row.identifier or "", wage="9500", by=None, at=tick()
    ),
]


@pytest.mark.usefixtures("five_committed_cities")
@pytest.mark.parametrize("rival", RIVALS, ids=["discards", "puts a row aside", "corrects a row"])
def test_while_one_files_another_waits_and_is_refused(rival: Callable[..., object]) -> None:
    employer, (li, wang) = team("李伟", "王静")
    draft = drafted(employer, {li: "8000", wang: "9000"})
    row, seen_before = draft.rows.get(person=wang), stale(draft)
    refused = database.in_the_meantime(lambda: submitted(draft), lambda: rival(seen_before, row))
    assert isinstance(refused, Refusal) and refused.code == "wrong_state"
    assert Declaration.objects.get().state == DeclarationState.FILED
    assert wages_in_force(employer.pk, SEPTEMBER) == {li.pk: 800_000, wang.pk: 900_000}
    assert set(DeclarationRow.objects.values_list("state", "wage_fen")) == {("filed", 800_000), ("filed", 900_000)}
    assert broken() == {}


@pytest.mark.usefixtures("five_committed_cities")
@pytest.mark.parametrize(
    ("rival", "stands"),
    [*zip(RIVALS, [{}, {"李伟": 800_000}, {"李伟": 800_000, "王静": 950_000}], strict=True)],
    ids=["discards", "puts a row aside", "corrects a row"],
)
def test_while_somebody_changes_a_draft_who_files_it_waits_and_files_what_stands(
    rival: Callable[..., object], stands: dict[str, int]
) -> None:
    employer, (li, wang) = team("李伟", "王静")
    draft = drafted(employer, {li: "8000", wang: "9000"})
    row, seen_before = draft.rows.get(person=wang), stale(draft)
    failed = database.in_the_meantime(lambda: rival(seen_before, row), lambda: submitted(draft))
    assert isinstance(failed, Refusal) if not stands else failed is None
    wages = {Person.objects.get(pk=pk).name: fen for pk, fen in wages_in_force(employer.pk, SEPTEMBER).items()}
    filed = dict(draft.rows.filter(state=RowState.FILED).values_list("person__name", "wage_fen"))
    assert wages == filed == stands
    assert broken() == {}
