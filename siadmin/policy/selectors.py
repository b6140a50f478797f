"""Which value of the law governs: by region with inheritance, by category, on a day, as believed at a time.

The most specific level that has a row in force wins; a missing value is a refusal, never a zero.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from siadmin.agency.models import Region
from siadmin.agency.selectors import ancestors
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.models import Proposal, ProposalState, Value

ORDINARY = "employee"

NO_LAW_IN_FORCE = Reason(
    "no_law_in_force",
    "{region} 在 {day} 没有参数“{key}”（{category}）的有效值，不能推算。",
    "No value of “{key}” ({category}) is in force for {region} on {day}; it is not guessed.",
    "请参数管理岗按公布文件提出该值并由另一人批准。",
    "Ask the policy officer to propose it from the published document; a second person approves it.",
)


@dataclass(frozen=True)
class LawBook:
    """All values in force for one region on one day, nearest level first."""

    region: Region
    day: dt.date
    laws: dict[tuple[str, str], Law]

    def law(self, key: str, category: str = ORDINARY) -> Law:
        """The value for the category, else for the ordinary case. Raises NO_LAW_IN_FORCE."""
        for name in dict.fromkeys((category, ORDINARY, "")):
            if found := self.laws.get((key, name)):
                return found
        raise NO_LAW_IN_FORCE(region=self.region.name_zh, day=self.day, key=key, category=category or "—")

    def has(self, key: str, category: str = ORDINARY) -> bool:
        return any((key, name) in self.laws for name in (category, ORDINARY, ""))

    def is_set(self, key: str, category: str = ORDINARY) -> bool:
        """For flags: true when the value is 1. A missing flag raises like any other value."""
        return self.law(key, category).value == 1


def law_book(region: Region, day: dt.date, *, known_at: dt.datetime | None = None) -> LawBook:
    """What governs in `region` on `day`, as believed now or at `known_at`."""
    chain = ancestors(region)
    believed = Q(superseded_at__isnull=True)
    if known_at is not None:
        believed = Q(approved_at__lte=known_at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at))
    values = (
        Value.objects.filter(believed, series__region_id__in=chain, starts_on__lte=day)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day))
        .select_related("series")
    )
    nearest: dict[tuple[str, str], tuple[int, Law]] = {}
    for value in values:
        depth = chain.index(value.series.region_id)
        place = (value.series.key, value.series.category)
        if place not in nearest or depth < nearest[place][0]:
            nearest[place] = (depth, as_law(value))
    return LawBook(region, day, {place: law for place, (_, law) in nearest.items()})


def as_law(value: Value) -> Law:
    return Law(
        key=value.series.key,
        value=value.value.normalize() if value.value else value.value * 0,
        unit=value.series.unit,
        source=value.source,
        status=value.status,
        starts_on=value.starts_on,
        ends_before=value.ends_before,
        region=value.series.region_id,
    )


def open_proposals() -> "list[Proposal]":
    return list(
        Proposal.objects.filter(state=ProposalState.PROPOSED)
        .select_related("region", "proposed_by")
        .order_by("proposed_at")
    )
