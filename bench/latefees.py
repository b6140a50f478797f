"""A night of late fees: every bill of a region was paid late since the night before, and costs its employer something.

What is timed is the run that is opened every night, done by two workers: what was paid late is met with what was due
and charged, and whoever owes nothing any more leaves the ladder. The month is assessed and paid before, unmeasured.

The floor is what one connection needs to write the same charges in one statement into a table with their keys.
"""

import datetime as dt
from typing import Any

from bench import assessment, collection, floors, places, working
from bench import people as loading
from bench.report import say
from contributions.collection.actions import open_late_fees
from siadmin.agency.models import Region
from siadmin.kernel.models import Run

PEOPLE_AN_EMPLOYER = 2  # what counts here is bills, four an employer
TONIGHT = collection.PAID_AT + dt.timedelta(days=1)
INSERTED = """
CREATE TABLE bench_floor (LIKE collection_latefee INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
INSERT INTO bench_floor OVERRIDING SYSTEM VALUE SELECT * FROM collection_latefee WHERE month = %(month)s
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM collection_latefee WHERE month = %(month)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, assess, pay late, then charge and time the charging. Raises RuntimeError when a late fee is missing."""
    with places.fresh_database("latefees", keep=keep):
        employers = assessment.prepare(people, an_employer=PEOPLE_AN_EMPLOYER)
        assessment.assess()
        collection.pay(collection.receipts())
        return figures(people, employers, charge())


def charge() -> working.Worked:
    region = Region.objects.get(pk=places.REGION)
    places.checkpoint()

    def opened() -> Run:
        return open_late_fees(region=region, by=None, at=TONIGHT)[0]

    worked = working.timed(opened)
    say(f"planned in {worked.opening_seconds:.2f} s, charged after {worked.seconds:.2f} s")
    return worked


def figures(people: int, employers: int, worked: working.Worked) -> dict[str, Any]:
    """Raises RuntimeError when a bill was not charged for, or a promise is broken."""
    charges, bills = loading.count("collection_latefee"), loading.count("assessment_bill")
    if not bills == charges == employers * assessment.FUNDS:
        raise RuntimeError(f"{charges} late fees for {bills} bills of {employers} employers")
    places.verify()
    parameters = {"month": loading.MONTH.first_day}
    inserted = floors.floor(INSERTED, parameters, charges)
    copied = floors.floor(COPIED, parameters, charges)
    say(f"floors: inserted {inserted.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "bench": "latefees",
        "people": people,
        "employers": employers,
        "rows": charges,
        "bills": bills,
        **worked.figures(people),
        **floors.compared(worked.seconds, inserted, copied),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
