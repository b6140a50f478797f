"""Questions about institutions, their agreements and what may be charged."""

from benefits.providers.selectors.catalogue import Rule, rules_of
from benefits.providers.selectors.standing import agreement_of, check_admission, is_suspended

__all__ = ["Rule", "agreement_of", "check_admission", "is_suspended", "rules_of"]
