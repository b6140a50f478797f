"""What a bill was flagged for is decided by a reviewer: allowed, or so much of it disallowed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.settlement.models import Flag
from benefits.settlement.selectors.permits import DECIDE, why_no_post, why_own_flag
from siadmin.agency.models import User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

TOO_MUCH = Reason(
    "flag_too_much",
    "核减 {fen} 元超过该结算基金支付的 {most} 元（含已核减）。",
    "{fen} yuan are more than the {most} yuan the funds paid, with what is disallowed already.",
    "核减不超过基金支付的金额。",
    "Disallow no more than the funds paid.",
)


def _whose(flag_id: int) -> tuple[str, str]:
    return "person", Flag.objects.values_list("settlement__person__number", flat=True).get(pk=flag_id)


@refusals_recorded(_whose, by="flag_id")
@transaction.atomic
def decide_flag(*, flag_id: int, disallowed_fen: int, reason: str, by: User, at: dt.datetime) -> Flag:
    """Nought allows it. The next clearing takes it off. Raises CHANGED_SINCE, TOO_MUCH, what permits refuse."""
    flag = Flag.objects.select_for_update(of=("self",)).select_related(
        "settlement__region", "settlement__person", "settlement__institution__employer"
    )
    own = flag.get(pk=flag_id)
    if own.disallowed_fen is not None:
        raise CHANGED_SINCE()
    its = own.settlement
    if refusal := why_no_post(its.region, its.fund, DECIDE, by, timezone.localdate(at)):
        raise refusal
    if refusal := why_own_flag(own, by, timezone.localdate(at)):
        raise refusal
    own.disallowed_fen, own.reason, own.decided_by, own.decided_at = disallowed_fen, reason, by, at
    told = TOO_MUCH(fen=written(disallowed_fen), most=written(its.fund_fen))
    with refusing("flag_within_settlement", told), transaction.atomic():
        own.save(update_fields=["disallowed_fen", "reason", "decided_by", "decided_at"])
    record(
        by=by, at=at, code="flag_decided", subject_kind="person", subject=its.person.number, reason=reason,
        settlement=its.number, flag=own.code, disallowed_fen=disallowed_fen,
    )  # fmt: skip
    return own
