"""Questions about institutions, their agreements and what may be charged."""

from benefits.providers.selectors.catalogue import Rule, rules_of
from benefits.providers.selectors.clients import client_of
from benefits.providers.selectors.standing import agreement_of, check_admission, insurances_of, suspending, unheard_of

__all__ = [
    "Rule",
    "agreement_of",
    "check_admission",
    "client_of",
    "insurances_of",
    "rules_of",
    "suspending",
    "unheard_of",
]
