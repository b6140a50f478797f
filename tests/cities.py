"""Five cities with their law, work calendar and books, and the acts of a month told in one line each.

    cities.plant()
    employer, (li, wang) = cities.staff(at="110105", wages={…})
    cities.declare(employer, SEPTEMBER, {li: 8_000})
    cities.charge("110000", SEPTEMBER)
    cities.pay(employer, SEPTEMBER)

Wages are whole yuan. Every act has a time of its own, one second after the one before it.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import count

from django.db import connection
from psycopg2 import sql

from contributions.assessment.actions import open_month
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import receive_file
from contributions.collection.models import Source
from contributions.declarations.actions import FiledRow, file
from contributions.declarations.models import Declaration, Door
from enrollment.participation.actions import Leaving
from enrollment.registry.models import Employer, Person
from funds.ledger.actions import open_books
from siadmin.agency.models import Region, User
from siadmin.kernel import runs
from siadmin.kernel.invariants import check_all
from siadmin.kernel.models import Run
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.policy.actions import approve, load_years, propose, seed
from siadmin.policy.files import shipped
from siadmin.policy.models import Series, Value
from tests import database
from tests.factories import NOW, POOLING_LEVEL, TODAY, a_person, a_user, an_employer, an_employment

BEIJING, SHANGHAI, GUANGZHOU, SHENZHEN, CHENGDU = "110000", "310000", "440100", "440300", "510100"
POOLS = (BEIJING, SHANGHAI, GUANGZHOU, SHENZHEN, CHENGDU)
COUNTY_OF = {pool: county for county, pool in POOLING_LEVEL.items()}
SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)
SEEDED_AT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
BOOKS_OPENED_ON = dt.date(2024, 7, 1)
# Parents first: the rows are kept once and copied back for every test that wants them.
_TABLES = (
    "policy_series",
    "policy_value",
    "policy_calendaryear",
    "ledger_book",
    "ledger_account",
)
_kept: dict[str, str] = {}
_BEFORE_ANY_TEST = -3_600  # seconds
_seconds, _receipts = [count(1)], count(1)


def plant() -> None:
    """Law, calendar and books, in the present transaction or for good; where they stand already, nothing."""
    if Series.objects.exists():
        return
    if not _kept:
        with database.savepoint():
            _make()
            _keep()
    with connection.cursor() as cursor:
        for table, rows in _kept.items():
            cursor.copy_expert(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table)), io.StringIO(rows))


def _make() -> None:
    seed(shipped().rows, at=SEEDED_AT)
    load_years(2024, 2027, at=SEEDED_AT)
    for pool in POOLS:
        open_books(region=Region.objects.get(pk=pool), collector="tax", on=BOOKS_OPENED_ON)


def _keep() -> None:
    with connection.cursor() as cursor:
        for table in _TABLES:
            rows = io.StringIO()
            cursor.copy_expert(sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(table)), rows)
            _kept[table] = rows.getvalue()


def change_law(
    key: str, pool: str, *, category: str = "employee", value: int | None = None, status: str = "official"
) -> Value:
    """Two people say another number, or another standing of it, for the newest days of a number of a region."""
    series = Series.objects.get(key=key, region_id=pool, category=category)
    newest = Value.objects.filter(series=series, superseded_at=None).latest("starts_on")
    proposal = propose(
        key=key,
        region=series.region,
        category=series.category,
        unit=series.unit,
        starts_on=newest.starts_on,
        ends_before=newest.ends_before,
        value=newest.value if value is None else Decimal(value),
        source="test",
        status=status,
        note="",
        by=a_user(staff=True),
        at=tick(),
    )
    return approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def begin_the_day() -> None:
    """What `tick` tells begins anew."""
    _seconds[0] = count(1)


@contextmanager
def before_the_day() -> Iterator[None]:
    """What is done inside was done an hour before any test."""
    told, _seconds[0] = _seconds[0], count(_BEFORE_ANY_TEST)
    try:
        yield
    finally:
        _seconds[0] = told


def tick() -> dt.datetime:
    """The time of the next act."""
    return NOW + dt.timedelta(seconds=next(_seconds[0]))


def staff(
    people: int = 1, *, at: str = COUNTY_OF[BEIJING], since: Month = SEPTEMBER, **traits: object
) -> tuple[Employer, list[Person]]:
    """An employer with some people employed and insured since a month; nothing is declared yet."""
    employer = an_employer(at=at, **traits)  # type: ignore[arg-type]
    colleagues = [a_person(name=f"职工{number}") for number in range(people)]
    for person in colleagues:
        an_employment(person, employer, since=since)
    return employer, colleagues


def declare(
    employer: Employer,
    month: Month,
    wages: Mapping[Person, int],
    *,
    leaving: Iterable[Leaving] = (),
    by: User | None = None,
    at: dt.datetime | None = None,
) -> Declaration:
    """File a month for people on the roster, wages in yuan, through the door the region has."""
    return declare_fen(
        employer, month, {person: wage * 100 for person, wage in wages.items()}, leaving=leaving, by=by, at=at
    )


def declare_fen(
    employer: Employer,
    month: Month,
    wages: Mapping[Person, int],
    *,
    leaving: Iterable[Leaving] = (),
    by: User | None = None,
    at: dt.datetime | None = None,
) -> Declaration:
    """The same with wages in fen."""
    tax = employer.pooling_region_id == SHENZHEN and month >= Month(2024, 7)
    return file(
        employer=employer,
        month=month,
        rows=[FiledRow(wage_fen=wage_fen, person=person) for person, wage_fen in wages.items()],
        leavings=leaving,
        door=Door.TAX if tax else Door.GRID,
        by=by,
        at=at or tick(),
        today=TODAY,
    )


def open_only(pool: str, month: Month, *, people_a_slice: int = 5000) -> Run:
    """Open a region's month; its slices wait."""
    run, _ = open_month(
        region=Region.objects.get(pk=pool), month=month, by=None, at=tick(), people_a_slice=people_a_slice
    )
    return run


