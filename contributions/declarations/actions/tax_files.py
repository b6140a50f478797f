"""The tax authority's declarations as a file: many employers and months in one CSV, each filed like an API call.

Sent again, the same file declares nothing twice: its rows are refused as declared already.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from contributions.declarations.actions.correcting import discard
from contributions.declarations.actions.drafts import Entered, draft_from_rows
from contributions.declarations.actions.submitting import submit
from contributions.declarations.models import Declaration, Door, TaxFile, TaxFileMonth
from contributions.declarations.reasons import (
    TAX_CORRECTS_ANOTHER,
    TAX_FILE_COLUMNS,
    TAX_FILE_EMPLOYER,
    TAX_FILE_LONG,
    TAX_FILE_MARK,
    TAX_FILE_MONTH,
    TAX_FILE_UNREADABLE,
)
from enrollment.registry.models import Employer
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

COLUMNS = ("credit_code", "month", "name", "id_number", "wage", "hired_on", "second_employer", "corrects")
REQUIRED = COLUMNS[:5]
MOST_ROWS = 20_000
_MARKED = {"": False, "0": False, "否": False, "no": False, "false": False} | dict.fromkeys(
    ("1", "是", "yes", "true"), True
)


@dataclass(slots=True)
class _Told:
    """One employer's month as the file has it."""

    rows: list[Entered] = field(default_factory=list)
    corrects: set[str] = field(default_factory=set)


@transaction.atomic
def import_tax_file(
    *, name: str, content: bytes, employers: Mapping[str, Employer], by: User | None, at: dt.datetime, today: dt.date
) -> TaxFile:
    """Keep the file and file each employer's month in it: good rows at once, the others are kept with their problem.

    `employers`: credit code → employer, those its sender may import for. What is wrong with one employer's month
    holds no other up. Raises TAX_FILE_UNREADABLE, TAX_FILE_COLUMNS, TAX_FILE_LONG, TAX_FILE_MARK.
    """
    told = _read(content)
    document = keep(name=name, kind="tax_declarations", content=content, by=by, at=at)
    rows = sum(len(each.rows) for each in told.values())
    file = TaxFile.objects.create(document=document, rows_count=rows, imported_by=by, imported_at=at)
    months = []
    for (code, text), each in sorted(told.items(), key=lambda item: _in_turn(item[0], employers)):
        outcome = TaxFileMonth(
            file=file, credit_code=code[:18], month=text[:10], employer=employers.get(code), rows_count=len(each.rows)
        )
        try:
            with transaction.atomic():
                outcome.declaration = _filed(code, text, each, employers, by, at, today)
        except Refusal as refusal:
            outcome.problem = refusal.as_dict()
        months.append(outcome)
    TaxFileMonth.objects.bulk_create(months)
    record(
        by=by, at=at, code="tax_declarations_imported", subject_kind="document", subject=str(document.pk),
        file=document.name, rows=rows, months=len(months), refused=sum(each.problem is not None for each in months),
    )  # fmt: skip
    return file


def _in_turn(key: tuple[str, str], employers: Mapping[str, Employer]) -> tuple[int, str]:
    """Employers are locked in the order of their ids, whoever sends what."""
    employer = employers.get(key[0])
    return (employer.pk if employer else 0, key[1])


def _filed(
    code: str,
    text: str,
    told: _Told,
    employers: Mapping[str, Employer],
    by: User | None,
    at: dt.datetime,
    today: dt.date,
) -> Declaration:
    if code not in employers:
        raise TAX_FILE_EMPLOYER(code=code)
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise TAX_FILE_MONTH(given=text) from error
    if len(told.corrects) > 1:
        raise TAX_CORRECTS_ANOTHER(number=", ".join(sorted(told.corrects)), standing="—")
    draft = draft_from_rows(
        employer=employers[code],
        month=month,
        rows=told.rows,
        door=Door.TAX,
        by=by,
        at=at,
        corrects=next(iter(told.corrects), ""),
    )
    if not draft.people:
        discard(declaration=draft, by=by, at=at)
        return draft
    return submit(declaration=draft, by=by, at=at, today=today)


def _read(content: bytes) -> dict[tuple[str, str], _Told]:
    """Rows by credit code and month, as text."""
    reader = csv.DictReader(io.StringIO(_text(content)))
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or [])]
    if missing:
        raise TAX_FILE_COLUMNS(missing=", ".join(missing))
    told: dict[tuple[str, str], _Told] = {}
    count = 0
    for number, row in _rows(reader):
        count += 1
        mark = row["second_employer"].lower()
        if mark not in _MARKED:
            raise TAX_FILE_MARK(row=number, given=row["second_employer"])
        each = told.setdefault((row["credit_code"].upper(), row["month"]), _Told())
        each.rows.append(
            Entered(row["name"], row["id_number"], row["wage"], row["hired_on"], is_second_employer=_MARKED[mark])
        )
        if row["corrects"]:
            each.corrects.add(row["corrects"])
    if count > MOST_ROWS:
        raise TAX_FILE_LONG(rows=count, most=MOST_ROWS)
    return told


def _rows(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for number, row in enumerate(reader, 2):
            cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if any(cells.values()):
                yield number, cells
    except csv.Error as error:
        raise TAX_FILE_UNREADABLE() from error


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TAX_FILE_UNREADABLE()
