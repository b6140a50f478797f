"""Home-page tile: disability allowances to be reckoned anew, as five years are left to the age."""

import datetime as dt

from benefits.pension.selectors.near_age import near_ages_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    if Post.CLERK not in viewer.posts or not (due := near_ages_seen_by(viewer, today, Month.of(today))):
        return []
    return [
        Tile(
            code="pension.near_age",
            title=Words("待重算的病残津贴", "Disability allowances to reckon anew"),
            count=len(due),
            url=tiles.page("allowances_near_age"),
            oldest_on=due[0].near_in.first_day,
        )
    ]
