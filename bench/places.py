"""A database of the bench's own on the server of the settings: made fresh, owned by the owner, dropped afterwards."""

import datetime as dt
import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql

from bench import tables
from bench.tables import owner_of, use
from funds.ledger.actions.books import open_books
from funds.ledger.models import Collector
from siadmin.agency.actions import load_regions
from siadmin.agency.models import Level, Region
from siadmin.kernel import partitions, reference
from siadmin.kernel.invariants import check_all
from siadmin.policy import actions as policy
from siadmin.policy import files

ROOT = Path(__file__).resolve().parent.parent
REGION = "110000"
TREE = (
    ("000000", "中华人民共和国", "China", Level.NATION, None),
    (REGION, "北京市", "Beijing", Level.PROVINCE, "000000"),
)
NEVER_LOADED = {"people_are_identified", "declared_rows"}  # the bench's people have no ID numbers, its wages no rows
LOADED_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PARTITIONS_AS_OF = dt.date(2026, 11, 1)
_LOOKS = 120  # a second apart
ANALYSED = 3  # a table of this many partitions or more is analysed by its parent
_NAME = re.compile(r"bench_[a-z]+_(\d+)")
_SETTINGS = (
    "server_version",
    "shared_buffers",
    "work_mem",
    "max_wal_size",
    "checkpoint_timeout",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_level",
    "wal_compression",
    "data_checksums",
)


@contextmanager
def fresh_database(name: str, *, keep: bool = False) -> Iterator[str]:
    """An empty, migrated database; while inside, Django is connected to it as the application. Yields its name."""
    full = f"bench_{name}_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    _drop_what_dead_benches_left(before)
    tables.copy(full)
    try:
        use(full, settings.DATABASE_OWNER)
        partitions.ensure(today=PARTITIONS_AS_OF)
        use(full, {"USER": settings.APPLICATION_ROLE, "PASSWORD": _application_password})
        yield full
    finally:
        use(before, {"USER": settings.APPLICATION_ROLE, "PASSWORD": _application_password})
        if not keep:
            _drop(full, before)


def _drop(name: str, beside: str) -> None:
    """Where the server still vacuums what was loaded, its owner may not end that: it is waited for."""
    with owner_of(beside) as cursor:
        for left in reversed(range(_LOOKS)):
            try:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            except psycopg2.errors.InsufficientPrivilege:
                if not left:
                    raise
                time.sleep(1)
            else:
                return


_application_password = connection.settings_dict["PASSWORD"]


def _drop_what_dead_benches_left(beside: str) -> None:
    """A bench that was killed could not drop its database."""
    with owner_of(beside) as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_%' AND datdba = current_user::regrole"
            " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity AS session WHERE session.datname = pg_database.datname)"
        )
        for (name,) in cursor.fetchall():
            if (found := _NAME.fullmatch(name)) and not _lives(int(found[1])):
                cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


@contextmanager
def owned() -> Iterator[Any]:
    """A cursor of the owner of the database Django is connected to."""
    with owner_of(connection.settings_dict["NAME"]) as cursor:
        yield cursor


def checkpoint() -> bool:
    """Begin with nothing left to write from the loading. False where no superuser lets us in without a password."""
    address = connection.settings_dict
    with (
        suppress(psycopg2.Error),
        closing(
            psycopg2.connect(
                dbname=address["NAME"], user="postgres", host=address["HOST"] or None, port=address["PORT"] or None
            )
        ) as link,
    ):
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        return True
    return False


def load_reference() -> Region:
    """The region, its law and its fund books, by the actions that load them everywhere, as the owner."""
    name = connection.settings_dict["NAME"]
    use(name, settings.DATABASE_OWNER)
    load_regions(TREE)
    codes = {code for code, *_ in TREE}
    policy.seed((row for row in files.read(files.FOLDER) if row.region in codes), at=LOADED_AT)
    reference.load()
    region = Region.objects.get(pk=REGION)
    open_books(region=region, collector=Collector.TAX, on=LOADED_AT.date())
    use(name, {"USER": settings.APPLICATION_ROLE, "PASSWORD": _application_password})
    return region


def verify(also_broken: Collection[str] = ()) -> None:
    """What was measured keeps every promise about money. Raises RuntimeError naming what is broken.

    `also_broken`: promises about what a bench loads in outline only.
    """
    with owned() as cursor:
        cursor.execute("ANALYZE")  # promises are checked at night, on tables whose statistics are sound
    broken = {
        finding.invariant.code: finding.offenders[:3]
        for finding in check_all()
        if not finding.holds and finding.invariant.code not in {*NEVER_LOADED, *also_broken}
    }
    if broken:
        raise RuntimeError(f"broken promises: {broken}")


def server_settings() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(_SETTINGS)])
        return dict(cursor.fetchall())


def size_mib(table: str) -> tuple[int, int]:
    """Rows' and indexes' space of a table with its partitions, in MiB."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_table_size(relid)) / 1048576, sum(pg_indexes_size(relid)) / 1048576"
            " FROM pg_partition_tree(%s::regclass)",
            [table],
        )
        rows, indexes = cursor.fetchone()
        return int(rows), int(indexes)
