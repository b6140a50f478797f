"""What a pension was reckoned on is kept as it is granted."""

from benefits.claims.models import Decision
from benefits.claims.selectors import claimant_of, content_of
from benefits.pension.models import PensionBasis
from benefits.pension.rules.award import Award, AwardFacts
from benefits.pension.schemes.employees import CODE, Retirement, award_facts, awarded, retirement


def keep_basis(decision: Decision) -> None:
    """In the transaction of the last signature, which was given for exactly this."""
    if decision.claim.scheme != CODE:
        return
    _keep(decision, *_reckoned(decision))


def _reckoned(decision: Decision) -> tuple[AwardFacts, Retirement, Award]:
    assert decision.assessment is not None, "what is granted was assessed"
    claimant = claimant_of(decision.claim)
    retires = retirement(claimant, content_of(decision.assessment)["facts"])
    facts = award_facts(claimant, retires)
    return facts, retires, awarded(claimant, retires).value


def _keep(decision: Decision, facts: AwardFacts, retires: Retirement, award: Award) -> None:
    PensionBasis.objects.create(
        decision=decision, retired_in=retires.chosen, months=award.months, index=award.index,
        deemed_months=facts.deemed_months, before_account_months=facts.before_account_months,
        is_provisional=award.is_provisional,
    )  # fmt: skip
