"""Reference tables: what the database's own guards look up. The owner loads them, the application only reads them.

Where the code says what a table holds, `verify` compares the two.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction


@dataclass(frozen=True, slots=True)
class Reference:
    """A table that holds exactly `rows`, a tuple of `fields` each."""

    model: type[models.Model]
    fields: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def held(self) -> set[tuple[Any, ...]]:
        return set(self.model._default_manager.values_list(*self.fields))

    def offenders(self) -> Iterator[str]:
        """A text per row that only the code or only the table has."""
        wanted, held = set(self.rows()), self.held()
        for where, rows in (("is missing from", wanted - held), ("is not in the code but in", held - wanted)):
            for row in sorted(rows):
                yield f"{', '.join(map(str, row))} {where} {self.table}"


_references: dict[str, Reference] = {}
_only_read: set[str] = {"django_migrations"}


def register(reference: Reference) -> None:
    """Called by the app that owns the table, when it is ready."""
    _references[reference.table] = reference
    _only_read.add(reference.table)


def register_only_read(table: str) -> None:
    """A table that the owner loads, and that may hold more than the code says."""
    _only_read.add(table)


def only_read() -> frozenset[str]:
    """Tables the application reads and does not write."""
    return frozenset(_only_read)


def offenders() -> Iterator[str]:
    for reference in _references.values():
        yield from reference.offenders()


@transaction.atomic
def load() -> None:
    """Make every table hold what the code says. For the owner of the database."""
    for each in _references.values():
        wanted, held = set(each.rows()), each.held()
        for row in held - wanted:
            each.model._default_manager.filter(**dict(zip(each.fields, row, strict=True))).delete()
        each.model._default_manager.bulk_create(
            [each.model(**dict(zip(each.fields, row, strict=True))) for row in sorted(wanted - held)]
        )
