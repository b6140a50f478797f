"""Which months were already charged with a value of the law: what policy asks before such a value changes."""

import datetime as dt
from decimal import Decimal

from django.db.models import Count, Max, Sum

from contributions.assessment.models import BESIDE_STAFF, Bill, BillKind, Tariff
from siadmin.agency.models import Region
from siadmin.agency.tiles import page
from siadmin.kernel.months import Month
from siadmin.policy.protocols import ChargedMonth
from siadmin.policy.selectors import ORDINARY


def months_charged_with(
    key: str, category: str, region: Region, value: Decimal, starts_on: dt.date, ends_before: dt.date | None
) -> list[ChargedMonth]:
    """Months of the region and those below it whose current tariffs used another value of `key`, from here or above.

    A value said further down stands in the way: it goes on governing there.
    """
    tariffs = Tariff.objects.filter(region__path__startswith=region.path, is_current=True, month__gte=starts_on)
    if ends_before is not None:
        tariffs = tariffs.filter(month__lt=ends_before)
    touched = {
        (tariff.region_id, tariff.month): tariff.region
        for tariff in tariffs.select_related("region")
        if category in (tariff.category, ORDINARY, "") and _uses_another(tariff, key, region, value)
    }
    return [
        charged
        for (_, month), place in sorted(touched.items(), key=lambda each: (each[0][1], each[0][0]))
        if (charged := _charged(place, month)) is not None
    ]


def _uses_another(tariff: Tariff, key: str, region: Region, value: Decimal) -> bool:
    """Whether the tariff took `key` from `region` or from above it, and another number than `value`."""
    for law in tariff.laws.values():
        if law["key"] == key:
            is_above = not law["region"] or f"/{law['region']}/" in f"/{region.path}"
            return is_above and Decimal(law["value"]) != value
    return False


def _charged(region: Region, month: Month) -> ChargedMonth | None:
    bills = Bill.objects.filter(region=region, month=month, employer__isnull=False).exclude(kind__in=BESIDE_STAFF)
    per_employer = (
        bills.filter(kind__in=[BillKind.ASSESSED, BillKind.ADJUSTMENT])
        .values("employer_id")
        .annotate(most_people=Max("people"))
    )
    sums = bills.aggregate(total=Sum("total_fen", default=0), employers=Count("employer_id", distinct=True))
    if not sums["employers"]:
        return None
    people = sum(row["most_people"] for row in per_employer)
    return ChargedMonth(
        region=region,
        month=month,
        employers=sums["employers"],
        people=people,
        total_fen=int(sums["total"]),
        url=page("contributions"),
        settle_url=page("resettlement", region.pk, month),
    )
