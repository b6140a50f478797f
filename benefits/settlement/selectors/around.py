"""What stands beside a bill when it is looked through."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Q

from benefits.providers.models import Department, Item
from benefits.providers.selectors import is_suspended
from benefits.settlement.models import BillLine, Settlement, Stay
from benefits.settlement.rules.bills import Care, Charged
from benefits.settlement.rules.checks import Around
from benefits.settlement.selectors.standing import in_hospital
from siadmin.kernel.months import Month


def around(stay: Stay, until: dt.date, lines: Sequence[Charged], records: Collection[int]) -> Around:
    """Departments, lines of the stay settled before, the same items of the same days in other bills of the person."""
    departments = {line.department for line in lines} | ({stay.department.code} if stay.department else set())
    first = min([stay.admitted_on, *(line.on for line in lines)])
    settled, elsewhere = _charged(stay, first, lines, records)
    lying = in_hospital(records, stay.admitted_on, stay.pk) if stay.care == Care.OUTPATIENT else None
    return Around(
        first=stay.admitted_on,
        last=until,
        departments=_departments(stay, until) if any(line.department for line in lines) else (),
        settled=settled,
        elsewhere=elsewhere,
        suspended=stay.institution.employer.name if is_suspended(stay.institution, until, departments) else "",
        hospital=None if lying is None else (lying.institution.employer.name, lying.number),
    )


def _departments(stay: Stay, until: dt.date) -> set[str]:
    """Open on any day of the bill."""
    open_ones = Department.objects.filter(institution=stay.institution_id, starts_on__lte=until)
    still = Q(ends_before__isnull=True) | Q(ends_before__gt=stay.admitted_on)
    return set(open_ones.filter(still).values_list("code", flat=True))


def _charged(
    stay: Stay, first: dt.date, lines: Sequence[Charged], records: Collection[int]
) -> tuple[dict[str, str], dict[tuple[str, dt.date], str]]:
    """By line number of this stay, and by item and day of other stays: the settlement that charged it and stands."""
    bills = Settlement.objects.filter(person__in=records, settled_on__gte=first)
    stand = {each.pk: each for each in bills.filter(reverses__isnull=True, reversal__isnull=True)}
    if not stand:
        return {}, {}
    rows = BillLine.objects.filter(
        person_id__in=records, month__gte=Month.of(first), settlement_id__in=stand
    ).values_list("settlement_id", "line", "item_id", "on")
    codes = dict(Item.objects.filter(code__in={line.code for line in lines}).values_list("pk", "code"))
    settled: dict[str, str] = {}
    elsewhere: dict[tuple[str, dt.date], str] = {}
    for settlement_id, line, item_id, on in rows:
        its = stand[settlement_id]
        if its.stay_id == stay.pk:
            settled[line] = its.number
        elif item_id in codes:
            elsewhere[codes[item_id], on] = its.number
    return settled, elsewhere
