"""Every promise of `manage.py verify` notices what breaks it, and names it.

One world with everything in it is prepared once, by the owner of the database. Each case then does, with guards and
constraints off, what nobody may do; the promise must name what the case returns; then it is taken back.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from siadmin.kernel.invariants import promises
from tests import cities, database
from tests.kernel.promises import benefits, collection, contributions, enrollment, funds, providers, siadmin
from tests.kernel.promises.world import build

OF_THE_APPLICATION = "rights_withheld"  # the owner breaks it by being the owner: tests/kernel/test_rights.py

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything in the tables that promises look at, as actions put it there; gone after the module."""
    with django_db_blocker.unblock():
        database.stand_on(database.PLANTED)  # the first test of a process was begun before there were twins
        database.connect_as(database.OWNER)
        try:
            with database.savepoint():
                build()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                assert cities.broken().keys() == {OF_THE_APPLICATION}
                yield
        finally:
            database.connect_as(database.APPLICATION)


@pytest.fixture
def _django_db_helper(world: None) -> None:
    """Instead of a transaction of its own, each test has the module's."""


# What is returned must be in what the promise says.
BREACHES: list[tuple[str, str]] = [
    *siadmin.BREACHES,
    *enrollment.BREACHES,
    *funds.BREACHES,
    *contributions.BREACHES,
    *collection.BREACHES,
    *benefits.BREACHES,
    *providers.BREACHES,
]


def lower_the_guards(*tables: str) -> None:
    """No trigger, constraint or unique index of these tables stands in the way, until the savepoint ends."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT format('ALTER TABLE %%s DISABLE TRIGGER USER', relid::regclass)"
                " FROM pg_partition_tree(%s::regclass)"
                " UNION ALL SELECT format('ALTER TABLE %%s DISABLE TRIGGER USER', %s::regclass)"
                " UNION ALL SELECT format('ALTER TABLE %%s DROP CONSTRAINT IF EXISTS %%I CASCADE', conrelid::regclass,"
                " conname) FROM pg_constraint WHERE (conrelid = %s::regclass OR confrelid = %s::regclass)"
                " AND contype IN ('c', 'u', 'x', 'f') AND coninhcount = 0"
                " UNION ALL SELECT format('DROP INDEX IF EXISTS %%s', indexrelid::regclass) FROM pg_index"
                " WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary",
                [table] * 5,
            )
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)


def tables_of(breach: str) -> set[str]:
    return set(re.findall(r"(?:UPDATE|INSERT INTO|DELETE FROM) (\w+)", breach))


@pytest.mark.parametrize(("code", "breach"), BREACHES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BREACHES)])
def test_a_breach_is_named(world: None, code: str, breach: str) -> None:
    (promise,) = (each for each in promises() if each.code == code)
    with database.savepoint(), connection.cursor() as cursor:
        lower_the_guards(*sorted(tables_of(breach)))
        cursor.execute(breach)
        broken = [named for (named,) in cursor.fetchall()]
        assert broken, "the case breaks nothing"
        offenders = list(promise.offenders())
        assert any(broken[0] in offender for offender in offenders), (broken[0], offenders[:3])


def test_every_promise_has_its_breach() -> None:
    assert {code for code, _ in BREACHES} | {OF_THE_APPLICATION} == {promise.code for promise in promises()}
