"""Which conclusion a disability allowance rests on, and whose has ended or is about to."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from benefits.claims.rules.assessed import Rhythm
from benefits.payments.models import Component, Ending, EndingKind, Entitlement
from benefits.payments.selectors import LOOKERS
from benefits.pension.models import CapacityAppraisal
from benefits.pension.selectors.drawing import ALLOWANCES
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Appraised:
    """An allowance in payment, and the first month its conclusion does not cover; none where none is on record."""

    drawn: Entitlement
    holds_before: Month | None

    def is_over(self, month: Month) -> bool:
        return self.holds_before is None or self.holds_before <= month


def appraisal_law(on: dt.date) -> Law:
    """How many months a conclusion holds. Raises NoLawInForce."""
    return StoredLawBook().law("pension.disability_appraisal_months", region=NATIONAL, on=on)


def last_appraisal(person: Person) -> CapacityAppraisal | None:
    """Under any record."""
    found = CapacityAppraisal.objects.filter(person__in=records_of(person.pk))
    return found.order_by("concluded_on", "pk").last()


def allowance_of(person: Person, on: dt.date) -> Entitlement | None:
    """In payment in the month of a day or after it, under any record, even if suspended."""
    month = Month.of(on)
    parts = Component.objects.filter(Q(before_month=None) | Q(before_month__gt=month), rhythm=Rhythm.MONTHLY)
    ended = Ending.objects.filter(kind=EndingKind.ENDED, from_month__lte=month)
    own = Entitlement.objects.filter(person__in=records_of(person.pk), scheme__in=ALLOWANCES)
    own = own.filter(pk__in=parts.values("entitlement")).exclude(pk__in=ended.values("entitlement"))
    return own.select_related("region").order_by("-pk").first()


def appraised_seen_by(viewer: Viewer, month: Month, until: Month) -> list[Appraised]:
    """For staff: of their places, in payment in a month, whose conclusion ends by another; the first first."""
    given = {"schemes": list(ALLOWANCES), "month": month.first_day, "until": until.first_day}
    ends = {pk: day and Month.of(day) for pk, day in run_sql(SQL / "appraisals_ending.sql", given)}
    seen = viewer.holding(LOOKERS).fund_filter(region="region", fund="fund")
    found = Entitlement.objects.filter(seen, pk__in=ends).select_related("person", "region")
    return [Appraised(each, ends[each.pk]) for each in sorted(found, key=lambda one: (str(ends[one.pk] or ""), one.pk))]
