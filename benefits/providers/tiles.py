"""Home-page tile: catalogue files that wait for another person to put them in force."""

import datetime as dt

from django.utils import timezone

from benefits.providers.selectors.permits import POST_OF, PUT, files_seen_by
from siadmin.agency import tiles
from siadmin.agency.insurances import Line
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    waiting = files_seen_by(viewer.holding((POST_OF[PUT],)).in_line(Line.HS)).filter(approved_by__isnull=True)
    if not (count := waiting.count()):
        return []
    return [
        Tile(
            code="providers.catalogue",
            title=Words("待生效的目录文件", "Catalogue files to put in force"),
            count=count,
            url=tiles.page("catalogue_files"),
            oldest_on=timezone.localdate(waiting.earliest("read_at").read_at),
            due_on=waiting.order_by("starts_on").values_list("starts_on", flat=True)[0],
        )
    ]
