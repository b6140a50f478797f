"""The monthly run: everybody's lines, every employer's bills, from opening to done, against two floors.

The floors are what one connection needs to write the same rows in one statement into a bare table: no primary key, no
index, no bills, no control sums, no slices.

    computed floor   CREATE TABLE AS the lines computed anew by the same function (`assessment_due`)
    copied floor     CREATE TABLE AS SELECT * of the finished lines: not even the arithmetic
"""

import datetime as dt
import time
from typing import Any

from bench import floors, places, working
from bench import people as loading
from bench.report import say
from contributions.assessment.actions import open_month
from siadmin.agency.models import Region
from siadmin.kernel.models import Run

AT = dt.datetime(2026, 10, 20, 2, tzinfo=dt.UTC)
INSURANCES, FUNDS = 5, 4
COMPUTED = """
CREATE TABLE bench_floor AS
SELECT due.person_id, %(month)s::date AS month, due.insurance, due.employer_id, 0::smallint AS version, due.tariff_id,
       1::bigint AS slice_id, due.wage_fen, due.base_fen, due.employer_fen, due.supplement_fen, due.employee_fen,
       due.account_fen
  FROM assessment_due(%(region)s, %(month)s, 0, 9223372036854775807) AS due
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM assessment_line WHERE month = %(month)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load `people` people, run their month, time the floors. Raises RuntimeError when something is missing."""
    with places.fresh_database("assessment", keep=keep):
        employers = prepare(people)
        worked = assess()
        return figures(people, employers, worked)


def prepare(people: int, *, an_employer: int = loading.PEOPLE_AN_EMPLOYER) -> int:
    began = time.perf_counter()
    places.load_reference()
    employers = loading.load(people, an_employer=an_employer)
    say(f"{people} people of {employers} employers loaded in {time.perf_counter() - began:.1f} s")
    if not places.checkpoint():
        say("no superuser without a password: the run starts without a checkpoint before it")
    return employers


def assess() -> working.Worked:
    region = Region.objects.get(pk=places.REGION)

    def opened() -> Run:
        return open_month(region=region, month=loading.MONTH, by=None, at=AT)[0]

    worked = working.timed(opened)
    say(f"assessed and billed in {worked.seconds:.2f} s, {worked.run.slices.count()} slices")
    return worked


def figures_of_run(people: int, employers: int, worked: working.Worked) -> dict[str, Any]:
    """Raises RuntimeError when lines or bills are missing, or a promise is broken."""
    lines, bills = loading.count("assessment_line"), loading.count("assessment_bill")
    if lines != people * INSURANCES or bills != employers * FUNDS:
        raise RuntimeError(f"{lines} lines and {bills} bills for {people} people of {employers} employers")
    places.verify()
    return {"people": people, "employers": employers, "rows": lines, "bills": bills, **worked.figures(people)}


def figures(people: int, employers: int, worked: working.Worked) -> dict[str, Any]:
    ours = figures_of_run(people, employers, worked)
    parameters = {"month": loading.MONTH.first_day, "region": places.REGION}
    computed = floors.floor(COMPUTED, parameters, ours["rows"])
    copied = floors.floor(COPIED, parameters, ours["rows"])
    say(f"floors: computed {computed.seconds:.2f} s, copied {copied.seconds:.2f} s")
    rows_mib, indexes_mib = places.size_mib("assessment_line")
    return {
        "bench": "assessment",
        **ours,
        **floors.compared(worked.seconds, computed, copied),
        "lines_mib": rows_mib,
        "indexes_mib": indexes_mib,
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
