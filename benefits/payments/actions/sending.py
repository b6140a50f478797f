"""Handing payments to banks: a file of those nothing holds, and the money booked out in the same transaction.

The files of a run are written by workers, a bank each: a file of a large bank takes minutes, and is seen to.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benefits.payments.actions.offsetting import come_back_with
from benefits.payments.models import BankFile, Batch, PaymentRun
from benefits.payments.rules.bank_files import written
from benefits.payments.rules.course import SENDING
from benefits.payments.selectors.items import leaving_by_item, set_off_by_item
from benefits.payments.selectors.leaving import sending_of
from benefits.payments.selectors.permits import SEND, why_not
from benefits.payments.selectors.standing import batches_of
from funds.ledger.actions import Line, by_item, check_funds, draw, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.documents import content_of, keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.protection import decrypt
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
_KEPT_STILL = """
SELECT its.id FROM payments_paymentrun AS its JOIN payments_batch AS batch ON batch.payment_run_id = its.id
 WHERE batch.id = %s FOR SHARE OF its
"""
_SUMS = ("files", "payments", "total_fen")
NOTHING_TO_SEND = Reason(
    "payment_nothing_to_send",
    "{bank}没有可以划付的款项：都已划付，或待核实后放行。",
    "Nothing is ready for {bank}: all has been sent, or waits to be looked into.",
    "先核实并放行待核的款项。",
    "Look into what waits first.",
)
BEING_SENT = Reason(
    "payment_being_sent",
    "批次 {number} 正在生成划付文件（{people} 笔）。",
    "Files of the run {number} are being written ({people} payments).",
    "等待生成完成后再划付。",
    "Wait until they are done.",
)


class SendingRun:
    """The files of a payment run that a cashier asked for: a slice a bank."""

    code = SENDING
    title = Words("生成划付文件", "Files to the banks")

    def plan(self, run: Run) -> Iterable[Scope]:
        """The largest bank first: no worker is left with it at the end."""
        for batch_id, payments in run.parameters["batches"]:
            yield Scope({"batch": batch_id}, payments)

    def execute(self, part: Slice) -> dict[str, Any]:
        """One file, or none where all has been sent or is held by now: by the posts and books of the day it goes on.

        Raises what `send_file` refuses.
        """
        assert part.run.started_by is not None, "a cashier asked for it"
        by = User.objects.get(pk=part.run.started_by)
        try:
            file = send_file(batch_id=part.scope["batch"], by=by, at=runs.going_since(part.run))
        except Refusal as refusal:
            if refusal.code != NOTHING_TO_SEND.code:
                raise
            return dict.fromkeys(_SUMS, 0)
        return dict(zip(_SUMS, (1, file.payments, file.total_fen), strict=True))

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, dict.fromkeys(_SUMS, 0))


@transaction.atomic
def open_sending(*, payment_run_id: int, batch_ids: Iterable[int] | None = None, by: User, at: dt.datetime) -> Run:
    """Plan the files of a run that was approved: of these banks, or of all that something is ready for.

    Raises NOTHING_TO_SEND, FUND_SHORT, PLAN_SHORT, BEING_SENT, and what `why_not` answers.
    """
    own = PaymentRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=payment_run_id)
    if refusal := why_not(own, SEND, by, timezone.localdate(at)):
        raise refusal
    if (before := sending_of(own)) is not None:
        raise BEING_SENT(number=own.number, people=before.people)
    wanted = None if batch_ids is None else set(batch_ids)
    with joining_sets():
        ready = [
            each
            for each in batches_of(own)
            if each.bank_name and each.ready and (wanted is None or each.batch_id in wanted)
        ]
    if not ready:
        raise NOTHING_TO_SEND(bank=own.number)
    book = Book.objects.get(region=own.region, fund=own.fund)
    check_funds(book, sum(each.drawn_fen for each in ready), first_open_day(book, timezone.localdate(at)))
    ready.sort(key=lambda each: -each.ready)
    key = f"{own.number}:{Run.objects.filter(kind=SENDING, parameters__run=own.pk).count() + 1}"
    parameters = {"run": own.pk, "batches": [(each.batch_id, each.ready) for each in ready]}
    run, _ = runs.open_run(kind=SendingRun.code, key=key, parameters=parameters, by=by.pk, at=at)
    return run


def send_file(*, batch_id: int, by: User, at: dt.datetime) -> BankFile:
    """A cashier hands a bank what is ready: fiscal account → expenditure account → benefits, and the file kept.

    What is paid in the stead of a payment that came back is paid from what came back: no more is drawn for it.
    Two banks' files are chosen, written and kept side by side; from the booking to the commit those of one fund follow
    one another, and whatever else is booked there waits. Two of one bank follow one another from the start. Raises
    NOTHING_TO_SEND, FUND_SHORT, PLAN_SHORT, and what `why_not` answers.
    """
    batch = Batch.objects.get(pk=batch_id)
    file = _written(batch, by, at)
    if file is None:
        raise NOTHING_TO_SEND(bank=batch.bank_name or "—")
    return file


@transaction.atomic
def _written(batch: Batch, by: User, at: dt.datetime) -> BankFile | None:
    """None where nothing is ready: who died meanwhile is held all the same."""
    own = _run_kept_still(batch.pk)
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
        return None
    total, sequence = sum(int(row[3]) for row in rows), batch.files.count() + 1
    offset, key = sum(int(row[4]) for row in rows), f"payments:{own.number}:{batch.pk}:{sequence}"
    taken = [row[0] for row in rows]
    set_off = [row[0] for row in rows if row[4]]
    paid, off = leaving_by_item(batch, own.month, taken, set_off)
    assert (sum(paid.values()), sum(off.values())) == (total, offset), f"{key}: {paid}, {off}"
    ((back_fen,),) = run_sql(SQL / "back_in_file.sql", given | {"rows": taken})
    lines = ((row, name, decrypt(bytes.fromhex(sealed)), fen) for row, name, sealed, fen, _ in rows)
    content = written(own.number, f"{own.month} 待遇", lines)
    document = keep(name=f"{own.number}-{batch.pk}-{sequence}.csv", kind="bank_file", content=content, by=by, at=at)
    back = set_off_by_item(batch.pk, own.month, set_off)
    file = BankFile.objects.create(
        batch=batch, sequence=sequence, payments=len(rows), total_fen=total, document=document,
        entry_id=_book_out(own, key, paid, back_fen, by, at), sent_by=by, sent_at=at, offset_fen=offset,
        from_returned_fen=back_fen,
        offset_entry_id=_book_offset(own, key, off, back, by, at),
    )  # fmt: skip
    with joining_sets():
        run_sql(SQL / "into_file.sql", given | {"file": file.pk, "rows": taken})
    come_back_with(file, timezone.localdate(at), at)
    record(
        by=by, at=at, code="payments_sent", subject_kind="run", subject=str(own.run_id), run=own.number,
        bank=batch.bank_name, payments=len(rows), total_fen=total,
    )  # fmt: skip
    return file


def _run_kept_still(batch_id: int) -> PaymentRun:
    """The run of a batch, which nobody changes meanwhile: who does takes the run's own lock (`locked_run`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payment_file:{batch_id}"])
        cursor.execute(_KEPT_STILL, [batch_id])
    return PaymentRun.objects.select_related("region").get(batches=batch_id)


