"""Uploads and grids are kept as drafts: every row as it came, its problems and the likely values, until it is filed.

Filing takes the good rows now while the others wait in the correction basket, or nothing: the employer chooses.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from contributions.declarations.actions.filing import check_month
from contributions.declarations.actions.tax import refuse_declared
from contributions.declarations.actions.versions import answer_named_since
from contributions.declarations.intake.check import check, check_file
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.problems import DUPLICATE_PERSON, Problem
from contributions.declarations.intake.results import CheckedFile, RowResult
from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.suggestions import Suggestion
from contributions.declarations.intake.tables import Table
from contributions.declarations.intake.template import template
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.reasons import TAX_DECLARES_HERE
from contributions.declarations.selectors import colleagues
from enrollment.participation.retirement import retirement_reached
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer, Identifier
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.language import chosen
from siadmin.kernel.money import written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.workflow import WRONG_STATE

NAME, NUMBER, WAGE = "姓名", "身份证号码", "应发工资"
FIRST_ROW = 2  # of entered rows: their heading is row 1
_CHECKED = (
    "given", "name", "identifier", "identifier_hash", "person", "wage_fen", "state", "problems", "suggestion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entered:
    """One row of a grid or an API call, every value still as the person typed it."""

    name: str
    number: str
    wage: str
    hired_on: str = ""
    left_on: str = ""
    leaving_reason: str = ""
    is_second_employer: bool = False


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
    *,
    employer: Employer,
    month: Month,
    rows: Iterable[Entered],
    door: str,
    by: User | None,
    at: dt.datetime,
    corrects: str = "",
) -> Declaration:
    """Keep the rows of a grid, an API call or the tax authority as a draft, checked like a file. Raises EMPTY.

    `corrects`: the number of the tax authority's declaration that this one takes the place of.
    """
    lock_employer(employer)
    given = list(rows)
    checked = _checked_rows(employer, month, given)
    draft = Declaration.objects.create(
        employer=employer, month=month, number=opaque_number("D"), door=door, created_by=by, created_at=at
    )
    seconds = {place for place, row in enumerate(given, FIRST_ROW) if row.is_second_employer}
    _keep_rows(draft, checked, seconds, {"corrects": corrects} if corrects else {})
    if door == Door.TAX:
        refuse_declared(draft, corrects)
        _count(draft)
    return draft


def give_template(
    *, employer: Employer, month: Month, languages: Sequence[str], by: User | None, at: dt.datetime
) -> bytes:
    """A workbook with the employer's people, numbers in full: that they were given out is kept in the trail."""
    people = entries(employer, month)
    record(
        by=by, at=at, code="template_given", subject_kind="employer", subject=employer.number,
        month=str(month), people=len(people),
    )  # fmt: skip
    name = chosen(zh=employer.name, en=employer.name_en or employer.name)
    return template(people, employer=name, month=month, languages=languages)


def entries(employer: Employer, month: Month) -> list[RosterEntry]:
    """The roster as the check knows it: names, numbers, wages in force."""
    return [RosterEntry(c.person.name, c.number, c.wage_fen) for c in colleagues(employer, month)]


def _checked_rows(employer: Employer, month: Month, rows: Iterable[Entered]) -> CheckedFile:
    given = [[row.name, row.number, row.wage, row.hired_on, row.left_on, row.leaving_reason] for row in rows]
    heading: list[Any] = [NAME, NUMBER, WAGE, "入职日期", "离职日期", "离职原因"]

    def numbered() -> Iterator[tuple[int, list[Any]]]:
        yield 1, heading
        yield from enumerate(given, FIRST_ROW)

    return check(
        [Table("", numbered)],
        month=month,
        roster=entries(employer, month),
        retirement_reached=retirement_reached(month),
    )


