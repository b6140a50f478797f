"""Employers past due, the most money first: ranked, counted and cut into pages by the database."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from contributions.assessment.visibility import WORK_WITH_BILLS
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent / "sql"
NO_STEP = "none"


@dataclass(frozen=True, slots=True)
class Owing:
    """What an employer is late with, in fen, and since which due day; `line` only where lines stand apart."""

    employer_id: int
    line: str
    open_fen: int
    months: int
    since: dt.date


@dataclass(frozen=True, slots=True)
class OwingSums:
    """`rows`: by step of the ladder, how many stand there."""

    rows: dict[str, int]
    employers: int
    open_fen: int


class OwingSeen(Sequence[Owing]):
    """Those a member of staff works on, of their lines and regions; only what is asked for is read.

    `apart`: each line for itself; `step`: the last one taken, NO_STEP where none was.
    """

    def __init__(self, viewer: Viewer, today: dt.date, *, apart: bool = False, step: str = "") -> None:
        reached = sorted({(reach.line, reach.path) for reach in viewer.reaches if reach.post in WORK_WITH_BILLS})
        self._asked: dict[str, Any] = {
            "today": today, "apart": apart,
            "lines": [line for line, _ in reached], "paths": [path for _, path in reached],
        }  # fmt: skip
        self._step = step

    @cached_property
    def sums(self) -> OwingSums:
        """Of all of them, at whichever step."""
        rows = run_sql(SQL / "owing_sums.sql", self._asked)
        (_, _, employers, open_fen), *_ = [row for row in rows if row[0] is None]
        return OwingSums({step: count for step, count, _, _ in rows if step is not None}, employers, open_fen)

    def __iter__(self) -> Iterator[Owing]:
        return iter(self[:])

    def __len__(self) -> int:
        return self.sums.rows.get(self._step, 0) if self._step else sum(self.sums.rows.values())

    @overload
    def __getitem__(self, which: int) -> Owing: ...
    @overload
    def __getitem__(self, which: slice) -> list[Owing]: ...
    def __getitem__(self, which: int | slice) -> Owing | list[Owing]:
        if isinstance(which, int):
            return self[which : which + 1][0]
        after = which.start or 0
        most = len(self) - after if which.stop is None else which.stop - after
        rows = run_sql(SQL / "owing_page.sql", self._asked | {"step": self._step, "most": most, "after": after})
        return [Owing(*row) for row in rows]
