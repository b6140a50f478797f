"""The test database: made, migrated and emptied by its owner, used by the application's role.

The application may not TRUNCATE, so tests with real commits (`django_db(transaction=True)`) are cleaned up by the
owner; rows that migrations put in are put back.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from queue import Queue
from threading import Thread
from typing import Any
from weakref import WeakKeyDictionary

import psycopg2
import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model
from psycopg2 import sql
from pytest_django import DjangoDbBlocker

from siadmin.kernel import partitions
from siadmin.kernel.months import Month

PARTITIONS_AS_OF = dt.date(2026, 11, 23)
# Tests cross both bounds: from one year to the next, and from one month to the next.
PARTITIONS_BEGIN = (Month(2010, 1), Month(2026, 1), Month(2026, 11), Month(2028, 1))
BOOKKEEPING = {"django_migrations", "django_content_type", "auth_permission"}
BARE, PLANTED, PAID = "bare", "planted", "paid"
INSUFFICIENT_PRIVILEGE = "42501"
_LONGEST_WAIT = 10  # seconds; a test that leaves a transaction open is named by an error instead of hanging

APPLICATION = {"USER": settings.APPLICATION_ROLE, "PASSWORD": connection.settings_dict["PASSWORD"]}
OWNER = {"USER": settings.DATABASE_OWNER["USER"], "PASSWORD": settings.DATABASE_OWNER["PASSWORD"]}

_ground: dict[str, dict[str, str]] = {}  # of each database: its tables as the session began
_plans: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()  # of each session: statement → its name there
_twins: dict[str, str] = {}  # of each state in which a database stands ready: its name
_to_come: dict[str, Callable[[], None]] = {}  # of each state nobody asked for yet: how its database is made


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
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{_LONGEST_WAIT}s"])
        yield cursor


@contextmanager
def as_owner() -> Iterator[None]:
    """Django itself is the owner inside; only for a test with real commits: the connection is another one."""
    connect_as(OWNER)
    try:
        yield
    finally:
        connect_as(APPLICATION)


def connect_as(role: dict[str, str]) -> None:
    """From now on every connection of Django, in every thread, signs in as this role."""
    connection.close()
    connection.settings_dict.update(role)


def end_other_sessions() -> None:
    """Threads of a web server that tests started keep their connections: nothing stands against the database's end."""
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)"
        " AND usename = current_user AND pid <> pg_backend_pid()",
        list(_twins.values()),
    )


def on_server(statement: str, *names: str) -> None:
    """What is done to whole databases, by the owner and outside of them."""
    link = psycopg2.connect(**owner_of("postgres"))
    link.autocommit = True
    with closing(link), link.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def make_partitions() -> None:
    """Every month has a place in one of three: over forty, planning statements takes longer than running them.

    The tests of the job that makes a partition a month have a table of their own.
    """
    with owned() as cursor:
        for table in partitions._tables:
            for first, after in pairwise(PARTITIONS_BEGIN):
                partitions._create(cursor, table, partitions._suffix(first), first, after)


def make_twin(plant: Callable[[], None]) -> None:
    """Beside the database a second one in which `plant` was done, for `stand_on`."""
    with savepoint():
        plant()  # here too its numbers are taken: sequences go on, rows do not stay
    _twins[BARE] = connection.settings_dict["NAME"]
    _copy(BARE, PLANTED)
    plant()
    with owned() as cursor:  # the planner would take what was planted for empty until autovacuum comes by
        cursor.execute("ANALYZE policy_series, policy_value, agency_region")
    remember_ground()
    stand_on(BARE)


def make_when_asked(state: str, build: Callable[[], None], blocker: DjangoDbBlocker) -> None:
    """A copy of the planted one in which `build` was done too, made as the first test stands on it."""

    def make() -> None:
        with blocker.unblock():
            _copy(PLANTED, state)
            build()
            with owned() as cursor:
                cursor.execute("ANALYZE")

    _to_come[state] = make


def _copy(of: str, state: str) -> None:
    """Stand on a new database that begins as another one."""
    end_other_sessions()
    connection.close()
    name = f"{_twins[BARE]}_{state}"
    on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    on_server("CREATE DATABASE {} TEMPLATE {}", name, _twins[of])
    _twins[state] = name
    stand_on(state)


def drop_twins() -> None:
    """Not by force: that may not end an autovacuum, which gives way by itself to who only waits."""
    stand_on(BARE)
    end_other_sessions()
    connection.close()
    for state, name in _twins.items():
        if state != BARE:
            on_server("DROP DATABASE {}", name)
    _twins.clear()
    _to_come.clear()


def stand_on(state: str) -> None:
    """From now on tests find what is in this database; before there are twins, what there is."""
    if _twins and state in _to_come:
        _to_come.pop(state)()
    if _twins and not stands_on(state):
        connection.close()
        connection.settings_dict["NAME"] = _twins[state]


