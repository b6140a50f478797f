"""Late fees a receipt may be put to: those of its payer, charged and not paid, of the receipt's own fund and region."""

from dataclasses import dataclass

from django.db.models import Sum

from contributions.collection.models import FeePayment, LateFee, Receipt
from contributions.collection.whose import whose
from enrollment.registry.models import Employer
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class OpenFee:
    """What is open of a month's late fee, in fen."""

    employer: Employer
    month: Month
    open_fen: int

    @property
    def code(self) -> str:
        return f"{self.employer.number}/{self.month}"


def open_fees_of(receipt: Receipt) -> list[OpenFee]:
    """The oldest month first; nothing for a receipt whose payer is not known, or pays for themself."""
    known = whose(receipt).known
    if known is None or known < 0:
        return []
    fees = open_fees(known, receipt.book.fund, receipt.book.region_id)
    employer = receipt.employer or Employer.objects.get(pk=known)
    return [OpenFee(employer, month, amount) for month, amount in sorted(fees.items())]


def open_fees(employer_id: int, fund: str, region_id: str) -> dict[Month, int]:
    """Month → what is charged and not paid, in fen."""
    charged = dict(
        LateFee.objects.filter(employer=employer_id, fund=fund, region=region_id)
        .values_list("month")
        .annotate(sum=Sum("amount_fen"))
        .order_by()
    )
    paid = dict(
        FeePayment.objects.filter(employer=employer_id, fund=fund)
        .values_list("month")
        .annotate(sum=Sum("amount_fen"))
        .order_by()
    )
    return {month: left for month, fee in charged.items() if (left := fee - paid.get(month, 0)) > 0}
