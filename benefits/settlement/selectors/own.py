"""A person's own bills that hospitals settled: each with its lines, and whether it was taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from benefits.providers.models import Item
from benefits.settlement.models import BillLine, Settlement
from siadmin.kernel.figures import plain


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a bill with what it is of; `quantity` and `unit_price` (yuan) as the institution told them."""

    line: BillLine
    item: Item | None
    quantity: str
    unit_price: str


def bills_of(records: Collection[int]) -> QuerySet[Settlement]:
    """Under all records of a natural person, the newest first; what takes one back stands with it."""
    found = Settlement.objects.filter(person__in=records, reverses__isnull=True)
    return found.select_related("institution__employer", "stay", "region", "reversal").order_by("-settled_at", "-pk")


def lines_of(bill: Settlement) -> list[Told]:
    lines = list(
        BillLine.objects.filter(person_id=bill.person_id, month=bill.month, settlement_id=bill.pk).order_by("row")
    )
    items = Item.objects.in_bulk({each.item_id for each in lines})
    return [
        Told(
            each,
            items.get(each.item_id),
            plain(Decimal(each.quantity) / 1_000),
            plain(Decimal(each.unit_price) / 10_000),
        )
        for each in lines
    ]
