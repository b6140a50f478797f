"""Home-page tiles: payment runs that wait for a signature, payments to be looked into, benefits to verify."""

import datetime as dt

from django.db.models import Sum

from benefits.payments.models import Hold
from benefits.payments.rules.course import Act, State
from benefits.payments.selectors.permits import POST_OF, runs_seen_by, suspicions_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written

_WAITS = {State.CHECKING: Act.REVIEW, State.REVIEWED: Act.APPROVE}


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    found = []
    seen = runs_seen_by(viewer)
    own = [state for state, act in _WAITS.items() if POST_OF[act] in viewer.posts]
    waiting = seen.filter(state__in=own)
    if own and (count := waiting.count()):
        amount = written(waiting.aggregate(fen=Sum("total_fen", default=0))["fen"])
        oldest = waiting.order_by("opened_at").values_list("opened_at", flat=True)[0]
        found.append(
            Tile(
                code="payments.to_sign",
                title=Words("待签发放批次", "Payment runs to sign"),
                count=count,
                url=tiles.page("payment_runs"),
                oldest_on=oldest.date(),
                detail=Words(f"¥ {amount}", f"¥ {amount}"),
            )
        )
    if Post.REVIEWER in viewer.posts:
        held = Hold.objects.filter(batch_id__in=seen.values("batches"), lifted_at__isnull=True)
        if count := held.values("batch_id", "row").distinct().count():
            found.append(
                Tile(
                    code="payments.held",
                    title=Words("待核实发放", "Payments to look into"),
                    count=count,
                    url=tiles.page("payment_runs"),
                    oldest_on=held.order_by("raised_at").values_list("raised_at", flat=True)[0].date(),
                )
            )
    if Post.CLERK in viewer.posts:
        suspected = suspicions_seen_by(viewer).filter(closed_at__isnull=True)
        if count := suspected.count():
            found.append(
                Tile(
                    code="payments.suspected",
                    title=Words("待核实领取资格", "Benefits to verify"),
                    count=count,
                    url=tiles.page("suspicions"),
                    oldest_on=suspected.order_by("found_at").values_list("found_at", flat=True)[0].date(),
                )
            )
    return found
