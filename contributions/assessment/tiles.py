"""Home-page tile: employers a person has to assess."""

import datetime as dt

from django.db.models import Count, Min, Sum
from django.utils import timezone

from contributions.assessment.models import HandAssessment
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks and reviewers: nothing declared and no earlier month to go by (SIL 62, COLL 10)."""
    if not viewer.posts & {Post.CLERK, Post.REVIEWER}:
        return []
    waiting = HandAssessment.objects.filter(viewer.region_filter("employer__region"), decided_at__isnull=True)
    sums = waiting.aggregate(count=Count("pk"), people=Sum("people", default=0), oldest=Min("noticed_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="assessment.by_hand",
            title=Words("须人工核定的单位", "Employers to assess by hand"),
            count=sums["count"],
            url=tiles.page("hand_assessments"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"涉及 {sums['people']:,} 人", f"{sums['people']:,} people"),
        )
    ]
