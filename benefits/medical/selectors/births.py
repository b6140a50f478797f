"""Births whose medical costs were granted as maternity costs (SIL 54–55)."""

import datetime as dt
from collections.abc import Collection, Mapping

from benefits.claims.models import GrantedOnce

MATERNITY_COSTS = "maternity_costs"


def births_granted(records: Collection[int], first: dt.date, last: dt.date) -> Mapping[dt.date, str]:
    """Of these days, under any of the records: by day, the number of the case."""
    on = births_of(records, first, last)
    granted = GrantedOnce.objects.filter(scheme=MATERNITY_COSTS, of__in=on)
    return {on[each.of]: each.decision.claim.case.number for each in granted.select_related("decision__claim__case")}


def births_of(records: Collection[int], first: dt.date, last: dt.date) -> Mapping[str, dt.date]:
    """As costs of a birth of one of the records on one of these days are named that are granted once."""
    days = [first + dt.timedelta(days=after) for after in range((last - first).days + 1)]
    return {f"{record}:{day}": day for record in records for day in days}
