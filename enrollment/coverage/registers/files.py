"""A register file as rows of cells: its head, how long it may be."""

from enrollment.coverage.reasons import REGISTER_COLUMNS, REGISTER_EMPTY, REGISTER_LONG, REGISTER_UNREADABLE
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import Register
from siadmin.kernel.sheets import read_csv

MOST_ROWS = 50_000  # read while the clerk waits


def rows_of(kind: Register, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Rows that say something: their number, the head being 1, and their cells by column.

    Raises REGISTER_UNREADABLE, REGISTER_COLUMNS, REGISTER_LONG, REGISTER_EMPTY.
    """
    columns = [column.name for column in LAYOUTS[kind]]
    needed = [column.name for column in LAYOUTS[kind] if column.is_needed]
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in read_csv(
        content, columns=columns, required=needed, unreadable=REGISTER_UNREADABLE, lacking=REGISTER_COLUMNS
    ):
        if not any(cells.values()):
            continue
        if len(rows) == MOST_ROWS:
            raise REGISTER_LONG(most=MOST_ROWS)
        rows.append((number, cells))
    if not rows:
        raise REGISTER_EMPTY()
    return rows
