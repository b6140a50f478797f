"""Reads: applications, injuries, what was known of whom on the day of an accident."""

from benefits.injury.selectors.appraised import standing_appraisal
from benefits.injury.selectors.certified import (
    applications_of,
    employer_named,
    employers_now,
    injuries_at,
    injuries_of,
    injury_numbered,
    to_state,
    waiting_of,
    was_insured,
)

__all__ = [
    "applications_of",
    "employer_named",
    "employers_now",
    "injuries_at",
    "injuries_of",
    "injury_numbered",
    "standing_appraisal",
    "to_state",
    "waiting_of",
    "was_insured",
]
