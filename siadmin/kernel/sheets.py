"""Tables that go into a spreadsheet people will open, and the CSV other systems send.

What goes out, CSV or XLSX, has no cell that is a formula and no amount that is a float.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from siadmin.kernel.refusal import Reason

Cell = str | int | Decimal | None

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_FORMULA_SIGNS = frozenset(_STARTS_A_FORMULA)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_YUAN = "#,##0.00"


def safe_cell(text: str) -> str:
    """Text that a spreadsheet will not take for a formula: an apostrophe goes before `= + - @` and their like.

    What is printable has no control character: almost every cell, and known without searching it.
    """
    if text.isprintable() and text[:1] not in _FORMULA_SIGNS:
        return text
    plain = _CONTROL.sub("", text)
    return f"'{plain}" if plain.startswith(_STARTS_A_FORMULA) else plain


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; amounts are plain decimals in yuan."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(map(_safe_row, rows))
    return text.getvalue().encode("utf-8-sig")


def _safe_row(row: Sequence[Cell]) -> Sequence[Cell]:
    """Nearly every row is plain text without a sign that begins a formula: it is known so by one look at the whole."""
    texts = [cell for cell in row if isinstance(cell, str)]
    if "".join(texts).isprintable() and _FORMULA_SIGNS.isdisjoint([text[:1] for text in texts]):
        return row
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in row]


def read_csv(
    content: bytes, *, columns: Sequence[str], required: Sequence[str], unreadable: Reason, lacking: Reason
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV in UTF-8 or GB18030, one after another: their number, the heading being 1, and their cells.

    Cells are those of `columns`, stripped; what a row or the file does not have is empty. Raises `unreadable` where
    it is no such text, `lacking` with the names that are `missing` where `required` columns are.
    """
    reader = csv.DictReader(io.StringIO(_text(content, unreadable)))
    try:
        missing = [name for name in required if name not in (reader.fieldnames or [])]
        if missing:
            raise lacking(missing=", ".join(missing))
        for number, row in enumerate(reader, 2):
            yield number, {name: (row.get(name) or "").strip() for name in columns}
    except csv.Error as error:
        raise unreadable() from error


def _text(content: bytes, unreadable: Reason) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise unreadable()


def as_xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook of sheets (title, head, rows); decimals become numbers with two places."""
    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        bold = []
        for text in head:
            cell = WriteOnlyCell(sheet, text)
            cell.font = Font(bold=True)
            bold.append(cell)
        sheet.append(bold)
        for row in rows:
            sheet.append([_written(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _written(sheet: Any, value: Cell) -> Any:
    if isinstance(value, Decimal):
        exact: Any = value  # openpyxl writes decimals digit by digit; its types do not say so
        cell = WriteOnlyCell(sheet, exact)
        cell.number_format = _YUAN
        return cell
    return safe_cell(value) if isinstance(value, str) else value
