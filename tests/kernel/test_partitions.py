"""Partitions are there ahead of time, made once, and a year ago's months stay months."""

import datetime as dt

import pytest
from django.db import connection

from siadmin.kernel import partitions
from siadmin.kernel.months import Month
from tests import database
from tests.conftest import PARTITIONS_AS_OF

TABLE = "assessment_line"


def covered(table: str = TABLE) -> list[Month]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid"
            " WHERE i.inhparent = %s::regclass",
            [table],
        )
        return sorted(month for (bound,) in cursor.fetchall() for month in partitions._months_of(bound))


def names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid"
            " WHERE i.inhparent = %s::regclass",
            [TABLE],
        )
        return {name for (name,) in cursor.fetchall()}


def drop(name: str) -> None:
    with database.owned() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


@pytest.mark.django_db
def test_every_month_from_the_first_year_to_the_end_of_next_year_has_one_place() -> None:
    wanted = list(Month(partitions.FIRST_YEAR, 1).until(Month(PARTITIONS_AS_OF.year + 2, 1)))
    assert [month for month in covered() if month < Month(PARTITIONS_AS_OF.year + 2, 1)] == wanted


@pytest.mark.django_db(transaction=True)
def test_in_a_later_year_the_months_of_this_year_stay_and_new_months_come() -> None:
    connection.close()  # a reader of the table would make its owner wait
    before = names()
    later = PARTITIONS_AS_OF.replace(year=PARTITIONS_AS_OF.year + 3)
    try:
        made = partitions.ensure(today=later)
        assert names() >= before
        assert covered() == list(Month(partitions.FIRST_YEAR, 1).until(Month(later.year + 2, 1)))
        assert partitions.ensure(today=later) == 0
        assert made > 0
    finally:
        connection.close()
        for table in partitions._tables:
            drop(f"{table}_y{PARTITIONS_AS_OF.year + 2}")
            for month in Month(PARTITIONS_AS_OF.year + 2, 1).until(Month(later.year + 2, 1)):
                drop(f"{table}_m{month.year}{month.number:02d}")


@pytest.mark.django_db(transaction=True)
def test_a_lost_month_is_made_again_by_itself() -> None:
    connection.close()
    lost = Month(PARTITIONS_AS_OF.year, 3)
    drop(f"{TABLE}_m{lost.year}{lost.number:02d}")
    later = dt.date(PARTITIONS_AS_OF.year + 1, 1, 2)  # the year is past: it would be one partition, were it new
    try:
        assert lost not in covered()
        connection.close()
        partitions.ensure(today=later)
        assert lost in covered()
        assert f"{TABLE}_m{lost.year}{lost.number:02d}" in names()
    finally:
        connection.close()
        partitions.ensure(today=PARTITIONS_AS_OF)
        for table in partitions._tables:
            for month in Month(later.year + 1, 1).until(Month(later.year + 2, 1)):
                drop(f"{table}_m{month.year}{month.number:02d}")
