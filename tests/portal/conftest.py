"""Pages are tested signed in without the second factor; what asks for it has a test of its own."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
