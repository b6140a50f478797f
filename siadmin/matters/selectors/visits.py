"""Work orders somebody may see: late, today, to plan; who can go; what stands on the sheet."""

import datetime as dt
from typing import Any

from django.db.models import Case as Choice
from django.db.models import IntegerField, Q, QuerySet, Value, When

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import grants_over
from siadmin.agency.viewer import Viewer
from siadmin.matters import subjects
from siadmin.matters.models import Absence, Visit
from siadmin.matters.rules import VISIT_OPEN, VisitState
from siadmin.matters.selectors.cases import LOOKING

VISIT_DAYS = "matter.visit_days"
LATE, TODAY, PLANNED, TO_PLAN = range(4)


def visits_seen_by(viewer: Viewer) -> QuerySet[Visit]:
    """Work orders of offices of one's line and subtree (REG 4), and those one is to go to."""
    within = Q(assigned_to=viewer.user)
    for path, line in {(reach.path, reach.line) for reach in viewer.holding(LOOKING).reaches}:
        within |= Q(office__region__path__startswith=path, office__line=line)
    return Visit.objects.filter(within).select_related("office__region", "region", "assigned_to", "case")


def open_visits(viewer: Viewer, today: dt.date) -> QuerySet[Any]:
    """What is late comes first: a planned day that passed without a word, or a limit that ran out."""
    late = Q(planned_on__lt=today) | Q(state=VisitState.ASKED, due_on__lt=today)
    return (
        visits_seen_by(viewer)
        .filter(state__in=VISIT_OPEN)
        .annotate(
            group=Choice(
                When(late, then=Value(LATE)),
                When(planned_on=today, then=Value(TODAY)),
                When(state=VisitState.PLANNED, then=Value(PLANNED)),
                default=Value(TO_PLAN),
                output_field=IntegerField(),
            )
        )
        .order_by("group", "planned_on", "from_time", "due_on", "pk")
    )


def visitors_for(visit: Visit, on: dt.date) -> list[User]:
    """Clerks of the township or village, the county or above it, the nearest first; not who is away, nor the person."""
    grants = grants_over(visit.region, [Post.CLERK], on, line=visit.office.line)
    away = set(Absence.objects.filter(starts_on__lte=on, ends_before__gt=on).values_list("user_id", flat=True))
    person = subjects.find("person", [visit.subject]).get(visit.subject)
    barred = {person.eyes} if person and person.eyes else set()
    found = {grant.user_id: grant.user for grant in grants if grant.user_id not in away}
    return [user for user in found.values() if user.eyes not in barred]
