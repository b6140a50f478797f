"""The check of a payroll file: reads it, finds the people, names every problem, offers corrections.

The same check runs before filing (nothing stored, no account) and at filing.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from contributions.declarations.intake import identity as identities
from contributions.declarations.intake import names, wages
from contributions.declarations.intake.ages import RetirementReached, surely_retired
from contributions.declarations.intake.cells import (
    EXCEL_EPOCH,
    Cell,
    CellError,
    Number,
    Row,
    as_given,
    decimal_of,
    is_blank,
    text_of,
)
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.layout import Columns, Layout, below, heading_again
from contributions.declarations.intake.plausibility import Plausibility, warn_of_implausible_wages
from contributions.declarations.intake.problems import (
    DATE_UNREADABLE,
    DUPLICATE_PERSON,
    EMPTY,
    ID_FIFTEEN_DIGITS,
    ID_WITHOUT_CHECK,
    NAME_NOT_AS_REGISTERED,
    NAME_SHORT,
    WAGE_ZERO,
    Problem,
)
from contributions.declarations.intake.reading import read, too_large
from contributions.declarations.intake.results import CheckedFile, Employment, Given, RowResult, SheetSummary
from contributions.declarations.intake.roster import Roster, RosterEntry
from contributions.declarations.intake.rows import Kind, kind_of
from contributions.declarations.intake.sheets import Chosen, choose
from contributions.declarations.intake.suggestions import (
    ADDED_UP,
    CLEANED,
    LAST_MONTH,
    REGISTERED,
    WRITTEN_OTHERWISE,
    Suggestion,
    for_identity,
)
from contributions.declarations.intake.tables import Limits, Table
from enrollment.participation.rules import ages
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.files import shipped

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?(?:[ T]\d.*)?|(\d{4})(\d{2})(\d{2})")
_DATE_COLUMNS = {
    Role.HIRE_DATE: ("hired_on", "入职日期", "Hire date"),
    Role.LEAVING_DATE: ("left_on", "离职日期", "Leaving date"),
}
_SUBTOTAL = re.compile(r"小计|小計|sub-?\s?total", re.IGNORECASE)
_THOUSANDS = re.compile(r"^[^0-9A-Za-z]{0,3}[0-9]{1,3}$")
_SMALL_GROUP = re.compile(r"[0-9]{3}(?:\.[0-9]{1,2})?元?")


def check_file(
    content: bytes,
    *,
    month: Month,
    roster: Iterable[RosterEntry] | None = None,
    retirement_reached: RetirementReached = surely_retired,
    working_age: Law | None = None,
    plausibility: Plausibility | None = None,
    limits: Limits | None = None,
) -> CheckedFile:
    """Check a file as it was sent, for the wages of `month`.

    Raises the refusals of a whole file: EMPTY, UNREADABLE, COLUMN_MISSING, TOO_LARGE, PASSWORD_PROTECTED; NoLawInForce.
    """
    return check(
        read(content, limits),
        month=month,
        roster=roster,
        retirement_reached=retirement_reached,
        working_age=working_age,
        plausibility=plausibility,
    )


def check_path(path: Path, *, month: Month, limits: Limits | None = None) -> CheckedFile:
    """Check a file on disk without reading more of it than the limits allow. Raises as `check_file`, and OSError."""
    size, allowed = path.stat().st_size, (limits or Limits()).file_bytes
    if size > allowed:
        raise too_large(size, allowed)
    return check_file(path.read_bytes(), month=month, limits=limits)


def check(
    tables: list[Table],
    *,
    month: Month,
    roster: Iterable[RosterEntry] | None = None,
    retirement_reached: RetirementReached = surely_retired,
    working_age: Law | None = None,
    plausibility: Plausibility | None = None,
) -> CheckedFile:
    """Check tables already read. `working_age`: the law as shipped, where no other is at hand.

    Raises EMPTY, COLUMN_MISSING, NoLawInForce.
    """
    chosen, summaries = choose(tables, month)
    least = working_age or ages.working_age(shipped(), month.first_day)
    examiner = Examiner(month, Roster.of(roster or ()), retirement_reached, least)
    for sheet in chosen:
        summaries.append(_check_sheet(sheet, examiner))
    if not examiner.results:
        raise EMPTY()
    warn_of_implausible_wages(examiner.results, examiner.roster, plausibility or Plausibility())
    order = {table.name: index for index, table in enumerate(tables)}
    return CheckedFile(month, examiner.results, sorted(summaries, key=lambda summary: order[summary.name]))


def _check_sheet(sheet: Chosen, examiner: "Examiner") -> SheetSummary:
    layout, table = sheet.layout, sheet.table
    summary = SheetSummary(table.name, layout.heading_rows, dict(layout.blocks[0].headings))
    for number, cells in table.rows():
        if number <= layout.heading_rows[-1]:
            continue
        if table.is_text and len(cells) > layout.width:
            cells = _with_thousands_rejoined(cells, layout)  # noqa: PLW2901
        for columns in layout.blocks:
            kind = kind_of(cells, layout, columns)
            if kind is Kind.HEADING and heading_again(cells, layout):
                layout = below((number, cells), layout)
            if kind is Kind.PERSON:
                result = examiner.examine((number, cells), columns, table.name)
                summary.people += 1
                summary.wages_fen += result.wage_fen or 0
            else:
                summary.skipped.setdefault(kind, []).append(number)
                if kind is Kind.TOTAL and not any(_SUBTOTAL.search(text_of(cell)) for cell in cells):
                    summary.stated_total_fen = wages.read(_at(cells, columns.wage), columns.unit).fen
    return summary


def _at(cells: list[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def _with_thousands_rejoined(cells: list[Cell], layout: Layout) -> list[Cell]:
    """`8,650.00` without quotes became two cells: rows too long by exactly such pairs get their amounts back.

    When there are pairs, but not as many as there are cells too many, no one can tell which amount is which.
    """
    texts = [text_of(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    excess = len(texts) - layout.width
    pairs = [
        index
        for index in range(len(texts) - 1)
        if _THOUSANDS.search(texts[index]) and _SMALL_GROUP.fullmatch(texts[index + 1])
    ]
    if excess <= 0 or not pairs:
        return cells
    joined: list[Cell] = list(texts)
    if excess != len(pairs):
        wage = layout.blocks[0].wage
        joined[wage] = CellError(",".join(texts[wage : wage + 2]))
        return joined
    for index in reversed(pairs):
        joined[index : index + 2] = [f"{joined[index]},{joined[index + 1]}"]
    return joined


@dataclass
class Examiner:
    """Looks at one person after another and remembers whom it has seen."""

    month: Month
    roster: Roster
    retirement_reached: RetirementReached
    working_age: Law
    results: list[RowResult] = field(default_factory=list)
    seen: dict[str, RowResult] = field(default_factory=dict)

    def examine(self, row: Row, columns: Columns, sheet: str) -> RowResult:
        number, cells = row
        name_cells = [_at(cells, column) for column in columns.name]
        id_cell, wage_cell = _at(cells, columns.id_number), _at(cells, columns.wage)
        name = names.read(*name_cells)
        identity = identities.read(
            id_cell, month=self.month, retirement_reached=self.retirement_reached, working_age=self.working_age
        )
        wage = wages.read(wage_cell, columns.unit)
        given = Given(
            " ".join(as_given(cell) for cell in name_cells if cell is not None), as_given(id_cell), as_given(wage_cell)
        )
        result = RowResult(number, sheet, name.name, identity.number, wage.fen, given, identity.holder)
        result.employment, unreadable = _employment(cells, columns)
        problems = [*self._of_identity(identity), *_of_name(name, self.roster, identity), *_of_wage(wage), *unreadable]
        result.suggestions = tuple(self._suggestions(name, identity, wage))
        if identity.is_usable:
            first = self.seen.setdefault(identity.number, result)
            if first is not result:
                problems.append(_duplicate(first, result))
                result.suggestions += _added_up(first, result)
        result.problems = tuple(sorted(problems, key=lambda problem: not problem.refuses))
        self.results.append(result)
        return result

    def _of_identity(self, identity: identities.IdentityReading) -> list[Problem]:
        """A number the staff list knows needs no second look for want of a check digit."""
        if identity.number not in self.roster.by_number:
            return list(identity.problems)
        unneeded = (ID_FIFTEEN_DIGITS, ID_WITHOUT_CHECK)
        return [problem for problem in identity.problems if problem.reason not in unneeded]

    def _suggestions(
        self, name: names.NameReading, identity: identities.IdentityReading, wage: wages.WageReading
    ) -> Iterable[Suggestion]:
        if not identity.is_usable:
            yield from for_identity(name.suggested or name.name, identity, self.roster)
        known = self.roster.by_number.get(identity.number)
        if name.problem is not None and name.problem.refuses:
            if known is not None:
                yield Suggestion(Role.NAME, known.name, REGISTERED, True)
            elif name.suggested:
                yield Suggestion(Role.NAME, name.suggested, CLEANED, True)
        if wage.suggested_fen is not None:
            yield Suggestion(Role.WAGE, wage.suggested_fen, WRITTEN_OTHERWISE, False)
        elif wage.fen is None and known is not None and known.last_wage_fen is not None:
            yield Suggestion(Role.WAGE, known.last_wage_fen, LAST_MONTH, False)


def _of_name(name: names.NameReading, roster: Roster, identity: identities.IdentityReading) -> Iterable[Problem]:
    known = roster.by_number.get(identity.number)
    agrees = known is not None and names.folded(known.name) == names.folded(name.name)
    if name.problem is not None and not (name.problem.reason is NAME_SHORT and agrees):
        yield name.problem
    if known is not None and name.problem is None and not agrees:
        yield Problem(NAME_NOT_AS_REGISTERED, {"registered": known.name, "name": name.name})


def _of_wage(wage: wages.WageReading) -> Iterable[Problem]:
    if wage.problem is not None:
        yield wage.problem
    elif wage.fen == 0:
        yield Problem(WAGE_ZERO)


def _duplicate(first: RowResult, second: RowResult) -> Problem:
    place = str(first.row) if first.sheet == second.sheet else f"{first.sheet} {first.row}"
    values = {
        "first_row": place,
        "first_name": first.name or "—",
        "first_wage": "—" if first.wage_fen is None else written(first.wage_fen),
        "this_wage": "—" if second.wage_fen is None else written(second.wage_fen),
    }
    return Problem(DUPLICATE_PERSON, values)


def _added_up(first: RowResult, second: RowResult) -> tuple[Suggestion, ...]:
    if not first.wage_fen or not second.wage_fen:
        return ()
    return (Suggestion(Role.WAGE, first.wage_fen + second.wage_fen, ADDED_UP, False),)


def _employment(cells: list[Cell], columns: Columns) -> tuple[Employment | None, list[Problem]]:
    wanted = columns.others.keys() - {Role.SEQUENCE}
    if all(is_blank(_at(cells, columns.others[role])) for role in wanted):
        return None, []
    employment, problems = Employment(), []
    for role, (attribute, column_zh, column_en) in _DATE_COLUMNS.items():
        cell = _at(cells, columns.others[role]) if role in columns.others else None
        if is_blank(cell) or re.fullmatch(r"[-—/无]+", text_of(cell)):
            continue
        day = date_of(cell)
        if day is None:
            values = {"column_zh": column_zh, "column_en": column_en, "given": as_given(cell)[:40]}
            problems.append(Problem(DATE_UNREADABLE, values))
        setattr(employment, attribute, day)
    if Role.LEAVING_REASON in columns.others:
        employment.leaving_reason = text_of(_at(cells, columns.others[Role.LEAVING_REASON]))[:120]
    if Role.EMPLOYMENT_TYPE in columns.others:
        employment.employment_type = text_of(_at(cells, columns.others[Role.EMPLOYMENT_TYPE]))[:60]
    return employment, problems


def date_of(cell: Cell) -> dt.date | None:
    """A day from a date cell, a serial number or text; of a month its first day; None if it is no date."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    text = text_of(cell)
    if isinstance(cell, Number) and len(text) == 5:
        return (EXCEL_EPOCH + dt.timedelta(days=int(decimal_of(cell)))).date()
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match[1] or match[4], match[2] or match[5], match[3] or match[6] or "1"
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
