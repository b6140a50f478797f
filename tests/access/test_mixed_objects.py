"""One's own employer in the address, and beside it somebody else's draft, row or person: nothing is there."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from contributions.declarations.models import Declaration, DeclarationRow
from enrollment.participation.models import Employment
from siadmin.agency.access import page_at
from tests import database
from tests.access.doors import DOORS
from tests.access.world import World, build
from tests.claims import toy

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), toy.joined(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quiet(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, logger="django.request")
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


def foreign_draft(world: World) -> dict[str, Any]:
    return {"draft": world.other_draft.number}


def foreign_filed(world: World) -> dict[str, Any]:
    return {"draft": Declaration.objects.get(employer=world.other_employer, state="filed").number}


def foreign_row(world: World) -> dict[str, Any]:
    return {"row": world.row_of(world.other_draft)}


def foreign_draft_and_row(world: World) -> dict[str, Any]:
    return foreign_draft(world) | foreign_row(world)


def foreign_person(world: World) -> dict[str, Any]:
    return {"person": world.other_person.number}


OF_DRAFTS = ("check", "correct", "aside", "accept", "submit", "discard", "report", "receipt")
OF_ROWS = ("correct", "aside")
KNOCKS: list[tuple[str, Callable[[World], dict[str, Any]]]] = [
    *((f"employer_{page}", foreign) for page in OF_DRAFTS for foreign in (foreign_draft, foreign_filed)),
    *((f"employer_{page}", foreign) for page in OF_ROWS for foreign in (foreign_row, foreign_draft_and_row)),
    ("employer_leave", foreign_person),
    ("employer_letters", foreign_person),
    ("employer_letter", foreign_person),
]


def state(world: World) -> list[Any]:
    """What a knock might have changed."""
    declarations = Declaration.objects.order_by("pk").values_list("pk", "state", "version", "people")
    rows = DeclarationRow.objects.order_by("pk").values_list("pk", "state", "wage_fen", "name")
    return [*declarations, *rows, *Employment.objects.order_by("pk").values_list("pk", "ends_before", "end_reason")]


@pytest.mark.parametrize(("name", "foreign"), KNOCKS, ids=lambda each: getattr(each, "__name__", each))
def test_what_is_not_of_the_employer_in_the_address_is_not_there(
    world: World, name: str, foreign: Callable[[World], dict[str, Any]]
) -> None:
    door = DOORS[name]
    given = world.arguments(*door.arguments) | (door.given(world) if door.given else {}) | foreign(world)
    client, before = Client(raise_request_exception=False), state(world)
    delegate = world.users["delegate"]
    assert delegate is not None
    client.force_login(delegate, backend=portal.AUTHENTICATION_BACKENDS[-1])
    leaving = {"last_day": "2026-11-20", "reason": "resigned"}
    for method in ("get", "post"):
        with database.savepoint():
            url = reverse(name, kwargs=given)
            answer = client.get(url) if method == "get" else client.post(url, door.body | leaving)
            if method == "get" and answer.status_code == 302:  # only sent to: told from the address, nothing is read
                assert answer["Location"] == page_at(url) != url
            else:
                assert answer.status_code in (404, 405), (method, answer.status_code)
            assert state(world) == before


def test_rows_of_others_are_not_filed_from_ones_own_basket(world: World) -> None:
    client, before = Client(raise_request_exception=False), state(world)
    delegate = world.users["delegate"]
    assert delegate is not None
    client.force_login(delegate, backend=portal.AUTHENTICATION_BACKENDS[-1])
    rows = [str(row.pk) for row in world.other_draft.rows.all()]
    with database.savepoint():
        client.post(reverse("employer_file_basket", args=[world.employer.number]), {"row": rows, "rows": rows})
        assert state(world) == before


def test_every_page_with_a_draft_row_or_person_of_an_employer_is_knocked_at() -> None:
    mixed = {name for name, door in DOORS.items() if name.startswith("employer_") and len(door.arguments) > 1}
    of_months = {name for name in mixed if DOORS[name].arguments == ("number", "month")}
    assert mixed - of_months <= {name for name, _ in KNOCKS}
