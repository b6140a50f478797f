"""Reads: the claim of a case, what it comes to now, what was signed and decided."""

from benefits.claims.selectors.assessing import ToSign, as_written, assessed, claimant_at, claimant_of
from benefits.claims.selectors.deceased import person_named
from benefits.claims.selectors.decided import (
    claim_of,
    claimed_before,
    content_of,
    decision_of,
    granted_upon,
    signed_of,
    weight_signed,
)

__all__ = [
    "ToSign",
    "as_written",
    "assessed",
    "claim_of",
    "claimant_at",
    "claimant_of",
    "claimed_before",
    "content_of",
    "decision_of",
    "granted_upon",
    "person_named",
    "signed_of",
    "weight_signed",
]
