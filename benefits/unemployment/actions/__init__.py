"""Verbs: pay the medical contributions of who drew the benefit, record what work was turned down."""

from benefits.unemployment.actions.medical import pay_medical
from benefits.unemployment.actions.refusing import record_refused_offer, why_not_record

__all__ = ["pay_medical", "record_refused_offer", "why_not_record"]
