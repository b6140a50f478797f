"""Home-page tile: months one person prepared, which another has to close."""

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone

from funds.ledger.models import Closing
from funds.ledger.selectors import books_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

CLOSERS = (Post.ACCOUNTANT, Post.DIRECTOR)


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For accountants and directors: prepared closings of their books by somebody else (four eyes)."""
    if viewer.user is None:
        return []
    waiting = Closing.objects.filter(book__in=books_seen_by(viewer.holding(CLOSERS)), closed_at__isnull=True).exclude(
        prepared_by__person_hash=viewer.user.person_hash
    )
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("prepared_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code="ledger.closings",
            title=Words("待结账的月份", "Months to close"),
            count=sums["count"],
            url=tiles.page("closing"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words("别人已准备，等您结账", "prepared by somebody else, to be closed by you"),
        )
    ]
