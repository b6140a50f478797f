"""A payment the channel told of for an order nobody knows is looked into by a person, who says what became of it."""

import datetime as dt

from django.db import transaction

from contributions.checkout.models import Callback, StrayEnd
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.workflow import CHANGED_SINCE


@transaction.atomic
def end_stray(*, said: Callback, by: User, at: dt.datetime, reason: str) -> StrayEnd:
    """Say what became of it: the channel's answer, or the receipt by which its money arrived. Raises CHANGED_SINCE."""
    with refusing("stray_ends_once", CHANGED_SINCE()):
        end = StrayEnd.objects.create(
            channel=said.channel, number=said.number, trade=said.trade, amount_fen=said.amount_fen,
            reason=reason[:300], by=by, at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="stray_payment_ended", subject_kind="payment", subject=said.trade, reason=reason,
        order=said.number, amount_fen=said.amount_fen,
    )  # fmt: skip
    return end
