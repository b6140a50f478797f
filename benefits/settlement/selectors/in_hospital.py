"""Days in hospital that the hospital settled with the agency."""

import datetime as dt
from collections.abc import Collection

from benefits.providers.rules import Care
from benefits.settlement.models import Settlement


def settled_within(records: Collection[int], first: dt.date, last: dt.date) -> Settlement | None:
    """The earliest bill that stands of a stay in hospital lying over these days, by more than its last or first day."""
    found = Settlement.objects.filter(
        person__in=records, stay__care=Care.INPATIENT, stay__admitted_on__lt=last, until__gt=first,
        reverses__isnull=True, reversal__isnull=True,
    )  # fmt: skip
    return found.select_related("stay", "institution__employer").order_by("pk").first()
