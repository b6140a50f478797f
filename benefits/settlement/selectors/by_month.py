"""What one institution settled, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from benefits.settlement.models import Settlement
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class MonthSettled:
    """Fen; what was taken back is taken off. Funds, accounts and cash together are what was charged."""

    month: Month
    settlements: int
    taken_back: int
    charged_fen: int
    fund_fen: int
    account_fen: int
    cash_fen: int


def months_of(settled: QuerySet[Settlement], since: Month, until: Month) -> Sequence[MonthSettled]:
    """Of a selection of settlements, those months that have any, the latest first."""
    fund = F("pool_fen") + F("large_fen") + F("major_fen")
    rows = (
        settled.filter(month__gte=since, month__lte=until)
        .values("month")
        .annotate(
            count=Count("pk", filter=Q(reverses__isnull=True)),
            back=Count("pk", filter=Q(reverses__isnull=False)),
            charged=Sum("charged_fen"),
            fund=Sum(fund),
            account=Sum("account_fen"),
        )
        .order_by("-month")
    )
    return [
        MonthSettled(
            row["month"], row["count"], row["back"], row["charged"], row["fund"], row["account"],
            row["charged"] - row["fund"] - row["account"],
        )
        for row in rows
    ]  # fmt: skip
