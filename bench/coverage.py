"""The monthly coverage scan: everybody insured, everybody registers know, from opening to done, against two floors.

The floors are what one connection needs to write the same findings in one statement into a bare table: no primary key,
no index, nothing opened, kept or closed, no rates by place, no slices.

    computed floor   CREATE TABLE AS the findings computed anew by the same functions
    copied floor     CREATE TABLE AS SELECT * of the finished findings: not even the looking

A second scan, in which all findings are there already, is timed as well: it is what every later month is like.
"""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

from bench import floors, places, working
from bench import people as loading
from bench.report import say
from enrollment.coverage.actions.scan import CoverageRun, law_of_scan, open_scan
from enrollment.coverage.models import Finding
from siadmin.agency.models import Region
from siadmin.kernel import runs
from siadmin.kernel.models import Run
from siadmin.kernel.protection import encrypt

AT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)
SQL = Path(__file__).parent / "sql"
LOADED = ("coverage_known", "coverage_sighting", "participation_insuredperiod", "assessment_bill")
# One number and one bill stand for all of them: what is promised about each is not measured here.
IN_OUTLINE = {
    "bills_are_lines",
    "notices_are_bills",
    "documents_as_they_came",
    "registers_whole",
    "known_found_by_hash",
}
COMPUTED = """
CREATE TABLE bench_floor AS
SELECT * FROM coverage_missing(%(region)s, %(month)s, 0, 9223372036854775807, %(law)s)
UNION ALL
SELECT * FROM coverage_lapsed(%(region)s, %(month)s, 0, 9223372036854775807, %(law)s)
UNION ALL
(SELECT DISTINCT ON (period.person_id) 'interrupted', null::bigint, period.person_id, bill.employer_id, '', %(region)s,
       true, bill.month, 1, 1001, md5(bill.employer_id || ':' || bill.month)
  FROM assessment_bill AS bill
  JOIN participation_insuredperiod AS period
    ON period.employer_id = bill.employer_id AND period.insurance = 'pension_employee'
   AND period.from_month <= bill.month AND (period.before_month IS NULL OR period.before_month > bill.month)
 WHERE bill.settled_on IS NULL
 ORDER BY period.person_id)
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM coverage_finding"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, scan twice, time the floors. Raises RuntimeError when somebody is not found, or found wrongly."""
    with places.fresh_database("coverage", keep=keep):
        began = time.perf_counter()
        places.load_reference()
        loading.load(people)
        load_registers(people)
        say(f"{people} people and their registers loaded in {time.perf_counter() - began:.1f} s")
        region = Region.objects.get(pk=places.REGION)
        places.checkpoint()
        worked = working.timed(lambda: open_scan(region=region, month=loading.MONTH, by=None, at=AT)[0])
        say(f"scanned in {worked.seconds:.2f} s, {worked.run.slices.count()} slices")
        places.checkpoint()
        again = working.timed(lambda: _again(worked.run))
        say(f"scanned again in {again.seconds:.2f} s")
        return figures(people, region, worked, again)


def load_registers(people: int) -> None:
    parameters = {
        "region": places.REGION,
        "month": loading.MONTH.first_day,
        "since": (loading.MONTH - 60).first_day,
        "number": encrypt("110105199001010011"),
        "people": people,
    }
    with places.owned() as cursor:
        cursor.execute((SQL / "registers.sql").read_text(encoding="utf-8"), parameters)
        for table in LOADED:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
        cursor.execute("ANALYZE")


def _again(run: Run) -> Run:
    """The same month once more, as a person asks for it."""
    opened, _ = runs.open_run(
        kind=CoverageRun.code, key=f"{run.key}:2", parameters=run.parameters, by=None, at=AT + dt.timedelta(days=1)
    )
    return opened


def figures(people: int, region: Region, worked: working.Worked, again: working.Worked) -> dict[str, Any]:
    opened = worked.run.totals["opened"]
    rows = Finding.objects.count()
    if sum(opened.values()) != rows or not all(opened.values()):
        raise RuntimeError(f"{rows} findings are there, {opened} were told")
    if again.run.totals["kept"] != opened or sum(again.run.totals["opened"].values()):
        raise RuntimeError(f"the second scan did not find the same: {again.run.totals}")
    places.verify(also_broken=IN_OUTLINE)
    law = json.dumps(law_of_scan(region, loading.MONTH))
    parameters = {"month": loading.MONTH.first_day, "region": region.pk, "law": law}
    computed = floors.floor(COMPUTED, parameters, rows)
    copied = floors.floor(COPIED, {}, rows)
    say(f"floors: computed {computed.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "bench": "coverage",
        "people": people,
        "rows": rows,
        "found": opened,
        **worked.figures(people),
        **floors.compared(worked.seconds, computed, copied),
        "again_seconds": round(again.seconds, 3),
        "again_ratio_to_floor": round(again.seconds / computed.seconds, 3),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
