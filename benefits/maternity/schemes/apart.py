"""Two births, or a birth and a miscarriage, lie so far apart; what lies nearer is one and the same, and paid once."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from benefits.claims.models import GrantedOnce
from benefits.claims.selectors import content_of
from siadmin.kernel.language import Words
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

KEY = "maternity.between_births_days"


def granted_near(
    granted: QuerySet[GrantedOnce], facts: Mapping[str, Any], is_birth: Callable[[Mapping[str, Any]], bool], region: str
) -> Words | None:
    """Why an event is not due beside one that was granted: too near to be another. Raises NOT_VERIFIED_HERE."""
    on = dt.date.fromisoformat(facts["happened_on"])
    for before in granted.select_related("decision__claim__case", "decision__assessment"):
        assert before.decision.assessment is not None, "what was granted was signed for"
        other = content_of(before.decision.assessment)["facts"]
        kind = "births" if is_birth(facts) and is_birth(other) else "miscarriage"
        apart = value(StoredLawBook(), KEY, region=region, category=kind, on=on)
        if abs((on - dt.date.fromisoformat(other["happened_on"])).days) < apart.value:
            case = before.decision.claim.case.number
            return Words(f"已由办件 {case} 核定，不重复支付", f"granted by case {case}; it is not paid twice")
    return None
