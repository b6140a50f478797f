"""Which pensions are in payment to a person."""

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from benefits.claims.rules.assessed import Rhythm
from benefits.claims.schemes import Pension, pensions
from benefits.payments.models import Component, Ending, EndingKind
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.months import Month

DISABILITY, RECKONED_ANEW = "disability_allowance", "disability_reckoned_anew"
ALLOWANCES = (DISABILITY, RECKONED_ANEW)


def monthly(person: Person, insurance: str) -> QuerySet[Component]:
    """Everything granted to be paid by the month by an insurance, under any record, the oldest first."""
    own = Component.objects.filter(
        entitlement__person__in=records_of(person.pk), entitlement__insurance=insurance, rhythm=Rhythm.MONTHLY
    )
    return own.select_related("entitlement__region").order_by("from_month", "pk")


def is_drawn(person: Person, insurance: str, month: Month, *, schemes: Collection[str] = ()) -> bool:
    """Whether something of an insurance is paid by the month in or after a month: not ended before, even if suspended.

    `schemes`: only of these.
    """
    own = monthly(person, insurance).filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    own = own.filter(entitlement__scheme__in=schemes) if schemes else own
    ended = Ending.objects.filter(kind=EndingKind.ENDED, from_month__lte=month)
    return own.exclude(entitlement__in=ended.values("entitlement")).exists()


def pensions_of(records: Collection[int]) -> list[str]:
    """The insurances whose old-age pension was granted to somebody and was due at all, from whatever month on."""
    own = Component.objects.filter(
        entitlement__person__in=records, entitlement__scheme__in=pensions(Pension.OLD_AGE), rhythm=Rhythm.MONTHLY
    )
    never_due = Q(entitlement__endings__kind=EndingKind.ENDED, entitlement__endings__from_month__lte=F("from_month"))
    return list(own.exclude(never_due).values_list("entitlement__insurance", flat=True).distinct())
