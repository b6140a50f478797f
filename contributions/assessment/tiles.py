"""Home-page tiles: what a person has to assess, review or let go, and employers billed provisionally."""

import datetime as dt

from django.db.models import Count, Exists, Min, OuterRef, Sum
from django.utils import timezone

from contributions.assessment.by_hand import prepared
from contributions.assessment.models import Bill, BillKind, HandAssessment, PreparedState, Resettlement
from contributions.assessment.resettlements import sent_back_to
from siadmin.agency import tiles
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    return [*_by_hand(viewer), *_to_review(viewer), *_provisional(viewer), *_to_let_go(viewer), *_sent_back(viewer)]


def _by_hand(viewer: Viewer) -> list[Tile]:
    """For clerks: nothing declared and no earlier month to go by, and nobody has prepared wages (SIL 62, COLL 10)."""
    waiting = HandAssessment.objects.filter(
        viewer.holding([Post.CLERK]).region_filter("employer__region"), decided_at__isnull=True
    ).exclude(Exists(prepared(waiting=OuterRef("pk"))))
    sums = waiting.aggregate(count=Count("pk"), people=Sum("people", default=0), oldest=Min("noticed_at"))
    if not sums["count"]:
        return []
    back = waiting.filter(proposals__state=PreparedState.SENT_BACK).distinct().count()
    zh, en = f"涉及 {sums['people']:,} 人", f"{sums['people']:,} people"
    return [
        Tile(
            code="assessment.by_hand",
            title=Words("须人工核定的单位", "Employers to assess by hand"),
            count=sums["count"],
            url=tiles.page("hand_assessments"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"{zh}，退回 {back} 件", f"{en}, {back} sent back") if back else Words(zh, en),
        )
    ]


def _to_review(viewer: Viewer) -> list[Tile]:
    """For reviewers: wages somebody else has prepared (four eyes)."""
    if viewer.user is None:
        return []
    waiting = (
        prepared()
        .filter(viewer.holding([Post.REVIEWER]).region_filter("waiting__employer__region"))
        .exclude(prepared_by__person_hash=viewer.user.person_hash)
    )
    sums = waiting.aggregate(count=Count("pk"), people=Sum("waiting__people", default=0), oldest=Min("prepared_at"))
    if not sums["count"]:
        return []
    people = f"{sums['people']:,}"
    return [
        Tile(
            code="assessment.by_hand_review",
            title=Words("待复核的人工核定", "Wages by hand to review"),
            count=sums["count"],
            url=f"{url}?show=review" if (url := tiles.page("hand_assessments")) else "",
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"别人已拟定，涉及 {people} 人", f"prepared by somebody else, {people} people"),
        )
    ]


def _to_let_go(viewer: Viewer) -> list[Tile]:
    """For approvers: re-settlements somebody else has put forward (four eyes)."""
    if viewer.user is None:
        return []
    waiting = Resettlement.objects.filter(
        viewer.holding([Post.APPROVER]).region_filter("region"), state=PreparedState.PREPARED
    ).exclude(prepared_by__person_hash=viewer.user.person_hash)
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("prepared_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="assessment.resettlements",
            title=Words("待放行的重新结算", "Re-settlements to let go"),
            count=sums["count"],
            url=tiles.page("resettlements"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words("别人已试算并提交", "tried out and put forward by somebody else"),
        )
    ]


def _sent_back(viewer: Viewer) -> list[Tile]:
    """For who put a re-settlement forward: it came back, and nothing was tried out in the region since."""
    if viewer.user is None:
        return []
    sums = sent_back_to(viewer.user).aggregate(count=Count("pk"), oldest=Min("decided_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="assessment.resettlements_back",
            title=Words("退回的重新结算", "Re-settlements sent back"),
            count=sums["count"],
            url=tiles.page("resettlements"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words("由您提交，附退回理由", "put forward by you, with the reason"),
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
            detail=Words(f"未申报，暂定 ¥{amount}", f"not declared, ¥{amount} provisional"),
        )
    ]
