"""What a pension was reckoned on is kept as it is granted."""

from benefits.claims.models import Decision
from benefits.claims.selectors import claimant_of, content_of
from benefits.pension.models import PensionBasis
from benefits.pension.schemes.employees import CODE, awarded, retirement


def keep_basis(decision: Decision) -> None:
    """In the transaction of the last signature, which was given for exactly this."""
    claim = decision.claim
    if claim.scheme != CODE:
        return
    assert decision.assessment is not None, "what is granted was assessed"
    claimant = claimant_of(claim)
    retires = retirement(claimant, content_of(decision.assessment)["facts"])
    award = awarded(claimant, retires).value
    PensionBasis.objects.create(
        decision=decision, retired_in=retires.chosen, months=award.months, index=award.index,
        is_provisional=award.is_provisional,
    )  # fmt: skip
