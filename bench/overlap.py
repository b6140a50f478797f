"""Nobody is insured twice at a time: what the promise costs when many people join, and when one does.

The same insured periods are inserted into the real table, with its indexes and foreign keys, in four ways: by one
statement for everybody but the last thousand, then by one statement a person for those.

    floor          no promise
    check          the portal's own: one set-based check a statement, under a lock of the persons
    ranges         an exclusion constraint on ranges, all that core PostgreSQL can do
    btree_gist     an exclusion constraint as usually written; only where the server has that extension

See docs/adr/0003-months-and-periods.md.
"""

import time
from typing import Any

import psycopg2.errors

from bench import people as loading
from bench import places, working
from bench.processes import Spent, peak_mib
from bench.report import say
from siadmin.agency.insurances import Insurance

TABLE = "participation_insuredperiod"
ACTS = 1000
CHECK_ON = "ALTER TABLE participation_insuredperiod ENABLE TRIGGER participation_no_overlap_insert"
CHECK_OFF = "ALTER TABLE participation_insuredperiod DISABLE TRIGGER participation_no_overlap_insert"
RANGES = """
ALTER TABLE participation_insuredperiod
  ADD CONSTRAINT bench_once EXCLUDE USING gist (
      int8range(person_id * 8 + CASE insurance WHEN 'pension_employee' THEN 1 WHEN 'medical_employee' THEN 2
                                               WHEN 'unemployment' THEN 3 ELSE 4 END,
                person_id * 8 + CASE insurance WHEN 'pension_employee' THEN 1 WHEN 'medical_employee' THEN 2
                                               WHEN 'unemployment' THEN 3 ELSE 4 END, '[]') WITH &&,
      daterange(from_month, before_month) WITH &&) WHERE (insurance <> 'injury'),
  ADD CONSTRAINT bench_once_an_employer EXCLUDE USING gist (
      int8range(person_id, person_id, '[]') WITH &&, int8range(employer_id, employer_id, '[]') WITH &&,
      daterange(from_month, before_month) WITH &&) WHERE (insurance = 'injury')
"""
BTREE_GIST = """
ALTER TABLE participation_insuredperiod
  ADD CONSTRAINT bench_once EXCLUDE USING gist (
      person_id WITH =, insurance WITH =, daterange(from_month, before_month) WITH &&) WHERE (insurance <> 'injury'),
  ADD CONSTRAINT bench_once_an_employer EXCLUDE USING gist (
      person_id WITH =, employer_id WITH =, daterange(from_month, before_month) WITH &&) WHERE (insurance = 'injury')
"""
NO_CONSTRAINT = """
ALTER TABLE participation_insuredperiod
 DROP CONSTRAINT IF EXISTS bench_once, DROP CONSTRAINT IF EXISTS bench_once_an_employer
"""
JOIN = "INSERT INTO participation_insuredperiod SELECT * FROM bench_period WHERE person_id BETWEEN %s AND %s"
TWICE = """
INSERT INTO participation_insuredperiod
       (id, person_id, employer_id, insurance, region_id, category, from_month, ended_because)
SELECT -id, person_id, employer_id, insurance, region_id, category, from_month, '' FROM bench_period
 WHERE person_id = 1 AND insurance = %s
"""


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, then insert everybody's periods in each way. Raises RuntimeError when a way lets an overlap through."""
    acts = min(ACTS, people // 2)
    with places.fresh_database("overlap", keep=keep):
        places.load_reference()
        loading.load(people)
        rows = loading.count(TABLE)
        with places.owned() as cursor:
            cursor.execute("CREATE TABLE bench_period AS SELECT * FROM participation_insuredperiod ORDER BY id")
            cursor.execute("CREATE INDEX ON bench_period (person_id); ANALYZE bench_period")
            ways = {"floor": None, "check": None, "ranges": RANGES}
            if _has_btree_gist(cursor):
                ways["btree_gist"] = BTREE_GIST
        told = {name: _inserted(name, constraint, people, acts) for name, constraint in ways.items()}
    return {
        "bench": "overlap",
        "people": people,
        "rows": rows,
        "acts": acts,
        "seconds": told["check"]["seconds"],
        "peak_mib": peak_mib(),
        "floor_seconds": told["floor"]["seconds"],
        "ratio_to_floor": round(told["check"]["seconds"] / told["floor"]["seconds"], 3),
        "ways": told,
        "cores": working.cores(),
        "settings": places.server_settings(),
    }


def _has_btree_gist(cursor: Any) -> bool:
    cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'btree_gist'")
    if cursor.fetchone() is None:
        return False
    cursor.execute("CREATE EXTENSION btree_gist")
    return True


def _inserted(name: str, constraint: str | None, people: int, acts: int) -> dict[str, Any]:
    """Everybody in one statement but the last, then those one by one.

    In between the table is analysed: what was analysed while a million rows were on their way was taken for empty.
    """
    first_act = people - acts + 1
    with places.owned() as cursor:
        cursor.execute("TRUNCATE participation_insuredperiod")
        cursor.execute(CHECK_OFF if name != "check" else CHECK_ON)
        cursor.execute(constraint or "SELECT")
        places.checkpoint()
        spent, began = Spent(cursor.connection), time.perf_counter()
        cursor.execute(JOIN, [1, first_act - 1])
        inserted = time.perf_counter() - began
        cpu_seconds = spent.seconds()
        cursor.execute("VACUUM (ANALYZE) participation_insuredperiod")
        spent, began = Spent(cursor.connection), time.perf_counter()
        for person in range(first_act, people + 1):
            cursor.execute(JOIN, [person, person])
        acted, act_cpu = time.perf_counter() - began, spent.seconds()
        if _lets_through(cursor) != (name == "floor"):
            raise RuntimeError(f"{name}: somebody can be insured twice, or nobody can without a promise")
        cursor.execute("SELECT pg_indexes_size('participation_insuredperiod') / 1048576")
        indexes_mib = cursor.fetchone()[0]
        cursor.execute(NO_CONSTRAINT)
    told = {
        "seconds": round(inserted, 3),
        "cpu_seconds": cpu_seconds,
        "act_ms": round(acted / acts * 1000, 3),
        "act_cpu_ms": act_cpu and round(act_cpu / acts * 1000, 3),
        "indexes_mib": indexes_mib,
    }
    say(f"{name}: {told}")
    return told


def _lets_through(cursor: Any) -> bool:
    """Whether person 1 can be insured again in each insurance; in work injury with the same employer."""
    answers = set()
    for insurance in Insurance.values:
        try:
            cursor.execute(TWICE, [insurance])
            answers.add(True)
        except psycopg2.errors.ExclusionViolation:
            answers.add(False)
    return answers.pop() if len(answers) == 1 else True
