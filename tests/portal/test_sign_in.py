"""A name is locked after wrong passwords, however it is written (等保 2.0: failed sign-ins are limited)."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.factories import PASSWORD, a_user

DOOR = "/accounts/login/"


@pytest.fixture(autouse=True)
def _only_the_lock_is_tried(settings: Settings) -> None:
    """The limits by address are allauth's own and have tests of their own."""
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


@pytest.mark.django_db
def test_the_case_of_a_name_is_no_way_around_the_lock(client: Client) -> None:
    a_user("bj.clerk")
    assert client.post(DOOR, {"login": "BJ.Clerk", "password": PASSWORD}).status_code == 302
    client.logout()
    for name in ("bj.clerk", "Bj.clerk", "bJ.clerk", "BJ.clerk", " bj.CLERK"):
        client.post(DOOR, {"login": name, "password": "wrong-horse-battery"})
    answer = client.post(DOOR, {"login": "bj.clerk", "password": PASSWORD})
    assert (answer.status_code, [one.name for one in answer.templates][:1]) == (429, ["account/locked_out.html"])
