"""Letters and pages are tested in Chinese unless a test asks for English, and signed in without the second factor."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import Settings

from siadmin.kernel.language import read_in


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """A request in English leaves the thread speaking English."""
    with translation.override("zh-hans"):
        read_in("zh-hans")
        yield
    read_in("zh-hans")
