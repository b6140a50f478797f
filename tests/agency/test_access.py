"""A view that reads cannot write, in a test as little as at an agency."""

from collections.abc import Callable

import psycopg2.errors
import pytest
from django.db import InternalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from siadmin.agency.access import answering, everyone, examines, reads, signed_in, writes
from siadmin.kernel.models import IdempotencyKey
from tests.factories import NOW


def note() -> None:
    IdempotencyKey.objects.create(door="access", key="1", caller="test", request_hash="", created_at=NOW)


def noting(request: HttpRequest) -> HttpResponse:
    note()
    return HttpResponse("noted")


def looking(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{IdempotencyKey.objects.count()} notes")


def may_write() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone()[0] == "off")


def tried(view: Callable[..., HttpResponse], method: str) -> HttpResponse:
    return view(RequestFactory().generic(method, "/"))


@pytest.mark.parametrize(("decorated", "method"), [(reads, "GET"), (examines, "POST")])
@pytest.mark.parametrize(
    "db_of",
    [
        pytest.param("db", id="within a transaction"),
        pytest.param("transactional_db", id="on its own"),
    ],
)
def test_a_view_that_reads_is_refused_its_writes_and_nobody_after_it(
    decorated: Callable[..., Callable[..., HttpResponse]], method: str, db_of: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(db_of)
    assert tried(decorated(looking), method).content == b"0 notes"
    with pytest.raises(InternalError) as refused:
        tried(decorated(noting), method)
    assert isinstance(refused.value.__cause__, psycopg2.errors.ReadOnlySqlTransaction)
    assert may_write()
    note()
    assert tried(decorated(looking), method).content == b"1 notes"
    assert may_write()


@pytest.mark.django_db
def test_a_view_that_writes_may_also_after_one_that_read() -> None:
    tried(reads(looking), "GET")
    assert tried(writes(noting), "POST").content == b"noted"


@pytest.mark.parametrize(("decorated", "allowed"), [(reads, {"GET", "HEAD"}), (examines, {"POST"}), (writes, {"POST"})])
@pytest.mark.django_db
def test_each_answers_its_own_methods(decorated: Callable[..., Callable[..., HttpResponse]], allowed: set[str]) -> None:
    methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
    assert {method for method in methods if tried(decorated(looking), method).status_code == 200} == allowed


@pytest.mark.django_db
def test_one_address_has_a_view_that_reads_and_one_that_writes() -> None:
    door = answering(get=everyone(reads(looking)), post=everyone(writes(noting)))
    assert tried(door, "GET").content == b"0 notes"
    assert tried(door, "POST").content == b"noted"
    assert tried(door, "DELETE").status_code == 405
    assert door.access.kind == "everyone"


def test_one_address_admits_the_same_people_to_both() -> None:
    with pytest.raises(AssertionError):
        answering(get=everyone(reads(looking)), post=signed_in(writes(noting)))
