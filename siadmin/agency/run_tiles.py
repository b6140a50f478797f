"""Home-page tile: runs that stopped and wait to be mended."""

import datetime as dt

from django.utils import timezone

from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.selectors.runs import runs_seen_by
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import RunState


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For administrators: runs of their regions that a slice has stopped."""
    stopped = list(runs_seen_by(viewer.holding((Post.ADMINISTRATOR,))).filter(state=RunState.FAILED))
    if not stopped:
        return []
    return [
        Tile(
            code="agency.stopped_runs",
            title=Words("停止的批次", "Runs that stopped"),
            count=len(stopped),
            url=tiles.page("run", stopped[0].pk) if len(stopped) == 1 else tiles.page("runs"),
            oldest_on=timezone.localdate(min(run.planned_at for run in stopped)),
            detail=Words("查明原因后继续", "find out why, then continue"),
        )
    ]
