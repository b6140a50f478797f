"""XLS, XLSB and ODS, read by python-calamine in a process of its own.

Its memory and time are bounded there: a hostile workbook can claim a sheet of seventeen billion cells, and the library
would ask for them all.
"""

import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from contributions.declarations.intake.cells import Cell, Number, Row
from contributions.declarations.intake.problems import PASSWORD_PROTECTED, TOO_LARGE, UNREADABLE
from contributions.declarations.intake.tables import Limits, Table

_READER = Path(__file__).with_name("calamine_process.py")
_TOO_MUCH_ZH, _TOO_MUCH_EN = "表格占用的范围过大", "its sheets span too large a range"


def tables(content: bytes, limits: Limits) -> list[Table]:
    """All sheets. Raises UNREADABLE, TOO_LARGE, PASSWORD_PROTECTED."""
    return [Table(sheet["name"], partial(_rows, sheet["rows"]), sheet["hidden"]) for sheet in _sheets(content, limits)]


def _sheets(content: bytes, limits: Limits) -> list[dict[str, Any]]:
    with tempfile.NamedTemporaryFile(suffix=".workbook") as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-I", str(_READER), file.name, str(limits.memory_bytes), str(limits.seconds)]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=limits.seconds + 10)
        except subprocess.TimeoutExpired as error:
            raise TOO_LARGE(what_zh=_TOO_MUCH_ZH, what_en=_TOO_MUCH_EN) from error
    answer = json.loads(done.stdout) if done.returncode == 0 else {"refused": "too_large"}
    if answer.get("refused") == "too_large":
        raise TOO_LARGE(what_zh=_TOO_MUCH_ZH, what_en=_TOO_MUCH_EN)
    if answer.get("refused") == "password":
        raise PASSWORD_PROTECTED()
    if "refused" in answer:
        raise UNREADABLE(what_zh="文件已损坏，或不是电子表格", what_en="it is damaged, or not a spreadsheet")
    return list(answer["sheets"])


def _rows(rows: list[tuple[int, list[Any]]]) -> Iterator[Row]:
    for number, cells in rows:
        yield number, [_cell(cell) for cell in cells]


def _cell(value: Any) -> Cell:
    match value:
        case {"date": text}:
            return dt.datetime.fromisoformat(text)
        case {"number": text}:
            return Number(text)
        case str():
            return value
    return None
