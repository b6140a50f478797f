"""Home-page tiles: what one person prepared and another has to finish: months to close, funding plans to sign."""

import datetime as dt
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from funds.ledger.models import Closing, FundingPlan
from funds.ledger.rules.planning import PlanState
from funds.ledger.selectors import books_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

_WHO = {
    "close": (Post.ACCOUNTANT, Post.DIRECTOR),
    "sign": (Post.APPROVER, Post.DIRECTOR),
    "answer": (Post.ACCOUNTANT, Post.APPROVER, Post.DIRECTOR),
}
_WORDS = {
    "closings": (
        Words("待结账的月份", "Months to close"),
        Words("别人已准备，等您结账", "prepared by somebody else, to be closed by you"),
    ),
    "plans_to_sign": (
        Words("待报送的用款计划", "Funding plans to sign"),
        Words("别人已编制，等您签署报送", "prepared by somebody else, to be signed by you"),
    ),
    "plans_submitted": (
        Words("待登记批复的用款计划", "Funding plans without a reply"),
        Words("已报送财政，收到批复后登记", "submitted; write the reply down when it comes"),
    ),
}


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """Prepared by somebody else (four eyes), of the viewer's books; and plans the finance department answers."""
    if viewer.user is None:
        return []
    books = {post: books_seen_by(viewer.holding(posts)) for post, posts in _WHO.items()}
    plans, own = FundingPlan.objects.all(), viewer.user.person_hash
    closings = Closing.objects.filter(book__in=books["close"], closed_at__isnull=True)
    found = [
        _tile("closings", "closing", closings.exclude(prepared_by__person_hash=own), "prepared_at"),
        _tile(
            "plans_to_sign", "funding_plans",
            plans.filter(book__in=books["sign"], state=PlanState.PREPARED).exclude(prepared_by__person_hash=own),
            "prepared_at",
        ),
        _tile(
            "plans_submitted", "funding_plans",
            plans.filter(book__in=books["answer"], state=PlanState.SIGNED).exclude(prepared_by__person_hash=own),
            "signed_at",
        ),
    ]  # fmt: skip
    return [tile for tile in found if tile is not None]


def _tile(code: str, page: str, waiting: QuerySet[Any], since: str) -> Tile | None:
    sums = waiting.aggregate(count=Count("pk"), oldest=Min(since))
    if not sums["count"]:
        return None
    title, detail = _WORDS[code]
    return Tile(
        code=f"ledger.{code}", title=title, count=sums["count"], url=tiles.page(page),
        oldest_on=timezone.localdate(sums["oldest"]), detail=detail,
    )  # fmt: skip
