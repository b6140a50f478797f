"""Registers that came, what they say of whom, findings and what was done about them, disputes, rates by place."""

from enrollment.coverage.models.disputes import Dispute
from enrollment.coverage.models.findings import Contact, Finding, Rate
from enrollment.coverage.models.registers import Batch, Known, Mismatch, Row, RowState, Sighting

__all__ = ["Batch", "Contact", "Dispute", "Finding", "Known", "Mismatch", "Rate", "Row", "RowState", "Sighting"]
