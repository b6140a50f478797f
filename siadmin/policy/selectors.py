"""Which value of the law governs: by region with inheritance, by category, on a day, as believed at a time.

The most specific level that has a row in force wins; a missing value is a refusal, never a zero.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from django.db import connection
from django.db.models import Q

from siadmin.agency.models import Region
from siadmin.agency.selectors import ancestors, up_from
from siadmin.kernel.database import run_prepared
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.models import Series, Value

SQL = Path(__file__).resolve().parent / "sql"
ORDINARY = "employee"
_CHAPTERS_KEPT, _LAWS_KEPT = 500, 50  # of a region, and of all chapters of a region


@dataclass(frozen=True)
class LawOfDay:
    """All values in force for one region on one day, nearest level first."""

    region: Region
    day: dt.date
    laws: dict[tuple[str, str], Law]

    def law(self, key: str, category: str = ORDINARY) -> Law:
        """The value for the category, else for the ordinary case. Raises NoLawInForce."""
        for name in dict.fromkeys((category, ORDINARY, "")):
            if found := self.laws.get((key, name)):
                return found
        raise NoLawInForce(key, f"{self.region.pk} {self.region.name_zh}", category, self.day)

    def has(self, key: str, category: str = ORDINARY) -> bool:
        return any((key, name) in self.laws for name in (category, ORDINARY, ""))

    def is_set(self, key: str, category: str = ORDINARY) -> bool:
        """For flags: true when the value is 1. A missing flag raises like any other value."""
        return self.law(key, category).value == 1


def law_of_day(
    region: Region, day: dt.date, *, known_at: dt.datetime | None = None, keys: Collection[str] | None = None
) -> LawOfDay:
    """What governs in `region` on `day`, as believed now or at `known_at`; only some `keys` when they are named."""
    chain = ancestors(region)
    if known_at is None:
        told = _believed_now(_edition(), tuple(chain))
    else:
        told = _dated(chain, _believed_at(known_at) & (Q() if keys is None else Q(series__key__in=keys)))
    nearest = {}
    for key in told if keys is None else told.keys() & set(keys):
        for category, dated in told[key].items():
            if found := _in_force(dated, day):
                nearest[key, category] = found.law
    return LawOfDay(region, day, nearest)


_OF_LAW = (
    "series__key", "value", "series__unit", "source", "status", "starts_on", "ends_before", "series__region_id",
)  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the column adds."""
    return value.normalize() if value else value * 0


class StoredLawBook:
    """The database as the rules' law book (`policy.lawbook.LawBook`): a chapter of the law of a region is read once.

    A chapter is every key that begins alike, of every day: what asks for forty years asks the database once. A process
    keeps the chapters it has read, by the edition of the law that this book is of.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Chapter] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._edition: Edition | None = None

    def law(self, key: str, *, region: str, category: str = "", on: dt.date) -> Law:
        if (found := _in_force(self._of_key(key, region).get(category, ()), on)) is None:
            raise NoLawInForce(key, region, category, on)
        return found.law

    def table(self, key: str, *, region: str, on: dt.date) -> dict[str, Law]:
        by_category = self._of_key(key, region).items()
        found = {category: one for category, dated in by_category if (one := _in_force(dated, on)) is not None}
        if not found:
            raise NoLawInForce(key, region, "", on)
        nearest = min(one.depth for one in found.values())
        return {category: one.law for category, one in found.items() if one.depth == nearest}

    def has(self, key: str, region: str, category: str, month: Month) -> bool:
        """Whether a value governs that contribution month (on its first day)."""
        return _in_force(self._of_key(key, region).get(category, ()), month.first_day) is not None

    def _of_key(self, key: str, region: str) -> dict[str, list["_Dated"]]:
        """What the key has been in that region and above, by category."""
        chapter = key.partition(".")[0]
        if (region, chapter) not in self._read:
            self._edition = self._edition or _edition()
            if region not in self._chains:
                ((path,),) = run_prepared(SQL / "path.sql", {"region": region})
                self._chains[region] = tuple(up_from(path))
            self._read[region, chapter] = _chapter(self._edition, self._chains[region], chapter)
        return self._read[region, chapter].get(key, {})


@dataclass(frozen=True, slots=True)
class _Dated:
    """A value, since when it governs, and how many levels above the region it was set: nought is its own."""

    depth: int
    starts_on: dt.date
    law: Law


Chapter: TypeAlias = dict[str, dict[str, list[_Dated]]]
Edition: TypeAlias = tuple[str, int, int, int, int]


def _edition() -> Edition:
    """Of which database, and which values stand in it: values are added and superseded, never changed."""
    ((newest, known, gone, which),) = run_prepared(SQL / "edition.sql", {})
    return str(connection.settings_dict["NAME"]), newest, known, gone, which


@lru_cache(maxsize=_CHAPTERS_KEPT)
def _chapter(edition: Edition, chain: tuple[str, ...], chapter: str) -> Chapter:
    """Shared, and changed by nobody."""
    return _dated(chain, Q(superseded_at__isnull=True, series__key__startswith=f"{chapter}."))


@lru_cache(maxsize=_LAWS_KEPT)
def _believed_now(edition: Edition, chain: tuple[str, ...]) -> Chapter:
    """Every chapter; shared too."""
    return _dated(chain, Q(superseded_at__isnull=True))


def _believed_at(known_at: dt.datetime) -> Q:
    return Q(approved_at__lte=known_at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at))


def _dated(chain: Sequence[str], wanted: Q) -> Chapter:
    """By key and category, nearest level first."""
    rows = Value.objects.filter(wanted, series__region_id__in=chain).values_list("series__category", *_OF_LAW)
    found: dict[str, dict[str, list[_Dated]]] = {}
    for category, key, value, unit, source, status, starts_on, ends_before, code in rows:
        law = Law(key, _plain(value), unit, source, status, starts_on, ends_before, code)
        found.setdefault(key, {}).setdefault(category, []).append(_Dated(chain.index(code), starts_on, law))
    for by_category in found.values():
        for dated in by_category.values():
            dated.sort(key=lambda each: each.depth)
    return found


def _in_force(dated: Iterable[_Dated], on: dt.date) -> _Dated | None:
    return next(
        (
            each
            for each in dated
            if each.starts_on <= on and (each.law.ends_before is None or on < each.law.ends_before)
        ),
        None,
    )


def places_with_limits() -> list[str]:
    """The most specific regions that have base limits of their own: where months are charged."""
    paths = set(Series.objects.filter(key__endswith=".base_floor").values_list("region__path", flat=True))
    return sorted(path.split("/")[-2] for path in paths if not any(o != path and o.startswith(path) for o in paths))