def charge(pool: str, month: Month, *, people_a_slice: int = 5000) -> Run:
    """Open a region's month and do it."""
    return work(open_only(pool, month, people_a_slice=people_a_slice))


def work(run: Run) -> Run:
    """Do a run to its end."""
    runs.work(run.pk)
    run.refresh_from_db()
    return run


def bills(employer: Employer, month: Month) -> list[tuple[int, str, str, int]]:
    """(version, kind, fund, total in fen) of a month, in order."""
    return list(
        Bill.objects.filter(employer=employer, month=month)
        .order_by("version", "fund")
        .values_list("version", "kind", "fund", "total_fen")
    )


def owed(employer: Employer, month: Month) -> dict[str, int]:
    """What the unsettled bills of a month add up to, by fund, in fen; hand-made allocations are not taken off."""
    due: dict[str, int] = {}
    for bill in Bill.objects.filter(employer=employer, month=month, settled_on__isnull=True):
        due[bill.fund] = due.get(bill.fund, 0) + bill.total_fen
    return due


def reference(employer: Employer, month: Month) -> str:
    """The reference of the newest notice."""
    return Notice.objects.filter(employer=employer, month=month).latest("version").reference


def receipt_file(rows: Iterable[tuple[str, str, str, int, str]], *, received_on: dt.date = TODAY) -> bytes:
    """A file of receipts: (id, region, fund, fen, reference)."""
    lines = ["external_id,received_on,region,fund,amount,reference,payer_code,payer_name"]
    lines += [
        f"{external_id},{received_on},{pool},{fund},{yuan(amount)},{ref},,某公司"
        for external_id, pool, fund, amount, ref in rows
    ]
    return "\n".join(lines).encode() + b"\n"


def pay(
    employer: Employer,
    month: Month,
    amounts: Mapping[str, int] | None = None,
    *,
    received_on: dt.date = TODAY,
    at: dt.datetime | None = None,
) -> Run:
    """Money arrives for a month: what is owed, or these fen by fund; taken in to its end."""
    wanted = owed(employer, month) if amounts is None else amounts
    return _arrived(_told(employer, month, wanted), received_on, at)


def pay_all(months: Iterable[tuple[Employer, Month]]) -> Run:
    """What is owed for all these months arrives in one file."""
    return _arrived([row for employer, month in months for row in _told(employer, month, owed(employer, month))])


def _told(employer: Employer, month: Month, amounts: Mapping[str, int]) -> list[tuple[str, str, str, int, str]]:
    ref = reference(employer, month)
    return [
        (f"R{next(_receipts)}", employer.pooling_region_id, fund, amount, ref)
        for fund, amount in amounts.items()
        if amount > 0
    ]


def _arrived(
    rows: list[tuple[str, str, str, int, str]], received_on: dt.date = TODAY, at: dt.datetime | None = None
) -> Run:
    content = receipt_file(rows, received_on=received_on)
    _, run, _ = receive_file(source=Source.TAX, name="receipts.csv", content=content, by=None, at=at or tick())
    return work(run)


def broken() -> dict[str, list[str]]:
    """What `verify` finds: promise → offenders; empty when everything holds."""
    with connection.execute_wrapper(database.planned_once):
        return {finding.invariant.code: finding.offenders for finding in check_all() if not finding.holds}
