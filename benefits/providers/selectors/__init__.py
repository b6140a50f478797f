"""Questions about institutions, their agreements and what may be charged."""

from benefits.providers.selectors.catalogue import Rule, rules_of
from benefits.providers.selectors.standing import agreement_of, institution_numbered

__all__ = ["Rule", "agreement_of", "institution_numbered", "rules_of"]
