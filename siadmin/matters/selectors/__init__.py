"""Questions about cases: which one may see, what one may do with them and why not, what the law of a place says."""

from siadmin.matters.selectors.cases import cases_of_subject, cases_seen_by, own_cases, subject_of
from siadmin.matters.selectors.inbox import inbox
from siadmin.matters.selectors.permits import holders, why_not
from siadmin.matters.selectors.terms import Terms, terms_of

__all__ = [
    "Terms",
    "cases_of_subject",
    "cases_seen_by",
    "holders",
    "inbox",
    "own_cases",
    "subject_of",
    "terms_of",
    "why_not",
]
