"""Verbs: accept an application, put down what the employer says, certify; record what a committee concluded."""

from benefits.injury.actions.applying import accept, make_statement, why_not_accept, why_not_state
from benefits.injury.actions.appraising import record_appraisal, why_not_record
from benefits.injury.actions.certifying import certify, why_not_certify

__all__ = [
    "accept",
    "certify",
    "make_statement",
    "record_appraisal",
    "why_not_accept",
    "why_not_certify",
    "why_not_record",
    "why_not_state",
]
