"""Reads: spells of the benefit and what the record says of work and months paid; medical contributions of the fund."""

from benefits.unemployment.selectors.medical import (
    MonthPaid,
    Undue,
    counted_in,
    medical_due,
    months_of,
    paid_beside,
    payments_seen_by,
    sums_of,
    told_to_rights,
    undue_seen_by,
    unemployment_runs,
)
from benefits.unemployment.selectors.spells import (
    Spell,
    average_base,
    last_insured,
    last_run_month,
    last_spell,
    last_work,
    months_left_from,
    paid_months,
    work_now,
)

__all__ = [
    "MonthPaid",
    "Spell",
    "Undue",
    "average_base",
    "counted_in",
    "last_insured",
    "last_run_month",
    "last_spell",
    "last_work",
    "medical_due",
    "months_left_from",
    "months_of",
    "paid_beside",
    "paid_months",
    "payments_seen_by",
    "sums_of",
    "told_to_rights",
    "undue_seen_by",
    "unemployment_runs",
    "work_now",
]
