"""A month of pensions: three components each, guard, holds, files for four banks, booked; second month of two.

What is timed is the run by two workers from opening to done, and then the signatures and the four files by two workers,
not the time of the person who looks at the sample between them. The month before is paid beforehand, unmeasured, so
that the guard has something to compare with.

    inserted floor   the same payments and lines inserted in two statements into bare tables with their keys
    lines floor      the same lines alone
    copied floor     CREATE TABLE AS SELECT * of the finished lines: not even the keys
"""

import datetime as dt
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg2 import sql

from bench import floors, places, working
from bench import people as loading
from bench.report import say
from benefits.payments import actions
from benefits.payments.models import BankFile, Hold, PaymentRun
from funds.ledger.actions import Line as Posting
from funds.ledger.actions import answer_plan, post, prepare_plan, sign_plan
from funds.ledger.models import AccountKind, Book, Side
from siadmin.agency.actions import grant_post, open_account
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Office, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.protection import encrypt

SQL = Path(__file__).resolve().parent / "sql"
AT = dt.datetime(2026, 10, 20, 2, tzinfo=dt.UTC)
COMPONENTS, BANKS = 3, 4
HELD_FEN = 10**15
LINES = """
CREATE TABLE bench_floor (LIKE payments_line INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
INSERT INTO bench_floor SELECT * FROM payments_line WHERE month = %(month)s
"""
INSERTED = f"""
DROP TABLE IF EXISTS bench_paid;
CREATE TABLE bench_paid (LIKE payments_payment INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
INSERT INTO bench_paid SELECT * FROM payments_payment WHERE month = %(month)s;
{LINES}
"""
COPIED = "CREATE TABLE bench_floor AS SELECT * FROM payments_line WHERE month = %(month)s"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, pay a month, pay the next and time that. Raises RuntimeError when a payment is missing."""
    with places.fresh_database("pension_run", keep=keep):
        places.load_reference()
        loading.load(people)
        put_in_payment()
        staff = open_desk()
        plan_money(staff)
        assembled(staff, loading.MONTH - 1)
        paid(staff)
        worked = assembled(staff, loading.MONTH)
        return figures(people, worked, paid(staff))


def put_in_payment(*, since: Month = loading.MONTH - 12, scheme: str = "bench") -> None:
    """Everybody draws a pension; written as sets, without the decisions behind it."""
    told = {
        "region": places.REGION, "fund": Fund.PENSION, "since": since.first_day, "scheme": scheme,
        "account": encrypt("6222000000000000000"),
    }  # fmt: skip
    with places.owned() as cursor:
        for table in ("payments_entitlement", "payments_component"):
            without_what_lies_behind(cursor, table)
        cursor.execute("ALTER TABLE registry_bankcard DISABLE TRIGGER USER")  # a history row each, the slower the more
        cursor.execute((SQL / "entitlements.sql").read_text(encoding="utf-8"), told)
        for table in ("registry_bankcard", "payments_entitlement", "payments_component"):
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
        cursor.execute("ANALYZE")
    book = Book.objects.get(region_id=places.REGION, fund=Fund.PENSION)
    lines = [
        Posting(book, AccountKind.FISCAL, Side.DEBIT, HELD_FEN),
        Posting(book, AccountKind.OPENING, Side.CREDIT, HELD_FEN),
    ]
    post(key="bench", flow="opening_balance", booked_on=AT.date(), reason="bench", lines=lines, by=None, at=AT)


def without_what_lies_behind(cursor: Any, table: str) -> None:
    """Rows may be written into a table as sets, though what they rest on is missing."""
    cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", [table])
    own = sql.Identifier(table)
    for (name,) in cursor.fetchall():
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(own, sql.Identifier(name)))
    cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(own))


def open_desk() -> dict[str, User]:
    """Who opens, reviews, approves, sends."""
    region = Region.objects.get(pk=places.REGION)
    office = Office.objects.create(region=region, line=Line.HRSS, name_zh="测试机构", name_en="Measured agency")
    found = {}
    for place, its in enumerate((Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.CASHIER)):
        user = open_account(
            username=f"bench_{its}", password="correct-horse-battery", display_name="林静", display_name_en="Lin Jing",
            identity_number=f"11010519900101{place}01X", is_staff_member=True, by=None, at=AT,
        )  # fmt: skip
        grant_post(user=user, office=office, post=its, starts_on=AT.date(), by=None, at=AT, reason="bench")
        found[its.value] = user
    return found


def plan_money(staff: dict[str, User]) -> None:
    """The finance department granted more than is paid."""
    book = Book.objects.get(region_id=places.REGION, fund=Fund.PENSION)
    plan = prepare_plan(
        book=book, month=Month.of(AT.date()), amount_fen=HELD_FEN, purpose="bench", by=staff["clerk"], at=AT
    )
    sign_plan(plan_id=plan.pk, by=staff["approver"], at=AT)
    answer_plan(
        plan_id=plan.pk, granted_fen=HELD_FEN, answered_on=AT.date(), reference="bench", by=staff["reviewer"], at=AT
    )


def assembled(staff: dict[str, User], month: Any) -> working.Worked:
    region = Region.objects.get(pk=places.REGION)
    places.checkpoint()

    def opened() -> Run:
        return actions.open_payments(region=region, fund=Fund.PENSION, month=month, by=staff["clerk"], at=AT).run

    worked = working.timed(opened)
    say(f"{month} assembled in {worked.seconds:.2f} s, {worked.run.slices.count()} slices")
    return worked


def paid(staff: dict[str, User]) -> working.Worked:
    """Two signatures, and a file for each bank by two workers, once somebody has looked at the sample."""
    own = PaymentRun.objects.latest("pk")
    for hold in Hold.objects.filter(batch_id__in=own.batches.values("pk"), because="sample"):
        actions.lift_hold(hold_id=hold.pk, by=staff["reviewer"], at=AT, reason="bench")

    def signed() -> Run:
        for act, by in ((actions.review, "reviewer"), (actions.approve, "approver")):
            own.refresh_from_db()
            act(payment_run_id=own.pk, seen_version=own.version, by=staff[by], at=AT)
        return actions.open_sending(payment_run_id=own.pk, by=staff["cashier"], at=AT)

    return working.timed(signed)


def figures(people: int, worked: working.Worked, sending: working.Worked) -> dict[str, Any]:
    """Raises RuntimeError when lines, payments or files are missing, or a promise is broken."""
    own, month = PaymentRun.objects.latest("pk"), {"month": loading.MONTH.first_day}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM payments_line WHERE paid_in = %s", [own.pk])
        (lines,) = cursor.fetchone()
    seconds = worked.seconds + sending.seconds
    sent = sum(BankFile.objects.filter(batch__payment_run=own).values_list("payments", flat=True))
    if lines != people * COMPONENTS or own.people != people or sent != people:
        raise RuntimeError(f"{lines} lines, {own.people} payments, {sent} sent for {people} people")
    inserted = floors.floor(INSERTED, month, lines)
    alone, copied = floors.floor(LINES, month, lines), floors.floor(COPIED, month, lines)
    least = ", ".join(f"{floor.seconds:.2f} s" for floor in (inserted, alone, copied))
    say(f"paid in {sending.seconds:.2f} s; floors: {least}")
    return {
        "bench": "pension_run",
        "people": people,
        "rows": lines,
        "files": BANKS,
        **worked.figures(people),
        "assembling_seconds": round(worked.seconds, 3),
        "paying_seconds": round(sending.seconds, 3),
        "signing_seconds": round(sending.opening_seconds, 3),
        "seconds": round(seconds, 3),
        "paying_cpu_seconds": sending.figures(people)["cpu_seconds"],
        **floors.compared(seconds, inserted, copied),
        "ratio_to_lines_floor": round(seconds / alone.seconds, 3),
        "cores": working.cores(),
        "settings": places.server_settings(),
    }
