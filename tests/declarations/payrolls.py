"""Made-up people and the payroll files that pay offices would make of them."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl

from contributions.declarations.intake.check import check_file
from contributions.declarations.intake.results import CheckedFile
from siadmin.kernel.identifiers.citizen import check_character
from siadmin.kernel.months import Month

OCTOBER = Month(2026, 10)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞"


def number(born: str = "19850203", sequence: int = 903, area: str = "510104") -> str:
    """A number with a right check digit for a birth date `YYYYMMDD`."""
    body = f"{area}{born}{sequence:03d}"
    return body + check_character(body)


def people(count: int, seed: int = 7) -> list[tuple[str, str, str]]:
    """Name, number and wage of different people between 20 and 55."""
    dice = random.Random(seed)
    made = []
    for index in range(count):
        born = f"{dice.randint(1975, 2004)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
        name = dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.randint(1, 2)))
        made.append(
            (name, number(born, 901 + index % 99, f"5101{4 + index // 99 % 80:02d}"), f"{dice.randint(4000, 30000)}.50")
        )
    return made


def delimited(
    rows: Iterable[Sequence[Any]], *, encoding: str = "utf-8", delimiter: str = ",", end: str = "\r\n"
) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sheet_xml(content: bytes, change: Callable[[str], str]) -> bytes:
    """The same package with its first sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part.decode()) if name.endswith("sheet1.xml") else part)
    return stream.getvalue()


def checked(content: bytes, **options: Any) -> CheckedFile:
    return check_file(content, month=options.pop("month", OCTOBER), **options)


def problems(content: bytes, **options: Any) -> dict[int, list[str]]:
    """By row, the codes of rows that have any."""
    return {
        row.row: [problem.code for problem in row.problems] for row in checked(content, **options).rows if row.problems
    }


def rows(content: bytes, **options: Any) -> list[int]:
    """The rows that are people."""
    return [row.row for row in checked(content, **options).rows]
