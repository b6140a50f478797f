"""Home-page tiles: numbers that should be equal and are not, lines of the bank that the books do not know."""

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone

from funds.banking.selectors import open_differences
from funds.banking.selectors.matching import unmatched_by_book
from funds.ledger.selectors import books_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

ANSWERABLE = (Post.ACCOUNTANT, Post.DIRECTOR, Post.AUDITOR)


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For those who answer for the books: open differences, and lines of the bank, of their funds and regions."""
    responsible = viewer.holding(ANSWERABLE)
    return [*_differences(responsible), *_lines(responsible)]


def _differences(viewer: Viewer) -> list[Tile]:
    sums = (
        open_differences(viewer)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("opened_at"), nobody=Count("pk") - Count("owner"))
    )
    if not sums["count"]:
        return []
    return [
        Tile(
            code="banking.differences",
            title=Words("对账差异", "Differences of the proof"),
            count=sums["count"],
            url=tiles.page("proof"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=_nobodys(sums["nobody"]),
        )
    ]


def _lines(viewer: Viewer) -> list[Tile]:
    found = list(unmatched_by_book(books_seen_by(viewer)).values())
    if not found:
        return []
    return [
        Tile(
            code="banking.lines",
            title=Words("未匹配的银行流水", "Lines of the bank not in the books"),
            count=sum(each.lines for each in found),
            url=tiles.page("statement_lines"),
            oldest_on=min(each.oldest_on for each in found),
            detail=_nobodys(sum(each.nobodys for each in found)),
        )
    ]


def _nobodys(count: int) -> Words:
    return Words(f"{count} 笔没有负责人", f"{count} without an owner")
