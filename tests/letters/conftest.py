"""Every letter is set; letters and pages are tested signed in without the second factor."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings, letters_set: None) -> None:
    settings.STAFF_TOTP_REQUIRED = False
