"""Verbs of assessment: freeze the law of a month, run the month, re-assess one employer, re-settle a region."""

from contributions.assessment.actions.by_hand import assess_by_hand
from contributions.assessment.actions.month import AssessmentRun, open_month
from contributions.assessment.actions.reassess import reassess
from contributions.assessment.actions.resettle import ResettlementRun, open_resettlement
from contributions.assessment.actions.tariffs import freeze_tariffs

__all__ = [
    "AssessmentRun",
    "ResettlementRun",
    "assess_by_hand",
    "freeze_tariffs",
    "open_month",
    "open_resettlement",
    "reassess",
]
