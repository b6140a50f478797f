"""XLSX, read as a stream of rows.

Our own reader, because the common ones lose what a declaration needs: the exact digits of a number, the difference
between an error cell and an empty one, and a bound on memory when a cell in the last column makes the sheet look huge.
"""

import datetime as dt
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO
from xml.parsers import expat

from contributions.declarations.intake.cells import (
    EXCEL_EPOCH,
    MOST_COLUMNS,
    Cell,
    CellError,
    Number,
    Row,
    number_or_text,
)

_CHUNK = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general', re.IGNORECASE)
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    KeyError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What a damaged package or part makes the standard library raise."""


class NotASpreadsheet(Exception):
    """The package or its XML is broken; the caller turns it into a refusal."""


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    is_hidden: bool
    part: str


@dataclass
class Workbook:
    """An opened package. `rows(sheet)` may be called again: it streams the sheet anew."""

    package: zipfile.ZipFile
    sheets: list[Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    date_styles: frozenset[int] = frozenset()
    epoch: dt.datetime = EXCEL_EPOCH

    @classmethod
    def open(cls, file: IO[bytes]) -> "Workbook":
        """Raises NotASpreadsheet."""
        try:
            book = cls(zipfile.ZipFile(file))
            book._read_structure()
        except BROKEN as error:
            raise NotASpreadsheet(str(error)) from error
        return book

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Rows that hold something, in order. Raises NotASpreadsheet."""
        reader = _SheetReader(self)
        try:
            yield from reader.rows(sheet.part)
        except BROKEN as error:
            raise NotASpreadsheet(str(error)) from error

    def _read_structure(self) -> None:
        main = self._main_part()
        targets = self._targets(main)
        for element, attributes in _elements(self.package, main):
            if element == "sheet":
                part = targets.get(_relation(attributes), "")
                if part and "chartsheet" not in part and "dialogsheet" not in part:
                    hidden = attributes.get("state", "visible") != "visible"
                    self.sheets.append(Sheet(attributes.get("name", ""), hidden, part))
            elif element == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
                self.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001
        folder = posixpath.dirname(main)
        names = set(self.package.namelist())
        if (styles := f"{folder}/styles.xml") in names:
            self.date_styles = _date_styles(self.package, styles)
        if (strings := f"{folder}/sharedStrings.xml") in names:
            self.strings = list(_shared_strings(self.package, strings))

    def _main_part(self) -> str:
        for element, attributes in _elements(self.package, "_rels/.rels"):
            if element == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                return attributes["Target"].lstrip("/")
        raise KeyError("no workbook part")

    def _targets(self, main: str) -> dict[str, str]:
        folder, name = posixpath.split(main)
        found = {}
        for element, attributes in _elements(self.package, f"{folder}/_rels/{name}.rels"):
            if element == "Relationship":
                target = attributes["Target"].replace("\\", "/")
                absolute = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[attributes["Id"]] = posixpath.normpath(absolute)
        return found


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith("relationships id")), "")


@cache
def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse_doctype(*_: object) -> None:
        raise ValueError("a spreadsheet declares no document type")

    parser.StartDoctypeDeclHandler = refuse_doctype
    return parser


def _elements(package: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append((_local(name), attributes))
    with package.open(part) as stream:
        parser.ParseFile(stream)
    return found


def _date_styles(package: zipfile.ZipFile, part: str) -> frozenset[int]:
    """Indexes of cell formats that show a date."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    for element, attributes in _elements(package, part):
        if element == "numFmt":
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif element in ("cellXfs", "cellStyles", "dxfs"):
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", 0)))
    return frozenset(index for index, number in enumerate(styles) if _shows_a_date(number, formats.get(number)))


def _shows_a_date(number: int, code: str | None) -> bool:
    if code is None:
        return number in _BUILT_IN_DATES
    return bool(re.search(r"[ymdhs]|年|月|日", _NOT_A_DATE.sub("", code), re.IGNORECASE))


def _shared_strings(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    pieces: list[str] = []
    finished: list[str] = []
    state = {"text": False, "reading": False}

    def start(name: str, _: dict[str, str]) -> None:
        local = _local(name)
        if local == "t" and not state["reading"]:
            state["text"] = True
        elif local == "rPh":  # phonetic guide: not part of the text
            state["reading"] = True

    def end(name: str) -> None:
        local = _local(name)
        if local == "t":
            state["text"] = False
        elif local == "rPh":
            state["reading"] = False
        elif local == "si":
            finished.append(_plain("".join(pieces)))
            pieces.clear()

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: pieces.append(text) if state["text"] else None
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from finished
            finished.clear()
        parser.Parse(b"", True)
    yield from finished


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Collects the cells of one sheet as expat walks it."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.finished: list[Row] = []
        self.cells: list[Cell] = []
        self.row = self.column = 0
        self.kind = self.style = ""
        self.value: list[str] = []
        self.text: list[str] = []
        self.has_formula = self.in_phonetic = False
        self.into: list[str] | None = None

    def rows(self, part: str) -> Iterator[Row]:
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.characters
        with self.book.package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                yield from self.finished
                self.finished.clear()
            parser.Parse(b"", True)
        yield from self.finished

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "c":
            self.start_cell(attributes)
        elif local == "v":
            self.into = self.value
        elif local == "t" and not self.in_phonetic:
            self.into = self.text
        elif local == "f":
            self.has_formula = True
        elif local == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            self.cells = []
        elif local == "rPh":
            self.in_phonetic = True

    def start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = _column(letters) if letters else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.value.clear()
        self.text.clear()
        self.has_formula = False

    def characters(self, text: str) -> None:
        if self.into is not None:
            self.into.append(text)

    def end(self, name: str) -> None:
        local = _local(name)
        if local in ("v", "t"):
            self.into = None
        elif local == "c" and self.column <= MOST_COLUMNS:
            if (cell := self.cell()) is not None:
                self.cells.extend([None] * (self.column - len(self.cells)))
                self.cells[self.column - 1] = cell
        elif local == "row" and self.cells:
            self.finished.append((self.row, self.cells))
        elif local == "rPh":
            self.in_phonetic = False

    def cell(self) -> Cell:
        value = "".join(self.value)
        if self.kind == "s":
            return self.shared(value)
        if self.kind in ("inlineStr", "str"):
            return _plain("".join(self.text) or value) or None
        if self.kind == "e":
            return CellError(value or "#VALUE!")
        if self.kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return _iso_date(value) if self.kind == "d" else self.number(value)

    def shared(self, index: str) -> Cell:
        known = self.book.strings
        return known[int(index)] or None if index and 0 <= int(index) < len(known) else None

    def number(self, value: str) -> Cell:
        if not value:
            return CellError("=") if self.has_formula else None
        number = number_or_text(value)
        if isinstance(number, Number) and self.style and int(self.style) in self.book.date_styles:
            return _date(number, self.book.epoch)
        return number


@cache
def _column(letters: str) -> int:
    """`A` is 1, `XFD` is 16,384. Raises ValueError for what is no column."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(f"no column: {letters}")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _date(serial: Number, epoch: dt.datetime) -> Cell:
    days = float(serial)  # a serial number of days, never money
    if not 1 <= days < 2_958_466:
        return serial
    return epoch + dt.timedelta(days=days)


def _iso_date(text: str) -> Cell:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return text or None
