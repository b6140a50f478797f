"""Sign-ins are limited for the whole portal, whichever process serves them, and go on while Redis is away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings as portal_settings
from django.core.cache import cache, caches
from django.test import Client
from pytest_django import Settings

from siadmin.portal.shared_cache import SharedCache
from tests.factories import PASSWORD, a_user

DOOR = "/accounts/login/"
NOWHERE = "unix:///nowhere/redis.sock?db=0"
_OTHER_PROCESS = """
import django
django.setup()
from django.conf import settings
settings.CACHES["default"]["KEY_PREFIX"] = {prefix!r}
from django.core.cache import cache
cache.set("told", {value!r}, 60)
print(cache.get("asked"))
"""


@pytest.fixture(autouse=True)
def _three_a_minute(settings: Settings) -> Iterator[None]:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    cache.clear()
    yield
    cache.clear()


def _tries(times: int) -> list[int]:
    """Each from a browser of its own, with another name: only the address is the same."""
    return [
        Client().post(DOOR, {"login": f"nobody{number}", "password": "wrong-horse"}).status_code
        for number in range(times)
    ]


@pytest.fixture
def away(settings: Settings) -> Iterator[SharedCache]:
    """The portal with a Redis that is not there."""
    options: dict[str, Any] = dict(portal_settings.CACHES["default"]) | {"LOCATION": NOWHERE}
    settings.CACHES = {"default": options}
    here = caches["default"]
    assert isinstance(here, SharedCache)
    yield here
    here._alone.clear()


@pytest.mark.django_db
def test_the_limit_of_sign_ins_is_counted_in_redis_and_holds() -> None:
    assert _tries(4) == [200, 200, 200, 429]
    client = redis.Redis.from_url(portal_settings.REDIS_URL)
    prefix = portal_settings.CACHES["default"]["KEY_PREFIX"]
    counted = [key for key in client.scan_iter(match=f"{prefix}:*") if b":login:" in key]
    assert len(counted) == 1


def test_what_one_process_keeps_another_finds() -> None:
    cache.set("asked", [1.5], 60)
    prefix = portal_settings.CACHES["default"]["KEY_PREFIX"]
    other = subprocess.run(
        [sys.executable, "-c", _OTHER_PROCESS.format(prefix=prefix, value="there")],
        capture_output=True, text=True, check=True, cwd=portal_settings.BASE_DIR,
        env=_environment(),
    )  # fmt: skip
    assert other.stdout.strip().endswith("[1.5]")
    assert cache.get("told") == "there"


def _environment() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "siadmin.settings", "REDIS_URL": portal_settings.REDIS_URL}


def test_clearing_takes_our_keys_and_leaves_the_queue() -> None:
    client = redis.Redis.from_url(portal_settings.REDIS_URL)
    client.set("somebody-elses", "1", ex=60)
    cache.set("ours", 1, 60)
    cache.clear()
    assert (cache.get("ours"), client.get("somebody-elses")) == (None, b"1")
    client.delete("somebody-elses")


@pytest.mark.django_db
def test_without_redis_people_sign_in_and_a_flood_is_still_slowed(away: SharedCache) -> None:
    user = a_user("bj.clerk")
    assert Client().post(DOOR, {"login": user.username, "password": PASSWORD}).status_code == 302
    assert _tries(3) == [200, 200, 429]


def test_what_lies_in_redis_is_data_and_is_not_run() -> None:
    client = redis.Redis.from_url(portal_settings.REDIS_URL)
    client.set(cache.make_key("bad"), b"\x80\x04cos\nsystem\n(S'true'\ntR.", ex=60)
    with pytest.raises(ValueError):
        cache.get("bad")
