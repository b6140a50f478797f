"""Home-page tiles: employers a person has to assess, and employers billed provisionally."""

import datetime as dt

from django.db.models import Count, Exists, Min, OuterRef, Sum
from django.utils import timezone

from contributions.assessment.models import Bill, BillKind, HandAssessment
from siadmin.agency import tiles
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    return [*_by_hand(viewer), *_provisional(viewer)]


def _by_hand(viewer: Viewer) -> list[Tile]:
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


def _provisional(viewer: Viewer) -> list[Tile]:
    """For clerks and reviewers: not declared, billed at 110% of last month, to be pursued (SIL 62)."""
    reversed_since = Bill.objects.filter(
        employer_id=OuterRef("employer_id"), month=OuterRef("month"), kind=BillKind.REVERSAL
    )
    waiting = Bill.objects.filter(
        viewer.holding((Post.CLERK, Post.REVIEWER)).region_filter("employer__region"),
        ~Exists(reversed_since),
        kind=BillKind.PROVISIONAL,
        fund__in=[fund for fund in Fund.values if viewer.sees_fund(fund)],
    )
    sums = waiting.aggregate(
        count=Count("employer_id", distinct=True), total=Sum("total_fen", default=0), oldest=Min("issued_at")
    )
    if not sums["count"]:
        return []
    amount = written(sums["total"])
    return [
        Tile(
            code="assessment.provisional",
            title=Words("暂定核定的单位", "Employers billed provisionally"),
            count=sums["count"],
            url=tiles.page("contributions"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"未申报，暂定 ¥ {amount}", f"not declared, ¥ {amount} provisional"),
        )
    ]
