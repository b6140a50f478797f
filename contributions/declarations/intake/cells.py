"""What a cell of a payroll file can hold, and how its text is read.

A cell is text, a number with its exact digits as stored, a spreadsheet error, a date or nothing. Numbers stay text
until someone needs their value, so that no digit is lost on the way.
"""

import datetime as dt
import re
from decimal import Context, Decimal

from siadmin.kernel.identifiers.writing import half_width


class Number(str):
    """A cell the workbook stores as a number, by its digits as stored (`13571`, `5.10104E+17`)."""

    __slots__ = ()


class CellError(str):
    """A spreadsheet error such as `#N/A`, or a formula that was never calculated (`=…`)."""

    __slots__ = ()


Cell = str | dt.datetime | None
Row = tuple[int, list[Cell]]
"""Physical line or worksheet row, counted from 1, and its cells."""

MOST_COLUMNS = 1024
"""Cells further to the right are not read."""

EXCEL_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers of spreadsheets have no zone
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_FIFTEEN_DIGITS = Context(prec=15)


def number_or_text(text: str) -> str:
    """A number cell when the stored text is one; else what it is, text."""
    return Number(text) if _NUMBER.fullmatch(text) else text


def decimal_of(number: Number) -> Decimal:
    """The value of a number cell, to the fifteen digits a spreadsheet shows (8689.0049999999992 is 8689.005)."""
    return _FIFTEEN_DIGITS.create_decimal(number)


def digits_of(number: Number) -> str:
    """A number cell written out: `5.10104E+17` as `510104000000000000`."""
    value = Decimal(number)
    whole = value.to_integral_value()
    return format(whole if value == whole else value, "f")


def text_of(cell: Cell) -> str:
    """The cell as a person would type it: half-width, without outer spaces."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, Number):
        return digits_of(cell)
    return half_width(cell)


def as_given(cell: Cell) -> str:
    """The cell as the file has it, for showing it back."""
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def is_blank(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return cell is None
    return not cell or not (cell[0].isalnum() or text_of(cell))
