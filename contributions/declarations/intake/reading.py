"""From bytes to tables, whatever the file is: delimited text, XLSX, older workbooks, or web pages named `.xls`.

The contents decide, never the file name. Limits are arguments; beyond them the file is refused with what to do.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from contributions.declarations.intake import delimited, markup, older_workbooks
from contributions.declarations.intake.cells import Row
from contributions.declarations.intake.problems import EMPTY, PASSWORD_PROTECTED, TOO_LARGE, UNREADABLE
from contributions.declarations.intake.tables import MEGABYTE, Limits, Table
from contributions.declarations.intake.xlsx import NotASpreadsheet, Workbook
from siadmin.kernel.refusal import Refusal

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    (b"%PDF", "这是 PDF 文件", "it is a PDF"),
    (b"\x89PNG", "这是图片", "it is a picture"),
    (b"\xff\xd8\xff", "这是图片", "it is a picture"),
    (b"GIF8", "这是图片", "it is a picture"),
    (b"BM", "这是图片", "it is a picture"),
    (b"Rar!", "这是压缩包，请先解压", "it is an archive; unpack it first"),
    (b"7z\xbc\xaf", "这是压缩包，请先解压", "it is an archive; unpack it first"),
    (b"\x1f\x8b", "这是压缩包，请先解压", "it is an archive; unpack it first"),
    (b"MIME-Version", "这是网页存档", "it is a web archive"),
    (b"{\\rtf", "这是文字处理文件", "it is a text document"),
)


def read(content: bytes, limits: Limits | None = None) -> list[Table]:
    """The tables of a file. Raises EMPTY, UNREADABLE, TOO_LARGE, PASSWORD_PROTECTED."""
    limits = limits or Limits()
    if len(content) > limits.file_bytes:
        raise too_large(len(content), limits.file_bytes)
    if not content.strip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"):
        raise EMPTY()
    if content.startswith(b"PK"):
        return _package(content, limits)
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            raise PASSWORD_PROTECTED()
        return older_workbooks.tables(content, limits)
    for beginning, zh, en in _OTHER_KINDS:
        if content.startswith(beginning):
            raise UNREADABLE(what_zh=zh, what_en=en)
    if markup.is_markup(content):
        return markup.tables(content)
    return [_text(content)]


def too_large(size: int, limit: int) -> Refusal:
    """TOO_LARGE with the sizes in megabytes."""
    shown, allowed = -(-size // MEGABYTE), limit // MEGABYTE
    return TOO_LARGE(what_zh=f"{shown} MB，最多 {allowed} MB", what_en=f"{shown} MB; at most {allowed} MB")


def _text(content: bytes) -> Table:
    try:
        rows = delimited.rows(content)
        first = next(rows, None)
    except (ValueError, UnicodeError) as error:
        raise UNREADABLE(what_zh="不是文字，也不是电子表格", what_en="it is neither text nor a spreadsheet") from error
    if first is None:
        raise EMPTY()
    return Table("", lambda: delimited.rows(content), is_text=True)


def _package(content: bytes, limits: Limits) -> list[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged() from error
    if (unpacked := sum(entry.file_size for entry in entries)) > limits.unpacked_bytes:
        raise too_large(unpacked, limits.unpacked_bytes)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise PASSWORD_PROTECTED()
    names = {entry.filename.replace("\\", "/") for entry in entries}
    if "xl/workbook.bin" in names or ("content.xml" in names and "mimetype" in names):
        return older_workbooks.tables(content, limits)
    if "[Content_Types].xml" not in names:
        raise UNREADABLE(what_zh="这是压缩包，请先解压", what_en="it is an archive; unpack it first")
    try:
        book = Workbook.open(io.BytesIO(content))
    except NotASpreadsheet as error:
        raise _damaged() from error
    if not book.sheets:
        raise UNREADABLE(what_zh="这不是电子表格", what_en="it is not a spreadsheet")
    return [_sheet(book, index) for index in range(len(book.sheets))]


def _sheet(book: Workbook, index: int) -> Table:
    sheet = book.sheets[index]

    def rows() -> Iterator[Row]:
        try:
            yield from book.rows(sheet)
        except NotASpreadsheet as error:
            raise _damaged() from error

    return Table(sheet.name, rows, sheet.is_hidden)


def _damaged() -> Refusal:
    return UNREADABLE(what_zh="文件已损坏，或不是电子表格", what_en="it is damaged, or not a spreadsheet")


def beginning(table: Table, count: int) -> list[Row]:
    """The first rows of a table."""
    return list(islice(table.rows(), count))
