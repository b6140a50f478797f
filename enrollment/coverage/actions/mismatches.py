"""A person decides which of two values holds, and says why (REG 9)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from enrollment.coverage.actions.outreach import check_reach
from enrollment.coverage.models import Mismatch
from enrollment.coverage.reasons import MISMATCH_DECIDED, SAY_WHY_SO
from enrollment.coverage.rules.kinds import Decision, Field
from enrollment.registry.actions.corrections import record_death
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.trail import record


@transaction.atomic
def decide_mismatch(*, mismatch_id: int, decision: Decision, reason: str, by: User, at: dt.datetime) -> Mismatch:
    """Keep the decision beside both values. A death that holds is recorded; one that does not is taken off again.

    Names, numbers and employers are put right by a matter of their own, with its papers and signatures.
    Raises MISMATCH_DECIDED, SAY_WHY_SO, NOT_OURS, PERSON_HAS_DIED.
    """
    mismatch = (
        Mismatch.objects.select_for_update(of=("self",))
        .select_related("region", "person", "known", "batch")
        .get(pk=mismatch_id)
    )
    check_reach(by, mismatch.region, timezone.localdate(at), Post.CLERK)
    if mismatch.decision:
        raise MISMATCH_DECIDED()
    if not reason.strip():
        raise SAY_WHY_SO()
    mismatch.decision, mismatch.reason = decision, reason.strip()
    mismatch.decided_by, mismatch.decided_at = by, at
    mismatch.save(update_fields=["decision", "reason", "decided_by", "decided_at"])  # both values stay as sealed
    if mismatch.field == Field.DIED_ON and mismatch.person and mismatch.known:
        if decision == Decision.THEIRS:
            day = dt.date.fromisoformat(mismatch.theirs)
            cause = f"{mismatch.batch.source}（{mismatch.batch.number}）：{reason.strip()}"
            record_death(person=mismatch.person, on=day, by=by, at=at, reason=cause[:200])
        else:
            mismatch.known.died_on = mismatch.person.died_on
            mismatch.known.save(update_fields=["died_on"])
    record(
        by=by, at=at, code="mismatch_decided", subject_kind="mismatch", subject=str(mismatch.pk),
        reason=reason.strip()[:500], decision=str(decision), field=mismatch.field,
    )  # fmt: skip
    return mismatch