def _keep_rows(
    draft: Declaration, checked: CheckedFile, seconds: Collection[int] = (), summary: Mapping[str, Any] | None = None
) -> None:
    """`seconds`: numbers of rows that are told to be a second employment."""
    hashes = {keyed_hash(row.id_number) for row in checked.rows if row.holder}
    known = {
        bytes(i.value_hash): i.person_id
        for i in Identifier.objects.filter(value_hash__in=hashes, ends_before__isnull=True)
    }
    DeclarationRow.objects.bulk_create(
        (
            _kept(
                DeclarationRow(
                    declaration=draft, number=r.row, sheet=r.sheet[:60], is_second_employer=r.row in seconds
                ),
                r,
                known,
            )
            for r in checked.rows
        ),
        batch_size=2000,
    )
    draft.people = len(checked.accepted)
    draft.wages_fen = checked.accepted_wages_fen
    draft.refused_rows = len(checked.refused)
    draft.summary = {
        "skipped": dict(_skipped(checked)),
        "sheets": [sheet.name for sheet in checked.sheets if sheet.people],
        **(summary or {}),
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

    Works on drafts and on the correction basket of a filed declaration; there a row that turns out to name somebody
    whom a newer version of the month names stops waiting. Raises WRONG_STATE for a row that is filed or replaced, and
    TAX_DECLARES_HERE for one of the tax authority: it sends the corrected row itself.
    """
    row = _locked(row_id)
    if row.state in (RowState.FILED, RowState.REPLACED) or row.declaration.state == DeclarationState.DISCARDED:
        raise WRONG_STATE(state=row.state, move="correct")
    if row.declaration.door == Door.TAX:
        raise TAX_DECLARES_HERE(region=row.declaration.employer.pooling_region.name_zh, month=row.declaration.month)
    _correct(row.declaration, [(row, Entered(name, number, wage, **_told(row)))])
    row.refresh_from_db()
    return row


def _locked(row_id: int) -> DeclarationRow:
    """A row as it stands, while nobody files: what is filed is what its row says."""
    rows = DeclarationRow.objects.select_related("declaration__employer")
    lock_employer(rows.get(pk=row_id).declaration.employer)
    return rows.select_for_update(of=("self",)).get(pk=row_id)


def _told(row: DeclarationRow) -> dict[str, Any]:
    """What a row says besides name, number and wage; a correction leaves it as it is."""
    given = json.loads(row.given or "{}")
    return {name: given.get(name, "") for name in ("hired_on", "left_on", "leaving_reason")}


def _correct(declaration: Declaration, rows: list[tuple[DeclarationRow, Entered]]) -> None:
    """Check rows of one declaration again, as a set."""
    checked = _checked_rows(declaration.employer, declaration.month, [entered for _, entered in rows])
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
        _kept(row, result, known)
        if row.identifier_hash is not None:
            first = named.setdefault(bytes(row.identifier_hash), row)
            if first is not row:
                row.state, row.problems = RowState.REFUSED, [*row.problems, _named_before(first, row)]
        corrected.append(row)
    DeclarationRow.objects.bulk_update(corrected, _CHECKED, batch_size=1000)
    if declaration.state != DeclarationState.DRAFT:
        answer_named_since(declaration.employer, declaration.month)
    _count(declaration)


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
    """Take the offered values of the named rows, or every sure one; returns how many rows were corrected."""
    lock_employer(declaration.employer)
    rows = declaration.rows.filter(suggestion__isnull=False, state__in=[RowState.REFUSED, RowState.ACCEPTED])
    if row_ids is not None:
        rows = rows.filter(pk__in=list(row_ids))
    wanted = []
    for row in rows.select_for_update().order_by("pk"):
        offered = [s for s in json.loads(row.suggestion or "[]") if row_ids is not None or s["sure"]]
        if offered:
            values = _with(row, {offer["field"]: offer for offer in offered}) | _told(row)
            wanted.append((row, Entered(**values)))
    if wanted:
        _correct(declaration, wanted)
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
    """“Not this person”: the row is kept and not filed."""
    row = _locked(row_id)
    if row.state in (RowState.FILED, RowState.REPLACED):
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
