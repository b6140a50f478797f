"""Home-page tiles: runs to sign and to pay, payments to look into, benefits to verify, what one is
entrusted with, demands past their day."""

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from benefits.payments.rules.course import Act, State
from benefits.payments.selectors.arrived import arrived_twice_seen_by
from benefits.payments.selectors.entrusted import entrusted_to
from benefits.payments.selectors.leaving import runs_to_pay
from benefits.payments.selectors.owed import past_their_day
from benefits.payments.selectors.permits import (
    POST_OF,
    overpayments_seen_by,
    owed_back_seen_by,
    runs_seen_by,
    suspicions_seen_by,
)
from benefits.payments.selectors.rising import to_supplement
from benefits.payments.selectors.standing import holds_in
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
                oldest_on=timezone.localdate(oldest),
                detail=Words(f"¥{amount}", f"¥{amount}"),
            )
        )
    if Post.REVIEWER in viewer.posts:
        held = holds_in(seen).filter(lifted_at__isnull=True)
        if count := held.values("batch_id", "row").distinct().count():
            found.append(
                Tile(
                    code="payments.held",
                    title=Words("待核实发放", "Payments to look into"),
                    count=count,
                    url=tiles.page("payment_runs"),
                    oldest_on=timezone.localdate(held.order_by("raised_at").values_list("raised_at", flat=True)[0]),
                )
            )
    if Post.CASHIER in viewer.posts and (count := runs_to_pay(seen, today)):
        found.append(
            Tile(
                code="payments.to_pay",
                title=Words("待划付批次", "Payment runs to pay"),
                count=count,
                url=tiles.page("payment_runs"),
            )
        )
    return found + (_of_clerks(viewer, today) if Post.CLERK in viewer.posts else [])


def _of_clerks(viewer: Viewer, today: dt.date) -> list[Tile]:
    found = []
    suspected = suspicions_seen_by(viewer).filter(closed_at__isnull=True)
    if count := suspected.count():
        found.append(
            Tile(
                code="payments.suspected",
                title=Words("待核实领取资格", "Benefits to verify"),
                count=count,
                url=tiles.page("suspicions"),
                oldest_on=timezone.localdate(suspected.order_by("found_at").values_list("found_at", flat=True)[0]),
            )
        )
    entrusted = entrusted_to(viewer)
    if count := entrusted.count():
        found.append(
            Tile(
                code="payments.entrusted",
                title=Words("委托、上门核实", "Entitlement to look into"),
                count=count,
                url=tiles.page("entrustments"),
                due_on=entrusted.values_list("due_on", flat=True)[0],
            )
        )
    if waiting := to_supplement(viewer):
        found.append(
            Tile(
                code="payments.to_supplement",
                title=Words("核定在后、尚未补调的待遇", "Granted since a rise, and not risen"),
                count=sum(count for _, count in waiting),
                url=tiles.page("rises"),
                oldest_on=timezone.localdate(min(each.opened_at for each, _ in waiting)),
            )
        )
    return found + _of_money_back(viewer, today)


def _of_money_back(viewer: Viewer, today: dt.date) -> list[Tile]:
    """Owed to people, and to come back from them."""
    found = []
    if owed := list(owed_back_seen_by(viewer)):
        found.append(
            Tile(
                code="payments.owed_back",
                title=Words("应退回本人的款项", "Owed to people: it came back twice"),
                count=len(owed),
                url=tiles.page("overpayments"),
                oldest_on=timezone.localdate(owed[0].found_at),
            )
        )
    if twice := list(arrived_twice_seen_by(viewer)):
        found.append(
            Tile(
                code="payments.arrived_twice",
                title=Words("重复到账、待退还", "Arrived twice, and to come back"),
                count=len(twice),
                url=tiles.page("overpayments"),
                due_on=twice[0].due_on,
            )
        )
    late = past_their_day(overpayments_seen_by(viewer), today)
    if count := late.count():
        found.append(
            Tile(
                code="payments.overdue",
                title=Words("逾期未退还的待遇", "Overpayments past their day"),
                count=count,
                url=tiles.page("overpayments"),
                oldest_on=late.order_by("due_on").values_list("due_on", flat=True)[0],
            )
        )
    return found
