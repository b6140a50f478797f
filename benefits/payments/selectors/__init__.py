"""Reads: payment runs somebody may see, what a run holds, what a person is paid."""

from benefits.payments.selectors.permits import (
    LOOKERS,
    fund_reached,
    offered,
    overpayments_seen_by,
    runs_seen_by,
    suspicions_seen_by,
    why_not,
)
from benefits.payments.selectors.persons import PaidMonth, entitlements_of, overpayments_of, paid_to
from benefits.payments.selectors.standing import (
    BatchStanding,
    batches_of,
    components_of,
    held_in,
    holds_of,
)

__all__ = [
    "LOOKERS",
    "BatchStanding",
    "PaidMonth",
    "batches_of",
    "components_of",
    "entitlements_of",
    "fund_reached",
    "held_in",
    "holds_of",
    "offered",
    "overpayments_of",
    "overpayments_seen_by",
    "paid_to",
    "runs_seen_by",
    "suspicions_seen_by",
    "why_not",
]
