"""Home-page tiles: money no bill has taken yet; refunds that wait for the cashier."""

import datetime as dt

from django.db.models import Count, F, Min, Sum
from django.utils import timezone

from contributions.collection.refunds import waiting_refunds
from contributions.collection.selectors import unallocated
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    return [*_refunds(viewer), *_unallocated(viewer)]


def _refunds(viewer: Viewer) -> list[Tile]:
    """For cashiers: refunds ordered and not yet returned by the bank."""
    if Post.CASHIER not in viewer.posts:
        return []
    sums = waiting_refunds(viewer.holding({Post.CASHIER})).aggregate(
        count=Count("pk"), fen=Sum("amount_fen", default=0), oldest=Min("ordered_at")
    )
    if not sums["count"]:
        return []
    amount = written(sums["fen"])
    return [
        Tile(
            code="collection.refunds",
            title=Words("待退费", "Refunds to pay"),
            count=sums["count"],
            url=tiles.page("refunds"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"¥{amount}", f"¥{amount}"),
        )
    ]


def _unallocated(viewer: Viewer) -> list[Tile]:
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
            detail=Words(f"¥{amount}", f"¥{amount}"),
        )
    ]
