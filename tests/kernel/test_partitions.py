"""Partitions are there ahead of time, made once, and a year ago's months stay months.

The job does here for a table of these tests what it does for every table that grows.
"""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection

from siadmin.kernel import partitions
from siadmin.kernel.months import Month
from tests import database
from tests.database import PARTITIONS_AS_OF

TABLE = "months_apart"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_table")]


@pytest.fixture
def _table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As the job found it in an empty database, and left it."""
    with database.owned() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (month date NOT NULL) PARTITION BY RANGE (month)")
    monkeypatch.setattr(partitions, "_tables", [TABLE])
    try:
        partitions.ensure(today=PARTITIONS_AS_OF)
        yield
    finally:
        with database.owned() as cursor:
            cursor.execute(f"DROP TABLE {TABLE}")


def bounds() -> dict[str, str]:
    """Partition → its bounds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_class c"
            " JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = %s::regclass",
            [TABLE],
        )
        return dict(cursor.fetchall())


def covered() -> list[Month]:
    return sorted(month for bound in bounds().values() for month in partitions._months_of(bound))


def test_every_month_from_the_first_year_to_the_end_of_next_year_has_one_place() -> None:
    assert covered() == list(Month(partitions.FIRST_YEAR, 1).until(Month(PARTITIONS_AS_OF.year + 2, 1)))


def test_making_them_again_makes_none() -> None:
    assert partitions.ensure(today=PARTITIONS_AS_OF) == 0


def test_in_a_later_year_the_months_of_this_year_stay_and_new_months_come() -> None:
    before = bounds()
    later = PARTITIONS_AS_OF.replace(year=PARTITIONS_AS_OF.year + 3)
    made = partitions.ensure(today=later)
    assert bounds().items() >= before.items()
    assert covered() == list(Month(partitions.FIRST_YEAR, 1).until(Month(later.year + 2, 1)))
    assert made == len(bounds()) - len(before) > 0
    assert partitions.ensure(today=later) == 0


def test_a_lost_month_is_made_again_by_itself() -> None:
    lost = Month(PARTITIONS_AS_OF.year, 3)
    name = f"{TABLE}_m{lost.year}{lost.number:02d}"
    with database.owned() as cursor:
        cursor.execute(f"DROP TABLE {name}")
    assert lost not in covered()
    # By then the year is past: it would be one partition, were it new.
    partitions.ensure(today=dt.date(PARTITIONS_AS_OF.year + 1, 1, 2))
    assert lost in covered()
    assert name in bounds()
