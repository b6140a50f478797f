"""What a person is entitled to and was paid, for themself and for a clerk who may see them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benefits.payments.models import Entitlement, Overpayment
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One payment: in which month's run, of which fund, fen, how it stands, why it waits, when it was sent."""

    month: Month
    fund: str
    amount_fen: int
    stands: str
    because: str
    sent_at: dt.datetime | None


def entitlements_of(person_id: int) -> list[Entitlement]:
    """Under any record, the newest first."""
    found = Entitlement.objects.filter(person__in=records_of(person_id)).select_related(
        "region", "item__decision__letter"
    )
    return list(found.prefetch_related("endings").order_by("-from_month", "component", "pk"))


def overpayments_of(person_id: int) -> list[Overpayment]:
    """Demanded of any record, the newest first."""
    found = Overpayment.objects.filter(ending__entitlement__person__in=records_of(person_id))
    related = "ending__entitlement__region", "letter", "agreement"
    return list(found.select_related(*related).prefetch_related("months", "recovered").order_by("-found_at", "-pk"))


def paid_to(person_ids: Collection[int]) -> list[PaidMonth]:
    """Payments to these records, the newest first."""
    rows = run_sql(SQL / "paid_to.sql", {"persons": list(person_ids)})
    return [PaidMonth(Month.of(month), *rest) for month, *rest in rows]
