"""The medical contributions of the months a payment run paid the benefit for, from fund to fund (SIL 48; REG 24(2))."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from benefits.payments.models import PaymentRun
from benefits.payments.selectors import why_not
from benefits.payments.selectors.permits import SEND
from benefits.unemployment.items import MEDICAL_PAID
from benefits.unemployment.models import MedicalPayment
from benefits.unemployment.rules.medical import medical_law, parts_paid_by_fund
from benefits.unemployment.selectors import medical_due
from contributions.assessment.rules.line import LineLaw
from enrollment.participation.actions import insure_unemployed
from funds.ledger.actions import Line, draw, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent.parent / "sql"
NOTHING_DUE = Reason(
    "unemployment_medical_nothing_due",
    "批次 {number} 没有待缴的医疗保险费：失业保险金未划付，或者已经缴纳。",
    "Run {number} leaves no medical contributions to pay: no benefit has left, or they are paid.",
    "先划付失业保险金。",
    "Pay the benefits first.",
)


@transaction.atomic
def pay_medical(*, payment_run_id: int, by: User, at: dt.datetime) -> MedicalPayment:
    """For everybody whose benefit of a month has left: both parts at the lowest base, once; they are insured in it.

    The law of a month is that of its last day. Raises NOTHING_DUE, FUND_SHORT, PLAN_SHORT, NOT_VERIFIED_HERE, and what
    `why_not` answers.
    """
    own = PaymentRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=payment_run_id)
    if refusal := why_not(own, SEND, by, timezone.localdate(at)):
        raise refusal
    due = medical_due(own)
    if not due:
        raise NOTHING_DUE(number=own.number)
    laws = {month: medical_law(StoredLawBook(), region=own.region_id, on=month.last_day) for month in due}
    parts = {month: parts_paid_by_fund(law) for month, law in laws.items()}
    total = sum(parts[month].total_fen * people for month, people in due.items())
    sequence = own.medical_payments.count() + 1
    out_id, in_id = _moved(own, f"medical:{own.number}:{sequence}", total, by, at)
    payment = MedicalPayment.objects.create(
        number=opaque_number("M"), payment_run=own, sequence=sequence, months=sum(due.values()), total_fen=total,
        people=run_sql(SQL / "medical_people.sql", {"run": own.pk})[0][0],
        law={str(month): _told(law) for month, law in laws.items()}, out_entry_id=out_id, in_entry_id=in_id, paid_by=by,
        paid_at=at,
    )  # fmt: skip
    amounts = [
        {
            "month": str(month.first_day), "base_fen": each.base_fen, "employer_fen": each.employer_fen,
            "employee_fen": each.employee_fen, "maternity_fen": each.maternity_fen,
        }
        for month, each in parts.items()
    ]  # fmt: skip
    given = {"run": own.pk, "payment": payment.pk, "amounts": json.dumps(amounts)}
    *wrote, persons, firsts, befores = run_sql(SQL / "pay_medical.sql", given)[0]
    assert wrote == [payment.people, payment.months, total], f"counted {payment.people, payment.months, total}: {wrote}"
    insure_unemployed(region=own.region, persons=persons, firsts=firsts, befores=befores)
    record(
        by=by, at=at, code="unemployment_medical_paid", subject_kind="run", subject=str(own.run_id), run=own.number,
        payment=payment.number, people=payment.people, months=payment.months, total_fen=total,
    )  # fmt: skip
    return payment


def _moved(own: PaymentRun, key: str, fen: int, by: User, at: dt.datetime) -> tuple[int, int]:
    """Fiscal account → expenditure account → out of this fund; into the fiscal account of the medical fund.

    What came is of no bill: it names no contribution month, by which bills are proven (`funds.banking`).
    """
    books = Book.objects.select_for_update().filter(region=own.region, fund__in=(Fund.UNEMPLOYMENT, Fund.MEDICAL))
    by_fund = {book.fund: book for book in books.order_by("pk")}
    paying, receiving = by_fund[Fund.UNEMPLOYMENT], by_fund[Fund.MEDICAL]
    day = max(first_open_day(book, timezone.localdate(at)) for book in (paying, receiving))
    reason = f"失业人员医疗保险费 {own.number}"
    draw(book=paying, key=f"{key}:funding", amount_fen=fen, reason=reason, on=day, by=by.pk, at=at)
    moves = (
        ("medical_for_unemployed", paying, AccountKind.BENEFITS, AccountKind.EXPENDITURE),
        ("medical_by_unemployment_fund", receiving, AccountKind.FISCAL, AccountKind.CONTRIBUTIONS_POOLED),
    )
    entries = []
    for flow, book, debit, credit in moves:
        lines = [
            Line(book, debit, Side.DEBIT, fen, *((own.month, MEDICAL_PAID) if debit == AccountKind.BENEFITS else ())),
            Line(book, credit, Side.CREDIT, fen),
        ]
        entry, _ = post(key=f"{key}:{flow}", flow=flow, booked_on=day, reason=reason, by=by.pk, at=at, lines=lines)
        entries.append(entry.pk)
    return entries[0], entries[1]


def _told(lines: tuple[LineLaw, ...]) -> list[dict[str, Any]]:
    """Every value with its source."""
    found: dict[str, Law] = {}
    for line in lines:
        given = (line.floor, line.employer_rate, line.employer_supplement_rate, line.employee_rate, line.employee_fixed)
        found |= {law.key: law for law in given if law is not None}
    return [{"key": law.key, "value": str(law.value), "unit": law.unit, "source": law.source} for law in found.values()]
