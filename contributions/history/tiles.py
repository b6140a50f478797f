"""Home-page tiles: files of history that wait for a second person, and those that wait for a clerk."""

import datetime as dt

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from contributions.history.models import FileState, HistoryFile
from contributions.history.selectors import DECIDES, files_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    if viewer.user is None:
        return []
    own = Q(received_by__person_hash=viewer.user.person_hash) | Q(submitted_by__person_hash=viewer.user.person_hash)
    submitted = Q(state=FileState.SUBMITTED)
    unconfirmed = Q(money_fen__isnull=False, confirmed_by__isnull=True)
    to_review = files_seen_by(viewer.holding(DECIDES)).filter(submitted & ~unconfirmed).exclude(own)
    to_confirm = files_seen_by(viewer.holding([Post.ACCOUNTANT])).filter(submitted & unconfirmed).exclude(own)
    to_correct = files_seen_by(viewer.holding([Post.CLERK])).filter(state__in=[FileState.RECEIVED, FileState.SENT_BACK])
    return [
        *_tile(
            to_review,
            "history.review",
            Words("待复核的历史文件", "Files of history to review"),
            Words("别人已提交", "submitted by somebody else"),
        ),
        *_tile(
            to_confirm,
            "history.confirm",
            Words("待确认到账的转入资金", "Money that came with history"),
            Words("请核对账户后确认", "to be confirmed from the account"),
        ),
        *_tile(
            to_correct,
            "history.correct",
            Words("待更正或提交的历史文件", "Files of history to correct or submit"),
            Words("合计或行有差异，或被退回", "totals or rows differ, or it was sent back"),
        ),
    ]


def _tile(files: QuerySet[HistoryFile], code: str, title: Words, detail: Words) -> list[Tile]:
    sums = files.order_by().aggregate(count=Count("pk"), oldest=Min("received_at"))
    if not sums["count"]:
        return []
    return [
        Tile(
            code=code,
            title=title,
            count=sums["count"],
            url=tiles.page("history_files"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=detail,
        )
    ]
