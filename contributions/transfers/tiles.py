"""Home-page tile: transfers whose next step is the viewer's, nearest deadline first."""

import datetime as dt

from django.db.models import Count, Min, Sum
from django.utils import timezone

from contributions.transfers.selectors.permits import may_do_now, transfers_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written

_DOERS = frozenset({Post.CLERK, Post.REVIEWER, Post.ACCOUNTANT})


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks, reviewers and accountants of either place."""
    if not viewer.posts & _DOERS:
        return []
    waiting = transfers_seen_by(viewer).filter(may_do_now(viewer)).order_by()
    sums = waiting.aggregate(
        count=Count("pk"), due_on=Min("due_on"), oldest=Min("requested_at"),
        amount=Sum("principal_fen", default=0) + Sum("interest_fen", default=0) + Sum("pooled_fen", default=0),
    )  # fmt: skip
    if not sums["count"]:
        return []
    amount = written(sums["amount"])
    return [
        Tile(
            code="transfers.to_do",
            title=Words("待办转移", "Transfers to do"),
            count=sums["count"],
            url=tiles.page("transfers"),
            oldest_on=timezone.localdate(sums["oldest"]),
            due_on=sums["due_on"],
            detail=Words(f"¥{amount}", f"¥{amount}") if sums["amount"] else None,
        )
    ]
