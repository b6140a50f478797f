"""Uploads and grids are kept as drafts: every row as it came, its problems and the likely values, until it is filed.

Filing takes the good rows now while the others wait in the correction basket, or nothing: the employer chooses.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from contributions.declarations.actions.filing import check_month, lock_employer
from contributions.declarations.intake.check import check, check_file
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.problems import DUPLICATE_PERSON, Problem
from contributions.declarations.intake.results import CheckedFile, RowResult
from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.suggestions import Suggestion
from contributions.declarations.intake.tables import Table
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.selectors import colleagues
from enrollment.participation.retirement import retirement_reached
from enrollment.registry.models import Employer, Identifier
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.money import written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.workflow import WRONG_STATE

NAME, NUMBER, WAGE = "姓名", "身份证号码", "应发工资"


@dataclass(frozen=True, slots=True)
class Entered:
    """One row of a grid or an API call, every value still as the person typed it."""

    name: str
    number: str
    wage: str
    hired_on: str = ""


def draft_from_file(
    *, employer: Employer, month: Month, name: str, content: bytes, door: str, by: User | None, at: dt.datetime
) -> tuple[Declaration, bool]:
    """Keep a file, check it and keep its rows as a draft; whether the draft is new.

    The same file for the same month again, also at the same moment, gives the first draft. Raises the refusals of a
    whole file (intake.problems.FILE); the file itself is kept even then.
    """
    document = keep(name=name, kind="payroll", content=content, by=by, at=at)
    checked = check_file(
        content, month=month, roster=entries(employer, month), retirement_reached=retirement_reached(month)
    )
    with transaction.atomic():
        lock_employer(employer)
        standing = Declaration.objects.filter(
            employer=employer, month=month, state=DeclarationState.DRAFT, document__digest=document.digest
        ).first()
        if standing is not None:
            return standing, False
        draft = Declaration.objects.create(
            employer=employer,
            month=month,
            number=opaque_number("D"),
            door=door,
            document=document,
            created_by=by,
            created_at=at,
        )
        _keep_rows(draft, checked)
        record(
            by=by, at=at, code="declaration_drafted", subject_kind="employer", subject=employer.number, channel=door,
            month=str(month), rows=len(checked.rows), refused=len(checked.refused),
        )  # fmt: skip
    return draft, True


@transaction.atomic
def draft_from_rows(
    *, employer: Employer, month: Month, rows: Iterable[Entered], door: str, by: User | None, at: dt.datetime
) -> Declaration:
    """Keep the rows of a grid or an API call as a draft, checked like a file. Raises EMPTY."""
    checked = _checked_rows(employer, month, rows)
    draft = Declaration.objects.create(
        employer=employer, month=month, number=opaque_number("D"), door=door, created_by=by, created_at=at
    )
    _keep_rows(draft, checked)
    return draft


def entries(employer: Employer, month: Month) -> list[RosterEntry]:
    """The roster as the check knows it: names, numbers, wages in force."""
    return [RosterEntry(c.person.name, c.number, c.wage_fen) for c in colleagues(employer, month)]


def _checked_rows(employer: Employer, month: Month, rows: Iterable[Entered]) -> CheckedFile:
    given = [[row.name, row.number, row.wage, row.hired_on] for row in rows]
    heading: list[Any] = [NAME, NUMBER, WAGE, "入职日期"]

    def numbered() -> Iterator[tuple[int, list[Any]]]:
        yield 1, heading
        yield from enumerate(given, 2)

    return check(
        [Table("", numbered)],
        month=month,
        roster=entries(employer, month),
        retirement_reached=retirement_reached(month),
    )


def _keep_rows(draft: Declaration, checked: CheckedFile) -> None:
    hashes = {keyed_hash(row.id_number) for row in checked.rows if row.holder}
    known = {
        bytes(i.value_hash): i.person_id
        for i in Identifier.objects.filter(value_hash__in=hashes, ends_before__isnull=True)
    }
    DeclarationRow.objects.bulk_create(
        (_kept(DeclarationRow(declaration=draft, number=r.row, sheet=r.sheet[:60]), r, known) for r in checked.rows),
        batch_size=2000,
    )
    draft.people = len(checked.accepted)
    draft.wages_fen = checked.accepted_wages_fen
    draft.refused_rows = len(checked.refused)
    draft.summary = {
        "skipped": dict(_skipped(checked)),
        "sheets": [sheet.name for sheet in checked.sheets if sheet.people],
    }
    draft.save(update_fields=["people", "wages_fen", "refused_rows", "summary"])


def _skipped(checked: CheckedFile) -> Counter[str]:
    """Rows that are not people, by kind."""
    return Counter(str(kind) for sheet in checked.sheets for kind, rows in sheet.skipped.items() for _ in rows)


def _kept(kept: DeclarationRow, result: RowResult, known: dict[bytes, int]) -> DeclarationRow:
    """What a row of a draft keeps of its check. `known` maps hashes of numbers to registered people."""
    usable = bool(result.holder)
    kept.given = json.dumps(
        {
            "name": result.given.name,
            "number": result.given.id_number,
            "wage": result.given.wage,
            **_employment(result),
        },
        ensure_ascii=False,
    )
    kept.name = result.name[:80]
    kept.identifier = result.id_number if usable else None
    kept.identifier_hash = keyed_hash(result.id_number) if usable else None
    kept.person_id = known.get(kept.identifier_hash) if kept.identifier_hash else None
    kept.wage_fen = result.wage_fen
    kept.state = RowState.ACCEPTED if result.is_accepted else RowState.REFUSED
    kept.problems = [problem.as_dict() | {"refuses": problem.refuses} for problem in result.problems]
    offered = [_offered(suggestion) for suggestion in result.suggestions]
    kept.suggestion = json.dumps(offered, ensure_ascii=False) if offered else None
    return kept


def _employment(result: RowResult) -> dict[str, str]:
    """What the optional columns say, as text."""
    told = result.employment
    return {
        "hired_on": told.hired_on.isoformat() if told and told.hired_on else "",
        "left_on": told.left_on.isoformat() if told and told.left_on else "",
        "leaving_reason": told.leaving_reason if told else "",
    }


def _offered(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "field": str(suggestion.field),
        "value": suggestion.value,
        "shown": suggestion.shown,
        "sure": suggestion.is_sure,
        "zh": suggestion.reason.zh,
        "en": suggestion.reason.en,
    }


@transaction.atomic
def correct_row(*, row_id: int, name: str, number: str, wage: str, by: User | None, at: dt.datetime) -> DeclarationRow:
    """Check a row again with corrected values; what was given stays in the document and the trail.

    Works on drafts and on the correction basket of a filed declaration. Raises WRONG_STATE for a row already filed.
    """
    row = _locked(row_id)
    if row.state == RowState.FILED or row.declaration.state == DeclarationState.DISCARDED:
        raise WRONG_STATE(state=row.state, move="correct")
    given = json.loads(row.given or "{}")
    checked = _checked_rows(
        row.declaration.employer, row.declaration.month, [Entered(name, number, wage, given.get("hired_on", ""))]
    )
    result = checked.rows[0]
    twin = _same_person_before(row, result)
    known = {}
    if result.holder:
        person = Identifier.objects.filter(
            value_hash=keyed_hash(result.id_number), ends_before__isnull=True
        ).values_list("person_id", flat=True)
        known = {keyed_hash(result.id_number): person_id for person_id in person}
    _kept(row, result, known)
    if twin is not None:
        row.state = RowState.REFUSED
        row.problems = [*row.problems, twin]
    row.save()
    _count(row.declaration)
    return row


def _locked(row_id: int) -> DeclarationRow:
    """A row as it stands, while nobody files: what is filed is what its row says."""
    lock_employer(Employer.objects.get(declarations__rows=row_id))
    return DeclarationRow.objects.select_for_update(of=("self",)).select_related("declaration__employer").get(pk=row_id)


def _same_person_before(row: DeclarationRow, result: RowResult) -> dict[str, Any] | None:
    """The problem of naming somebody whom another row of the declaration names already."""
    if not result.holder:
        return None
    other = (
        DeclarationRow.objects.filter(declaration=row.declaration, identifier_hash=keyed_hash(result.id_number))
        .exclude(pk=row.pk)
        .exclude(state=RowState.ASIDE)
        .first()
    )
    if other is None:
        return None
    problem = Problem(
        DUPLICATE_PERSON,
        {
            "first_row": str(other.number),
            "first_name": other.name,
            "first_wage": written(other.wage_fen or 0),
            "this_wage": written(result.wage_fen or 0),
        },
    )
    return problem.as_dict() | {"refuses": True}


def accept_suggestions(
    *, declaration: Declaration, row_ids: Iterable[int] | None, by: User | None, at: dt.datetime
) -> int:
    """Take the offered values of the named rows, or every sure one; returns how many rows were corrected."""
    rows = declaration.rows.filter(suggestion__isnull=False, state__in=[RowState.REFUSED, RowState.ACCEPTED])
    if row_ids is not None:
        rows = rows.filter(pk__in=list(row_ids))
    count = 0
    for row in rows:
        offered = [s for s in json.loads(row.suggestion or "[]") if row_ids is not None or s["sure"]]
        values = {s["field"]: s for s in offered}
        if not values:
            continue
        correct_row(row_id=row.pk, **_with(row, values), by=by, at=at)
        count += 1
    return count


def _with(row: DeclarationRow, values: dict[str, dict[str, Any]]) -> dict[str, str]:
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
    """“Not this person”: the row is kept and not filed."""
    row = _locked(row_id)
    if row.state == RowState.FILED:
        raise WRONG_STATE(state=row.state, move="put_aside")
    row.state = RowState.ASIDE
    row.save(update_fields=["state"])
    _count(row.declaration)
    return row


@transaction.atomic
def discard(*, declaration: Declaration, by: User | None, at: dt.datetime) -> None:
    """Put a draft away; its rows and document stay. Raises WRONG_STATE, also for one filed since it was opened."""
    lock_employer(declaration.employer)
    declaration.refresh_from_db()
    if declaration.state != DeclarationState.DRAFT:
        raise WRONG_STATE(state=declaration.state, move="discard")
    declaration.state = DeclarationState.DISCARDED
    declaration.save(update_fields=["state"])


def _count(declaration: Declaration) -> None:
    if declaration.state != DeclarationState.DRAFT:
        return
    accepted = declaration.rows.filter(state=RowState.ACCEPTED)
    declaration.people = accepted.count()
    declaration.wages_fen = sum(wage or 0 for wage in accepted.values_list("wage_fen", flat=True))
    declaration.refused_rows = declaration.rows.filter(state=RowState.REFUSED).count()
    declaration.save(update_fields=["people", "wages_fen", "refused_rows"])


def check_open(*, employer: Employer, month: Month, today: dt.date) -> None:
    """For screens: refuse before anything is uploaded when the month cannot be declared here."""
    check_month(employer, month, Door.FILE, today)
