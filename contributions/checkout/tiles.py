"""Home-page tile: payments by a link that a person has to look into."""

import datetime as dt

from django.utils import timezone

from contributions.checkout.selectors import orders_in_trouble, strays
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For fund accountants: not taken in, or paid for an order nobody knows."""
    if Post.ACCOUNTANT not in viewer.posts:
        return []
    waiting, unknown = list(orders_in_trouble(viewer.holding({Post.ACCOUNTANT}))), list(strays())
    if not waiting and not unknown:
        return []
    amount = written(sum(order.total_fen for order in waiting) + sum(said.amount_fen for said in unknown))
    days = [order.opened_at for order in waiting] + [said.received_at for said in unknown]
    return [
        Tile(
            code="checkout.trouble",
            title=Words("网上缴费待处理", "Payments by link to look into"),
            count=len(waiting) + len(unknown),
            url=tiles.page("payments_in_trouble"),
            oldest_on=timezone.localdate(min(days)),
            detail=Words(f"¥{amount}", f"¥{amount}"),
        )
    ]
