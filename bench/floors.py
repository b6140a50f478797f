"""Floors: what one connection of the owner needs to write the same rows in one statement, by itself."""

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import places
from bench.processes import Spent

TIMES = 3


@dataclass(frozen=True, slots=True)
class Floor:
    """Medians of three, each from a checkpoint, as a run begins."""

    seconds: float
    cpu_seconds: float | None


def floor(statement: str, parameters: dict[str, Any], rows: int) -> Floor:
    """Time a statement that makes the table `bench_floor`. Raises RuntimeError when it writes another number of rows.

    It joins by hashing, as the batch does.
    """
    times, cpu = list[float](), list[float | None]()
    for _ in range(TIMES):
        places.checkpoint()
        with places.owned() as cursor:
            cursor.execute("SET enable_nestloop = off; SET enable_mergejoin = off")
            spent, began = Spent(cursor.connection), time.perf_counter()
            cursor.execute(statement, parameters)
            times.append(time.perf_counter() - began)
            cpu.append(spent.seconds())
            written = cursor.rowcount
            cursor.execute("DROP TABLE bench_floor")
        if written != rows:
            raise RuntimeError(f"{written} rows instead of {rows}: {statement}")
    return Floor(median(times), None if None in cpu else median(map(float, filter(None, cpu))))


def compared(seconds: float, main: Floor, copied: Floor) -> dict[str, Any]:
    """The figures of a run beside its floors."""
    return {
        "floor_seconds": round(main.seconds, 4),
        "floor_cpu_seconds": main.cpu_seconds,
        "ratio_to_floor": round(seconds / main.seconds, 3),
        "copied_floor_seconds": round(copied.seconds, 4),
        "ratio_to_copied_floor": round(seconds / copied.seconds, 3),
    }
