"""One step of `bench precheck` in a process of its own, without Django unless it is the command's: does it, reports."""

import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from bench.processes import peak_mib
from siadmin.kernel.identifiers.citizen import check_character
from siadmin.kernel.months import Month

T = TypeVar("T")
MONTH = Month(2026, 10)
REFUSED_ONE_IN = 100
HEADINGS = ("工号", "姓名", "身份证号", "部门", "基本工资", "应发工资")
ENCODING = "gb18030"


def _people(count: int) -> Iterator[tuple[str, ...]]:
    for index in range(count):
        born = f"{1970 + index % 30}{1 + index % 12:02d}{1 + index % 28:02d}"
        body = f"51{1 + index // 30_000:02d}{1 + index // 1_000 % 30:02d}{born}{1 + index % 999:03d}"
        wage = "" if index % REFUSED_ONE_IN == REFUSED_ONE_IN - 1 else f"{5_000 + index % 20_000:,}.50"
        yield f"E{index}", "王丽芳", body + check_character(body), "一车间", "3000", wage


def write(path: Path, count: str) -> dict[str, Any]:
    from openpyxl import Workbook

    with path.open("w", encoding=ENCODING, newline="") as file:
        csv.writer(file).writerows([HEADINGS, *_people(int(count))])
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADINGS, *_people(int(count))):
        sheet.append(row)
    book.save(path.with_suffix(".xlsx"))
    return {}


def check(path: Path) -> dict[str, Any]:
    from contributions.declarations.intake.check import check_path

    checked, told = _timed(lambda: check_path(path, month=MONTH))
    return told | {"rows": len(checked.rows), "refused": len(checked.refused)}


def report(path: Path) -> dict[str, Any]:
    from contributions.declarations.intake.check import check_path
    from contributions.declarations.intake.report import report as as_workbook

    checked = check_path(path, month=MONTH)
    content, told = _timed(lambda: as_workbook(checked))
    return told | {"rows": len(checked.rows), "refused": len(checked.refused), "bytes": len(content)}


def command(path: Path) -> dict[str, Any]:
    return _timed(lambda: _command(path))[1]


def _command(path: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    import django
    from django.core.management import call_command

    django.setup()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command("precheck", path, "--json", "--month", str(MONTH), stdout=nowhere)


def floor(path: Path) -> dict[str, Any]:
    rows, told = _timed(lambda: _count(path))
    return told | {"rows": rows - 1}


def _count(path: Path) -> int:
    with path.open(encoding=ENCODING, newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _timed(do: Callable[[], T]) -> tuple[T, dict[str, Any]]:
    began, cpu_began = time.perf_counter(), time.process_time()
    answer = do()
    return answer, {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu_began}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "write": write, "csv": check, "xlsx": check, "report": report, "command": command, "floor": floor,
}  # fmt: skip


if __name__ == "__main__":
    _, name, path, *values = sys.argv
    told = STEPS[name](Path(path), *values)
    print(json.dumps({key: round(value, 6) for key, value in told.items()} | {"peak_mib": peak_mib()}))
