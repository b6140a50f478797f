"""People who pay for themselves are assessed by the same run and the same formula as employers, on the base they chose.

A month is asked for by its run, or at once when somebody joins, changes their terms or stops. What is paid stays; what
nobody paid in time lapses: it is not owed, no late fee grows on it, and the month stays unpaid (SIL 10, 23).
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import AssessmentLine, Bill
from contributions.assessment.own import first_payable_day, own_due_days
from contributions.assessment.protocols import after_own_adjustment
from enrollment.participation.models import InsuredPeriod, OwnKind
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person
from siadmin.agency.insurances import FUND_OF, NAMES, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"
TOLD_WITHIN = "contribution.own_told_within_days"
OWN_NOT_RATED = Reason(
    "own_not_rated",
    "{month} 没有“{insurance}”（类别 {category}）的费率，不能核定 {person} 的缴费，不能按零处理。",
    "{month} has no rate for “{insurance}” (category {category}): {person} is not assessed, and not at zero.",
    "补登该类别的参数后继续。",
    "Record the parameters of this category and go on.",
)


def assess_own(
    *, region: Region, month: Month, first: int, last: int, at: dt.datetime, slice_id: int | None = None
) -> dict[str, dict[str, int]]:
    """Lines and bills of a range of payers below zero; control sums by insurance.

    The caller froze the tariffs and locked the people. Raises OWN_NOT_RATED, NO_LAW_IN_FORCE.
    """
    where: dict[str, Any] = {"region": region.pk, "month": month.first_day, "first": first, "last": last}
    if run_sql(SQL / "unrated_own.sql", where):
        freeze_tariffs(region=region, month=month, at=at)  # a category that came up since
        for insurance, category, number in run_sql(SQL / "unrated_own.sql", where):
            raise OWN_NOT_RATED(insurance=str(NAMES[insurance]), category=category, person=number, month=month)
    book = law_of_day(region, month.first_day)
    days = own_due_days(book, month, timezone.localdate(at))
    with joining_sets():
        rows = run_sql(SQL / "assess_own.sql", where | days | {"slice": slice_id, "at": at})
    names = ("lines", "employers", "employer_fen", "employee_fen", "account_fen", "at_floor", "at_ceiling")
    sums = {row[0]: dict(zip(names, map(int, row[1:]), strict=True)) for row in rows}
    left_out = sums.pop("")
    assert not left_out["lines"], "unrated_own.sql finds a tariff for everybody, assess_own.sql does not"
    assert not left_out["employers"], "nobody is insured by themself without terms"
    return sums


@transaction.atomic
def assess_person(*, person: Person, region: Region, month: Month, by: User | None, at: dt.datetime) -> None:
    """One person's month at once; bills that cancel each other are settled. Raises OWN_NOT_RATED, NO_LAW_IN_FORCE."""
    lock_people([person.pk])
    freeze_tariffs(region=region, month=month, at=at)
    assess_own(region=region, month=month, first=-person.pk, last=-person.pk, at=at)
    after_own_adjustment.call(-person.pk, month, by, at)


def follow_own_change(person: Person, kind: str, month: Month, by: User | None, at: dt.datetime) -> None:
    """After somebody joined, changed their terms or stopped: months already asked for follow, and the present one."""
    billed = Bill.objects.filter(person=person, month__gte=month, settled_on__isnull=True, lapsed_on__isnull=True)
    months = set(billed.values_list("month", flat=True))
    months.add(max(month, Month.of(timezone.localdate(at))) if kind == OwnKind.FLEXIBLE else month)
    for each in sorted(months):
        for region in _regions(person, each):
            if kind != OwnKind.FLEXIBLE or each <= Month.of(timezone.localdate(at)):
                assess_person(person=person, region=region, month=each, by=by, at=at)


def _regions(person: Person, month: Month) -> list[Region]:
    """Where the person is insured by themself around a month, or was asked for it."""
    insured = InsuredPeriod.objects.filter(person=person, employer__isnull=True, from_month__lte=month)
    standing = insured.filter(Q(before_month__isnull=True) | Q(before_month__gte=month)).values("region")
    billed = Bill.objects.filter(person=person, month=month).values("region")
    return list(Region.objects.filter(Q(pk__in=standing) | Q(pk__in=billed)).order_by("pk"))


def first_unpaid(person: Person, kind: str, month: Month, insurance: str = "") -> Month:
    """The first month from `month` on that is not paid: bills that cancel each other pay nothing.

    Of people in flexible employment in one insurance, each of which has its own bill; in any where none is named.
    """
    months = _months_paid(person, month, insurance) if kind == OwnKind.FLEXIBLE else _years_paid(person, kind, month)
    while month in months:
        month = month + 1
    return month


def _months_paid(person: Person, since: Month, insurance: str) -> set[Month]:
    settled = Bill.objects.filter(person=person, month__gte=since, settled_on__isnull=False)
    if insurance:
        settled = settled.filter(fund=FUND_OF[insurance])
    sums = settled.exclude(fund__in=ResidentScheme.values).values("month").annotate(sum=Sum("total_fen"))
    return set(sums.filter(sum__gt=0).values_list("month", flat=True))


def _years_paid(person: Person, scheme: str, since: Month) -> set[Month]:
    """First months of the years a resident chose and owes nothing for: they paid them, or government pays in full."""
    newest: dict[Month, int] = {}
    lines = AssessmentLine.objects.filter(
        person_id=person.pk, employer_id=-person.pk, insurance=scheme, month__gte=since
    )
    for line in lines.order_by("version"):
        newest[line.month] = line.base_fen
    open_still = Bill.objects.filter(person=person, fund=scheme, month__gte=since, settled_on__isnull=True)
    return {month for month, base_fen in newest.items() if base_fen} - set(open_still.values_list("month", flat=True))


def lapses_before(region: Region, today: dt.date) -> dt.date:
    """What was due before lapses: it may not be paid back, and the collector had time to tell of it.

    Files of receipts arrive days after people paid at a bank or a tax counter. Raises NO_LAW_IN_FORCE.
    """
    days = int(law_of_day(region, today).law(TOLD_WITHIN).value)
    return first_payable_day(region, today) - dt.timedelta(days=days)


@transaction.atomic
def lapse_unpaid(
    *,
    region: Region,
    today: dt.date,
    at: dt.datetime,
    busy: Collection[int] = (),
    people: tuple[int, int] | None = None,
) -> int:
    """What people did not pay in time lapses: nobody owes it any more. Returns how many bills.

    `busy`: bills somebody is paying at this moment, or has paid in part. `people`: the first and the last, or everybody
    of the region. Raises NO_LAW_IN_FORCE.
    """
    late = Bill.objects.filter(
        region=region, person__isnull=False, settled_on__isnull=True, lapsed_on__isnull=True,
        due_on__lt=lapses_before(region, today),
    ).exclude(pk__in=busy)  # fmt: skip
    if people is not None:
        late = late.filter(person_id__gte=people[0], person_id__lte=people[1])
    lock_people(late.values_list("person_id", flat=True))
    return late.update(lapsed_on=today)
