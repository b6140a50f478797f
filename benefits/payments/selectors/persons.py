"""What a person is entitled to and was paid, for themself and for a clerk who may see them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benefits.claims.schemes import scheme_of
from benefits.payments.models import Entitlement, Overpayment
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
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
    """Under any record, with their components, the newest first."""
    found = Entitlement.objects.filter(person__in=records_of(person_id)).select_related("region", "decision__letter")
    return list(found.prefetch_related("endings", "components").order_by("-pk"))


def name_of(entitlement: Entitlement) -> Words:
    """What it is made of, as people call it."""
    names = scheme_of(entitlement.scheme).components
    parts = [names.get(code, Words(code, code)) for code in dict.fromkeys(_codes(entitlement))]
    return Words("、".join(each.zh for each in parts), ", ".join(each.en for each in parts))


def amount_of(entitlement: Entitlement) -> int:
    """Fen of every component together, those of a month with those paid once."""
    return sum(each.amount_fen for each in entitlement.components.all())


def first_month_of(entitlement: Entitlement) -> Month:
    return min(each.from_month for each in entitlement.components.all())


def _codes(entitlement: Entitlement) -> list[str]:
    return [each.component for each in sorted(entitlement.components.all(), key=lambda each: each.pk)]


def overpayments_of(person_id: int) -> list[Overpayment]:
    """Demanded of any record, the newest first."""
    found = Overpayment.objects.filter(ending__entitlement__person__in=records_of(person_id))
    related = "ending__entitlement__region", "letter", "agreement"
    return list(found.select_related(*related).prefetch_related("months", "recovered").order_by("-found_at", "-pk"))


def paid_to(person_ids: Collection[int]) -> list[PaidMonth]:
    """Payments to these records, the newest first."""
    rows = run_sql(SQL / "paid_to.sql", {"persons": list(person_ids)})
    return [PaidMonth(Month.of(month), *rest) for month, *rest in rows]
