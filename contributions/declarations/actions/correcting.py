"""Drafts and waiting rows are corrected, put aside or put away while nobody files them; each act is on record."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from contributions.declarations.actions.drafts import FIRST_ROW, Entered, checked_rows, count_draft, keep_check
from contributions.declarations.actions.versions import answer_named_since
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.problems import DUPLICATE_PERSON, Problem
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.reasons import TAX_DECLARES_HERE
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Identifier
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.money import written, yuan
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.workflow import WRONG_STATE

_CHECKED = (
    "given", "name", "identifier", "identifier_hash", "person", "wage_fen", "state", "problems", "suggestion",
)  # fmt: skip


def _unfiled(row_id: int, move: str) -> DeclarationRow:
    """A row as it now stands, its employer locked: nobody files it meanwhile.

    Raises WRONG_STATE for one that is filed or replaced, or in a draft that was put away.
    """
    rows = DeclarationRow.objects.select_related("declaration__employer")
    lock_employer(rows.get(pk=row_id).declaration.employer)
    row = rows.get(pk=row_id)
    if row.state in (RowState.FILED, RowState.REPLACED) or row.declaration.state == DeclarationState.DISCARDED:
        raise WRONG_STATE(state=row.state, move=move)
    return row


def _of(declaration: Declaration) -> dict[str, Any]:
    """For the trail: which declaration; whom its rows name stays in them."""
    return {
        "subject_kind": "employer",
        "subject": declaration.employer.number,
        "channel": declaration.door,
        "month": str(declaration.month),
        "declaration": declaration.number,
    }


@transaction.atomic
def correct_row(*, row_id: int, name: str, number: str, wage: str, by: User | None, at: dt.datetime) -> DeclarationRow:
    """Check a row again with corrected values; what was given stays in the document.

    Works on drafts and on the correction basket of a filed declaration; there a row that turns out to name somebody
    whom a newer version of the month names stops waiting. Raises WRONG_STATE for a row that is filed or replaced, and
    TAX_DECLARES_HERE for one of the tax authority: it sends the corrected row itself.
    """
    row = _unfiled(row_id, "correct")
    if row.declaration.door == Door.TAX:
        raise TAX_DECLARES_HERE(region=row.declaration.employer.pooling_region.words, month=row.declaration.month)
    _correct(row.declaration, [(row, Entered(name, number, wage, **_told(row)))])
    record(by=by, at=at, code="declaration_row_corrected", row=row.number, **_of(row.declaration))
    row.refresh_from_db()
    return row


def _told(row: DeclarationRow) -> dict[str, Any]:
    """What a row says besides name, number and wage; a correction leaves it as it is."""
    given = json.loads(row.given or "{}")
    return {name: given.get(name, "") for name in ("hired_on", "left_on", "leaving_reason")}


def _correct(declaration: Declaration, rows: list[tuple[DeclarationRow, Entered]]) -> None:
    """Check rows of one declaration again, as a set."""
    checked = checked_rows(declaration.employer, declaration.month, [entered for _, entered in rows])
    results = {result.row - FIRST_ROW: result for result in checked.rows}
    hashes = {keyed_hash(result.id_number) for result in checked.rows if result.holder}
    known = {
        bytes(value_hash): person_id
        for value_hash, person_id in Identifier.objects.filter(
            value_hash__in=hashes, ends_before__isnull=True
        ).values_list("value_hash", "person_id")
    }
    others = declaration.rows.filter(identifier_hash__in=hashes).exclude(pk__in=[row.pk for row, _ in rows])
    named = {
        bytes(row.identifier_hash): row
        for row in others.exclude(state=RowState.ASIDE).order_by("-pk")
        if row.identifier_hash is not None
    }
    corrected = []
    for place, (row, _) in enumerate(rows):
        result = results.get(place)
        if result is None:
            continue
        result.problems = tuple(problem for problem in result.problems if problem.reason is not DUPLICATE_PERSON)
        keep_check(row, result, known)
        if row.identifier_hash is not None:
            first = named.setdefault(bytes(row.identifier_hash), row)
            if first is not row:
                row.state, row.problems = RowState.REFUSED, [*row.problems, _named_before(first, row)]
        corrected.append(row)
    DeclarationRow.objects.bulk_update(corrected, _CHECKED, batch_size=1000)
    if declaration.state != DeclarationState.DRAFT:
        answer_named_since(declaration.employer, declaration.month)
    count_draft(declaration)


def _named_before(first: DeclarationRow, row: DeclarationRow) -> dict[str, Any]:
    """The problem of naming somebody whom another row of the declaration names already."""
    problem = Problem(
        DUPLICATE_PERSON,
        {
            "first_row": str(first.number),
            "first_name": first.name,
            "first_wage": written(first.wage_fen or 0),
            "this_wage": written(row.wage_fen or 0),
        },
    )
    return problem.as_dict() | {"refuses": True}


@transaction.atomic
def accept_suggestions(
    *, declaration: Declaration, row_ids: Iterable[int] | None, by: User | None, at: dt.datetime
) -> int:
    """Take the offered values of the named rows, or every sure one; returns how many rows were corrected.

    Raises WRONG_STATE for a draft that was discarded.
    """
    lock_employer(declaration.employer)
    declaration.refresh_from_db()
    if declaration.state == DeclarationState.DISCARDED:
        raise WRONG_STATE(state=declaration.state, move="correct")
    rows = declaration.rows.filter(suggestion__isnull=False, state__in=[RowState.REFUSED, RowState.ACCEPTED])
    if row_ids is not None:
        rows = rows.filter(pk__in=list(row_ids))
    wanted = []
    for row in rows.order_by("pk"):
        offered = [s for s in json.loads(row.suggestion or "[]") if row_ids is not None or s["sure"]]
        if offered:
            values = _with(row, {offer["field"]: offer for offer in offered}) | _told(row)
            wanted.append((row, Entered(**values)))
    if wanted:
        _correct(declaration, wanted)
        record(by=by, at=at, code="declaration_suggestions_taken", rows=len(wanted), **_of(declaration))
    return len(wanted)


def _with(row: DeclarationRow, values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    given = json.loads(row.given or "{}")
    wage = values.get(str(Role.WAGE))
    return {
        "name": str(values[str(Role.NAME)]["value"]) if str(Role.NAME) in values else row.name or given["name"],
        "number": str(values[str(Role.ID_NUMBER)]["value"])
        if str(Role.ID_NUMBER) in values
        else row.identifier or given["number"],
        "wage": str(yuan(int(wage["value"]))) if wage else given["wage"],
    }


@transaction.atomic
def put_aside(*, row_id: int, by: User | None, at: dt.datetime) -> DeclarationRow:
    """“Not this person”: the row is kept and not filed. Raises WRONG_STATE for a row that is filed or replaced."""
    row = _unfiled(row_id, "put_aside")
    row.state = RowState.ASIDE
    row.save(update_fields=["state"])
    count_draft(row.declaration)
    record(by=by, at=at, code="declaration_row_put_aside", row=row.number, **_of(row.declaration))
    return row


@transaction.atomic
def discard(*, declaration: Declaration, by: User | None, at: dt.datetime) -> None:
    """Put a draft away unfiled; its rows and document stay. Raises WRONG_STATE for what was filed or discarded."""
    lock_employer(declaration.employer)
    declaration.refresh_from_db()
    if declaration.state != DeclarationState.DRAFT:
        raise WRONG_STATE(state=declaration.state, move="discard")
    declaration.state = DeclarationState.DISCARDED
    declaration.save(update_fields=["state"])
    record(by=by, at=at, code="declaration_discarded", **_of(declaration))
