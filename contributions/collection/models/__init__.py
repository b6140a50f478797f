"""Money in: receipts and what they were put to. Money owed: fees, deferrals, the ladder, back payments, refunds."""

from contributions.collection.models.owed import (
    BackPayment,
    Deferral,
    DeferralKind,
    Enforcement,
    EnforcementEnd,
    EnforcementStep,
    FeePayment,
    LateFee,
    OwedSince,
    Refund,
)
from contributions.collection.models.receipts import (
    Allocation,
    Attribution,
    Paid,
    PersonPayer,
    Receipt,
    ReceiptFile,
    ReceiptRow,
    Source,
)

__all__ = [
    "Allocation",
    "Attribution",
    "BackPayment",
    "Deferral",
    "DeferralKind",
    "Enforcement",
    "EnforcementEnd",
    "EnforcementStep",
    "FeePayment",
    "LateFee",
    "OwedSince",
    "Paid",
    "PersonPayer",
    "Receipt",
    "ReceiptFile",
    "ReceiptRow",
    "Refund",
    "Source",
]
