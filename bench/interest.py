"""The yearly interest on personal accounts: everybody's year, from opening to done, against two floors.

Loaded before, unmeasured: twelve months of credits to everybody, in the order in which bills are settled, and the year
before with its closing balances. What is timed is what happens after an approver starts the year.

    computed floor   CREATE TABLE AS the same rows computed anew from the credits, with the same formula
    copied floor     CREATE TABLE AS SELECT * of the finished rows: neither reading the credits nor the arithmetic

The floors write into a bare table by one statement: no key, no check of the formula, no versions, no control sums.
"""

import datetime as dt
import time
from pathlib import Path
from typing import Any

from psycopg2 import sql

from bench import floors, places, working
from bench import people as loading
from bench.report import say
from contributions.accounts.actions import open_year
from contributions.accounts.models import AccountKind
from siadmin.agency.models import Region
from siadmin.kernel.invariants import promises
from siadmin.kernel.models import Run

SQL = Path(__file__).parent / "sql" / "credits.sql"
YEAR, RATE_PPM, RATE_BEFORE_PPM = 2025, 15_000, 26_200
AT = dt.datetime(2026, 7, 1, 2, tzinfo=dt.UTC)
LOADED = ("accounts_credit", "accounts_interest")
PROMISES = {"interest_follows_from_credits", "interest_runs_are_rows", "runs_add_up"}
COMPUTED = """
CREATE TABLE bench_floor AS
SELECT before.person_id, %(december)s::date AS month, before.account, before.region_id, 0::smallint AS version,
       before.closing_fen AS opening_fen, year.credited_fen, year.products_fen, %(rate)s AS rate_ppm, due.interest_fen,
       due.interest_fen AS amount_fen, before.closing_fen + year.credited_fen + due.interest_fen AS closing_fen,
       1::bigint AS slice_id, %(on)s::date AS credited_on
  FROM (SELECT person_id, sum(amount_fen)::bigint AS credited_fen,
               sum(amount_fen * (13 - extract(month FROM credited_on)::int))::bigint AS products_fen
          FROM accounts_credit WHERE account = 'pension_employee' AND credited_on BETWEEN %(starts)s AND %(ends)s
         GROUP BY person_id) AS year
  JOIN accounts_interest AS before ON before.person_id = year.person_id AND before.month = %(before)s
 CROSS JOIN LATERAL accounts_interest_on(before.closing_fen, year.products_fen, %(rate)s) AS due (interest_fen)
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM accounts_interest WHERE month = %(december)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, credit a year, time the floors. Raises RuntimeError when somebody's year is missing or wrong."""
    with places.fresh_database("interest", keep=keep):
        began = time.perf_counter()
        places.load_reference()
        loading.load(people)
        load_credits()
        say(f"{people} people and {12 * people} credits loaded in {time.perf_counter() - began:.1f} s")
        places.checkpoint()
        worked = working.timed(opened)
        say(f"credited in {worked.seconds:.2f} s, {worked.run.slices.count()} slices")
        return figures(people, worked)


def load_credits() -> None:
    """Without the triggers that want a paid bill behind every credit."""
    parameters = {"year": YEAR, "region": places.REGION, "rate_ppm": RATE_BEFORE_PPM}
    with places.owned() as cursor:
        cursor.execute("ALTER TABLE accounts_credit DISABLE TRIGGER USER")
        cursor.execute(SQL.read_text(encoding="utf-8"), parameters)
        cursor.execute("ALTER TABLE accounts_credit ENABLE TRIGGER USER")
        for table in LOADED:
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
        cursor.execute("ANALYZE")


def opened() -> Run:
    region = Region.objects.get(pk=places.REGION)
    run, _ = open_year(region=region, account=AccountKind.PENSION, year=YEAR, by=None, at=AT)
    return run


def figures(people: int, worked: working.Worked) -> dict[str, Any]:
    sums = worked.run.totals["years"][str(YEAR)]
    if (sums["people"], sums["first"]) != (people, people):
        raise RuntimeError(f"{sums} for {people} people")
    _verify()
    parameters = {
        "december": dt.date(YEAR, 12, 1), "before": dt.date(YEAR - 1, 12, 1), "starts": dt.date(YEAR, 1, 1),
        "ends": dt.date(YEAR, 12, 31), "rate": RATE_PPM, "on": AT.date(),
    }  # fmt: skip
    computed = floors.floor(COMPUTED, parameters, people)
    copied = floors.floor(COPIED, parameters, people)
    say(f"floors: computed {computed.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "bench": "interest",
        "people": people,
        "credits": 12 * people,
        "rows": sums["first"],
        "interest_fen": sums["interest_fen"],
        **worked.figures(people),
        **floors.compared(worked.seconds, computed, copied),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }


def _verify() -> None:
    """The promises about interest hold. Raises RuntimeError; the year before has no run and is not held to one."""
    broken = {
        promise.code: offenders[:3]
        for promise in promises()
        if promise.code in PROMISES
        and (offenders := [each for each in promise.offenders() if f"{YEAR - 1}" not in each])
    }
    if broken:
        raise RuntimeError(f"broken promises: {broken}")
