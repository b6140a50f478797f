"""The database refuses what no action does: other moves, changes of what was filed, deletions (REG 53; COLL 10)."""

from typing import Any

import pytest

from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, RowState
from tests import database
from tests.factories import NOW, THIS_MONTH, a_person, an_employer

pytestmark = pytest.mark.django_db
STATES = list(DeclarationState.values)
MOVES = {("draft", "filed"), ("draft", "discarded"), ("filed", "replaced")}


def _declaration(state: str = "draft") -> Declaration:
    """One that came to this state by the moves there are."""
    declaration = Declaration.objects.create(
        employer=an_employer(), month=THIS_MONTH, number="D1", door="grid", created_at=NOW
    )
    for each in {"draft": (), "filed": ("filed",), "replaced": ("filed", "replaced"), "discarded": ("discarded",)}[
        state
    ]:
        declaration.state = each
        if each == "filed":
            declaration.version, declaration.filed_at = 1, NOW
        declaration.save()
    return declaration


def _row(declaration: Declaration, state: str = RowState.ACCEPTED) -> DeclarationRow:
    return DeclarationRow.objects.create(
        declaration=declaration, number=2, given="{}", person=a_person(), wage_fen=800_000, state=state
    )


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_a_declaration_makes_the_moves_there_are_and_no_other(before: str, after: str) -> None:
    declaration = Declaration.objects.filter(pk=_declaration(before).pk)
    change: dict[str, Any] = {"state": after} | ({"version": 1, "filed_at": NOW} if before == "draft" else {})
    if before == after or (before, after) in MOVES:
        declaration.update(**change)
    else:
        with database.refused("declaration_moves"):
            declaration.update(**change)


@pytest.mark.parametrize("state", ["replaced", "discarded"])
def test_a_declaration_begins_as_a_draft_or_filed(state: str) -> None:
    with database.refused("declaration_moves"):
        Declaration.objects.create(
            employer=an_employer(), month=THIS_MONTH, number="D1", door="grid", created_at=NOW, state=state,
            version=1, filed_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("state", ["filed", "replaced", "discarded"])
@pytest.mark.parametrize(
    "change",
    [
        {"month": THIS_MONTH + 1},
        {"wages_fen": 1},
        {"people": 9},
        {"door": "file"},
        {"version": 7},
        {"summary": {"x": 1}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_filed_or_discarded_stays_as_it_was_said(state: str, change: dict[str, Any]) -> None:
    declaration = _declaration(state)
    with database.refused("declaration_not_changed"):
        Declaration.objects.filter(pk=declaration.pk).update(**change)


def test_a_filed_row_stays_and_one_that_waits_is_corrected() -> None:
    row = DeclarationRow.objects.filter(pk=_row(_declaration("filed")).pk)
    row.update(wage_fen=900_000)
    row.update(state=RowState.FILED)
    for change in ({"wage_fen": 1}, {"state": RowState.ASIDE}, {"name": "x"}):
        with database.refused("declaration_not_changed"):
            row.update(**change)


def test_neither_a_declaration_nor_a_row_is_deleted() -> None:
    row = _row(_declaration())
    with database.refused("declarations_row_not_deleted"):
        DeclarationRow.objects.filter(pk=row.pk).delete()
    with database.refused("declarations_declaration_not_deleted"):
        Declaration.objects.filter(pk=_declaration_without_rows().pk).delete()


def _declaration_without_rows() -> Declaration:
    return Declaration.objects.create(
        employer=an_employer(), month=THIS_MONTH, number="D2", door="grid", created_at=NOW
    )
