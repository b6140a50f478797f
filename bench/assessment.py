"""The monthly run: everybody's lines, every employer's bills, from opening to done, against two floors.

The floors are what one connection needs to write the same rows in one statement into a bare table: no primary key, no
index, no bills, no control sums, no slices.

    computed floor   CREATE TABLE AS the lines computed anew by the same function (`assessment_due`)
    copied floor     CREATE TABLE AS SELECT * of the finished lines: not even the arithmetic
"""

import datetime as dt
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench import people as loading
from bench import places, working
from bench.report import say
from contributions.assessment.actions import open_month
from siadmin.agency.models import Region
from siadmin.kernel.models import Run

AT = dt.datetime(2026, 10, 20, 2, tzinfo=dt.UTC)
INSURANCES = 5
TIMES = 3
COMPUTED = """
CREATE TABLE bench_floor AS
SELECT due.person_id, %(month)s::date AS month, due.insurance, due.employer_id, 0::smallint AS version, due.tariff_id,
       1::bigint AS slice_id, due.wage_fen, due.base_fen, due.employer_fen, due.supplement_fen, due.employee_fen,
       due.account_fen
  FROM assessment_due(%(region)s, %(month)s, 0, 9223372036854775807) AS due
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM assessment_line WHERE month = %(month)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load `people` people, run their month, time the floors. Raises RuntimeError when lines or bills are missing."""
    with places.fresh_database("assessment", keep=keep):
        employers = prepare(people)
        worked = assess()
        return figures(people, employers, worked)


def prepare(people: int) -> int:
    began = time.perf_counter()
    places.load_reference()
    employers = loading.load(people)
    say(f"{people} people of {employers} employers loaded in {time.perf_counter() - began:.1f} s")
    if not places.checkpoint():
        say("no superuser without a password: the run starts without a checkpoint before it")
    return employers


def assess() -> working.Worked:
    region = Region.objects.get(pk=places.REGION)

    def opened() -> Run:
        return open_month(region=region, month=loading.MONTH, by=None, at=AT)[0]

    worked = working.timed(opened)
    print(worked.workers)
    say(f"assessed and billed in {worked.seconds:.2f} s, {worked.slices} slices")
    return worked


def figures(people: int, employers: int, worked: working.Worked) -> dict[str, Any]:
    lines, bills = loading.count("assessment_line"), loading.count("assessment_bill")
    if lines != people * INSURANCES or bills != employers * 4:
        raise RuntimeError(f"{lines} lines and {bills} bills for {people} people of {employers} employers")
    parameters = {"month": loading.MONTH.first_day, "region": places.REGION}
    computed = floor(lambda: _create(COMPUTED, parameters, lines))
    copied = floor(lambda: _create(COPIED, parameters, lines))
    say(f"floors: computed {computed:.2f} s, copied {copied:.2f} s")
    rows_mib, indexes_mib = places.size_mib("assessment_line")
    return {
        "bench": "assessment",
        "people": people,
        "employers": employers,
        "rows": lines,
        "bills": bills,
        "seconds": round(worked.seconds, 3),
        "opening_seconds": round(worked.opening_seconds, 3),
        "slices": worked.slices,
        "workers": working.WORKERS,
        "peak_mib": worked.peak_mib,
        "microseconds_per_person": round(worked.seconds / people * 1e6, 2),
        "floor_seconds": round(computed, 3),
        "ratio_to_floor": round(worked.seconds / computed, 3),
        "copied_floor_seconds": round(copied, 3),
        "ratio_to_copied_floor": round(worked.seconds / copied, 3),
        "lines_mib": rows_mib,
        "indexes_mib": indexes_mib,
        "cores": working.cores(),
        "settings": places.server_settings(),
    }


def floor(once: Callable[[], None]) -> float:
    """Median of three, each from a checkpoint, as the run begins."""
    times = []
    for _ in range(TIMES):
        places.checkpoint()
        began = time.perf_counter()
        once()
        times.append(time.perf_counter() - began)
        with places.owned() as cursor:
            cursor.execute("DROP TABLE bench_floor")
    return median(times)


def _create(statement: str, parameters: dict[str, Any], rows: int) -> None:
    with places.owned() as cursor:
        cursor.execute("SET enable_nestloop = off; SET enable_mergejoin = off")
        cursor.execute(statement, parameters)
        assert cursor.rowcount == rows, (cursor.rowcount, rows)
