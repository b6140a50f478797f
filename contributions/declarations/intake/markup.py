"""Web pages and XML named `.xls`: what many payroll systems call an Excel export."""

import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from xml.parsers import expat

from contributions.declarations.intake.cells import MOST_COLUMNS, Cell, CellError, Row, number_or_text
from contributions.declarations.intake.delimited import detect_encoding
from contributions.declarations.intake.problems import UNREADABLE
from contributions.declarations.intake.tables import Table

_HTML = re.compile(rb"<(?:!doctype\s+html|html|table|meta|head|body)\b", re.IGNORECASE)
_SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)|encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_WIDEST_SPAN = 64


def is_markup(content: bytes) -> bool:
    """Judged by the beginning of the file, in any encoding that keeps ASCII."""
    head = content[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and (_SPREADSHEET_ML in head or bool(_HTML.search(head)))


def tables(content: bytes) -> list[Table]:
    """The sheets of an XML workbook, or all tables of a web page as one sheet. Raises UNREADABLE."""
    try:
        if _SPREADSHEET_ML in content[:4096].replace(b"\x00", b""):
            return [Table(name, partial(iter, rows)) for name, rows in _spreadsheet_ml(content)]
        page = _Page()
        page.feed(_text(content))
        page.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise UNREADABLE(what_zh="文件已损坏，或不是电子表格", what_en="it is damaged, or not a spreadsheet") from error
    return [Table("", partial(iter, page.rows))]


def _text(content: bytes) -> str:
    declared = _DECLARED.search(content[:4096])
    names = [name.decode("ascii") for name in (declared.groups() if declared else ()) if name]
    encodings = ["gb18030" if name.lower() in ("gb2312", "gbk") else name for name in names]
    for encoding in (*encodings, detect_encoding(content) or "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", errors="replace")


class _Page(HTMLParser):
    """Collects the rows of all tables in order; Excel shows them one below the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.number = 0
        self.cells: list[Cell] = []
        self.text: list[str] | None = None
        self.across = self.down = 1
        self.is_in_row = False
        self.taken: dict[int, int] = {}
        """Columns that a cell from above still covers, and for how many more rows."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self.is_in_row = True
            self.number += 1
        elif tag in ("td", "th"):
            self._end_cell()
            self.text = []
            self.across, self.down = (_span(dict(attrs).get(side)) for side in ("colspan", "rowspan"))
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self.text is None:
            return
        self._skip_taken()
        if self.down > 1:
            self.taken |= {len(self.cells) + offset: self.down for offset in range(self.across)}
        self.cells += [" ".join("".join(self.text).split()) or None, *[None] * (self.across - 1)]
        self.text = None

    def _skip_taken(self) -> None:
        while self.taken.get(len(self.cells), 0) > 0:
            self.cells.append(None)

    def _end_row(self) -> None:
        self._end_cell()
        if not self.is_in_row:
            return
        self.is_in_row = False
        self.taken = {column: left - 1 for column, left in self.taken.items() if left > 1}
        if any(self.cells):
            self.rows.append((self.number, self.cells))
        self.cells = []


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST_SPAN) if text and text.isdigit() and int(text) else 1


def _spreadsheet_ml(content: bytes) -> Iterator[tuple[str, list[Row]]]:
    reader = _XmlWorkbook()
    reader.parser.Parse(content, True)
    yield from reader.sheets


class _XmlWorkbook:
    """XML Spreadsheet 2003: Worksheet, Row and Cell with optional indexes, Data with a type."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[Row]]] = []
        self.row = self.column = self.extra = 0
        self.cells: list[Cell] = []
        self.kind = ""
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rsplit(" ", 1)[-1]
        values = {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()}
        if tag == "Worksheet":
            self.sheets.append((values.get("Name", ""), []))
            self.row = 0
        elif tag == "Row":
            self.row = int(values.get("Index", self.row + 1))
            self.column, self.cells = 0, []
        elif tag == "Cell":
            self.column = min(int(values.get("Index", self.column + 1)), MOST_COLUMNS)
            self.extra = min(int(values.get("MergeAcross", 0)), _WIDEST_SPAN)
        elif tag == "Data":
            self.kind, self.text = values.get("Type", "String"), []

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        tag = name.rsplit(" ", 1)[-1]
        if tag == "Data" and self.text is not None:
            value = "".join(self.text)
            self.cells.extend([None] * (self.column - len(self.cells)))
            self.cells[self.column - 1] = _typed(value, self.kind)
            self.text = None
        elif tag == "Cell":
            self.column += self.extra
        elif tag == "Row" and any(self.cells) and self.sheets:
            self.sheets[-1][1].append((self.row, self.cells))

    @staticmethod
    def refuse_doctype(*_: object) -> None:
        raise ValueError("a spreadsheet declares no document type")


def _typed(value: str, kind: str) -> Cell:
    match kind:
        case "Number":
            return number_or_text(value)
        case "Error":
            return CellError(value)
    return value or None
