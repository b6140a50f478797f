"""Partitions of the tables that grow with persons × months: by month now and next year, by year before.

A job makes them ahead as the owner of the database; the application has no rights on a partition itself.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql

from siadmin.kernel.months import Month

_tables: list[str] = []
FIRST_YEAR = 2010


def register(table: str) -> None:
    """Called by the app that owns the table, when it is ready."""
    if table not in _tables:
        _tables.append(table)


def wanted(today: dt.date) -> Iterator[tuple[str, Month, Month]]:
    """Suffix, first month and month after, for every partition that should exist on `today`."""
    for year in range(FIRST_YEAR, today.year):
        yield f"y{year}", Month(year, 1), Month(year + 1, 1)
    for month in Month(today.year, 1).until(Month(today.year + 2, 1)):
        yield _suffix(month), month, month + 1


def _suffix(month: Month) -> str:
    return f"m{month.year}{month.number:02d}"


def ensure(*, today: dt.date) -> int:
    """Create what is missing; returns how many were created. Runs on a connection of the owner."""
    owner = settings.DATABASE_OWNER
    created = 0
    with (
        closing(
            psycopg2.connect(
                dbname=connection.settings_dict["NAME"],
                user=owner["USER"],
                password=owner["PASSWORD"] or None,
                host=owner["HOST"] or None,
                port=owner["PORT"] or None,
            )
        ) as owned,
        owned,
        owned.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('partitions', 0))")
        for table in _tables:
            cursor.execute(
                "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_class c"
                " JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = %s::regclass",
                [table],
            )
            covered = {month for (bound,) in cursor.fetchall() for month in _months_of(bound)}
            for suffix, first, after in wanted(today):
                missing = [month for month in first.until(after) if month not in covered]
                if missing and len(missing) < after.index - first.index:  # a year kept as months, one of them lost
                    for month in missing:
                        _create(cursor, table, _suffix(month), month, month + 1)
                    created += len(missing)
                elif missing:
                    _create(cursor, table, suffix, first, after)
                    created += 1
    return created


def _months_of(bound: str) -> Iterator[Month]:
    days = [part for part in bound.replace("(", "'").replace(")", "'").split("'") if part[:2] in ("19", "20")]
    return Month.parse(days[0][:7]).until(Month.parse(days[1][:7]))


def _create(cursor: "psycopg2.extensions.cursor", table: str, suffix: str, first: Month, after: Month) -> None:
    name = sql.Identifier(f"{table}_{suffix}")
    cursor.execute(
        sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({})").format(
            name, sql.Identifier(table), sql.Literal(first.first_day), sql.Literal(after.first_day)
        )
    )
    role = settings.APPLICATION_ROLE
    if role != settings.DATABASE_OWNER["USER"]:
        cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, sql.Identifier(role)))
