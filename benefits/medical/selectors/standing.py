"""Who somebody is insured as on a day, whether that day is covered, and why (SIL 23, 25, 27; C7 of the rules)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benefits.claims.schemes import schemes
from benefits.medical.rules.covered import (
    NO_PENSION_YET,
    NOT_INSURED,
    InARow,
    covered,
    in_a_row,
    lifelong,
    not_paid,
    residents_waiting,
    too_short,
    waits,
)
from benefits.medical.rules.law import Insured, Scheme
from benefits.payments.models import Component, Ending, EndingKind
from contributions.accounts.protocols import brought
from contributions.assessment.selectors import InsuredMonth, MonthState, record_of
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

_SCHEMES: Mapping[str, Scheme] = {
    Insurance.MEDICAL: Scheme.EMPLOYEE,
    ResidentScheme.MEDICAL: Scheme.RESIDENT,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`insured`: none where the day is not covered. `region`: the pooling region, if not covered the last one.

    `covered_from`: the first month of the cover that holds, or that begins after a wait.
    """

    insured: Insured | None
    region: Region | None
    why: Words
    covered_from: Month | None = None


def standing_of(person: Person, on: dt.date, *, known_on: dt.date | None = None) -> Standing:
    """On a day, by what is paid as of `known_on` (that day unless told): what was made good since counts.

    A month its employer still has time to pay for is covered; of who pays for themself only what is paid.
    """
    month = Month.of(on)
    paid = _paid(person, max(on, known_on or on))
    period = _insured_in(person, month)
    if period is None:
        return _retired_without(person, month, paid)
    scheme = _SCHEMES[period.insurance]
    try:
        gap = value(StoredLawBook(), "medical.continuous_gap_months", region=period.region_id, on=on)
        found = in_a_row(paid.keys(), month, int(gap.value))
        if found is None:
            return _unpaid(person, period.region, month, paid)
        since = found.covered_from(_waiting(found, scheme, period.region_id, on))
    except Refusal as refusal:
        return Standing(None, period.region, refusal.words)
    if month < since:
        return Standing(None, period.region, waits(since, found.gap), since)
    retired = scheme is Scheme.EMPLOYEE and (_draws_pension(person, month) or "retired" in period.category)
    return Standing(Insured(scheme, retired, found.paid), period.region, covered(since), since)


def _paid(person: Person, known_on: dt.date) -> dict[Month, Scheme]:
    """Months of either scheme that count; where both are paid the employees'."""
    open_from = Month.of(known_on) - 1
    record = record_of(person.pk, today=known_on, of=_SCHEMES)
    own = [(each.month, _SCHEMES[each.insurance]) for each in record if _counts(each, open_from)]
    told = [
        (each.month, _SCHEMES[each.insurance])
        for each in brought.all(person.pk)
        if each.insurance in _SCHEMES and not each.is_deemed
    ]
    return dict(sorted([*own, *told], key=lambda each: each[1], reverse=True))


def _counts(each: InsuredMonth, open_from: Month) -> bool:
    """Paid; or its bill is not overdue, of one of the two months that are still being charged."""
    is_open = each.state == MonthState.DUE and each.employer_id > 0 and each.month >= open_from
    return each.is_paid or is_open


def _insured_in(person: Person, month: Month) -> InsuredPeriod | None:
    """The employees' scheme before the residents'."""
    then = InsuredPeriod.objects.filter(
        person__in=records_of(person.pk), insurance__in=_SCHEMES, from_month__lte=month
    ).exclude(before_month__lte=month)
    return min(then.select_related("region"), key=lambda each: (_SCHEMES[each.insurance], each.pk), default=None)


def _last_period(person: Person) -> InsuredPeriod | None:
    periods = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance__in=_SCHEMES)
    return periods.select_related("region").order_by("-from_month", "-pk").first()


def _waiting(found: InARow, scheme: Scheme, region: str, on: dt.date) -> int:
    """Months after a gap; none where there was none. Raises NOT_VERIFIED_HERE."""
    if not found.gap:
        return 0
    months = int(value(StoredLawBook(), "medical.waiting_months", region=region, on=on, category=scheme).value)
    if scheme is Scheme.EMPLOYEE:
        return months
    each = value(StoredLawBook(), "medical.waiting_months_each_year", region=region, on=on, category=scheme)
    return residents_waiting(found.gap, months, int(each.value))


def _unpaid(person: Person, region: Region, month: Month, paid: Mapping[Month, Scheme]) -> Standing:
    lifelong_one = _retired_without(person, month, paid) if _draws_pension(person, month) else None
    return lifelong_one if lifelong_one and lifelong_one.insured else Standing(None, region, not_paid(month))


def _retired_without(person: Person, month: Month, paid: Mapping[Month, Scheme]) -> Standing:
    """Who draws a pension of employees and paid the place's months pays no more."""
    last = _last_period(person)
    region = last.region if last else None
    if region is None or not _draws_pension(person, month):
        is_retired = last is not None and last.ended_because == PeriodEnd.RETIRED
        return Standing(None, region, NO_PENSION_YET if is_retired else NOT_INSURED)
    months = sum(scheme is Scheme.EMPLOYEE and each <= month for each, scheme in paid.items())
    try:
        law = value(
            StoredLawBook(), "medical.lifelong_months", region=region.pk, on=month.first_day, category=person.sex
        )
    except Refusal as refusal:
        return Standing(None, region, refusal.words)
    needed = int(law.value)
    if months < needed:
        return Standing(None, region, too_short(months, needed))
    return Standing(Insured(Scheme.EMPLOYEE, True, months), region, lifelong(months, needed), _pension_begins(person))


def _old_age() -> list[str]:
    return [each.code for each in schemes() if each.retires]


def _pensions(person: Person) -> Iterable[Component]:
    return Component.objects.filter(
        entitlement__person__in=records_of(person.pk), entitlement__scheme__in=_old_age()
    ).order_by("from_month")


def _draws_pension(person: Person, month: Month) -> bool:
    """An employees' pension, not ended before that month."""
    ended = Ending.objects.filter(
        kind=EndingKind.ENDED, from_month__lte=month, entitlement__person__in=records_of(person.pk)
    )
    over = set(ended.values_list("entitlement_id", flat=True))
    return any(each.entitlement_id not in over and each.from_month <= month for each in _pensions(person))


def _pension_begins(person: Person) -> Month | None:
    return next((each.from_month for each in _pensions(person)), None)
