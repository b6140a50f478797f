"""What follows when a reimbursement is granted: it counts in the year, and an advance is kept to be recovered."""

import datetime as dt

from benefits.claims.models import Decision
from benefits.claims.selectors import claimant_of, content_of
from benefits.medical.actions import YEAR_MOVED, keep_advance, keep_reimbursed
from benefits.medical.rules.causes import Cause
from benefits.medical.rules.law import Care
from benefits.medical.schemes.reimbursement import REIMBURSEMENTS
from benefits.medical.selectors import SETTLER
from benefits.settlement.actions import lock_year

_BY_CODE = {each.code: each for each in REIMBURSEMENTS}


def keep_granted(decision: Decision) -> None:
    """In the transaction of the last signature, under the lock of the year, which other bills may have moved meanwhile.

    Raises YEAR_MOVED.
    """
    scheme = _BY_CODE.get(decision.claim.scheme)
    if scheme is None:
        return
    assert decision.assessment is not None, "what is granted was assessed"
    facts = content_of(decision.assessment)["facts"]
    began_on, ended_on = (dt.date.fromisoformat(facts[name]) for name in ("began_on", "ended_on"))
    lock_year(decision.claim.person_id, began_on.year, SETTLER)
    settled = scheme.settled(claimant_of(decision.claim), facts).value
    if settled.fund_fen != sum(item.amount_fen for item in decision.items.all()):
        raise YEAR_MOVED(name=decision.claim.person.name, year=began_on.year)
    keep_reimbursed(
        decision=decision,
        scheme=scheme.kind,
        care=Care(facts["care"]),
        began_on=began_on,
        ended_on=ended_on,
        settled=settled,
    )
    if facts["cause"] == Cause.THIRD_PARTY_UNPAID and settled.fund_fen:
        keep_advance(decision=decision, party=facts["party"], amount_fen=settled.fund_fen)
