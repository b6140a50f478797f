"""Who retires in a month to come and draws no pension yet."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from benefits.claims.models import DecisionItem
from benefits.pension.rules.coming import born_to_retire_in
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup
from enrollment.registry.models import Merge, Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month

SCHEME = "old_age_pension"


def retiring_in(month: Month, on: dt.date) -> QuerySet[Person]:
    """Living people with the employees' pension, by the record they stand under, whose statutory month it is."""
    law = retirement_law(on)
    born = [
        Q(retirement_group=group, birth_on__gte=first.first_day, birth_on__lte=first.last_day)
        for group in RetirementGroup
        for first in born_to_retire_in(month, group, law)
    ]
    if not born:
        return Person.objects.none()
    insured = InsuredPeriod.objects.filter(person=OuterRef("pk"), insurance=Insurance.PENSION)
    drawn = DecisionItem.objects.filter(decision__claim__person=OuterRef("pk"), decision__claim__scheme=SCHEME)
    merged = Merge.objects.filter(record=OuterRef("pk"), undone_at__isnull=True)
    return (
        Person.objects.filter(reduce(or_, born), died_on__isnull=True)
        .filter(Exists(insured), ~Exists(drawn), ~Exists(merged))
        .order_by("pk")
    )
