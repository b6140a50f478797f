"""What follows when a grant beside the benefit is decided: it is kept; months paid at once end the benefit."""

from benefits.claims.models import Decision
from benefits.claims.selectors import claimant_of, content_of
from benefits.payments.actions import stop
from benefits.payments.models import EndingKind
from benefits.unemployment.grounds import PAID_AT_ONCE
from benefits.unemployment.models import REEMPLOYED, SpellGrant
from benefits.unemployment.rules.stopping import Stop
from benefits.unemployment.schemes.grants import GRANTS, Taken
from benefits.unemployment.schemes.reckoning import BENEFIT
from benefits.unemployment.selectors import last_spell
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason

_BY_CODE = {each.code: each for each in GRANTS}
GRANTED_BESIDE = Reason(
    "unemployment_granted_beside",
    "这次领取期间的这项待遇已经核定，不重复支付。",
    "This was granted for the spell already; it is not paid twice.",
    "查看已核定的办件。",
    "Look at the case by which it was granted.",
)


def keep_grant(decision: Decision) -> None:
    """In the transaction of the last signature, which was given for exactly this. Raises GRANTED_BESIDE."""
    scheme = _BY_CODE.get(decision.claim.scheme)
    if scheme is None:
        return
    assert decision.assessment is not None, "what is granted was assessed"
    claim = decision.claim
    spell = last_spell(claim.person, BENEFIT)
    taken = scheme.taken(claimant_of(claim), content_of(decision.assessment)["facts"]).value
    assert spell is not None and isinstance(taken, Taken), "it was assessed a moment ago"
    refusal = GRANTED_BESIDE()
    with (
        refusing("spell_grant_once", refusal),
        refusing("spell_grant_once_a_birth", refusal),
        refusing("spell_paid_at_once_once", refusal),
    ):
        SpellGrant.objects.create(
            decision=decision, spell=spell.entitlement, scheme=claim.scheme, from_month=taken.from_month,
            months_used=taken.months_used, born_on=taken.born_on,
        )  # fmt: skip
    is_ended = any(each.kind == EndingKind.ENDED for each in spell.entitlement.endings.all())
    if not taken.months_used or is_ended:
        return
    stop(
        entitlement=spell.entitlement, kind=EndingKind.ENDED, from_month=taken.from_month,
        because=Stop.REEMPLOYED if claim.scheme == REEMPLOYED else PAID_AT_ONCE, verified="compared",
        reason=f"{scheme.title.zh}：余下 {taken.months_used} 个月一次性支付", case=claim.case, by=decision.decided_by,
        at=decision.decided_at,
    )  # fmt: skip
