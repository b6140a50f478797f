"""Letting a payment go that the guard held, with the reason; what a word cannot mend goes when it was mended."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.running import locked_run
from benefits.payments.models import Hold
from benefits.payments.rules.course import LIFTED_BY_A_WORD, WHY_WORDS
from benefits.payments.selectors.permits import LIFT, why_not
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason

LIFTED_ALREADY = Reason(
    "payment_hold_lifted_already",
    "此项已由 {name} 放行。",
    "{name} has let this go already.",
    "刷新页面查看。",
    "Reload the page.",
)
NOT_BY_A_WORD = Reason(
    "payment_hold_not_by_a_word",
    "“{why_zh}”不能凭说明放行。",
    "“{why_en}” is not lifted by a word.",
    "先更正登记（死亡、账户、参保或另一项待遇）；本笔作不予发放处理，更正后重新发放。",
    "Correct what is on record (death, account, insurance, the other benefit); it is paid again after that.",
)


@transaction.atomic
def lift_hold(*, hold_id: int, by: User, at: dt.datetime, reason: str) -> Hold:
    """A reviewer who did not open the run looked into it and says why it may go.

    Raises NOT_BY_A_WORD, LIFTED_ALREADY.
    """
    hold = Hold.objects.select_for_update(of=("self",)).select_related("person", "lifted_by").get(pk=hold_id)
    own = locked_run(hold.batch_id)  # a file of it is made before, or after
    if refusal := why_not(own, LIFT, by, timezone.localdate(at)):
        raise refusal
    if hold.lifted_by is not None:
        raise LIFTED_ALREADY(name=hold.lifted_by.display_name)
    if hold.because not in LIFTED_BY_A_WORD:
        why = WHY_WORDS[hold.because]
        raise NOT_BY_A_WORD(why_zh=why.zh, why_en=why.en)
    hold.lifted_by, hold.lifted_at, hold.reason = by, at, reason
    hold.save(update_fields=["lifted_by", "lifted_at", "reason"])
    record(
        by=by, at=at, code="payment_hold_lifted", subject_kind="person", subject=hold.person.number, reason=reason,
        run=own.number, because=hold.because,
    )  # fmt: skip
    return hold