def stands_on(state: str) -> bool:
    return connection.settings_dict["NAME"] == _twins.get(state)


def hands_out() -> bool:
    """Whether there may be somebody ready for this test: what it commits is not taken back, so then there is not."""
    return (stands_on(PLANTED) or stands_on(PAID)) and any(block._from_testcase for block in connection.atomic_blocks)


def first_time(what: str) -> bool:
    """Whether nobody asked the same before; forgotten with all that the test did."""
    asked = f"tests.{what}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true), set_config(%s, 'asked', true)", [asked, asked])
        return not cursor.fetchone()[0]


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
    kept = _ground[connection.settings_dict["NAME"]] = {}
    with owned() as cursor:
        kept.update({table: _copied(cursor, table) for table in _filled(cursor)})


def _copied(cursor: Any, table: str) -> str:
    rows = io.StringIO()
    cursor.copy_expert(sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(table)), rows)
    return rows.getvalue()


def empty() -> None:
    """Take away what tests committed. Numbers of sequences go on: no test may count on one.

    Rows are deleted with our own guards asleep: cutting tables off makes all that hangs on them anew, for a second.
    """
    ground = _ground[connection.settings_dict["NAME"]]
    with owned() as cursor:
        changed = {table for table in _filled(cursor) if table not in ground}
        changed |= {table for table, rows in ground.items() if _copied(cursor, table) != rows}
        for table in changed:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        for table in changed:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table in ground.keys() & changed:
            cursor.copy_expert(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table)), io.StringIO(ground[table]))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in changed:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The database refuses what happens inside, at once or at commit, by the promise of this name."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert promise_broken(caught.value) == constraint, caught.value


@contextmanager
def not_permitted() -> Iterator[None]:
    """The application's role has no right to do what happens inside."""
    with pytest.raises(ProgrammingError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.pgcode == INSUFFICIENT_PRIVILEGE, caught.value  # type: ignore[union-attr]


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def forged(row: Model, /, **other: Any) -> Any:
    """A row like this one but for some columns, put by no act of ours."""
    written = [each.attname for each in row._meta.concrete_fields if not (each.primary_key or each.generated)]
    return type(row)._base_manager.create(**{name: getattr(row, name) for name in written} | other)


@contextmanager
def written_with(table: type[Model], **other: Any) -> Iterator[None]:
    """Our own acts inside write rows of this table with other values in these columns."""
    manager = table._default_manager
    create = manager.create
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manager, "create", lambda **told: create(**told | other))
        yield


def counted(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])


def in_the_meantime(first: Callable[[], object], second: Callable[[], object]) -> Exception | None:
    """What `second` ends with when it runs in a transaction of its own after `first` and before its commit.

    Waits for `second` to be done or to be held up by `first`, so the outcome depends on no clock.
    """
    ended: list[Exception | None] = []
    pids: Queue[int] = Queue()

    def beside() -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    pids.put(cursor.fetchone()[0])
                second()
            ended.append(None)
        except Exception as error:
            ended.append(error)
        finally:
            connection.close()

    thread = Thread(target=beside, daemon=True)
    with transaction.atomic(), connection.cursor() as cursor:
        first()
        thread.start()
        pid = pids.get(timeout=_LONGEST_WAIT)
        held_up = False
        while thread.is_alive() and not held_up:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
            (held_up,) = cursor.fetchone()
    thread.join(timeout=_LONGEST_WAIT)
    (outcome,) = ended
    return outcome


def planned_once(execute: Callable[..., Any], text: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
    """For `connection.execute_wrapper`: in a few rows planning takes longer than looking; a session keeps its plans.

    PostgreSQL plans again by itself what it knows to be out of date.
    """
    if values is not None or many:
        return execute(text, values, many, context)
    session = context["connection"].connection
    plans = _plans.setdefault(session, {})
    if text not in plans:
        name = f"planned_{len(plans)}"
        execute(f"PREPARE {name} AS {text}", None, many, context)
        plans[text] = name
    return execute(f"EXECUTE {plans[text]}", None, many, context)


def promise_broken(error: Exception | None) -> str | None:
    """The name of the constraint an error speaks of."""
    diagnosis = getattr(getattr(error, "__cause__", None), "diag", None)
    return diagnosis.constraint_name if diagnosis is not None else None


@contextmanager
def savepoint() -> Iterator[None]:
    """What happens inside leaves nothing behind: for each example of a property test."""
    block = transaction.atomic()
    block._from_testcase = True  # what insists on a transaction of its own gets one, as inside every test
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def built_once(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of a file of whose tests none asks for the five cities: what is built inside stays for them all.

    What a test does is taken back after it. `checked` belongs to the end of the building.
    """
    with blocker.unblock(), savepoint():
        yield


def checked() -> None:
    """Whatever waits for the commit is checked now, not in every test anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
