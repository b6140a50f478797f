"""The toys are registered; the five cities stand with their law and calendar."""

from collections.abc import Iterator

import pytest

from tests.matters import toys


@pytest.fixture(autouse=True)
def _toys() -> Iterator[None]:
    with toys.registered():
        yield
