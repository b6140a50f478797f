"""A platform's list as a file: three columns, one person a row; CSV, XLSX and older workbooks.

姓名 name       证件号码 id_number       订单数 orders
李强            510104199001011234       862
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contributions.declarations.intake.cells import Cell, Number, digits_of, text_of
from contributions.declarations.intake.reading import read
from contributions.platforms.reasons import ORDER_COLUMNS, ORDER_ROWS_MANY

MOST_ROWS = 200_000
COLUMNS = {
    "name": re.compile(r"姓名|骑手|司机姓名|name", re.IGNORECASE),
    "id_number": re.compile(r"证件号|身份证|身份号|id[ _]?(number|no)|identity", re.IGNORECASE),
    "orders": re.compile(r"订单|单量|接单|orders", re.IGNORECASE),
}
_NAMES = {"name": "姓名 name", "id_number": "证件号码 id_number", "orders": "订单数 orders"}
_TOTAL = re.compile(r"合计|总计|小计|total", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """One row as it came, every value still text."""

    row: int
    name: str
    id_number: str
    orders: str


def given_rows(content: bytes) -> list[Given]:
    """The rows of a file. Raises ORDER_COLUMNS, ORDER_ROWS_MANY and the reasons of an unreadable file."""
    missing = list(_NAMES.values())
    for table in read(content):
        if table.is_hidden:
            continue
        rows = table.rows()
        columns: dict[str, int] = {}
        for _, cells in zip(range(10), rows, strict=False):
            columns = _columns(cells[1])
            if len(columns) == len(COLUMNS):
                return list(_given(rows, columns))
            if columns:
                missing = [name for code, name in _NAMES.items() if code not in columns]
    raise ORDER_COLUMNS(missing=", ".join(missing))


def _columns(cells: list[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for code, pattern in COLUMNS.items():
            if code not in found and pattern.search(text_of(cell)):
                found[code] = place
                break
    return found


def _given(rows: Iterator[tuple[int, list[Cell]]], columns: dict[str, int]) -> Iterator[Given]:
    count = 0
    for number, cells in rows:
        name, id_number, orders = (_at(cells, columns[code]) for code in ("name", "id_number", "orders"))
        if not (name or id_number or orders) or (_TOTAL.search(name) and not id_number):
            continue
        count += 1
        if count > MOST_ROWS:
            raise ORDER_ROWS_MANY(most=MOST_ROWS)
        yield Given(number, name, id_number, orders)


def _at(cells: list[Cell], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    return digits_of(cell) if isinstance(cell, Number) else text_of(cell)
