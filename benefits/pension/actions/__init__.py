"""What pensions do beside the claim workflow."""

from benefits.pension.actions.appraising import (
    Conclusion,
    keep_appraisal,
    record_appraisal,
    why_not_appraised,
)
from benefits.pension.actions.telling import tell_coming, tell_near_age

__all__ = [
    "Conclusion",
    "keep_appraisal",
    "record_appraisal",
    "tell_coming",
    "tell_near_age",
    "why_not_appraised",
]
