"""What government adds to residents' pensions: everybody's year claimed, then credited, each against two floors.

Loaded before, unmeasured: a tier for everybody, and its paid bill. What is timed is what happens after a clerk claims,
and after an accountant records the money; the second is under `credit`.

    computed floor   CREATE TABLE AS the same items from the bills and the terms; for the credits, from the items
    copied floor     CREATE TABLE AS SELECT * of the finished items, or credits

The floors write into a bare table by one statement: no key, no guard, no law, nothing claimed before.
"""

import datetime as dt
import time
from pathlib import Path
from typing import Any

from psycopg2 import sql

from bench import floors, places, working
from bench import people as loading
from bench.report import say
from contributions.selfpay.actions import claim_subsidies, receive_subsidies
from contributions.selfpay.models import SubsidyClaim, SubsidyKind
from siadmin.agency.actions import open_account
from siadmin.agency.models import Region, User
from siadmin.kernel.invariants import promises
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month

SQL = Path(__file__).parent / "sql" / "residents.sql"
YEAR = Month(2026, 1)
AT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)
LOADED = ("participation_ownterms", "assessment_bill")
PROMISES = {"subsidies_are_claims", "runs_add_up"}
PASSWORD = "no one signs in"
ITEMS = """
CREATE TABLE bench_floor AS
SELECT 1::bigint AS claim_id, bill.person_id, bill.fund AS kind, bill.month, bill.total_fen AS paid_fen,
       CASE WHEN terms.base_fen < 200000 THEN 6000 WHEN terms.base_fen < 500000 THEN 9000
            WHEN terms.base_fen < 900000 THEN 12000 ELSE 15000 END::bigint AS amount_fen, bill.is_provisional
  FROM assessment_bill AS bill
  JOIN participation_ownterms AS terms ON terms.person_id = bill.person_id AND terms.from_month = bill.month
 WHERE bill.fund = 'pension_resident' AND bill.settled_on IS NOT NULL
"""
CREDITS = """
CREATE TABLE bench_floor AS
SELECT item.person_id, item.month, item.kind AS account, claim.region_id, item.amount_fen, claim.number AS claim,
       claim.received_on AS credited_on
  FROM selfpay_subsidyitem AS item JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM {}"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, claim and credit, time the floors. Raises RuntimeError when somebody is missing or a promise is broken."""
    with places.fresh_database("subsidies", keep=keep):
        began = time.perf_counter()
        places.load_reference()
        loading.load(people)
        load_residents()
        clerk, accountant = _somebody("clerk", "110101198506011224"), _somebody("accountant", "11010119850601126X")
        say(f"{people} people loaded in {time.perf_counter() - began:.1f} s")
        places.checkpoint()
        claimed = working.timed(lambda: _claimed(clerk))
        say(f"claimed in {claimed.seconds:.2f} s, {claimed.run.slices.count()} slices")
        places.checkpoint()
        credited = working.timed(lambda: _received(accountant))
        say(f"credited in {credited.seconds:.2f} s, {credited.run.slices.count()} slices")
        return {
            "bench": "subsidies",
            "people": people,
            **_figures(claimed, people, ITEMS, "selfpay_subsidyitem"),
            "credit": _figures(credited, people, CREDITS, "accounts_subsidycredit"),
            "cores": working.cores(),
            "settings": places.server_settings(),
        }


def load_residents() -> None:
    """Without the triggers that want a payment behind every settled bill."""
    parameters = {"region": places.REGION, "month": YEAR.first_day, "after": (YEAR + 12).first_day, "at": AT}
    with places.owned() as cursor:
        for table in LOADED:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        cursor.execute(SQL.read_text(encoding="utf-8"), parameters)
        for table in LOADED:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
    with places.owned() as cursor:
        for table in LOADED:
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))


def _somebody(name: str, number: str) -> User:
    return open_account(
        username=name, password=PASSWORD, display_name=name, display_name_en=name, identity_number=number,
        is_staff_member=True, by=None, at=AT,
    )  # fmt: skip


def _claimed(clerk: User) -> Run:
    region = Region.objects.get(pk=places.REGION)
    claim = claim_subsidies(kind=SubsidyKind.PENSION_RESIDENT, region=region, until=Month(2026, 11), by=clerk, at=AT)
    assert claim.listed_in is not None
    return claim.listed_in


def _received(accountant: User) -> Run:
    claim = SubsidyClaim.objects.get()
    claim = receive_subsidies(
        claim=claim, amount_fen=claim.total_fen, received_on=AT.date(), voucher="1", by=accountant, at=AT
    )
    assert claim.credited_in is not None
    return claim.credited_in


def _figures(worked: working.Worked, people: int, computed: str, table: str) -> dict[str, Any]:
    totals = worked.run.totals
    if (totals["people"], totals["items"]) != (people, people):
        raise RuntimeError(f"{totals} for {people} people")
    broken = {
        each.code: named[:3] for each in promises() if each.code in PROMISES and (named := list(each.offenders()))
    }
    if broken:
        raise RuntimeError(f"broken promises: {broken}")
    floor, copied = floors.floor(computed, {}, people), floors.floor(COPIED.format(table), {}, people)
    say(f"floors: computed {floor.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "rows": totals["items"],
        "amount_fen": totals["amount_fen"],
        **worked.figures(people),
        **floors.compared(worked.seconds, floor, copied),
    }
