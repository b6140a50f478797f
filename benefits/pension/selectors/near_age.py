"""Disability allowances that are the base pension until the age is near: which these are, and from when they change.

They are known by their months: paid up to the age, and granted when that was further away than near.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from benefits.claims.rules.assessed import Rhythm
from benefits.payments.models import Component, Ending, EndingKind
from benefits.payments.selectors import LOOKERS, lines_that_stand
from benefits.pension.rules.disability import near_from
from benefits.pension.selectors.drawing import DISABILITY
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

ALLOWANCE = "disability_allowance"


@dataclass(frozen=True, slots=True)
class NearAge:
    """What is drawn until then, the month of the age, and the month in which that is near: paid anew from the next."""

    drawn: Component
    statutory: Month
    near_in: Month


def near_law(on: dt.date) -> Law:
    return StoredLawBook().law("pension.disability_near_age_months", region=NATIONAL, on=on)


def near_age_of(person: Person, on: dt.date) -> NearAge | None:
    """Of somebody under any record."""
    return next(iter(_near_ages(_drawn().filter(entitlement__person__in=records_of(person.pk)), on)), None)


def near_ages(on: dt.date, until: Month) -> list[NearAge]:
    """Of everybody whose age is near by a month, the first first."""
    return _near_ages(_drawn(), on, until)


def near_ages_seen_by(viewer: Viewer, on: dt.date, until: Month) -> list[NearAge]:
    """For staff: of their places."""
    seen = viewer.holding(LOOKERS).fund_filter(region="entitlement__region", fund="entitlement__fund")
    return _near_ages(_drawn().filter(seen), on, until)


def _drawn() -> QuerySet[Component]:
    ended = Ending.objects.filter(kind=EndingKind.ENDED)
    found = Component.objects.filter(
        component=ALLOWANCE, rhythm=Rhythm.MONTHLY, before_month__isnull=False, entitlement__scheme=DISABILITY,
        entitlement__person__died_on__isnull=True,
    )  # fmt: skip
    found = found.exclude(entitlement__in=ended.values("entitlement"))
    return found.select_related("entitlement__region", "entitlement__person").order_by("before_month", "pk")


def _near_ages(drawn: QuerySet[Component], on: dt.date, until: Month | None = None) -> list[NearAge]:
    if not drawn.exists():
        return []
    near = near_law(on)
    if until is not None:
        drawn = drawn.filter(before_month__lte=until + int(near.value) + 1)
    found = []
    for part in drawn:
        assert part.before_month is not None
        statutory = part.before_month - 1
        if (near_in := near_from(statutory, near)) >= part.from_month:
            found.append(NearAge(part, statutory, near_in))
    return found


def anew_from(near: NearAge) -> tuple[Month, int]:
    """From which month the new amounts are paid, and for how many since the age was near the old one is.

    The first no run took, and none before a suspension that was lifted ends. Until then whatever was not suspended is
    paid by the old amount, also what was given up and is due again.
    """
    part, first = near.drawn, near.near_in + 1
    lines = lines_that_stand(part.entitlement.person_id).filter(component_id=part.pk, month__gte=first)
    suspended = _suspended(part, first)
    last = max([near.near_in, *lines.values_list("month", flat=True), *suspended])
    return last + 1, sum(month not in suspended for month in first.until(last + 1))


def _suspended(part: Component, first: Month) -> set[Month]:
    """Months from one on that a suspension leaves unpaid though it was lifted since."""
    lifted = part.entitlement.endings.filter(kind=EndingKind.SUSPENDED, before_month__gt=first)
    periods = lifted.values_list("from_month", "before_month")
    return {month for begins, ends in periods if ends is not None for month in max(first, begins).until(ends)}
