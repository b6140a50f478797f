"""The tables of today: made once on a server by the migrations, in a database from which others are copied.

Benches and tests begin with a copy; making the tables takes half a minute, copying them a second.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql

from siadmin.kernel.quick_states import quick_states

ROOT = Path(__file__).resolve().parent.parent
_LOCK = "SELECT pg_advisory_lock(hashtextextended('the tables of today', 0))"
_MADE = """
SELECT datname FROM pg_database WHERE datname LIKE 'tables\\_%' AND datdba = current_user::regrole ORDER BY oid DESC
"""
_KEPT = 6  # of the newest: several working copies test on one server


@contextmanager
def owner_of(database: str) -> Iterator[Any]:
    """A cursor of the owner that commits each statement by itself."""
    owner = settings.DATABASE_OWNER
    with closing(
        psycopg2.connect(
            dbname=database,
            user=owner["USER"],
            password=owner["PASSWORD"] or None,
            host=owner["HOST"] or None,
            port=owner["PORT"] or None,
        )
    ) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            yield cursor


def use(name: str, role: dict[str, Any] | None = None) -> None:
    """Connect Django to this database from now on, as this role."""
    connection.close()
    connection.settings_dict["NAME"] = name
    if role is not None:
        connection.settings_dict.update({part: role[part] for part in ("USER", "PASSWORD")})


def of_today() -> str:
    """The name says which migrations, and statements they run, it was made by."""
    files = sorted(
        path for kind in ("migrations/0*.py", "operations.py", "sql/*.sql") for path in ROOT.glob(f"*/*/{kind}")
    )
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    return f"tables_{digest.hexdigest()[:16]}"


def stand() -> str:
    """The name of the database with the tables of today, made if it must be; whoever else asks waits for it."""
    name = of_today()
    with owner_of("postgres") as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_MADE)
        found = [each for (each,) in cursor.fetchall()]
        for other in [each for each in found if each != name][_KEPT:]:
            with suppress(psycopg2.errors.ObjectInUse):
                cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(other)))
        if name not in found:
            _make(cursor, name)
    return name


def _make(cursor: Any, name: str) -> None:
    """Under a name of its own until it is whole."""
    half, standing = f"half_{name}", dict(connection.settings_dict)
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(half)))
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
    try:
        use(half, settings.DATABASE_OWNER)
        with quick_states():
            call_command("migrate", verbosity=0)
    finally:
        use(standing["NAME"], standing)
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))


def copy(name: str) -> None:
    """A new database with the tables of today and no rows."""
    with owner_of("postgres") as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(stand())))
