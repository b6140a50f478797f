"""The tax authority's file as text: its rows by employer and month, and which of them must be judged in one order."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from contributions.declarations.actions.drafts import Entered
from contributions.declarations.models import TaxFileMonth
from contributions.declarations.reasons import (
    TAX_FILE_COLUMNS,
    TAX_FILE_LONG,
    TAX_FILE_MARK,
    TAX_FILE_UNREADABLE,
)
from siadmin.kernel.fields import longest
from siadmin.kernel.sheets import read_csv

COLUMNS = ("credit_code", "month", "name", "id_number", "wage", "hired_on", "second_employer", "corrects")
REQUIRED = COLUMNS[:5]
MOST_ROWS = 20_000
_MARKED = {"": False, "0": False, "否": False, "no": False, "false": False} | dict.fromkeys(
    ("1", "是", "yes", "true"), True
)


@dataclass(slots=True)
class Told:
    """One employer's month as the file has it."""

    rows: list[Entered] = field(default_factory=list)
    corrects: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "Told":
        """As `text()` wrote it."""
        kept = json.loads(text)
        return cls([Entered(**row) for row in kept["rows"]], set(kept["corrects"]))

    def text(self) -> str:
        """As the month keeps it while it waits."""
        kept = {"rows": [asdict(row) for row in self.rows], "corrects": sorted(self.corrects)}
        return json.dumps(kept, ensure_ascii=False)


Key = tuple[str, str]
"""Credit code and month, as `TaxFileMonth` keeps them."""


def read(content: bytes) -> dict[Key, Told]:
    """Rows by credit code and month, as text.

    Raises TAX_FILE_UNREADABLE, TAX_FILE_COLUMNS, TAX_FILE_LONG, TAX_FILE_MARK.
    """
    told: dict[Key, Told] = {}
    for count, (number, row) in enumerate(_rows(content), 1):
        if count > MOST_ROWS:
            raise TAX_FILE_LONG(most=MOST_ROWS)
        mark = row["second_employer"].lower()
        if mark not in _MARKED:
            raise TAX_FILE_MARK(row=number, given=row["second_employer"])
        each = told.setdefault(_key(row), Told())
        each.rows.append(
            Entered(row["name"], row["id_number"], row["wage"], row["hired_on"], is_second_employer=_MARKED[mark])
        )
        if row["corrects"]:
            each.corrects.add(row["corrects"])
    return told


def _key(row: Mapping[str, str]) -> Key:
    return _cut(row["credit_code"].upper(), "credit_code"), _cut(row["month"], "month")


def _cut(text: str, column: str) -> str:
    """What is too long to be kept, and so is neither a code nor a month, is marked as cut."""
    most = longest(TaxFileMonth, column)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def judged_together(told: Mapping[Key, Told], order: Iterable[Key]) -> list[list[Key]]:
    """Employers' months in groups that share neither employer nor person; within a group in their order.

    Whether a person's month is declared elsewhere depends on what was judged before; groups may be judged at once.
    """
    joined: dict[str, str] = {}

    def root(of: str) -> str:
        while (up := joined.setdefault(of, of)) != of:
            joined[of] = joined[up] = joined.setdefault(up, up)
            of = joined[of]
        return of

    for (code, _), each in told.items():
        for row in each.rows:
            joined[root(f"person {row.number.upper()}")] = root(f"employer {code}")
    groups: dict[str, list[Key]] = {}
    for key in order:
        groups.setdefault(root(f"employer {key[0]}"), []).append(key)
    return list(groups.values())


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that say something."""
    rows = read_csv(
        content, columns=COLUMNS, required=REQUIRED, unreadable=TAX_FILE_UNREADABLE, lacking=TAX_FILE_COLUMNS
    )
    return ((number, cells) for number, cells in rows if any(cells.values()))
