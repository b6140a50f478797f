"""What the application's role may not do, whoever sits behind it (design, promise 4)."""

import pytest
from django.db import connection

from siadmin.kernel import partitions
from tests import database
from tests.database import PARTITIONS_AS_OF

MONTH = f"m{PARTITIONS_AS_OF:%Y%m}"  # where the newest of the three partitions of tests begins
PARTITIONED = ("assessment_line", "accounts_credit")
APPEND_ONLY = {
    "agency_act", "ledger_entry", "ledger_posting", "assessment_line", "accounts_credit", "collection_allocation",
    "matters_facts", "matters_step", "matters_casepaper", "accounts_move", "accounts_payment", "transfers_overlap",
    "transfers_overlapreturn", "transfers_transferyear",
}  # fmt: skip


def _tables() -> list[str]:
    return connection.introspection.table_names()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE kernel_run CASCADE",
        "TRUNCATE ledger_posting",
        "DROP TABLE kernel_slice",
        "DROP TRIGGER ledger_entry_append_only ON ledger_entry",
        "DROP FUNCTION kernel_refuse_change() CASCADE",
        "CREATE TABLE notes (id int)",
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE INDEX x ON kernel_run (kind)",
        "CREATE SCHEMA mine",
        "ALTER TABLE ledger_entry ADD COLUMN note text",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_neither_makes_nor_breaks_the_schema(statement: str) -> None:
    with database.not_permitted():
        database.run(statement)


@pytest.mark.django_db
def test_the_application_truncates_no_table_at_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND has_table_privilege(current_user, oid, 'TRUNCATE, TRIGGER, REFERENCES')"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", PARTITIONED)
@pytest.mark.parametrize(
    "statement",
    ["SELECT count(*) FROM {}", "INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "UPDATE {} SET version = 1"],
)
def test_the_application_reaches_a_partition_through_its_parent_only(table: str, statement: str) -> None:
    with database.not_permitted():
        database.run(statement.format(f"{table}_{MONTH}"))


@pytest.mark.django_db
def test_a_partition_of_tomorrow_is_out_of_reach_too() -> None:
    """Of every table that grows, as the job makes it."""
    assert partitions.ensure(today=PARTITIONS_AS_OF) == 0, "every month of today has its place"
    before = set(_partitions())
    try:
        partitions.ensure(today=PARTITIONS_AS_OF.replace(year=PARTITIONS_AS_OF.year + 2))
        made = _partitions().keys() - before
        assert {name.rpartition("_")[0] for name in made} == set(partitions._tables)
        assert {name for name, in_reach in _partitions().items() if in_reach} == set()
    finally:
        with database.owned() as cursor:
            for name in _partitions().keys() - before:
                cursor.execute(f"DROP TABLE {name}")


def _partitions() -> dict[str, bool]:
    """Each partition, and whether the application may do anything with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, has_table_privilege(current_user, oid, 'SELECT, INSERT, UPDATE, DELETE') FROM pg_class"
            " WHERE relispartition AND relkind = 'r'"
        )
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_every_history_of_money_is_append_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname LIKE '%%_append_only' AND NOT relispartition AND tgenabled = 'O'",
            [],
        )
        assert {name for (name,) in cursor.fetchall()} >= APPEND_ONLY
