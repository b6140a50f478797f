"""Verbs: medical contributions of who drew the benefit, paid and returned; record what work was turned down."""

from benefits.unemployment.actions.medical import pay_medical
from benefits.unemployment.actions.refusing import record_refused_offer, why_not_record
from benefits.unemployment.actions.returning import NOTHING_TO_RETURN, return_medical

__all__ = ["NOTHING_TO_RETURN", "pay_medical", "record_refused_offer", "return_medical", "why_not_record"]
