"""Outreach lists: which findings a viewer sees, in which order, grouped by place down to the village."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from enrollment.coverage.models import Finding
from enrollment.coverage.rules.kinds import Kind
from enrollment.registry.models import Employer
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Line
from siadmin.agency.models import Level, Region
from siadmin.agency.posts import Post
from siadmin.agency.selectors import ancestors
from siadmin.agency.viewer import Viewer

WORKING = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
WHOSE = ("all", "mine", "free", "due")
MOST_EMPLOYERS = 8


def paths_of(viewer: Viewer) -> list[str]:
    """The subtrees a viewer reaches in the line that insures for pensions."""
    return sorted({reach.path for reach in viewer.in_line(Line.HRSS).reaches})


def within(viewer: Viewer, prefix: str) -> Q:
    """Rows whose region lies in one of them; nothing for others."""
    return viewer.in_line(Line.HRSS).region_filter(prefix)


def findings_seen_by(viewer: Viewer) -> QuerySet[Finding]:
    """Open and closed ones of the viewer's line and region."""
    seen = Finding.objects.filter(within(viewer, "region"))
    return seen.select_related("person", "known", "employer", "region", "assigned_to")


def regions_reached(viewer: Viewer) -> list[Region]:
    """The heads of the viewer's subtrees, the largest first."""
    codes = [path.rstrip("/").rsplit("/", 1)[-1] for path in paths_of(viewer)]
    return list(Region.objects.filter(pk__in=codes).order_by("level", "code"))


def region_in_view(viewer: Viewer, code: str) -> Region | None:
    """The region of this code if the viewer reaches it, else the head of the first subtree; None without any."""
    wanted = Region.objects.filter(pk=code).first() if code else None
    if wanted is not None and any(wanted.path.startswith(path) for path in paths_of(viewer)):
        return wanted
    return next(iter(regions_reached(viewer)), None)


def trail_of(viewer: Viewer, region: Region) -> list[Region]:
    """From the head of the viewer's subtree down to the region."""
    codes = list(reversed(ancestors(region)))
    regions = Region.objects.in_bulk(codes)
    reached = [path for path in paths_of(viewer) if region.path.startswith(path)]
    top = min(reached, key=len, default=region.path)
    return [regions[code] for code in codes if code in regions and regions[code].path.startswith(top)]


def queue(
    viewer: Viewer, region: Region, *, kind: str, whose: str, today: dt.date, employer: str = ""
) -> QuerySet[Finding]:
    """Open findings of a place and below, the weightiest first; of one employer where its number is given."""
    rows = findings_seen_by(viewer).filter(closed_at__isnull=True, region__path__startswith=region.path)
    if employer:
        rows = rows.filter(employer__number=employer)
    if kind in list(Kind):
        rows = rows.filter(kind=kind)
    narrowed = {
        "mine": Q(assigned_to=viewer.user),
        "free": Q(assigned_to__isnull=True),
        "due": Q(next_on__lte=today),
    }
    return rows.filter(narrowed.get(whose, Q())).order_by("-weight", "pk")


@dataclass(frozen=True, slots=True)
class Below:
    """A place below, with how many open findings it has; `region` None for those no deeper place is known of."""

    region: Region | None
    count: int
    must: int


def employers_of(rows: QuerySet[Finding]) -> list[tuple[Employer, int]]:
    """The employers behind some findings, who has most of them first: one call to them serves many."""
    counted = dict(
        rows.filter(employer__isnull=False)
        .order_by()
        .values_list("employer")
        .annotate(count=Count("pk"))
        .order_by("-count", "employer")[:MOST_EMPLOYERS]
    )
    employers = Employer.objects.in_bulk(counted)
    return [(employers[pk], count) for pk, count in counted.items()]


def places_below(viewer: Viewer, region: Region) -> list[Below]:
    """The next level down, the most findings first; a level of one place that has them all is passed over."""
    rows = (
        Finding.objects.filter(within(viewer, "region"), closed_at__isnull=True, region__path__startswith=region.path)
        .order_by()
        .values_list("region__path")
        .annotate(count=Count("pk"), must=Count("pk", filter=Q(is_must=True)))
    )
    counted: dict[str, list[int]] = {}
    for path, count, must in rows:
        child = path[len(region.path) :].split("/", 1)[0]
        sums = counted.setdefault(child, [0, 0])
        sums[0] += count
        sums[1] += must
    regions = Region.objects.in_bulk([code for code in counted if code])
    found = [Below(regions.get(code), count, must) for code, (count, must) in counted.items()]
    if len(found) == 1 and found[0].region is not None and found[0].region.level < Level.COUNTY:
        return places_below(viewer, found[0].region)
    return sorted(found, key=lambda each: (each.region is None, -each.count, each.region.pk if each.region else ""))


def earlier_of(finding: Finding) -> list[Finding]:
    """What was found of the same person before: the history that is kept."""
    same = Q(known=finding.known_id) if finding.known_id else Q(pk__in=[])
    if finding.person_id:
        same |= Q(person__in=records_of(finding.person_id))
    return list(Finding.objects.filter(same).exclude(pk=finding.pk).order_by("-opened_at", "-pk")[:10])
