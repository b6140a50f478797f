"""What must always be true, as small checks that name each offender. `manage.py verify` runs them all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from siadmin.kernel.database import statement
from siadmin.kernel.language import Words

MOST_NAMED = 100
_READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z]+_[a-z]+)\b")


@dataclass(frozen=True)
class Invariant:
    """`offenders` yields one text per row that breaks the promise; `tables` are those whose rows it looks at."""

    code: str
    promise: Words
    offenders: Callable[[], Iterator[str]]
    tables: frozenset[str]


_invariants: dict[str, Invariant] = {}


def register(invariant: Invariant) -> None:
    _invariants[invariant.code] = invariant


def register_sql(code: str, promise: Words, path: Path) -> None:
    """A check kept as one SELECT that returns a text per offender."""

    def offenders() -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(statement(path))
            for row in cursor:
                yield str(row[0])

    register(Invariant(code, promise, offenders, frozenset(_READ.findall(statement(path)))))


@dataclass(frozen=True)
class Finding:
    invariant: Invariant
    offenders: list[str]
    more: int

    @property
    def holds(self) -> bool:
        return not self.offenders


def promises() -> list[Invariant]:
    """Every invariant, in the order of registration."""
    return list(_invariants.values())


def check_all() -> list[Finding]:
    """Every invariant in the order of registration, with up to MOST_NAMED offenders each."""
    findings = []
    for invariant in promises():
        named: list[str] = []
        more = 0
        for offender in invariant.offenders():
            if len(named) < MOST_NAMED:
                named.append(offender)
            else:
                more += 1
        findings.append(Finding(invariant, named, more))
    return findings
