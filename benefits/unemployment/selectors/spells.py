"""What the record says of somebody who lost work: why it ended, what was paid where, what an earlier spell left."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from benefits.payments.models import EndingKind, Entitlement
from benefits.payments.selectors import is_suspended, lines_that_stand
from benefits.unemployment.models import SpellGrant
from contributions.transfers.models import TransferYear
from contributions.transfers.rules.course import State as TransferState
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Spell:
    """A benefit granted, up to `before`: months of it, and those neither drawn nor paid at once.

    `over_from`: the month from which it is not drawn any more, by a decision or else because work began; none while it
    runs.
    `again`: the work that began. `granted_beside`: grants to this spell.
    """

    entitlement: Entitlement
    first: Month
    before: Month
    granted: int
    unused: int
    over_from: Month | None
    again: Employment | None
    granted_beside: tuple[SpellGrant, ...]

    @property
    def region(self) -> Region:
        return self.entitlement.region

    @property
    def months_at_once(self) -> int:
        return sum(each.months_used for each in self.granted_beside)

    def is_over_in(self, month: Month) -> bool:
        return month >= self.before or (self.over_from is not None and month >= self.over_from)

    def is_drawn_in(self, month: Month) -> bool:
        return self.first <= month and not self.is_over_in(month) and not is_suspended(self.entitlement, month)

    def amount_in(self, month: Month) -> int:
        """Fen of a month of it; of a month past its end the last one's."""
        parts = sorted(self.entitlement.components.all(), key=lambda each: each.from_month)
        return next((each for each in reversed(parts) if each.from_month <= month), parts[0]).amount_fen


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
        transfer__person__in=records, transfer__insurance=Insurance.UNEMPLOYMENT, transfer__state=TransferState.CREDITED
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
    """The newest benefit granted. It is drawn up to the month from which it was ended, or, where nobody decided that
    yet, in which work began again (SIL 51); months of a suspension are kept."""
    found = (
        Entitlement.objects.filter(person__in=records_of(person.pk), scheme=scheme)
        .select_related("region")
        .prefetch_related("components", "endings", "spell_grants__decision__claim__case")
        .order_by("-decision__decided_at")
        .first()
    )
    if found is None:
        return None
    parts = list(found.components.all())
    first, before = (
        min(each.from_month for each in parts),
        max(each.before_month for each in parts if each.before_month),
    )
    again = (
        Employment.objects.filter(person__in=records_of(person.pk), starts_on__gte=first.first_day)
        .select_related("employer")
        .order_by("starts_on")
        .first()
    )
    ended = min((each.from_month for each in found.endings.all() if each.kind == EndingKind.ENDED), default=None)
    over_from = Month.of(again.starts_on) if ended is None and again else ended
    until = max(first, before if over_from is None else min(before, over_from))
    drawn = sum(not is_suspended(found, month) for month in first.until(until))
    beside = tuple(sorted(found.spell_grants.all(), key=lambda each: each.pk))
    granted = before.index - first.index
    return Spell(
        found, first, before, granted, max(0, granted - drawn - sum(each.months_used for each in beside)), over_from,
        again, beside,
    )  # fmt: skip


def months_left_from(spell: Spell, month: Month) -> int:
    """Of a benefit that runs, those from a month on."""
    return max(0, spell.before.index - max(month, spell.first).index - spell.months_at_once)


def last_run_month(spell: Spell) -> Month | None:
    """The last month of it that a payment run took up; none before the first."""
    lines = lines_that_stand(spell.entitlement.person_id).filter(
        component_id__in=[each.pk for each in spell.entitlement.components.all()],
        month__gte=spell.first, month__lt=spell.before,
    )  # fmt: skip
    found: Month | None = lines.order_by("-month").values_list("month", flat=True).first()
    return found


def average_base(spell: Spell, person: Person, months: int) -> tuple[int, int]:
    """Fen, half up, over the last months paid before the spell at its place; and how many they are."""
    given = {
        "persons": records_of(person.pk), "region": spell.region.pk, "before": spell.first.first_day, "most": months,
    }  # fmt: skip
    bases = [int(row[1]) for row in run_sql(SQL / "last_bases.sql", given)]
    if not bases:
        return 0, 0
    return (2 * sum(bases) + len(bases)) // (2 * len(bases)), len(bases)
