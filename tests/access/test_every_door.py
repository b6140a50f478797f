"""Every URL as every kind of user, with another region's, line's, employer's and person's objects.

A route that is not in the table fails. `admits` names the kinds who get in; everybody else must be refused: sent to
sign in, 403, or 404. A door that admits may still refuse in words what was sent (409, 422): that is not a refusal of
the person.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.doors import DOORS, ELSEWHERE, EVERYBODY, SIGNED_IN, Door
from tests.access.world import World, build


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern)
        else:
            yield pattern


def test_every_route_is_in_the_table() -> None:
    names = {str(pattern.name) for pattern in routes()}
    assert names - DOORS.keys() - ELSEWHERE == set()
    assert DOORS.keys() - names == set()


@pytest.fixture
def world(db: None) -> World:
    return build()


def _refused(response: Any) -> bool:
    if response.status_code == 302:
        return str(response.headers["Location"]).startswith(settings.LOGIN_URL_PATH)
    return response.status_code in (401, 403, 404)


def _expected(door: Door, kind: str) -> bool:
    if door.admits == EVERYBODY:
        return True
    if door.admits == SIGNED_IN:
        return kind != "visitor"
    return kind in door.admits


def test_every_door_admits_whom_it_names_and_nobody_else(world: World, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    wrong = []
    for kind, user in world.users.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        for name, door in DOORS.items():
            sid = transaction.savepoint()
            url = door.url(name, world)
            response = client.post(url, door.body) if door.post else client.get(url)
            transaction.savepoint_rollback(sid)
            if response.status_code >= 500 or _refused(response) == _expected(door, kind):
                wrong.append(f"{kind} at {name}: {response.status_code}")
    assert wrong == []


def test_staff_without_their_second_factor_get_no_further(world: World, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = True
    client = Client()
    client.force_login(world.users["clerk"], backend=settings.AUTHENTICATION_BACKENDS[-1])  # type: ignore[arg-type]
    assert client.get(reverse("work")).headers["Location"] == reverse("mfa_activate_totp")
