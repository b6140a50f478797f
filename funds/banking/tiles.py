"""Home-page tile: numbers that should be equal and are not."""

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone

from funds.banking.selectors import open_differences
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

ANSWERABLE = (Post.ACCOUNTANT, Post.DIRECTOR, Post.AUDITOR)


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For those who answer for the books: open differences of their funds and regions."""
    waiting = open_differences(viewer.holding(ANSWERABLE)).order_by()
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("opened_at"), nobody=Count("pk") - Count("owner"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="banking.differences",
            title=Words("对账差异", "Differences of the proof"),
            count=sums["count"],
            url=tiles.page("proof"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"{sums['nobody']} 笔没有负责人", f"{sums['nobody']} without an owner"),
        )
    ]
