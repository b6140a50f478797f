"""Home-page tiles: doubts of bills to look at, clearings to review, approve and pay, days that differ."""

import datetime as dt

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from benefits.settlement.models import Reconciliation
from benefits.settlement.rules.clearing import Act, State
from benefits.settlement.selectors.permits import (
    DECIDE,
    OPEN,
    POST_OF,
    clearings_seen_by,
    flags_seen_by,
    reconciliations_seen_by,
)
from siadmin.agency import tiles
from siadmin.agency.insurances import Line
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written

_STEPS: dict[str, tuple[str, Words]] = {
    State.CHECKING: (Act.REVIEW, Words("待复核的费用拨付", "Clearings to review")),
    State.REVIEWED: (Act.APPROVE, Words("待审批的费用拨付", "Clearings to approve")),
    State.APPROVED: (Act.PAY, Words("待拨付的定点机构费用", "Clearings to pay")),
}


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    return [*_flags(viewer), *_clearings(viewer), *_days(viewer)]


def _flags(viewer: Viewer) -> list[Tile]:
    found = flags_seen_by(viewer.holding((POST_OF[DECIDE],))).filter(disallowed_fen__isnull=True)
    if not (count := found.count()):
        return []
    oldest = found.order_by("settlement__settled_on").values_list("settlement__settled_on", flat=True)[0]
    return [
        Tile(
            code="settlement.flags",
            title=Words("待核定的账单疑点", "Doubts of bills to look at"),
            count=count,
            url=tiles.page("bill_flags"),
            oldest_on=oldest,
        )
    ]


def _clearings(viewer: Viewer) -> list[Tile]:
    """Of each step what waits for a post of the viewer."""
    made = []
    for state, (act, title) in _STEPS.items():
        waiting = clearings_seen_by(viewer.holding((POST_OF[act],))).filter(state=state)
        if count := waiting.count():
            amount = written(waiting.aggregate(fen=Sum("total_fen", default=0))["fen"])
            oldest = waiting.order_by("opened_at").values_list("opened_at", flat=True)[0]
            made.append(
                Tile(
                    code=f"settlement.to_{act}",
                    title=title,
                    count=count,
                    url=tiles.page("clearings"),
                    oldest_on=timezone.localdate(oldest),
                    detail=Words(f"¥{amount}", f"¥{amount}"),
                )
            )
    return made


def _days(viewer: Viewer) -> list[Tile]:
    """Days that differ as they were told last; told anew and agreeing, one is done with."""
    later = Reconciliation.objects.filter(
        institution=OuterRef("institution"), day=OuterRef("day"), version__gt=OuterRef("version")
    )
    clerks = viewer.holding((POST_OF[OPEN],)).in_line(Line.HS)
    found = reconciliations_seen_by(clerks).filter(~Exists(later), agrees=False) if clerks.is_staff else None
    if found is None or not (count := found.count()):
        return []
    return [
        Tile(
            code="settlement.days",
            title=Words("对账不符的日期", "Days that differ from the institutions'"),
            count=count,
            url=tiles.page("day_differences"),
            oldest_on=found.order_by("day").values_list("day", flat=True)[0],
        )
    ]
