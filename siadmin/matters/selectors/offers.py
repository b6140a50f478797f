"""What a clerk can start for somebody right away, and what is under way for them."""

import datetime as dt

from django.db.models import QuerySet

from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.matters.catalogue import Door, Matter, Obstacle, matters
from siadmin.matters.models import Case
from siadmin.matters.rules import OPEN
from siadmin.matters.selectors.cases import cases_seen_by
from siadmin.matters.subjects import Subject


def startable(viewer: Viewer, kind: str | None = None) -> list[Matter]:
    """Matters of the lines in which the viewer is a clerk, of one kind of subject or all; none for others."""
    lines = {reach.line for reach in viewer.holding((Post.CLERK,)).reaches}
    return [matter for matter in matters(Door.COUNTER, kind) if lines and matter.line in ("", *lines)]


def offered_to(viewer: Viewer, subject: Subject, on: dt.date) -> list[tuple[Matter, list[Obstacle]]]:
    """What a clerk can start for somebody, each with what stands against it now; what can be done comes first."""
    found = [(matter, matter.against(subject, on)) for matter in startable(viewer, subject.kind)]
    return sorted(found, key=lambda each: bool(each[1]))


def under_way(viewer: Viewer, kind: str, *numbers: str) -> QuerySet[Case]:
    """Open cases of a subject, by all its numbers, that the viewer may see, the next due first."""
    seen = cases_seen_by(viewer).filter(subject_kind=kind, subject__in=numbers, state__in=OPEN)
    return seen.order_by("due_on", "pk")
