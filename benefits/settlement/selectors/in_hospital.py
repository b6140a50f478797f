"""Days of care that hospitals settled with the agency."""

import datetime as dt
from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from benefits.providers.rules import Care
from benefits.settlement.models import Settlement
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


def settled_within(records: Collection[int], first: dt.date, last: dt.date) -> Settlement | None:
    """The earliest bill that stands of a stay in hospital lying over these days, by more than its last or first day.

    Or of the same single day: who leaves one hospital may enter another on a day, and stays in both for no whole one.
    """
    over = Q(stay__admitted_on__lt=last, until__gt=first) | Q(stay__admitted_on=first, until=last)
    return bills_about(records, first, last).filter(over, stay__care=Care.INPATIENT).first()


def settled_alike(records: Collection[int], first: dt.date, last: dt.date, charged_fen: int) -> Settlement | None:
    """The earliest bill that stands of other care on the very same days, of as much."""
    found = bills_about(records, first, last).exclude(stay__care=Care.INPATIENT)
    return found.filter(stay__admitted_on=first, until=last, charged_fen=charged_fen).first()


def settled_over(records: Collection[int], on: dt.date) -> Settlement | None:
    """The earliest bill that stands of a stay in hospital on a day that is not merely its last."""
    over = Q(until__gt=on) | Q(stay__admitted_on=F("until"))
    return bills_about(records, on, on).filter(over, stay__care=Care.INPATIENT).first()


def bills_about(records: Collection[int], first: dt.date, last: dt.date) -> QuerySet[Settlement]:
    """That stand, of any care, and touch these days."""
    found = Settlement.objects.filter(
        person__in=records, stay__admitted_on__lte=last, until__gte=first, reverses__isnull=True, reversal__isnull=True
    )
    return found.select_related("stay", "institution__employer").order_by("pk")


def told_of(bills: Collection[Settlement]) -> Words:
    """Where, of which days and how much, as those who sign compare it with receipts."""
    if not bills:
        return Words("没有", "none")
    names = [(bill, bill.institution.employer) for bill in bills]
    return Words(
        "；".join(
            f"{its.name} {bill.stay.admitted_on} 至 {bill.until} {written(bill.charged_fen)} 元（{bill.number}）"
            for bill, its in names
        ),
        "; ".join(
            f"{its.name_en or its.name}, {bill.stay.admitted_on} to {bill.until}, "
            f"¥{written(bill.charged_fen)} ({bill.number})"
            for bill, its in names
        ),
    )
