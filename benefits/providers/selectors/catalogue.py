"""What insurance takes of items in a region on a day: the rule of the most specific region that has one."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from benefits.providers.models import Item, ItemRule
from siadmin.policy.lawbook import levels


@dataclass(frozen=True, slots=True)
class Rule:
    """As `ItemRule`; without one in force (`pk` none) an item is outside the catalogue of the place: class C."""

    code: str
    name: str
    kind: str
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


def rules_of(codes: Collection[str], region: str, first: dt.date, last: dt.date) -> Rules:
    """Rules of these items in force on any day from `first` to `last`."""
    chain = levels(region)
    items = {
        code: Rule(code, name, kind)
        for code, name, kind in Item.objects.filter(code__in=set(codes)).values_list("code", "name", "kind")
    }
    rows = (
        ItemRule.objects.filter(item__code__in=set(codes), region_id__in=chain, starts_on__lte=last)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=first))
        .values_list(
            "item__code", "item__name", "item__kind", "starts_on", "ends_before", "pk", "item_class", "advance_ppm",
            "limit", "sex", "from_age_months", "before_age_months", "most_a_day", "region_id", "file__number",
        )
    )  # fmt: skip
    dated: dict[str, list[Rule]] = {}
    for row in rows:
        dated.setdefault(row[0], []).append(Rule(*row))
    for each in dated.values():
        each.sort(key=lambda rule: chain.index(rule.region))
    return Rules(items, dated)
