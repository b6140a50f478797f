"""Handing payments to a bank: a file of those nothing holds, and the money booked out in the same transaction."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.offsetting import come_back_with
from benefits.payments.actions.running import locked_run
from benefits.payments.models import BankFile, Batch, PaymentRun
from benefits.payments.selectors.permits import SEND, why_not
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import balances_of, first_open_day
from siadmin.agency.documents import content_of, keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.money import written
from siadmin.kernel.protection import decrypt
from siadmin.kernel.refusal import Reason

SQL = Path(__file__).resolve().parent.parent / "sql"
COLUMNS = ("reference", "name", "account", "amount", "purpose")
NOTHING_TO_SEND = Reason(
    "payment_nothing_to_send",
    "{bank}没有可以划付的款项：都已划付，或待核实后放行。",
    "Nothing is ready for {bank}: all has been sent, or waits to be looked into.",
    "先核实并放行待核的款项。",
    "Look into what waits first.",
)
FUND_SHORT = Reason(
    "payment_fund_short",
    "财政专户余额 {held} 元，不足以支付 {wanted} 元。",
    "The fiscal special account holds {held} yuan, less than the {wanted} yuan to be paid.",
    "向财政部门申请用款，资金到位后再划付。",
    "Ask the finance department for funds; pay when they are there.",
)


@transaction.atomic
def send_file(*, batch_id: int, by: User, at: dt.datetime) -> BankFile:
    """A cashier hands a bank what is ready: fiscal account → expenditure account → benefits, and the file kept.

    Raises NOTHING_TO_SEND, FUND_SHORT, and what `why_not` answers.
    """
    own, batch = locked_run(batch_id), Batch.objects.get(pk=batch_id)
    if refusal := why_not(own, SEND, by, timezone.localdate(at)):
        raise refusal
    given = {"batch": batch.pk, "month": own.month.first_day}
    with joining_sets():
        place = {"region": own.region_id, "fund": own.fund}
        found = run_sql(SQL / "ready.sql", given | place) if batch.bank_name else []
    if dead := [row for row, *_, has_died in found if has_died]:
        run_sql(SQL / "hold_dead.sql", given | {"rows": dead, "at": at})
    rows = [tuple(paid) for *paid, has_died in found if not has_died]
    if not rows:
        raise NOTHING_TO_SEND(bank=batch.bank_name or "—")
    total, sequence = sum(int(row[3]) for row in rows), batch.files.count() + 1
    offset, key = sum(int(row[4]) for row in rows), f"payments:{own.number}:{batch.pk}:{sequence}"
    entry_id = _book_out(own, key, total, by, at)
    content = _written(own, rows)
    document = keep(name=f"{own.number}-{batch.pk}-{sequence}.csv", kind="bank_file", content=content, by=by, at=at)
    file = BankFile.objects.create(
        batch=batch, sequence=sequence, payments=len(rows), total_fen=total, document=document, entry_id=entry_id,
        sent_by=by, sent_at=at, offset_fen=offset, offset_entry_id=_book_offset(own, key, offset, by, at),
    )  # fmt: skip
    with joining_sets():
        run_sql(SQL / "into_file.sql", given | {"file": file.pk, "rows": [row[0] for row in rows]})
    come_back_with(file, timezone.localdate(at), at)
    record(
        by=by, at=at, code="payments_sent", subject_kind="run", subject=str(own.run_id), run=own.number,
        bank=batch.bank_name, payments=len(rows), total_fen=total,
    )  # fmt: skip
    return file


def _book_out(own: PaymentRun, key: str, fen: int, by: User, at: dt.datetime) -> int:
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    held = balances_of(book).get(AccountKind.FISCAL, 0)
    if held < fen:
        raise FUND_SHORT(held=written(held), wanted=written(fen))
    day = first_open_day(book, timezone.localdate(at))
    told: dict[str, Any] = {"booked_on": day, "reason": f"待遇发放 {own.number}", "by": by.pk, "at": at}
    moves = (
        ("funding", AccountKind.EXPENDITURE, AccountKind.FISCAL),
        ("benefit_payment", AccountKind.BENEFITS, AccountKind.EXPENDITURE),
    )
    entry = None
    for flow, debit, credit in moves:
        lines = [
            Line(book, debit, Side.DEBIT, fen, own.month if debit == AccountKind.BENEFITS else None),
            Line(book, credit, Side.CREDIT, fen),
        ]
        entry, _ = post(key=f"{key}:{flow}", flow=flow, lines=lines, **told)
    assert entry is not None
    return entry.pk


def _book_offset(own: PaymentRun, key: str, fen: int, by: User, at: dt.datetime) -> int | None:
    """What is set off is a benefit paid in full and a benefit that came back: no money moves by it (REG 46)."""
    if not fen:
        return None
    book = Book.objects.get(region=own.region, fund=own.fund)
    entry, _ = post(
        key=f"{key}:benefit_offset", flow="benefit_offset", booked_on=first_open_day(book, timezone.localdate(at)),
        reason=f"多享受待遇抵扣 {own.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.BENEFITS, Side.DEBIT, fen, own.month),
            Line(book, AccountKind.BENEFITS, Side.CREDIT, fen, own.month),
        ],
    )  # fmt: skip
    return entry.pk


def _written(own: PaymentRun, rows: list[tuple[Any, ...]]) -> bytes:
    """One line a payment: our reference, name, account, yuan, purpose. UTF-8 with a mark, as banks read it."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    purpose = f"{own.month} 待遇"
    for row, name, account, fen, _ in rows:
        writer.writerow((f"{own.number}-{row}", name, decrypt(account), f"{fen // 100}.{fen % 100:02d}", purpose))
    return page.getvalue().encode("utf-8-sig")


@transaction.atomic
def take_out(*, file: BankFile, by: User, at: dt.datetime) -> bytes:
    """The file for the bank. It names accounts: who takes it out is on record (REG 49)."""
    own = file.batch.payment_run
    record(
        by=by, at=at, code="payment_file_taken", subject_kind="run", subject=str(own.run_id), run=own.number,
        file=file.document.name,
    )  # fmt: skip
    return content_of(file.document)
