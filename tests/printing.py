"""Letters alike are set in type once: setting one takes a moment, and tests issue thousands.

Alike are letters of one template whose data have one shape: which names there are, what is left out, how long lists
are. Whatever can go wrong in a template goes wrong with the first of them. What stands in the others is not a PDF
anybody can read; tests of letters themselves have every one set.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

from siadmin.letters import typesetting

_MANY = 2
_set = typesetting._compiled
_alike: set[Hashable] = set()


@contextmanager
def alike_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "_compiled", _first_of_its_kind)
        yield


@contextmanager
def every_one() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "_compiled", _set)
        yield


def _first_of_its_kind(
    template: Path, given: str, at: dt.datetime, standards: tuple[Literal["a-2a", "ua-1"], ...]
) -> bytes:
    kind = (template, standards, _shape(json.loads(given)))
    if kind not in _alike:
        _set(template, given, at, standards)
        _alike.add(kind)
    return b"%PDF-" + hashlib.sha256(f"{template}{given}{at}{standards}".encode()).hexdigest().encode()


def _shape(value: Any) -> Hashable:
    """What is there, and what a template may ask of it; not what it says."""
    if isinstance(value, dict):
        return tuple((name, _shape(each)) for name, each in value.items())
    if isinstance(value, list):
        return min(len(value), _MANY), frozenset(map(_shape, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", (value > 0) - (value < 0)
    if isinstance(value, str):
        return "text", bool(value)
    return value
