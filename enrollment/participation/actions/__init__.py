"""Verbs of insurance relations: join, leave, suspend, resume, change. Which insurances follow is dated law.

Each locks the employer and says from which month contributions may differ: months charged since then follow.

A month with any employment counts whole; if the person is still insured elsewhere in that month, the new relation
starts with the next one (work injury runs per employer and starts at once, IMPL 9).
"""

from enrollment.participation.actions.changing import change_participation
from enrollment.participation.actions.insuring import INSURED_ELSEWHERE, NOT_EMPLOYED, NOT_INSURED
from enrollment.participation.actions.joining import (
    ALREADY_EMPLOYED,
    Joining,
    explain_late,
    join,
    planned_periods,
    resume,
)
from enrollment.participation.actions.leaving import (
    LEAVES_BEFORE_JOINING,
    LEAVES_LATER,
    Leaving,
    check_leaving,
    leave,
    suspend,
)
from enrollment.participation.actions.past import NOTHING_MISSING, insure_past
from enrollment.participation.actions.unemployed import insure_unemployed, uninsure_unemployed

__all__ = [
    "ALREADY_EMPLOYED",
    "INSURED_ELSEWHERE",
    "LEAVES_BEFORE_JOINING",
    "LEAVES_LATER",
    "NOTHING_MISSING",
    "NOT_EMPLOYED",
    "NOT_INSURED",
    "Joining",
    "Leaving",
    "change_participation",
    "check_leaving",
    "explain_late",
    "insure_past",
    "insure_unemployed",
    "join",
    "leave",
    "planned_periods",
    "resume",
    "suspend",
    "uninsure_unemployed",
]
