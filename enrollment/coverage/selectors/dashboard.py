"""Who is covered, by place and month: the table that drills down, and the trend."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext

from enrollment.coverage.models import Rate
from siadmin.agency.models import Region
from siadmin.kernel.months import Month

MONTHS_DRAWN = 24
_SUMS = ("insured", "missing", "lapsed", "interrupted", "must")
_SUMMED = {f"{name}_sum": Sum(name) for name in _SUMS}
SHADES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the table: a place with all below it. `shade`: 1, the least covered, to 5; 0 where nobody is."""

    region: Region
    insured: int
    missing: int
    lapsed: int
    interrupted: int
    must: int
    shade: int = 0
    has_below: bool = True

    @property
    def uninsured(self) -> int:
        return self.missing + self.lapsed

    @property
    def per_million(self) -> int | None:
        """The insured of all who should or may be, in parts per million; nothing where nobody lives."""
        whole = self.insured + self.uninsured
        return self.insured * 1_000_000 // whole if whole else None

    @property
    def rate(self) -> str:
        """`96.4%`, rounded down: nobody is called covered who is not."""
        ppm = self.per_million
        return "—" if ppm is None else f"{ppm // 10_000}.{ppm // 1000 % 10}%"


def months_counted(region: Region) -> list[Month]:
    """Months with figures for a place, newest first."""
    months = Rate.objects.filter(_of(region)).values_list("month", flat=True).distinct()
    return sorted(months, reverse=True)


def _of(region: Region) -> Q:
    """The rows that make up a place: its own; above the places that charge contributions, those of these places."""
    if Rate.objects.filter(region=region).exists():
        return Q(region=region)
    return Q(pool__path__startswith=region.path, region_id=F("pool_id"))


def place_of(region: Region, month: Month) -> Place:
    sums = Rate.objects.filter(_of(region), month=month).aggregate(**{name: Sum(name, default=0) for name in _SUMS})
    return Place(region, **sums)


def places_below(region: Region, month: Month) -> list[Place]:
    """The places one level down, the least covered first, shaded by their rate within the table.

    A level of one place that counts all of its parent is passed over (“districts of the city”).
    """
    children = list(Region.objects.filter(parent=region).order_by("code"))
    rates = {
        code: dict(zip(_SUMS, sums, strict=True))
        for code, *sums in Rate.objects.filter(region__in=children, month=month)
        .values("region_id")
        .annotate(**_SUMMED)
        .values_list("region_id", *_SUMMED)
    }
    with_children = set(Region.objects.filter(parent__in=children).values_list("parent_id", flat=True))
    found = []
    for child in children:
        if child.pk in rates:
            sums = rates[child.pk]
        elif not Rate.objects.filter(pool__path__startswith=child.path, month=month).exists():
            continue
        else:
            above = place_of(child, month)
            sums = {name: getattr(above, name) for name in _SUMS}
        found.append(Place(child, **sums, has_below=child.pk in with_children))
    if len(found) == 1 and found[0].has_below and _same(found[0], place_of(region, month)):
        return places_below(found[0].region, month)
    return _shaded(sorted(found, key=lambda each: (each.per_million is None, each.per_million or 0, each.region.pk)))


def _same(one: Place, other: Place) -> bool:
    return (one.insured, one.uninsured, one.interrupted) == (other.insured, other.uninsured, other.interrupted)


def _shaded(places: list[Place]) -> list[Place]:
    """Five steps between the lowest and the highest rate of the table, as a map would be coloured."""
    rates = [place.per_million for place in places if place.per_million is not None]
    if not rates:
        return places
    low, high = min(rates), max(rates)
    return [
        Place(
            place.region,
            place.insured,
            place.missing,
            place.lapsed,
            place.interrupted,
            place.must,
            _step(place.per_million, low, high),
            place.has_below,
        )
        for place in places
    ]


def _step(rate: int | None, low: int, high: int) -> int:
    if rate is None:
        return 0
    return SHADES if high == low else 1 + min((rate - low) * SHADES // (high - low), SHADES - 1)


def monthly(region: Region) -> list[tuple[Month, Place]]:
    """Month by month, oldest first."""
    rows = (
        Rate.objects.filter(_of(region))
        .values("month")
        .annotate(**_SUMMED)
        .order_by("-month")
        .values_list("month", *_SUMMED)[:MONTHS_DRAWN]
    )
    return [(month, Place(region, *sums)) for month, *sums in reversed(list(rows))]


def chart_of(months: list[tuple[Month, Place]]) -> dict[str, Any] | None:
    """Missing, lapsed and interrupted by month; nothing before there are two months."""
    if len(months) < 2:
        return None
    return {
        "kind": "bars",
        "unit": "people",
        "stacked": True,
        "labels": [str(month) for month, _ in months],
        "series": [
            {"name": gettext("Missing"), "values": [place.missing for _, place in months]},
            {"name": gettext("Lapsed"), "values": [place.lapsed for _, place in months]},
            {"name": gettext("Interrupted"), "values": [place.interrupted for _, place in months]},
        ],
    }
