"""The process in which older workbooks are opened: path, bytes of memory, seconds → JSON on standard output.

Run as a script with nothing of ours imported, so that it starts fast and shares nothing with the caller.
"""

import datetime as dt
import json
import resource
import sys
from typing import Any


def main(path: str, memory_bytes: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        answer: dict[str, Any] = {"sheets": [_sheet(book, meta) for meta in book.sheets_metadata if _has_cells(meta)]}
    except python_calamine.PasswordError:
        answer = {"refused": "password"}
    except MemoryError:
        answer = {"refused": "too_large"}
    except BaseException as error:  # a panic of the library is neither an Exception nor ours to interpret
        answer = {"refused": "unreadable", "why": str(error)}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _has_cells(meta: Any) -> bool:
    return str(meta.typ).rsplit(".", 1)[-1] == "WorkSheet"


def _sheet(book: Any, meta: Any) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(meta.name)
    rows = []
    for index, row in enumerate(sheet.iter_rows()):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append((index + 1, cells))
    hidden = str(meta.visible).rsplit(".", 1)[-1] != "Visible"
    return {"name": meta.name, "hidden": hidden, "rows": rows}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return {"number": repr(value)}
    if isinstance(value, (dt.datetime, dt.date)):
        return {"date": dt.datetime(*value.timetuple()[:6]).isoformat()}  # noqa: DTZ001
    if isinstance(value, str):
        return value or None
    return None


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
