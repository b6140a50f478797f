"""What a check answers: one result for each person in the file, and what was not a person."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.problems import Problem
from contributions.declarations.intake.rows import Kind
from contributions.declarations.intake.suggestions import Suggestion
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month


class Given(NamedTuple):
    """The cells as the file has them."""

    name: str
    id_number: str
    wage: str


@dataclass(slots=True)
class Employment:
    """What the optional columns say; empty when the column is absent or the cell is."""

    hired_on: dt.date | None = None
    left_on: dt.date | None = None
    leaving_reason: str = ""
    employment_type: str = ""


@dataclass(slots=True)
class RowResult:
    """One person of the file. `row` is the physical line or worksheet row, counted from 1.

    `name` and `id_number` are in normal form, or as given where they cannot be; `wage_fen` is None when unusable.
    `holder` is the kind of number (registry), empty when unusable.
    """

    row: int
    sheet: str
    name: str
    id_number: str
    wage_fen: Fen | None
    given: Given
    holder: str = ""
    problems: tuple[Problem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    employment: Employment | None = None

    @property
    def is_accepted(self) -> bool:
        return not any(problem.refuses for problem in self.problems)

    @property
    def state(self) -> str:
        return "accepted" if self.is_accepted else "refused"

    def suggestion_for(self, role: Role) -> Suggestion | None:
        return next((suggestion for suggestion in self.suggestions if suggestion.field is role), None)


@dataclass(slots=True)
class SheetSummary:
    """How one sheet was read: where its heading was, which heading was taken for what, which rows were no people."""

    name: str
    heading_rows: tuple[int, ...] = ()
    headings: dict[Role, str] = field(default_factory=dict)
    people: int = 0
    skipped: dict[Kind, list[int]] = field(default_factory=dict)
    """By kind, the rows that are no people."""
    skipped_because: str = ""
    """`no_table`, `incomplete`, `hidden` or `other_month` when the sheet was not read at all."""
    stated_total_fen: Fen | None = None
    """The last total line of the sheet, to compare with `wages_fen`."""
    wages_fen: int = 0
    """All wages of the sheet that are amounts, those of refused rows too."""


@dataclass(slots=True)
class CheckedFile:
    """The answer for a whole file, in file order."""

    month: Month
    rows: list[RowResult]
    sheets: list[SheetSummary]

    @property
    def accepted(self) -> list[RowResult]:
        return [row for row in self.rows if row.is_accepted]

    @property
    def refused(self) -> list[RowResult]:
        return [row for row in self.rows if not row.is_accepted]

    @property
    def warned(self) -> list[RowResult]:
        return [row for row in self.rows if row.problems and row.is_accepted]

    @property
    def accepted_wages_fen(self) -> int:
        """The sum that would be declared."""
        return sum(row.wage_fen or 0 for row in self.rows if row.is_accepted)

    @property
    def spans_sheets(self) -> bool:
        """Do row numbers need the sheet's name to be understood?"""
        return sum(1 for sheet in self.sheets if sheet.people) > 1
