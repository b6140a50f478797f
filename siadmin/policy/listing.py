"""The law as people look it up: what is in force where and when, how it came to be, what nobody has said yet."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Q, QuerySet

from siadmin.agency.models import Level, Region
from siadmin.agency.selectors import ancestors
from siadmin.kernel.months import Month
from siadmin.policy.files import Gap, monthly_keys
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.models import Series, Value
from siadmin.policy.names import GROUPS
from siadmin.policy.selectors import ORDINARY

LIMITED = ("pension", "medical", "unemployment", "injury")
# What a month's assessment asks for beside limits and rates.
ALSO_NEEDED = (
    ("declaration.wages_yearly", ""),
    ("declaration.by_tax_authority", ""),
    ("declaration.due_day", ""),
    ("collection.due_day", ""),
    ("contribution.undeclared_factor", ""),
    ("medical.account_inflow_rate", ORDINARY),
)
UNSURE = ("memory", "provisional")
# What a bill is made of comes first in each group.
_FIRST = ("base_floor", "base_ceiling", "employer_rate", "supplement_employer_rate", "employee_rate", "employee_fixed")
TABLED_FROM = 6
_HALF = Decimal("0.5")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class InForce:
    """One value in force for a region, and from which level it comes."""

    value: Value
    region: Region
    is_inherited: bool

    @property
    def key(self) -> str:
        return self.value.series.key

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]

    @property
    def is_unsure(self) -> bool:
        return self.value.status in UNSURE


def regions_with_values() -> list[Region]:
    """Regions somebody has said something about, and the nation, by code."""
    return list(Region.objects.filter(Q(series__isnull=False) | Q(pk=NATIONAL)).distinct().order_by("pk"))


def nearest_with_values(path: str) -> Region | None:
    """The region of a path, or the nearest above it, that has values of its own."""
    codes = [code for code in path.split("/") if code]
    own = set(Series.objects.filter(region_id__in=codes).values_list("region_id", flat=True).distinct())
    code = next((code for code in reversed(codes) if code in own), None)
    return Region.objects.filter(pk=code or NATIONAL).first()


def believed(known_at: dt.datetime | None) -> Q:
    """Values held true now, or at `known_at`."""
    if known_at is None:
        return Q(superseded_at__isnull=True)
    return Q(approved_at__lte=known_at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at))


def in_force(region: Region, day: dt.date, *, known_at: dt.datetime | None = None) -> list[InForce]:
    """Everything in force on a day, nearest level first to speak, in the order of groups, keys and categories."""
    chain = ancestors(region)
    values = (
        Value.objects.filter(believed(known_at), series__region_id__in=chain, starts_on__lte=day)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day))
        .select_related("series__region")
    )
    nearest: dict[tuple[str, str], Value] = {}
    for value in values:
        place = (value.series.key, value.series.category)
        held = nearest.get(place)
        if held is None or chain.index(value.series.region_id) < chain.index(held.series.region_id):
            nearest[place] = value
    found = [InForce(each, each.series.region, each.series.region_id != region.pk) for each in nearest.values()]
    return sorted(found, key=lambda each: (_order(each.key), each.key, _counted(each.value.series.category)))


def _order(key: str) -> tuple[int, int]:
    group, _, name = key.partition(".")
    names = list(GROUPS)
    first = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return names.index(group) if group in names else len(names), first


def _counted(category: str) -> tuple[str, int]:
    """`grade_2` before `grade_10`."""
    digits = _DIGITS.search(category)
    return (category[: digits.start()], int(digits[0])) if digits else (category, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter of the list; `table` holds its categories when there are so many that they fold away."""

    first: InForce
    table: list[InForce]

    @property
    def group(self) -> str:
        return self.first.group


def rows_of(values: Iterable[InForce]) -> list[Row]:
    """Values as rows: a parameter of six categories or more is one row with a table inside."""
    rows = []
    for _, each in groupby(values, key=lambda one: one.key):
        of_key = list(each)
        if len(of_key) >= TABLED_FROM:
            rows.append(Row(of_key[0], of_key))
        else:
            rows += [Row(one, []) for one in of_key]
    return rows


def by_status(values: Iterable[InForce]) -> Counter[str]:
    return Counter(each.value.status for each in values)


