"""What of assessment stands against closing an employer: insured months that nobody has charged yet."""

import datetime as dt
from collections.abc import Iterator

from contributions.assessment.models import Bill, HandAssessment
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Obstacle


def months_uncharged(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Months with people insured since the last one charged, and those that wait for a person to assess."""
    charged = Bill.objects.filter(employer=employer).order_by("-month").values_list("month", flat=True).first()
    periods = (
        InsuredPeriod.objects.filter(employer=employer).exclude(before_month__lte=charged)
        if charged
        else (InsuredPeriod.objects.filter(employer=employer))
    )
    last = Month.of(day)
    insured = {
        month
        for first, before in periods.values_list("from_month", "before_month").distinct()
        for month in _between(max(first, charged + 1) if charged else first, before or last + 1)
        if month <= last
    }
    for month in sorted(insured):
        yield Obstacle(
            Words(f"{month} 尚未核定", f"{month} is not assessed yet"),
            desk=("contributions",),
            door=("employer_month", employer.number, str(month)),
        )
    for waiting in HandAssessment.objects.filter(employer=employer, decided_at__isnull=True).order_by("month"):
        yield Obstacle(
            Words(f"{waiting.month} 待人工核定", f"{waiting.month} waits to be assessed by hand"),
            desk=("hand_assessments",),
            door=("employer_month", employer.number, str(waiting.month)),
        )


def _between(first: Month, before: Month) -> Iterator[Month]:
    while first < before:
        yield first
        first += 1
