"""The toy's benefits stand in for those of other insurances."""

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
