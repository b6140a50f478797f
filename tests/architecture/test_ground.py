"""The ground every test stands on: who is connected, and that nothing committed stays."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from siadmin.agency.models import ForbiddenPair
from siadmin.kernel.models import IdempotencyKey
from tests import database

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)


def _keep(key: str) -> None:
    IdempotencyKey.objects.create(door="test", key=key, caller="test", request_hash="", created_at=NOON)


@pytest.mark.django_db
def test_tests_are_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APPLICATION_ROLE,)


@pytest.mark.django_db(transaction=True)
def test_another_thread_is_the_application_too() -> None:
    seen = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            seen.append(cursor.fetchone())
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [(settings.APPLICATION_ROLE,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_before_the_next(turn: str) -> None:
    assert not IdempotencyKey.objects.exists()
    _keep(turn)
    assert IdempotencyKey.objects.exists()


@pytest.mark.django_db
def test_a_savepoint_leaves_nothing_behind() -> None:
    with database.savepoint():
        _keep("inside")
        assert IdempotencyKey.objects.exists()
    assert not IdempotencyKey.objects.exists()


@pytest.fixture
def a_row_of_a_migration(transactional_db: None) -> Iterator[None]:
    ForbiddenPair.objects.create(one="clerk", other="auditor")
    database.remember_ground()
    yield
    with database.owned() as cursor:
        cursor.execute("TRUNCATE agency_forbiddenpair")
    database.remember_ground()


def test_rows_that_migrations_put_in_come_back(a_row_of_a_migration: None) -> None:
    with database.owned() as cursor:
        cursor.execute("TRUNCATE agency_forbiddenpair")  # the application may not take a pair back
    _keep("beside it")
    database.empty()
    assert ForbiddenPair.objects.get().other == "auditor"
    assert not IdempotencyKey.objects.exists()
