"""What of participation stands against closing an employer: people it still employs or insures."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Obstacle


def people_employed(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Whoever works or is insured past the employer's last day."""
    working = Employment.objects.filter(employer=employer).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=day + dt.timedelta(days=1))
    )
    next_month = Month.of(day) + 1
    insured = InsuredPeriod.objects.filter(employer=employer).filter(
        Q(before_month__isnull=True) | Q(before_month__gt=next_month)
    )
    people = set(working.values_list("person_id", flat=True)) | set(insured.values_list("person_id", flat=True))
    if people:
        yield Obstacle(
            Words(f"还有 {len(people)} 人在职或参保", f"people still employed or insured: {len(people)}"),
            desk=("employer", employer.number),
            door=("employer_people", employer.number),
        )
