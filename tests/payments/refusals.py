"""What is refused, by its code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from siadmin.kernel.refusal import Refusal


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as told:
        yield
    assert told.value.code == code
