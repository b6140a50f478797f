"""Verbs: pay the medical contributions of who drew the benefit."""

from benefits.unemployment.actions.medical import pay_medical

__all__ = ["pay_medical"]