def _book_out(own: PaymentRun, key: str, paid: dict[str, int], back_fen: int, by: User, at: dt.datetime) -> int:
    """Asked last of what takes long: the book is locked from here on."""
    fen = sum(paid.values())
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    day, reason = first_open_day(book, timezone.localdate(at)), f"待遇发放 {own.number}"
    if drawn := fen - back_fen:
        draw(book=book, key=f"{key}:funding", amount_fen=drawn, reason=reason, on=day, by=by.pk, at=at)
    lines = [
        *by_item(book, Side.DEBIT, paid, own.month),
        Line(book, AccountKind.EXPENDITURE, Side.CREDIT, fen),
    ]
    flow = "benefit_payment"
    entry, _ = post(key=f"{key}:{flow}", flow=flow, booked_on=day, reason=reason, lines=lines, by=by.pk, at=at)
    return entry.pk


def _book_offset(
    own: PaymentRun, key: str, off: dict[str, int], back: dict[str, int], by: User, at: dt.datetime
) -> int | None:
    """What is set off is a benefit paid in full and a benefit that came back: no money moves by it (REG 46)."""
    if not any(off.values()):
        return None
    book = Book.objects.get(region=own.region, fund=own.fund)
    entry, _ = post(
        key=f"{key}:benefit_offset", flow="benefit_offset", booked_on=first_open_day(book, timezone.localdate(at)),
        reason=f"多享受待遇抵扣 {own.number}", by=by.pk, at=at,
        lines=[*by_item(book, Side.DEBIT, off, own.month), *by_item(book, Side.CREDIT, back, own.month)],
    )  # fmt: skip
    return entry.pk


@transaction.atomic
def take_out(*, file: BankFile, by: User, at: dt.datetime) -> bytes:
    """The file for the bank. It names accounts: who takes it out is on record (REG 49)."""
    own = file.batch.payment_run
    record(
        by=by, at=at, code="payment_file_taken", subject_kind="run", subject=str(own.run_id), run=own.number,
        file=file.document.name,
    )  # fmt: skip
    return content_of(file.document)
