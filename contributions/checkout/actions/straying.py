"""Money the channel told of and we could not place: one person finds what became of it, another finds the same."""

import datetime as dt

from django.db import transaction

from contributions.checkout.models import Callback, StrayConfirmation, StrayEnd
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON


@transaction.atomic
def end_stray(*, said: Callback, by: User, at: dt.datetime, reason: str) -> StrayEnd:
    """Say what became of it: the channel's answer, or the receipt by which its money arrived."""
    end = StrayEnd.objects.create(
        channel=said.channel, number=said.number, trade=said.trade, amount_fen=said.amount_fen,
        reason=reason[:300], by=by, at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="stray_payment_ended", subject_kind="payment", subject=end.trade, reason=end.reason,
        order=end.number, amount_fen=end.amount_fen,
    )  # fmt: skip
    return end


@transaction.atomic
def confirm_stray(*, end: StrayEnd, by: User, at: dt.datetime) -> StrayConfirmation:
    """Another person found the same. Raises SAME_PERSON, CHANGED_SINCE."""
    with (
        refusing("stray_confirmed_by_another", SAME_PERSON()),
        refusing("stray_ends_once", CHANGED_SINCE()),
        refusing("checkout_strayconfirmation_end_id_key", CHANGED_SINCE()),
    ):
        confirmation = StrayConfirmation.objects.create(end=end, by=by, at=at)
    record(
        by=by, at=at, code="stray_payment_confirmed", subject_kind="payment", subject=end.trade, reason=end.reason,
        order=end.number, amount_fen=end.amount_fen,
    )  # fmt: skip
    return confirmation
