"""The ground every test stands on: who is connected, and that nothing committed stays."""

import datetime as dt
import threading

import pytest
from django.conf import settings
from django.db import connection

from siadmin.agency.models import ForbiddenPair
from siadmin.agency.posts import forbidden_pairs
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


@pytest.mark.django_db(transaction=True)
def test_rows_that_the_owner_put_in_come_back() -> None:
    with database.owned() as cursor:
        cursor.execute("TRUNCATE agency_forbiddenpair")
    _keep("beside it")
    database.empty()
    assert set(ForbiddenPair.objects.values_list("one", "other")) == set(forbidden_pairs())
    assert not IdempotencyKey.objects.exists()
