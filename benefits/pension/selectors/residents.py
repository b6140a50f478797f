"""What the record says of a resident's pension: where it is, how many months count there, what the account holds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min, QuerySet, Sum
from django.utils import timezone

from benefits.pension.rules.residents_entitlement import ResidentLaw, age_reached
from contributions.assessment.models import Bill
from contributions.transfers.models import Transfer
from contributions.transfers.rules.course import State
from contributions.transfers.selectors.places import pool_over
from contributions.transfers.selectors.standing import Relation, paid_at, relation_at
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Fund, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Trace
from siadmin.policy.selectors import StoredLawBook

_YEAR = 12


@dataclass(frozen=True, slots=True)
class ResidentRecord:
    """Months that count here and elsewhere, when those of here came to count, and the account here, in fen."""

    months: int
    elsewhere: int
    came: Sequence[tuple[Month, int]]
    balance_fen: int


def place_of_resident(person: Person) -> Region | None:
    """Where somebody was insured as a resident last, or the relation was moved to since; else that of the household."""
    records = records_of(person.pk)
    own = InsuredPeriod.objects.filter(person__in=records, insurance=ResidentScheme.PENSION).select_related("region")
    last = max(
        (each for each in own if each.before_month != each.from_month), key=lambda each: each.from_month, default=None
    )
    moved = _arrived(records).select_related("to_region").order_by("-received_at").first()
    if moved is not None and (last is None or _month_of(moved) >= last.from_month):
        return moved.to_region
    return last.region if last else pool_over(person.household)


@dataclass(frozen=True, slots=True)
class ResidentTerms:
    """The month of the age from which a residents' pension is due, and how many months must be paid for it."""

    reached_in: Month
    needed: int


def resident_terms(person: Person, on: dt.date) -> ResidentTerms | None:
    """By the law of the place on a day; nothing where no place is known. Raises NoLawInForce."""
    place = place_of_resident(person)
    if place is None:
        return None
    law = ResidentLaw.from_book(StoredLawBook(), region=place.pk, on=on)
    return ResidentTerms(age_reached(Month.of(person.birth_on), law, Trace()), int(law.minimum.value))


def resident_record(person: Person, region: Region, on: dt.date) -> ResidentRecord:
    """As it stands, under all records. A year paid counts for twelve months; what came by a transfer counts here.

    The account with its interest to the day. Raises NoLawInForce.
    """
    here = _relations(person, region, on)
    others = Region.objects.filter(pk__in=paid_at(person, ResidentScheme.PENSION, on) - {region.pk})
    elsewhere = sum(max(0, each.months) for other in others for each in _relations(person, other, on))
    months, balance_fen = sum(each.months for each in here), sum(each.held.total_fen for each in here)
    return ResidentRecord(months, elsewhere, _came(person, region), balance_fen)


def _relations(person: Person, region: Region, on: dt.date) -> list[Relation]:
    records = Person.objects.filter(pk__in=records_of(person.pk))
    return [relation_at(record, ResidentScheme.PENSION, region, on) for record in records]


def _came(person: Person, region: Region) -> list[tuple[Month, int]]:
    """When years were paid and transfers credited at a place, oldest first."""
    records, found = records_of(person.pk), defaultdict[Month, int](int)
    paid = Bill.objects.filter(
        person__in=records, region=region, fund=Fund.PENSION_RESIDENT, settled_on__isnull=False, total_fen__gt=0
    )
    for _, day in paid.order_by().values_list("month").annotate(first=Min("settled_on")):
        found[Month.of(day)] += _YEAR
    for transfer in _arrived(records).filter(to_region=region).annotate(came_months=Sum("years__months")):
        found[_month_of(transfer)] += transfer.came_months or 0
    return sorted(found.items())


def _arrived(records: list[int]) -> QuerySet[Transfer]:
    return Transfer.objects.filter(person__in=records, to_insurance=ResidentScheme.PENSION, state=State.CREDITED)


def _month_of(transfer: Transfer) -> Month:
    assert transfer.received_at is not None, "what is credited was received"
    return Month.of(timezone.localdate(transfer.received_at))
