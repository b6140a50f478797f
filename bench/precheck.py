"""A payroll file of many people is checked before filing, by the check that needs no account and stores nothing.

Every step is done by a process of its own, so that its memory is its own. One row in a hundred lacks its wage.

    csv         the check of a CSV file in GB 18030, as Excel writes it; its figures stand first
    xlsx        the same people in a workbook
    report      the check of the CSV and its result as a workbook to download; seconds of the workbook alone
    command     `manage.py precheck FILE --json`, start of Django and printing included
    floor       the csv module reading and decoding the same CSV file
"""

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench import floors, working
from bench.checking import REFUSED_ONE_IN
from bench.report import say


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Write the files, check them; there is no database to keep. Raises RuntimeError when a row is misjudged."""
    with tempfile.TemporaryDirectory(prefix="bench_precheck_") as folder:
        table, workbook = Path(folder) / "payroll.csv", Path(folder) / "payroll.xlsx"
        _step("write", table, people)
        say(f"files of {people} people: CSV {_mib(table)} MiB, XLSX {_mib(workbook)} MiB")
        told = {"csv": _step("csv", table), "xlsx": _step("xlsx", workbook), "report": _step("report", table)}
        told["command"] = _step("command", table)
        floor = median(_step("floor", table)["seconds"] for _ in range(floors.TIMES))
    for name in ("csv", "xlsx", "report"):
        if (told[name]["rows"], told[name]["refused"]) != (people, people // REFUSED_ONE_IN):
            raise RuntimeError(f"{name}: {told[name]} of {people} people")
    return {
        "bench": "precheck",
        "people": people,
        "rows": told["csv"]["rows"],
        "refused": told["csv"]["refused"],
        "seconds": told["csv"]["seconds"],
        "cpu_seconds": told["csv"]["cpu_seconds"],
        "peak_mib": told["csv"]["peak_mib"],
        "floor_seconds": floor,
        "ratio_to_floor": round(told["csv"]["seconds"] / floor, 3),
        **{
            f"{name}_{figure}": told[name][figure]
            for name in ("xlsx", "report", "command")
            for figure in ("seconds", "cpu_seconds", "peak_mib")
        },
        "cores": working.cores(),
        "settings": {"python": platform.python_version()},
    }


def _mib(path: Path) -> float:
    return round(path.stat().st_size / 1048576, 1)


def _step(name: str, path: Path, *values: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.checking", name, str(path), *map(str, values)],
        stdout=subprocess.PIPE, check=True, cwd=working.ROOT, text=True,
    )  # fmt: skip
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    say(f"{name}: {figures}")
    return figures
