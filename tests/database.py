"""The test database: made, migrated and emptied by its owner, used by the application's role.

The application may not TRUNCATE, so tests with real commits (`django_db(transaction=True)`) are cleaned up by the
owner; rows that migrations put in are put back.
"""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection, transaction
from psycopg2 import sql

BOOKKEEPING = {"django_migrations", "django_content_type", "auth_permission"}
_LONGEST_WAIT = "10s"  # a test that leaves a transaction open is named by an error instead of hanging

APPLICATION = {"USER": settings.APPLICATION_ROLE, "PASSWORD": connection.settings_dict["PASSWORD"]}
OWNER = {"USER": settings.DATABASE_OWNER["USER"], "PASSWORD": settings.DATABASE_OWNER["PASSWORD"]}

_ground: dict[str, str] = {}


def owner_of(dbname: str) -> dict[str, Any]:
    """What psycopg2 needs to sign in as the owner."""
    owner = settings.DATABASE_OWNER
    return {
        "dbname": dbname,
        "user": owner["USER"],
        "password": owner["PASSWORD"] or None,
        "host": owner["HOST"] or None,
        "port": owner["PORT"] or None,
    }


@contextmanager
def owned() -> Iterator[Any]:
    """A cursor of the owner of the test database in a transaction of its own."""
    link = psycopg2.connect(**owner_of(connection.settings_dict["NAME"]))
    with closing(link), link, link.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_LONGEST_WAIT])
        yield cursor


def connect_as(role: dict[str, str]) -> None:
    """From now on every connection of Django, in every thread, signs in as this role."""
    connection.close()
    connection.settings_dict.update(role)


def _filled(cursor: Any) -> list[str]:
    """Tables with rows, partitions counted as their parent."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
        " AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    tables = [name for (name,) in cursor.fetchall() if name not in BOOKKEEPING]
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in tables
    )
    cursor.execute(asked)
    return [name for (name,) in cursor.fetchall()]


def remember_ground() -> None:
    """Keep what stands in the tables now, before any test: `empty` brings it back."""
    _ground.clear()
    with owned() as cursor:
        for table in _filled(cursor):
            rows = io.StringIO()
            cursor.copy_expert(sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(table)), rows)
            _ground[table] = rows.getvalue()


def empty() -> None:
    """Take away what tests committed. Numbers of sequences go on: no test may count on one."""
    with owned() as cursor:
        filled = _filled(cursor)
        if not filled:
            return
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, filled))))
        for table, rows in _ground.items():
            cursor.copy_expert(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table)), io.StringIO(rows))


@contextmanager
def savepoint() -> Iterator[None]:
    """What happens inside leaves nothing behind: for each example of a property test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
