"""Verbs: take a claim in, sign for what it comes to, grant it, deny it."""

from benefits.claims.actions.deciding import GRANTED_UPON_DEATH, NOT_DUE, deny, grant
from benefits.claims.actions.signing import ASSESSED_ANEW, sign
from benefits.claims.actions.taking import take_in

__all__ = ["ASSESSED_ANEW", "GRANTED_UPON_DEATH", "NOT_DUE", "deny", "grant", "sign", "take_in"]
