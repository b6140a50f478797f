"""Payments are tested with the toy's benefits, on pages by staff signed in without the second factor."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.claims import toy


@pytest.fixture(autouse=True)
def _toy() -> Iterator[None]:
    with toy.joined():
        yield


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
