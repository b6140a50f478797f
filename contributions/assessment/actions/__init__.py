"""Verbs of assessment: freeze the law of a month, run the month, re-assess one employer, re-settle a region; bill
beside the staff.
"""

from contributions.assessment.actions.beside import bill_beside
from contributions.assessment.actions.by_hand import (
    approve_by_hand,
    prepare_by_hand,
    send_back_by_hand,
    withdraw_by_hand,
)
from contributions.assessment.actions.month import AssessmentRun, open_month
from contributions.assessment.actions.own import assess_own, assess_person, lapse_unpaid
from contributions.assessment.actions.reassess import reassess
from contributions.assessment.actions.resettlement_run import ResettlementRun
from contributions.assessment.actions.tariffs import freeze_tariffs

__all__ = [
    "AssessmentRun",
    "ResettlementRun",
    "approve_by_hand",
    "assess_own",
    "assess_person",
    "bill_beside",
    "freeze_tariffs",
    "lapse_unpaid",
    "open_month",
    "prepare_by_hand",
    "reassess",
    "send_back_by_hand",
    "withdraw_by_hand",
]
