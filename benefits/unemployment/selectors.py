"""What the record says of somebody who lost work: why it ended, what was paid where, what an earlier spell left."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from benefits.claims.models import DecisionItem
from contributions.transfers.models import TransferYear
from contributions.transfers.rules.course import State
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"


@dataclass(frozen=True, slots=True)
class Spell:
    """An earlier benefit: its first month, the months it was granted, and those not drawn when work began again."""

    first: Month
    granted: int
    unused: int


def work_now(person: Person) -> Employment | None:
    """An employment that has not ended, under any record."""
    return (
        Employment.objects.filter(person__in=records_of(person.pk), ends_before__isnull=True)
        .select_related("employer")
        .first()
    )


def last_work(person: Person) -> Employment | None:
    """The employment that ended last, under any record."""
    ended = Employment.objects.filter(person__in=records_of(person.pk), ends_before__isnull=False)
    return ended.select_related("employer").order_by("-ends_before", "-pk").first()


def last_insured(person: Person) -> InsuredPeriod | None:
    """Where and how somebody was insured against unemployment last, for a month at least."""
    periods = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.UNEMPLOYMENT)
    known = [each for each in periods.select_related("region") if each.before_month != each.from_month]
    return max(known, key=lambda each: (each.before_month is None, each.before_month or each.from_month), default=None)


def paid_months(person: Person, region: Region, *, since: Month | None = None) -> tuple[int, int]:
    """Months paid at a place, with those that came by transfers; and months at other places, which do not count here.

    `since`: only months from that one on. What came counts by the day it was credited.
    """
    records = records_of(person.pk)
    here = elsewhere = 0
    for place, month in run_sql(SQL / "paid_months.sql", {"persons": records}):
        if since is not None and Month.of(month) < since:
            continue
        if place == region.pk:
            here += 1
        else:
            elsewhere += 1
    moved = TransferYear.objects.filter(
        transfer__person__in=records, transfer__insurance=Insurance.UNEMPLOYMENT, transfer__state=State.CREDITED
    ).select_related("transfer")
    for year in moved:
        received = year.transfer.received_at
        if since is not None and (received is None or timezone.localdate(received) < since.first_day):
            continue
        if year.transfer.to_region_id == region.pk:
            here, elsewhere = here + year.months, max(0, elsewhere - year.months)
        elif year.transfer.from_region_id == region.pk:
            here = max(0, here - year.months)
    return here, elsewhere


def last_spell(person: Person, scheme: str) -> Spell | None:
    """The newest benefit granted. It was drawn up to the month in which work began again (SIL 51)."""
    items = list(
        DecisionItem.objects.filter(decision__claim__person__in=records_of(person.pk), decision__claim__scheme=scheme)
        .select_related("decision")
        .order_by("-decision__decided_at", "from_month")
    )
    if not items:
        return None
    own = [item for item in items if item.decision_id == items[0].decision_id]
    first = own[0].from_month
    before = max(item.before_month for item in own if item.before_month is not None)
    granted = before.index - first.index
    again = (
        Employment.objects.filter(person__in=records_of(person.pk), starts_on__gte=first.first_day)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    drawn = granted if again is None else min(granted, max(0, Month.of(again).index - first.index))
    return Spell(first, granted, granted - drawn)
