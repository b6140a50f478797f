"""The edge to PostgreSQL: constraints that speak, SQL kept as files, locks by name."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from django.db import IntegrityError, connection, transaction

from siadmin.kernel.refusal import Refusal


@contextmanager
def refusing(constraint: str, refusal: Refusal | Callable[[str], Refusal]) -> Iterator[None]:
    """Turn one named database constraint into a refusal; every other integrity error stays a bug.

    Where the refusal names what clashed it is a function of the detail the database gives.
    """
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is not None and diagnosis.constraint_name == constraint:
            raise (refusal(diagnosis.message_detail or "") if callable(refusal) else refusal) from error
        raise


@cache
def statement(path: Path) -> str:
    """One SQL statement a file; values only as parameters."""
    return path.read_text(encoding="utf-8")


def run_sql(path: Path, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Execute the statement in `path`; its rows, or an empty list when it returns none."""
    with connection.cursor() as cursor:
        cursor.execute(statement(path), dict(parameters))
        return list(cursor.fetchall()) if cursor.description else []


_NAMED = re.compile(r"%\((\w+)\)s|%%")
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def run_prepared(path: Path, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """`run_sql` for what is asked many times a second and finds its rows by key: each connection plans it once.

    A parameter's type is told where it is used (`%(day)s::date`), or follows from what it is compared with.
    """
    name, prepare, names = _preparing(path)
    with connection.cursor() as cursor:
        known = _prepared.setdefault(cursor.connection, set())
        if name not in known:
            cursor.execute(prepare)
            known.add(name)
        told = ", ".join(["%s"] * len(names))
        cursor.execute(f"EXECUTE {name}({told})" if names else f"EXECUTE {name}", [parameters[each] for each in names])
        return list(cursor.fetchall()) if cursor.description else []


@cache
def _preparing(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Its name in a session, the statement that prepares it, and its parameters in their order."""
    names: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return "%" if found[1] is None else f"${names.setdefault(found[1], len(names) + 1)}"

    text = _NAMED.sub(numbered, statement(path))
    name = re.sub(r"\W", "_", f"{path.parent.parent.name}_{path.stem}")
    return name, f"PREPARE {name} AS {text}", tuple(names)


_SWITCHES = ("enable_nestloop", "enable_mergejoin", "enable_seqscan")
_PLAN = "SELECT " + ", ".join(f"set_config('{each}', %s, true)" for each in _SWITCHES)
_PLANNED = "SELECT " + ", ".join(f"current_setting('{each}')" for each in _SWITCHES)


@contextmanager
def joining_sets(*, by_key: bool = False) -> Iterator[None]:
    """Let the planner join by hashing only: for statements over thousands of rows, inside a transaction.

    Where a join has several columns, or a table was filled a moment ago, it expects one row. A nested loop chosen on
    that guess took ten times as long; a merge on the employer alone, a hundred times for a large employer. Afterwards
    it plans as it did before.

    `by_key` is for a slice of a table that the slices before it fill: its rows are found by their key, also while the
    planner believes that there are none and would read them all.
    """
    with transaction.atomic(), connection.cursor() as cursor:  # what fails takes its settings back with it
        cursor.execute(_PLANNED)
        before = cursor.fetchone()
        cursor.execute(_PLAN, ["off", "off", "off" if by_key else before[-1]])
        yield
        cursor.execute(_PLAN, before)