@dataclass(frozen=True, slots=True)
class LimitSpell:
    """Days in which one pair of limits held; either may be missing."""

    starts_on: dt.date
    ends_before: dt.date | None
    floor: Value | None
    ceiling: Value | None


def limits_over_time(region: Region, group: str) -> list[LimitSpell]:
    """Floor and ceiling of an insurance's base from the first value to the last, newest first."""
    chain = ancestors(region)
    names = {"floor": f"{group}.base_floor", "ceiling": f"{group}.base_ceiling"}
    values = list(
        Value.objects.filter(
            superseded_at__isnull=True,
            series__key__in=names.values(),
            series__category__in=[ORDINARY, ""],
            series__region_id__in=chain,
        ).select_related("series")
    )
    days = sorted({day for each in values for day in (each.starts_on, each.ends_before) if day is not None})
    spells = []
    for place, day in enumerate(days):
        pair = {name: _nearest(values, key, chain, day) for name, key in names.items()}
        if pair["floor"] or pair["ceiling"]:
            after = days[place + 1] if place + 1 < len(days) else None
            spells.append(LimitSpell(day, after, pair["floor"], pair["ceiling"]))
    return list(reversed(spells))


def _nearest(values: Iterable[Value], key: str, chain: list[str], day: dt.date) -> Value | None:
    standing = [
        value
        for value in values
        if value.series.key == key and value.starts_on <= day and (value.ends_before is None or day < value.ends_before)
    ]
    return min(standing, key=lambda value: chain.index(value.series.region_id), default=None)


def beliefs_of(series: Series) -> QuerySet[Value]:
    """Everything that was ever held true of a series, the newest belief first."""
    return series.values.select_related("proposal__proposed_by", "proposal__decided_by").order_by(
        "-approved_at", "-starts_on"
    )


def gaps_of(region: Region, first: Month, before: Month) -> list[Gap]:
    """Months of [first, before) for which a run would ask for a value and get none, key by key."""
    chain = ancestors(region)
    needed = [*monthly_keys(), *ALSO_NEEDED]
    spells: dict[tuple[str, str], list[tuple[dt.date, dt.date | None]]] = {}
    values = Value.objects.filter(
        superseded_at__isnull=True, series__region_id__in=chain, series__key__in=[key for key, _ in needed]
    )
    for key, category, starts_on, ends_before in values.values_list(
        "series__key", "series__category", "starts_on", "ends_before"
    ):
        spells.setdefault((key, category), []).append((starts_on, ends_before))
    found = []
    for key, category in needed:
        said = [spell for name in dict.fromkeys((category, ORDINARY, "")) for spell in spells.get((key, name), [])]
        missing = tuple(month for month in first.until(before) if not _is_said(said, month.first_day))
        if missing:
            found.append(Gap(region.pk, key, category, missing))
    return found


def _is_said(spells: Iterable[tuple[dt.date, dt.date | None]], day: dt.date) -> bool:
    return any(starts_on <= day and (before is None or day < before) for starts_on, before in spells)


def pooling_regions() -> list[Region]:
    """Regions whose months are assessed: the lowest ones with limits of their own."""
    own = list(Region.objects.filter(series__key__endswith=".base_floor").distinct().order_by("pk"))
    return [
        region
        for region in own
        if region.level != Level.NATION
        and not any(other.pk != region.pk and other.path.startswith(region.path) for other in own)
    ]


def pool_over(region: Region) -> Region | None:
    """The pooling region a place belongs to; nothing where no pooling region is over it."""
    return next((pool for pool in pooling_regions() if region.path.startswith(pool.path)), None)


@dataclass(frozen=True, slots=True)
class Change:
    """How far a new value is from one whose place it takes, as a fraction of that one."""

    was: Decimal
    share: Decimal

    @property
    def is_great(self) -> bool:
        """Less than half, or more than double: more often a slip than a new rule."""
        return self.share < -_HALF or self.share > 1


def change_from(held: Sequence[Decimal], new: Decimal) -> Change | None:
    """The greatest change a new value would be; nothing where only zeros are held, or nothing at all."""
    changes = [Change(was, new / was - 1) for was in held if was]
    return max(changes, key=lambda each: abs(each.share), default=None)
