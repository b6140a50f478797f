"""Home-page tile: cases that wait for the viewer, nearest deadline first."""

import datetime as dt

from django.db.models import Count, Min, Q
from django.utils import timezone

from siadmin.agency import tiles
from siadmin.agency.tiles import First, Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.matters.rules import DUE_POST
from siadmin.matters.selectors.inbox import STANDING, entries_of, inbox

_FIRST = 2


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks, reviewers and approvers: what is in their hands or open to their post."""
    if viewer.user is None or not viewer.posts & set(DUE_POST.values()):
        return []
    box = inbox(viewer, today)
    sums = box.to_do.order_by().aggregate(
        count=Count("pk"), oldest=Min("received_at"), due_on=Min("due_on", filter=~Q(group=STANDING))
    )
    if not sums["count"]:
        return []
    mine = box.mine.count()
    return [
        Tile(
            code="matters.cases",
            title=Words("待办事项", "Cases to do"),
            count=sums["count"],
            url=tiles.page("cases"),
            oldest_on=timezone.localdate(sums["oldest"]),
            due_on=sums["due_on"],
            detail=Words(f"其中 {mine} 件已在您手中", f"{mine} of them in your hands already"),
            first=tuple(
                First(
                    Words(
                        f"{each.matter.title.zh}{f' · {each.subject.name.zh}' if each.subject else ''}",
                        f"{each.matter.title.en}{f' · {each.subject.name.en}' if each.subject else ''}",
                    ),
                    tiles.page("case", each.case.number),
                )
                for each in entries_of(list(box.to_do[:_FIRST]), today)
            ),
        )
    ]
