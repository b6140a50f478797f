"""Every URL as every kind of user, with another region's, line's, employer's and person's objects.

A route that is not in the table fails. `admits` names the kinds who get in; everybody else must be refused: sent to
sign in, 403, or 404. A door that admits may still refuse in words what was sent (409, 422): that is not a refusal of
the person.

A visitor and a user without any tie knock at every door, so that each is known to refuse; of delegates and citizens
whom a view does not admit one does. Of posts that a view admits one knocks at each door, and whoever is to be refused
all the same; of posts held elsewhere one, and whoever is to get in to an object: what is theirs is found by region and
line, whatever the post. `make explore` knocks with all of them.
"""

import logging
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.portal import middleware
from tests import database
from tests.access.doors import DOORS, ELSEWHERE, EVERYBODY, SIGNED_IN, Door
from tests.access.world import ELSEWHERE_HELD, KINDS, OTHERS, SIMULATOR, World, build
from tests.claims import toy
from tests.matters import toys
from tests.thorough import EXPLORES

pytestmark = pytest.mark.django_db

TIED_TO_NOTHING = OTHERS[:2]
TIED = OTHERS[2:]


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


def test_every_view_says_whether_it_reads_or_writes() -> None:
    """And with which method: `reads` is GET, `writes` and `examines` are POST, `answering` has a view for each."""
    ours = {str(pattern.name): pattern.callback for pattern in routes() if pattern.name not in ELSEWHERE}
    does = {name: getattr(view, "does", None) for name, view in ours.items()}
    assert {name for name, what in does.items() if what not in {"reads", "writes", "examines", "answers"}} == {
        "verify_code"  # counts attempts
    }
    assert does["verify_code"] == "counts"
    assert {name for name, door in DOORS.items() if door.post and does[name] == "reads"} == set()
    assert {name for name, door in DOORS.items() if not door.post and does[name] in {"writes", "examines"}} == set()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once, and gone after the last test of this file; every test leaves it as it was."""
    with django_db_blocker.unblock(), toys.registered(), toy.joined(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quick_and_quiet(settings: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three thousand refusals are expected here: they are neither logged nor do they write sessions.

    What a knock changes is taken back: who knocks is asked of the database once.
    """
    monkeypatch.setattr(middleware, "viewer_of", cache(viewer_of))
    caplog.set_level(logging.ERROR, logger="django.request")
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.STAFF_TOTP_REQUIRED = False
    settings.PAYMENT_CHANNEL = SIMULATOR


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


def _knock(client: Client, name: str, door: Door, world: World) -> Any:
    """The answer; whatever it changed is taken back."""
    url = door.url(name, world)
    with database.savepoint():
        return client.post(url, door.body) if door.post else client.get(url)


@cache
def _closed_to(user: User | None) -> frozenset[str]:
    """Doors whose view does not admit a user, whatever it is about: `Viewing` refuses before it is asked."""
    viewer = viewer_of(user, on=timezone.localdate()) if user else Viewer()
    views = {str(pattern.name): pattern.callback for pattern in routes() if pattern.name in DOORS}
    return frozenset(
        name
        for name, view in views.items()
        if (access := getattr(view, "access", None)) is not None and not access.admits(viewer)
    )


def _as(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _said_without_its_page(request: HttpRequest, template: str, told: Any, status: int) -> HttpResponse:
    return HttpResponse(template, status=status)


@pytest.mark.parametrize("kind", KINDS)
def test_every_door_admits_whom_it_names_and_nobody_else(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a refusal is the same for everybody: one kind sees it at every door."""
    if kind not in TIED_TO_NOTHING:
        monkeypatch.setattr(middleware, "render", _said_without_its_page)
    client, closed = _as(world.users[kind]), _closed_to(world.users[kind])
    assert [name for name in closed if _expected(DOORS[name], kind)] == []
    wrong = []
    for name, door in DOORS.items():
        if not _is_tried(world, name, kind, is_closed=name in closed):
            continue
        response = _knock(client, name, door, world)
        if response.status_code >= 500 or _refused(response) == _expected(door, kind):
            wrong.append(f"{name}: {response.status_code}")
    assert wrong == []


def _is_tried(world: World, name: str, kind: str, *, is_closed: bool) -> bool:
    if EXPLORES or kind in TIED_TO_NOTHING:
        return True
    if is_closed:
        return kind in TIED and kind == _in_turn(name, [each for each in TIED if name in _closed_to(world.users[each])])
    if kind in OTHERS:
        return True
    door, (place, post) = DOORS[name], _held(kind)
    admitted = [each for each in Post.values if name not in _closed_to(world.users[each])]
    if place:
        return post == _in_turn(name, admitted) or (_expected(door, kind) and door.is_about_something)
    return post == _in_turn(name, admitted) or not _expected(door, kind)


def _held(kind: str) -> tuple[str, str]:
    """Where a post is held, empty for here, and the post."""
    place = next((prefix for prefix in ELSEWHERE_HELD if kind.startswith(prefix)), "")
    return place, kind.removeprefix(place)


def _in_turn(name: str, kinds: list[str]) -> str:
    """One of these: another at another door, the same each time."""
    return kinds[zlib.crc32(name.encode()) % len(kinds)]


def test_a_door_closed_to_somebody_is_closed_to_them_elsewhere(world: World) -> None:
    """The view names posts alone: in turn is one of those here."""
    for kind in KINDS:
        place, post = _held(kind)
        if place:
            here = _closed_to(world.users[post])
            assert 0 < len(here) < len(DOORS)
            assert _closed_to(world.users[kind]) == here, kind


def test_every_kind_of_person_knocks(world: World) -> None:
    assert set(KINDS) == world.users.keys()


def test_staff_without_their_second_factor_get_no_further(world: World, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = True
    client = _as(world.users["clerk"])
    for name, door in DOORS.items():
        if door.admits == EVERYBODY:
            continue
        response = _knock(client, name, door, world)
        assert response.status_code == 403 or response.headers["Location"] == reverse("mfa_activate_totp"), name
