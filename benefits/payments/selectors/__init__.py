"""Reads: payment runs somebody may see, what a run holds, what a person is paid."""

from benefits.payments.selectors.entrusted import candidates, entrusted_to, entrustments_seen_by, offices_for
from benefits.payments.selectors.permits import (
    LOOKERS,
    fund_reached,
    offered,
    overpayments_seen_by,
    rises_seen_by,
    runs_seen_by,
    suspicions_seen_by,
    why_not,
)
from benefits.payments.selectors.persons import (
    PaidMonth,
    amount_of,
    entitlements_of,
    first_month_of,
    name_of,
    overpayments_of,
    paid_to,
    suspected_of,
    to_confirm,
)
from benefits.payments.selectors.standing import (
    Band,
    BatchStanding,
    bands_of,
    batches_of,
    components_of,
    held_in,
    holds_of,
)

__all__ = [
    "LOOKERS",
    "Band",
    "BatchStanding",
    "PaidMonth",
    "amount_of",
    "bands_of",
    "batches_of",
    "candidates",
    "components_of",
    "entitlements_of",
    "entrusted_to",
    "entrustments_seen_by",
    "first_month_of",
    "fund_reached",
    "held_in",
    "holds_of",
    "name_of",
    "offered",
    "offices_for",
    "overpayments_of",
    "overpayments_seen_by",
    "paid_to",
    "rises_seen_by",
    "runs_seen_by",
    "suspected_of",
    "suspicions_seen_by",
    "to_confirm",
    "why_not",
]
