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
from contributions.declarations.intake.check import check, check_file
from contributions.declarations.intake.results import CheckedFile, RowResult
from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.suggestions import Suggestion
from contributions.declarations.intake.tables import Table
from contributions.declarations.intake.template import template
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.selectors import colleagues
from enrollment.participation.retirement import retirement_reached, working_age
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer, Identifier
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number

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
        content,
        month=month,
        roster=entries(employer, month),
        retirement_reached=retirement_reached(month),
        working_age=working_age(month),
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
        _record_draft(draft, by, at)
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
    checked = checked_rows(employer, month, given)
    draft = Declaration.objects.create(
        employer=employer, month=month, number=opaque_number("D"), door=door, created_by=by, created_at=at
    )
    seconds = {place for place, row in enumerate(given, FIRST_ROW) if row.is_second_employer}
    _keep_rows(draft, checked, seconds, {"corrects": corrects} if corrects else {})
    if door == Door.TAX:
        refuse_declared(draft, corrects)
        count_draft(draft)
    _record_draft(draft, by, at)
    return draft


def _record_draft(draft: Declaration, by: User | None, at: dt.datetime) -> None:
    record(
        by=by, at=at, code="declaration_drafted", subject_kind="employer", subject=draft.employer.number,
        channel=draft.door, month=str(draft.month), rows=draft.rows.count(), refused=draft.refused_rows,
    )  # fmt: skip


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


def checked_rows(employer: Employer, month: Month, rows: Iterable[Entered]) -> CheckedFile:
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
        working_age=working_age(month),
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
            keep_check(
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


def keep_check(kept: DeclarationRow, result: RowResult, known: dict[bytes, int]) -> DeclarationRow:
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


def count_draft(declaration: Declaration) -> None:
    """Let a draft say what its rows add up to; a filed declaration says what was filed."""
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
