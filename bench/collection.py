"""A month is paid: every bill of a region from one file of receipts, accounts credited, the ledger booked.

What is timed is what happens after an accountant uploads the file of the tax authority: its rows are kept, a run is
planned, two workers receive, allocate, settle, credit and book. The month is assessed before, unmeasured.

The floors are what one connection needs to write the same account credits in one statement.

    inserted floor   INSERT into a table of the credits' own columns and primary key
    copied floor     CREATE TABLE AS SELECT *: no key either
"""

import datetime as dt
import time
from typing import Any

from psycopg2 import sql

from bench import assessment, floors, places, working
from bench import people as loading
from bench.report import say
from contributions.collection.actions import receive_file
from contributions.collection.actions.intake import COLUMNS
from contributions.collection.models import Source
from siadmin.kernel.models import Run

PAID_AT = assessment.AT + dt.timedelta(days=16)
ACCOUNTS = 2  # a person has: pension and medical
RECEIPTS = """
COPY (SELECT 'T' || lpad(bill.id::text, 12, '0') AS external_id, {received_on}::date AS received_on,
             bill.region_id AS region, bill.fund, to_char(bill.total_fen / 100.0, 'FM999999999990.00') AS amount,
             notice.reference, employer.credit_code AS payer_code, employer.name AS payer_name
        FROM assessment_bill AS bill JOIN assessment_notice AS notice ON notice.id = bill.notice_id
        JOIN registry_employer AS employer ON employer.id = bill.employer_id
       WHERE bill.month = {month} ORDER BY hashint8extended(bill.id, 10)) TO STDOUT (FORMAT csv, HEADER)
"""
INSERTED = """
CREATE TABLE bench_floor (LIKE accounts_credit INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
INSERT INTO bench_floor SELECT * FROM accounts_credit WHERE month = %(month)s
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM accounts_credit WHERE month = %(month)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, assess, then pay and time the paying. Raises RuntimeError when a bill or credit is missing."""
    with places.fresh_database("collection", keep=keep):
        employers = assessment.prepare(people)
        assessment.assess()
        content = receipts()
        worked = pay(content)
        return figures(people, employers, len(content), worked)


def receipts() -> bytes:
    """The file of the tax authority: a receipt per bill, in no order, each with its notice's reference."""
    began = time.perf_counter()
    kept = _Bytes()
    told = {"month": sql.Literal(loading.MONTH.first_day), "received_on": sql.Literal(PAID_AT.date())}
    with places.owned() as cursor:
        cursor.copy_expert(sql.SQL(RECEIPTS).format(**told), kept)
        for table in ("assessment_line", "assessment_bill", "assessment_notice"):  # long vacuumed when money comes
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
        cursor.execute("ANALYZE")
    content = bytes(kept)
    assert content.split(b"\n", 1)[0].decode() == ",".join(COLUMNS)
    say(f"a file of {len(content) / 1048576:.1f} MiB in {time.perf_counter() - began:.1f} s")
    return content


class _Bytes(bytearray):
    def write(self, part: bytes) -> None:
        self.extend(part)


def pay(content: bytes) -> working.Worked:
    places.checkpoint()

    def opened() -> Run:
        return receive_file(source=Source.TAX, name="receipts.csv", content=content, by=None, at=PAID_AT)[1]

    worked = working.timed(opened)
    slices = worked.run.slices.count()
    say(f"received in {worked.opening_seconds:.2f} s, booked after {worked.seconds:.2f} s, {slices} slices")
    return worked


def figures(people: int, employers: int, file_bytes: int, worked: working.Worked) -> dict[str, Any]:
    """Raises RuntimeError when a bill is open, a credit is missing, or a promise is broken."""
    credits, bills = loading.count("accounts_credit"), loading.count("assessment_bill")
    paid = worked.run.totals.get("settled_bills", 0)  # a file whose every row is refused has no slices
    if credits != people * ACCOUNTS or not bills == paid == employers * assessment.FUNDS:
        raise RuntimeError(f"{credits} credits, {paid} of {bills} bills paid, {people} people of {employers} employers")
    if loading.count("collection_personpayer"):
        raise RuntimeError("employers were taken for persons, whose names take longer to keep")
    places.verify()
    parameters = {"month": loading.MONTH.first_day}
    inserted = floors.floor(INSERTED, parameters, credits)
    copied = floors.floor(COPIED, parameters, credits)
    say(f"floors: inserted {inserted.seconds:.2f} s, copied {copied.seconds:.2f} s")
    return {
        "bench": "collection",
        "people": people,
        "employers": employers,
        "rows": credits,
        "receipts": worked.run.totals["receipts"],
        "bills": paid,
        "entries": loading.count("ledger_entry"),
        "file_mib": round(file_bytes / 1048576, 1),
        **worked.figures(people),
        **floors.compared(worked.seconds, inserted, copied),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
