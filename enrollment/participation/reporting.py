"""Starts and ends of work that employers told us of, and which of them late (SIL 50, 58)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, When

from enrollment.participation.models import INVOLUNTARY, Employment
from enrollment.participation.rules.reporting import days_late, last_day_to_report
from siadmin.agency.models import Region
from siadmin.policy.selectors import law_of_day

JOINING, LEAVING = "declaration.joining_days", "declaration.leaving_list_days"


@dataclass(frozen=True, slots=True)
class Limits:
    """Within how many days a start and an end of work are reported."""

    joining: int
    leaving: int


def limits_of(region: Region, on: dt.date) -> Limits:
    """The limits in force in a region on a day. Raises NoLawInForce."""
    law = law_of_day(region, on)
    return Limits(int(law.law(JOINING).value), int(law.law(LEAVING).value))


@dataclass(frozen=True, slots=True)
class Ended:
    """An employment that ended, until when that was to be reported, when it was, and how late that is.

    `told_on` is none where it was before we kept the day. `opens_benefit`: IMPL 13.
    """

    employment: Employment
    last_day: dt.date
    due_on: dt.date
    told_on: dt.date | None
    days_late: int
    opens_benefit: bool


def ended_since(employer_id: int, day: dt.date, limits: Limits) -> list[Ended]:
    """The list of SIL 50: employments of an employer that ended on a day or later, the newest first."""
    found = Employment.objects.filter(employer_id=employer_id, ends_before__gt=day).select_related("person")
    return [ended(each, limits) for each in found.order_by("-ends_before", "person__pinyin", "pk")]


def ended(employment: Employment, limits: Limits) -> Ended:
    """An employment with an end, as the list has it."""
    assert employment.ends_before is not None
    last_day = employment.ends_before - dt.timedelta(days=1)
    told_on = employment.end_reported_on
    return Ended(
        employment,
        last_day,
        last_day_to_report(last_day, limits.leaving),
        told_on,
        days_late(last_day, told_on or last_day, limits.leaving),
        employment.end_reason in INVOLUNTARY,
    )


def lateness_of(employment: Employment, limits: Limits, *, of_end: bool) -> int:
    """How many days after the limit we were told of the start, or of the end."""
    if of_end:
        return ended(employment, limits).days_late
    told_on = employment.reported_on or employment.starts_on
    return days_late(employment.starts_on, told_on, limits.joining)


def joined_late(employments: QuerySet[Employment], limits: Limits) -> QuerySet[Employment]:
    """Those of which we were told after the limit, the newest first; of them those nobody explained come first."""
    late = employments.filter(reported_on__gt=F("starts_on") + dt.timedelta(days=limits.joining))
    explained = Case(When(late_because="", then=0), default=1)
    return late.select_related("person", "employer").order_by(explained, "-reported_on", "-pk")


def left_late(employments: QuerySet[Employment], limits: Limits) -> QuerySet[Employment]:
    """Those whose end we were told of after the limit, the newest first."""
    late = employments.filter(end_reported_on__gt=F("ends_before") + dt.timedelta(days=limits.leaving - 1))
    return late.select_related("person", "employer").order_by("-end_reported_on", "-pk")
