"""What speaks against paying institutions of a clearing now, whatever it was as that was assembled."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from benefits.providers.models import AccountChange, Institution, Measure
from benefits.providers.rules.measures import NO_PAYMENT, Outcome
from benefits.settlement.models import Clearing, ClearingHold, ClearingRun
from benefits.settlement.rules.clearing import Stop


def standing_of_run(own: ClearingRun) -> QuerySet[Clearing]:
    """Its institutions that were not left out."""
    return own.clearings.filter(left_out__isnull=True)


def stops_of(institutions: QuerySet[Institution] | Collection[int], fund: str, on: dt.date) -> dict[int, Stop]:
    """By institution; those that nothing stops are not named."""
    changing = AccountChange.objects.filter(institution__in=institutions, outcome="")
    found = dict.fromkeys(changing.values_list("institution", flat=True), Stop.ACCOUNT)
    held = ClearingHold.objects.filter(institution__in=institutions, fund=fund, lifted_at__isnull=True)
    found |= dict.fromkeys(held.values_list("institution", flat=True), Stop.HELD)
    lasting = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    measures = Measure.objects.filter(
        lasting, institution__in=institutions, outcome=Outcome.IMPOSED, kind__in=NO_PAYMENT, effective_on__lte=on
    )
    return found | dict.fromkeys(measures.values_list("institution", flat=True), Stop.SUSPENDED)
