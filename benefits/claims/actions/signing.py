"""Signing for what a claim comes to: each person who signs keeps it, and it is what the one before signed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from benefits.claims.models import Assessment, Claim
from benefits.claims.schemes import scheme_of
from benefits.claims.selectors import assessed, claimant_of, signed_of
from siadmin.agency.models import User
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason

ASSESSED_ANEW = Reason(
    "claim_assessed_anew",
    "核定之后缴费记录或依据有变动：经办时每月 {before} 元，现为 {now} 元，或计算依据不同。",
    "Since it was handled, record or law have changed: {before} yuan a month then, {now} now, or for other reasons.",
    "退回经办重新核定。",
    "Return it to be handled again.",
)


def sign(*, claim: Claim, round_number: int, facts: Mapping[str, Any], by: User, at: dt.datetime) -> Assessment:
    """Keep what this person signs for: a benefit that is due, or the conditions that are not met.

    Who signs first for the latter passes it on: only the last hand refuses. Raises ASSESSED_ANEW, and what the scheme
    refuses.
    """
    found = assessed(scheme_of(claim.scheme), claimant_of(claim), facts)
    before = signed_of(claim, round_number)
    if before is not None and bytes(before.digest) != found.digest:
        raise ASSESSED_ANEW(before=written(before.monthly_fen), now=written(found.assessed.monthly_fen))
    return Assessment.objects.create(
        claim=claim,
        round=round_number,
        signed_by=by,
        signed_eyes=by.eyes,
        signed_at=at,
        is_due=found.assessed.is_due,
        monthly_fen=found.assessed.monthly_fen,
        once_fen=found.assessed.once_fen,
        items=found.told["items"],
        content=found.content,
        digest=found.digest,
    )
