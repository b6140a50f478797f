"""What insurance takes of items in a region on a day: the rule of the most specific region that has one."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benefits.providers.models import CatalogueFile
from siadmin.agency.models import Region
from siadmin.kernel.database import run_prepared
from siadmin.policy.lawbook import levels

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Rule:
    """As `ItemRule`; without one in force (`pk` none) an item is outside the catalogue of the place: class C."""

    code: str
    name: str
    kind: str
    item: int
    starts_on: dt.date | None = None
    ends_before: dt.date | None = None
    pk: int | None = None
    item_class: str = "C"
    advance_ppm: int = 0
    limit: int | None = None
    sex: str = ""
    from_age_months: int | None = None
    before_age_months: int | None = None
    most_a_day: int | None = None
    region: str = ""
    source: str = ""


class Rules:
    """Of some items of a region, for a stretch of days: asked once."""

    def __init__(self, items: dict[str, Rule], dated: dict[str, list[Rule]]) -> None:
        self._items, self._dated = items, dated

    def of(self, code: str, on: dt.date) -> Rule | None:
        """None for a code nobody knows; an item without a rule in force is class C."""
        for rule in self._dated.get(code, ()):
            assert rule.starts_on is not None, "a rule in force has begun"
            if rule.starts_on <= on and (rule.ends_before is None or on < rule.ends_before):
                return rule
        return self._items.get(code)


def region_has_catalogue(region: Region) -> bool:
    """Whether a file of the region was put in force before, from whatever day on."""
    return CatalogueFile.objects.filter(region=region, approved_at__isnull=False).exists()


def rules_of(codes: Collection[str], region: str, first: dt.date, last: dt.date) -> Rules:
    """Rules of these items in force on any day from `first` to `last`."""
    chain = levels(region)
    told = {"codes": list(set(codes)), "regions": list(chain), "first": first, "last": last}
    items: dict[str, Rule] = {}
    dated: dict[str, list[Rule]] = {}
    for row in run_prepared(SQL / "rules_of.sql", told):
        code, pk = row[0], row[6]
        items[code] = Rule(*row[:4])
        if pk is not None:
            dated.setdefault(code, []).append(Rule(*row))
    for each in dated.values():
        each.sort(key=lambda rule: chain.index(rule.region))
    return Rules(items, dated)
