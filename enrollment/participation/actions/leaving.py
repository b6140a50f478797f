"""Leaving an employer, and stopping the insured months while the employment goes on."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from enrollment.participation.actions.insuring import NOT_EMPLOYED, NOT_INSURED
from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

LEAVES_BEFORE_JOINING = Reason(
    "leaves_before_joining",
    "{name}的离职日期早于入职日期 {joined}。",
    "{name} cannot leave before joining on {joined}.",
    "请核对离职日期。",
    "Check the leaving date.",
)
LEAVES_LATER = Reason(
    "leaves_later",
    "{name}的离职日期 {day} 在本月以后，离职尚未发生。",
    "{name} would leave on {day}, after the end of this month: that has not happened yet.",
    "请核对日期；将来的离职在离职当月登记。",
    "Check the date; record a leaving in the month in which it happens.",
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One person whose employment ended: the last day of work, and why (IMPL 13)."""

    person: Person
    last_day: dt.date
    reason: str


@transaction.atomic
def leave(
    *, employer: Employer, leavings: Iterable[Leaving], by: User | None, at: dt.datetime, channel: str = "portal"
) -> int:
    """End employments; insured months run to the end of the month of the last day, and charged ones after it follow.

    Raises NOT_EMPLOYED, LEAVES_BEFORE_JOINING, LEAVES_LATER.
    """
    wanted = list(leavings)
    with changing(employer, by=by, at=at) as change:
        _end(change.employer, wanted, by, timezone.localdate(at))
        record(
            by=by, at=at, code="people_left", subject_kind="employer", subject=employer.number, channel=channel,
            people=[leaving.person.number for leaving in wanted[:200]], count=len(wanted),
        )  # fmt: skip
        change.since(*(_first_month_without(leaving) for leaving in wanted))
    return len(wanted)


def check_leaving(employment: Employment, last_day: dt.date, today: dt.date) -> None:
    """Whether an employment can end on a day, as told today. Raises LEAVES_LATER, LEAVES_BEFORE_JOINING."""
    name = employment.person.name
    if last_day > Month.of(today).last_day:
        raise LEAVES_LATER(name=name, day=last_day)
    if last_day < employment.starts_on:
        raise LEAVES_BEFORE_JOINING(name=name, joined=employment.starts_on)


def _first_month_without(leaving: Leaving) -> Month:
    return Month.of(leaving.last_day) + 1


def _end(employer: Employer, wanted: list[Leaving], by: User | None, today: dt.date) -> None:
    open_ones = {
        e.person_id: e
        for e in Employment.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(employer=employer, ends_before__isnull=True, person__in=[leaving.person for leaving in wanted])
    }
    for leaving in wanted:
        employment = open_ones.get(leaving.person.pk)
        if employment is None:
            raise NOT_EMPLOYED(name=leaving.person.name)
        check_leaving(employment, leaving.last_day, today)
        employment.ends_before = leaving.last_day + dt.timedelta(days=1)
        employment.end_reason = EndReason(leaving.reason)
        employment.end_reported_on = today
    with pghistory.context(actor=by.pk if by else None, reason="leave"):
        Employment.objects.bulk_update(
            open_ones.values(), ["ends_before", "end_reason", "end_reported_on"], batch_size=1000
        )
        _close(
            employer,
            {each.person.pk: (_first_month_without(each), _why(each.reason)) for each in wanted},
        )


def _why(reason: str) -> str:
    return {EndReason.RETIRED: PeriodEnd.RETIRED, EndReason.DIED: PeriodEnd.DIED}.get(EndReason(reason), PeriodEnd.LEFT)


def _close(employer: Employer, ends: Mapping[int, tuple[Month, str]]) -> set[int]:
    """End what runs into a month or later, for people (by id) each with a month and a reason; whose periods ended.

    A period that would begin only then keeps no month. One statement for each month and reason.
    """
    periods = (
        InsuredPeriod.objects.select_for_update()
        .filter(employer=employer, person_id__in=ends.keys())
        .exclude(before_month=F("from_month"))
    )
    alike: dict[tuple[Month, str], list[int]] = {}
    ended = set()
    for period in periods:
        before, why = ends[period.person_id]
        if period.before_month is None or period.before_month > before:
            alike.setdefault((max(before, period.from_month), why), []).append(period.pk)
            ended.add(period.person_id)
    for (before, why), ids in alike.items():
        InsuredPeriod.objects.filter(pk__in=ids).update(before_month=before, ended_because=PeriodEnd(why))
    return ended


@transaction.atomic
def suspend(
    *, employer: Employer, person: Person, before: Month, by: User | None, at: dt.datetime, reason: str
) -> None:
    """Stop insured months while the employment goes on (停保): from `before` on nothing is charged.

    Raises NOT_EMPLOYED, NOT_INSURED.
    """
    with changing(employer, by=by, at=at) as change, pghistory.context(actor=by.pk if by else None, reason=reason):
        if not Employment.objects.filter(employer=employer, person=person, ends_before__isnull=True).exists():
            raise NOT_EMPLOYED(name=person.name)
        if not _close(employer, {person.pk: (before, PeriodEnd.SUSPENDED)}):
            raise NOT_INSURED(name=person.name, month=before)
        record(
            by=by, at=at, code="insurance_suspended", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, before=str(before),
        )  # fmt: skip
        change.since(before)
