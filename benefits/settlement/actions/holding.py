"""An institution held by somebody's word: in no clearing of a fund until another lets it go."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import Institution
from benefits.providers.selectors.permits import why_own
from benefits.settlement.models import ClearingHold
from benefits.settlement.selectors.permits import HOLD, why_no_post
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import SAME_PERSON

HELD_ALREADY = Reason(
    "clearing_held_already",
    "{name}已被暂缓拨付。",
    "Payment of {name} is held already.",
    "需要恢复的，由另一人解除暂缓。",
    "To pay it again, somebody else lets it go.",
)
NOT_HELD = Reason(
    "clearing_not_held",
    "{name}的暂缓已经解除。",
    "{name} was let go already.",
    "刷新页面查看最新状态。",
    "Reload the page to see how it stands.",
)


@transaction.atomic
def hold_institution(*, institution: Institution, fund: str, reason: str, by: User, at: dt.datetime) -> ClearingHold:
    """From now on it waits. Raises HELD_ALREADY, OWN_INSTITUTION and what `why_no_post` answers."""
    _check(institution, fund, by, at)
    name = institution.employer.name
    with refusing("clearing_held_once", HELD_ALREADY(name=name)), transaction.atomic():
        made = ClearingHold.objects.create(
            institution=institution, fund=fund, reason=reason, held_by=by, held_eyes=by.eyes, held_at=at
        )
    record(by=by, at=at, code="clearing_held", **_told(made, reason))
    return made


@transaction.atomic
def let_institution_go(*, hold_id: int, reason: str, by: User, at: dt.datetime) -> ClearingHold:
    """The next clearing takes it in. Raises NOT_HELD, SAME_PERSON, OWN_INSTITUTION and what `why_no_post` answers."""
    own = ClearingHold.objects.select_for_update().get(pk=hold_id)
    _check(own.institution, own.fund, by, at)
    if own.lifted_at is not None:
        raise NOT_HELD(name=own.institution.employer.name)
    if own.held_eyes == by.eyes:
        raise SAME_PERSON()
    own.lifted_by, own.lifted_eyes, own.lifted_at, own.lifted_reason = by, by.eyes, at, reason
    own.save(update_fields=["lifted_by", "lifted_eyes", "lifted_at", "lifted_reason"])
    record(by=by, at=at, code="clearing_hold_lifted", **_told(own, reason))
    return own


def _check(institution: Institution, fund: str, by: User, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    if refusal := why_no_post(institution.region, fund, HOLD, by, today) or why_own(institution, by, today):
        raise refusal


def _told(own: ClearingHold, reason: str) -> dict[str, str]:
    its = own.institution
    return {
        "subject_kind": "employer", "subject": its.employer.number, "institution": its.number,
        "fund": own.fund, "reason": reason,
    }  # fmt: skip
