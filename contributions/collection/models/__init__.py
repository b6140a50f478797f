"""Money in: receipts and what they were put to."""

from contributions.collection.models.receipts import (
    Allocation,
    Paid,
    PersonPayer,
    Receipt,
    ReceiptFile,
    ReceiptRow,
    Source,
)

__all__ = ["Allocation", "Paid", "PersonPayer", "Receipt", "ReceiptFile", "ReceiptRow", "Source"]
