"""What follows when a reimbursement is granted: it counts in the year, and an advance is kept to be recovered."""

from benefits.claims.models import Decision
from benefits.claims.selectors import claimant_of, content_of
from benefits.medical.actions import keep_advance, keep_reimbursed
from benefits.medical.rules.causes import Cause
from benefits.medical.rules.law import Care
from benefits.medical.schemes.reimbursement import REIMBURSEMENTS

_BY_CODE = {each.code: each for each in REIMBURSEMENTS}


def keep_granted(decision: Decision) -> None:
    """In the transaction of the last signature, which was given for exactly this. Raises YEAR_MOVED."""
    scheme = _BY_CODE.get(decision.claim.scheme)
    if scheme is None:
        return
    assert decision.assessment is not None, "what is granted was assessed"
    facts = content_of(decision.assessment)["facts"]
    settled = scheme.settled(claimant_of(decision.claim), facts).value
    keep_reimbursed(
        decision=decision,
        scheme=scheme.kind,
        year=int(facts["began_on"][:4]),
        care=Care(facts["care"]),
        settled=settled,
    )
    if facts["cause"] == Cause.THIRD_PARTY_UNPAID:
        keep_advance(decision=decision, party=facts["party"], amount_fen=settled.fund_fen)
