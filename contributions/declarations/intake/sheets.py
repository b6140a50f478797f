"""Which sheets of a file hold the people of the month."""

import re
from dataclasses import dataclass

from contributions.declarations.intake.cells import is_blank
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.layout import NEEDED, SAMPLED_ROWS, SEARCHED_ROWS, Incomplete, Layout, find
from contributions.declarations.intake.problems import COLUMN_MISSING, EMPTY, UNREADABLE
from contributions.declarations.intake.reading import beginning
from contributions.declarations.intake.results import SheetSummary
from contributions.declarations.intake.tables import Table
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

_MONTH = re.compile(r"(?:(?P<year>20[0-9]{2})\s*[-年./_]?\s*)?(?P<number>1[0-2]|0?[1-9])\s*月?份?")
_MONTH_WORD = re.compile(r"(?:(20[0-9]{2})\s*[-年./_]\s*)(1[0-2]|0?[1-9])|(?<![0-9])(1[0-2]|0?[1-9])\s*月")
_NAMES = {
    Role.NAME: ("“姓名”列", "a “Name” column"),
    Role.ID_NUMBER: ("“身份证号”列", "an “ID number” column"),
    Role.WAGE: ("“应发工资”列", "a “Gross wage” column"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    table: Table
    layout: Layout


def choose(tables: list[Table], month: Month) -> tuple[list[Chosen], list[SheetSummary]]:
    """The sheets to read, and a summary of those left out. Raises EMPTY, COLUMN_MISSING, UNREADABLE.

    Hidden sheets are read only if no visible one holds a table. Of sheets named by months only that of the declared
    month is read, or the latest before it, because the same people stand on each.
    """
    found, left_out, nearest = _with_tables(tables)
    if not found:
        if (
            nearest is not None
            and not nearest.row
            and all(table.is_text and not _has_columns(table) for table in tables)
        ):
            raise UNREADABLE(what_zh="里面是文字，不是表格", what_en="it holds text, not a table")
        raise _nothing_found(nearest)
    visible = [chosen for chosen in found if not chosen.table.is_hidden]
    kept = visible or found
    left_out += [SheetSummary(chosen.table.name, skipped_because="hidden") for chosen in found if chosen not in kept]
    of_month = _of_month(kept, month)
    left_out += [
        SheetSummary(chosen.table.name, skipped_because="other_month") for chosen in kept if chosen not in of_month
    ]
    return of_month, left_out


def _with_tables(tables: list[Table]) -> tuple[list[Chosen], list[SheetSummary], Incomplete | None]:
    found, left_out = [], []
    nearest: Incomplete | None = None
    for table in tables:
        rows = [row for row in beginning(table, SEARCHED_ROWS + SAMPLED_ROWS) if not all(map(is_blank, row[1]))]
        layout = find(rows)
        if isinstance(layout, Layout):
            found.append(Chosen(table, layout))
            continue
        if rows and (nearest is None or len(layout.missing) < len(nearest.missing)):
            nearest = layout
        left_out.append(SheetSummary(table.name, skipped_because="incomplete" if layout.row else "no_table"))
    return found, left_out, nearest


def _has_columns(table: Table) -> bool:
    """As many as a payroll needs: name, number, wage."""
    return any(len(cells) >= len(NEEDED) for _, cells in beginning(table, SAMPLED_ROWS))


def _nothing_found(nearest: Incomplete | None) -> Refusal:
    if nearest is None:
        return EMPTY()
    if not nearest.row:
        return COLUMN_MISSING(missing_zh="列名一行", missing_en="the row of column headings")
    missing = [_NAMES[role] for role in _NAMES if role in nearest.missing]
    zh, en = "、".join(pair[0] for pair in missing), " and ".join(pair[1] for pair in missing)
    if Role.WAGE in nearest.missing and nearest.has_only_parts:
        zh += "（只有工资的各个组成部分，没有合计）"
        en += " (there are only parts of the wage, not their total)"
    return COLUMN_MISSING(
        missing_zh=f"{zh}（列名在第 {nearest.row} 行）", missing_en=f"{en} (headings in row {nearest.row})"
    )


def _of_month(sheets: list[Chosen], month: Month) -> list[Chosen]:
    named = [(named_month(chosen.table.name, month), chosen) for chosen in sheets]
    months = {own for own, _ in named if own is not None}
    if len(months) < 2 or any(own is None for own, _ in named):
        return sheets
    wanted = month if month in months else max((own for own in months if own <= month), default=max(months))
    return [chosen for own, chosen in named if own == wanted]


def named_month(name: str, near: Month) -> Month | None:
    """`2026年10月`, `10月`, `2026-10`, `202610` as a month; without a year the last such month up to `near`."""
    plain = name.strip()
    match = _MONTH.fullmatch(plain) or re.fullmatch(r"(?P<year>20[0-9]{2})(?P<number>0[1-9]|1[0-2])", plain)
    if match is None:
        words = _MONTH_WORD.findall(plain)
        if len(words) != 1:
            return None
        year, number = words[0][0], int(words[0][1] or words[0][2])
    else:
        if not match["year"] and "月" not in plain:
            return None
        year, number = match["year"], int(match["number"])
    if year:
        return Month(int(year), number)
    return Month(near.year, number) if number <= near.number else Month(near.year - 1, number)
