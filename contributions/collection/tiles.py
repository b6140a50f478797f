"""Home-page tile: money no bill has taken yet."""

import datetime as dt

from django.db.models import Count, F, Min, Sum

from contributions.collection.selectors import unallocated
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks and fund accountants: unallocated receipts (待分配款), their sum and their age."""
    if not viewer.posts & {Post.CLERK, Post.ACCOUNTANT}:
        return []
    sums = unallocated(viewer).aggregate(
        count=Count("pk"), open=Sum(F("amount_fen") - F("allocated_fen"), default=0), oldest=Min("received_on")
    )
    if not sums["count"]:
        return []
    amount = written(sums["open"])
    return [
        Tile(
            code="collection.unallocated",
            title=Words("待分配款", "Unallocated receipts"),
            count=sums["count"],
            url=tiles.page("receipts_waiting"),
            oldest_on=sums["oldest"],
            detail=Words(f"¥ {amount}", f"¥ {amount}"),
        )
    ]
