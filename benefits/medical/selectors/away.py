"""How care outside the pooling region was filed (REG 23)."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from benefits.medical.models import AwayFiling
from benefits.medical.rules.law import Away
from enrollment.registry.models import Person
from enrollment.registry.records import records_of


def filings_of(person: Person) -> list[AwayFiling]:
    """Under any record, the newest first."""
    own = AwayFiling.objects.filter(person__in=records_of(person.pk)).select_related("place", "case", "ended")
    return list(own.order_by("-starts_on", "-pk"))


def last_day_before(filing: AwayFiling) -> dt.date | None:
    """The day before which it holds; none while nobody ended it."""
    ended = getattr(filing, "ended", None)
    return ended.ends_before if ended else filing.ends_before


def filing_on(person: Person, on: dt.date) -> AwayFiling | None:
    """The filing that holds on a day."""
    return next((each for each in filings_of(person) if holds_on(each, on)), None)


def counts_from(filing: AwayFiling) -> dt.date:
    """Care is filed before it (REG 23): a filing for days gone by counts from the day it was applied for."""
    return max(filing.starts_on, timezone.localdate(filing.case.received_at))


def holds_on(filing: AwayFiling, on: dt.date) -> bool:
    before = last_day_before(filing)
    return counts_from(filing) <= on and (before is None or on < before)


def filed_as(person: Person, on: dt.date) -> Away:
    filing = filing_on(person, on)
    return Away.UNFILED if filing is None else Away(filing.kind)


def crossing(person: Person, starts_on: dt.date, ends_before: dt.date | None) -> AwayFiling | None:
    """A filing that holds on one of these days."""
    upto = Q() if ends_before is None else Q(starts_on__lt=ends_before)
    for each in AwayFiling.objects.filter(upto, person__in=records_of(person.pk)).select_related("place", "ended"):
        before = last_day_before(each)
        if before is None or starts_on < before:
            return each
    return None
