"""The yearly adjustment of pensions: reckoned for everybody by two workers, approved, put in payment by two workers.

What is timed is both runs from opening to done.

    updated floor    UPDATE of one amount a person in a bare copy of the components, with its keys
    copied floor     CREATE TABLE AS SELECT * of the components that came of it: not even the keys
"""

import time
from statistics import median
from typing import Any

from django.db import connection

from bench import floors, pension_run, places, working
from bench import people as loading
from bench.report import say
from benefits.payments import actions
from benefits.payments.models import Rise
from benefits.pension.adjusting import YearlyAdjustment
from benefits.pension.schemes.employees import ADJUSTED, CODE
from siadmin.agency.models import Region
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month

YEAR = Month(2025, 1)
BASES = """
INSERT INTO pension_pensionbasis
  (decision_id, retired_in, months, deemed_months, before_account_months, index, is_provisional)
SELECT own.decision_id, DATE '2024-06-01', 180 + own.person_id % 280, 0, 0, 1, false FROM payments_entitlement AS own
"""
COPY = "CREATE TABLE bench_floor (LIKE payments_component INCLUDING ALL); INSERT INTO bench_floor SELECT * FROM {table}"
UPDATED = "UPDATE bench_floor SET amount_fen = amount_fen + 7000 WHERE component = 'basic'"
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM payments_component WHERE component = %(component)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load people who draw, reckon the plan of Beijing for 2025, put it in payment. Raises RuntimeError."""
    with places.fresh_database("adjustment", keep=keep):
        places.load_reference()
        loading.load(people)
        pension_run.put_in_payment(since=YEAR - 4, scheme=CODE)
        with places.owned() as cursor:
            pension_run.without_what_lies_behind(cursor, "pension_pensionbasis")
            cursor.execute(BASES)
            cursor.execute("ANALYZE")
        staff, region = pension_run.open_desk(), Region.objects.get(pk=places.REGION)
        updated = _updated(people)

        def opened() -> Run:
            return actions.open_rise(
                code=YearlyAdjustment.code, region=region, from_month=YEAR, by=staff["clerk"], at=pension_run.AT
            ).run

        def approved() -> Run:
            own = Rise.objects.get()
            own = actions.approve_rise(
                rise_id=own.pk, seen_version=own.version, by=staff["approver"], at=pension_run.AT
            )
            assert own.put_run is not None
            return own.put_run

        places.checkpoint()
        reckoned = working.timed(opened)
        say(f"reckoned in {reckoned.seconds:.2f} s")
        put = working.timed(approved)
        say(f"put in payment in {put.seconds:.2f} s; floor: {updated.seconds:.2f} s")
        return _figures(people, reckoned, put, updated)


def _figures(people: int, reckoned: working.Worked, put: working.Worked, updated: floors.Floor) -> dict[str, Any]:
    own = Rise.objects.get()
    if own.state != "done" or own.people != people:
        raise RuntimeError(f"{own.people} people in payment of {people}, state {own.state}")
    copied = floors.floor(COPIED, {"component": ADJUSTED}, people)
    seconds = reckoned.seconds + put.seconds
    return {
        "bench": "adjustment",
        "people": people,
        "reckoning_seconds": round(reckoned.seconds, 3),
        "putting_seconds": round(put.seconds, 3),
        "seconds": round(seconds, 3),
        **floors.compared(seconds, updated, copied),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }


def _updated(people: int) -> floors.Floor:
    """The median of three updates of a copy, each of a fresh one. Raises RuntimeError."""
    times = []
    for _ in range(floors.TIMES):
        with places.owned() as cursor:
            cursor.execute(COPY.format(table="payments_component"))
        places.checkpoint()
        with places.owned() as cursor:
            began = time.perf_counter()
            cursor.execute(UPDATED)
            times.append(time.perf_counter() - began)
            if cursor.rowcount != people:
                raise RuntimeError(f"{cursor.rowcount} rows updated instead of {people}")
            cursor.execute("DROP TABLE bench_floor")
    connection.close()
    return floors.Floor(median(times), None)
