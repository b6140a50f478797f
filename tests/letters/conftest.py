"""Every letter is set; letters and pages are tested signed in without the second factor."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests import printing


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture(autouse=True)
def _every_letter_is_set() -> Iterator[None]:
    with printing.every_one():
        yield
