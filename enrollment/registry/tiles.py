"""A tile on the home page: pairs of records that may be of one person."""

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone

from enrollment.registry.likenesses import likenesses_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    clerk = viewer.holding((Post.CLERK,))
    if not clerk.reaches:
        return []
    waiting = likenesses_seen_by(clerk).filter(verdict="").order_by()
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("found_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="registry.alike",
            title=Words("疑似重复登记", "People registered twice?"),
            count=sums["count"],
            url=tiles.page("alike"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words("两条记录可能是同一人，待判断", "two records that may be of one person"),
        )
    ]
