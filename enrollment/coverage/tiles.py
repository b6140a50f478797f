"""Home-page tiles: people to approach, differences from registers to decide, orders to follow."""

import datetime as dt

from django.db.models import Count, Min, Q
from django.utils import timezone

from enrollment.coverage.models import Finding, Mismatch
from enrollment.coverage.selectors.disputes import orders_seen_by
from enrollment.coverage.selectors.outreach import within
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    clerk = viewer.holding((Post.CLERK,))
    return [*_outreach(clerk), *_mismatches(clerk), *_orders(clerk)] if clerk.reaches else []


def _outreach(viewer: Viewer) -> list[Tile]:
    """Whom the law obliges and nobody has approached, and whose turn has come."""
    seen = Finding.objects.filter(within(viewer, "region"), closed_at__isnull=True)
    sums = seen.aggregate(
        count=Count("pk", filter=Q(is_must=True, result="") | Q(next_on__isnull=False, assigned_to=viewer.user)),
        due_on=Min("next_on", filter=Q(assigned_to=viewer.user)),
        mine=Count("pk", filter=Q(assigned_to=viewer.user)),
        oldest=Min("opened_at"),
    )
    if not sums["count"]:
        return []
    return [
        Tile(
            code="coverage.outreach",
            title=Words("待走访人员", "People to approach"),
            count=sums["count"],
            url=tiles.page("outreach"),
            oldest_on=timezone.localdate(sums["oldest"]),
            due_on=sums["due_on"],
            detail=Words(
                f"应保未保、断保、欠缴；{sums['mine']} 人在您手中",
                f"not insured or unpaid; {sums['mine']} in your hands",
            ),
        )
    ]


def _mismatches(viewer: Viewer) -> list[Tile]:
    waiting = Mismatch.objects.filter(within(viewer, "region"), decision="")
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("found_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="coverage.mismatches",
            title=Words("共享数据不一致", "Differences from registers"),
            count=sums["count"],
            url=tiles.page("mismatches"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words("两边数值都保留，等人认定", "both values are kept and wait for a person"),
        )
    ]


def _orders(viewer: Viewer) -> list[Tile]:
    standing = orders_seen_by(viewer).filter(put_right_on__isnull=True)
    sums = standing.aggregate(count=Count("pk"), oldest=Min("ordered_on"), due_on=Min("comply_by"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="coverage.orders",
            title=Words("责令补办待落实", "Orders to employers"),
            count=sums["count"],
            url=tiles.page("orders"),
            oldest_on=sums["oldest"],
            due_on=sums["due_on"],
            detail=Words("异议成立，单位尚未补办", "upheld disputes that employers have not put right"),
        )
    ]
