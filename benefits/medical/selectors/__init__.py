"""Reads: who somebody is insured as on a day."""

from benefits.medical.selectors.standing import Standing, standing_of

__all__ = ["Standing", "standing_of"]
