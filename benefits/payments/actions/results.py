"""What a bank answered, line by line: paid, or returned with a plain code; what came back is booked back."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.giving_up import give_up
from benefits.payments.actions.recovering import take_off_returned
from benefits.payments.actions.running import locked_run
from benefits.payments.models import (
    BankFile,
    InFile,
    LastAnswer,
    Payment,
    PaymentRun,
    Result,
    ResultFile,
    ReturnedLater,
)
from benefits.payments.rules.course import ANSWER_WORDS, Answer
from benefits.payments.selectors.items import paid_by_item
from benefits.payments.selectors.permits import RESULTS, why_not
from benefits.payments.words import RETURNED_TEXT
from enrollment.registry.models import Person
from funds.ledger.actions import Line, by_item, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.kernel.sheets import read_csv
from siadmin.kernel.workflow import SAME_PERSON
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient

COLUMNS = ("reference", "result")
RESULT_UNREADABLE = Reason(
    "payment_result_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "请从银行系统重新导出回盘文件。",
    "Export the answer again from the bank.",
)
RESULT_COLUMNS = Reason(
    "payment_result_columns",
    "回盘文件缺少列：{missing}。",
    "The bank's answer lacks the columns: {missing}.",
    "列名为 reference, result；结果用所列代码。",
    "The columns are reference, result; results are the listed codes.",
)
RESULT_EMPTY = Reason(
    "payment_result_empty",
    "回盘文件没有一笔结果。",
    "The bank's answer tells of no payment.",
    "请从银行系统重新导出回盘文件。",
    "Export the answer again from the bank.",
)
RESULT_ROW = Reason(
    "payment_result_row",
    "回盘文件第 {row} 行不能读：{value}。",
    "Row {row} of the bank's answer cannot be read: {value}.",
    "整份回盘未导入；更正该行后重新导入。结果代码：{codes}。",
    "Nothing of it was imported; correct the row and import it again. Results are: {codes}.",
)
RESULT_UNKNOWN = Reason(
    "payment_result_unknown",
    "回盘文件中有 {count} 笔不是本文件划付的：{some}。",
    "{count} rows are of payments that are not in this file: {some}.",
    "整份回盘未导入；核对是哪一份文件的回盘，或向银行查询。",
    "Nothing of it was imported; find out which file it answers, or ask the bank.",
)
RESULT_CONTRADICTS = Reason(
    "payment_result_contradicts",
    "{some} 等 {count} 笔此前的结果不同。",
    "{count} payments were answered otherwise before: {some}.",
    "整份回盘未导入；向银行核实后再导入。",
    "Nothing of it was imported; ask the bank first.",
)
_SHOWN = 5
_ANSWERS = frozenset(Answer)


def _of_a_file(file_id: int) -> tuple[str, str]:
    return "run", str(BankFile.objects.values_list("batch__payment_run__run", flat=True).get(pk=file_id))


@refusals_recorded(_of_a_file, by="file_id")
@transaction.atomic
def take_results(*, file_id: int, name: str, content: bytes, by: User, at: dt.datetime) -> tuple[ResultFile, bool]:
    """An accountant takes in a bank's answer, whole or in parts; the same content again changes nothing.

    Raises RESULT_UNREADABLE, RESULT_COLUMNS, RESULT_EMPTY, RESULT_ROW, RESULT_UNKNOWN, RESULT_CONTRADICTS, SAME_PERSON
    for who sent it, and what `why_not` answers.
    """
    file = BankFile.objects.select_related("batch", "sent_by").get(pk=file_id)
    own = locked_run(file.batch_id)
    if refusal := why_not(own, RESULTS, by, timezone.localdate(at)):
        raise refusal
    if by.eyes == file.sent_by.eyes:
        raise SAME_PERSON()
    digest = keyed_hash(hashlib.sha256(content).hexdigest())
    known = ResultFile.objects.filter(file=file, content_hash=digest).first()
    if known is not None:
        return known, False
    told = _read(content, own.number)
    fresh, later = _fresh(file, told)
    told_now = fresh | later
    payments = Payment.objects.filter(month=own.month, batch_id=file.batch_id)
    fen = dict(payments.filter(row__in=told_now).values_list("row", "amount_fen"))
    back = {row: answer for row, answer in told_now.items() if answer != Answer.PAID}
    returned = sum(fen[row] for row in back)
    taken = ResultFile.objects.create(
        file=file,
        document=keep(name=name, kind="bank_answer", content=content, by=by, at=at),
        content_hash=digest,
        rows=len(told),
        paid_fen=sum(fen.values()) - returned,
        returned_fen=returned,
        entry_id=_booked_back(own, file, digest.hex()[:12], list(back), returned, by, at),
        imported_by=by,
        imported_at=at,
    )
    Result.objects.bulk_create(
        (
            Result(month=own.month, batch_id=file.batch_id, row=row, result_file_id=taken.pk, answer=answer)
            for row, answer in fresh.items()
        ),
        batch_size=5_000,
    )
    ReturnedLater.objects.bulk_create(
        ReturnedLater(month=own.month, batch_id=file.batch_id, row=row, result_file=taken, answer=answer)
        for row, answer in later.items()
    )
    persons = list(payments.filter(row__in=back).values_list("person_id", flat=True))
    give_up(persons, by, at)
    take_off_returned(taken, own.pk, persons, at)
    _tell(own, file, back, at)
    record(
        by=by, at=at, code="payments_answered", subject_kind="run", subject=str(own.run_id), run=own.number,
        bank=file.batch.bank_name, rows=len(told), returned_fen=returned, returned_later=len(later),
    )  # fmt: skip
    return taken, True


def _read(content: bytes, number: str) -> dict[int, str]:
    told: dict[int, str] = {}
    rows = read_csv(content, columns=COLUMNS, required=COLUMNS, unreadable=RESULT_UNREADABLE, lacking=RESULT_COLUMNS)
    for line, row in rows:
        run, _, reference = row["reference"].rpartition("-")
        if run != number or not reference.isascii() or not reference.isdigit() or row["result"] not in _ANSWERS:
            value = f"{row['reference'][:40]} {row['result'][:20]}"
            raise RESULT_ROW(row=line, value=value, codes=", ".join(Answer))
        if told.setdefault(int(reference), row["result"]) != row["result"]:
            raise RESULT_CONTRADICTS(count=1, some=row["reference"][:40])
    if not told:
        raise RESULT_EMPTY()
    return told


def _fresh(file: BankFile, told: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Those not answered before, and those that had arrived and were returned since.

    Raises RESULT_UNKNOWN, RESULT_CONTRADICTS.
    """
    sent = set(InFile.objects.filter(file_id=file.pk, batch_id=file.batch_id).values_list("row", flat=True))
    if unknown := sorted(told.keys() - sent):
        raise RESULT_UNKNOWN(count=len(unknown), some=_some(unknown))
    before = dict(LastAnswer.objects.filter(batch_id=file.batch_id, row__in=told).values_list("row", "answer"))
    others = {row: told[row] for row, answer in before.items() if told[row] != answer}
    if wrong := sorted(row for row in others if before[row] != Answer.PAID):
        raise RESULT_CONTRADICTS(count=len(wrong), some=_some(wrong))
    return {row: answer for row, answer in told.items() if row not in before}, others


def _some(rows: Iterable[int]) -> str:
    return ", ".join(str(row) for row in list(rows)[:_SHOWN])


def _booked_back(
    own: PaymentRun, file: BankFile, digest: str, rows: list[int], fen: int, by: User, at: dt.datetime
) -> int | None:
    if not rows:
        return None
    paid, _ = paid_by_item(file.batch, own.month, rows)
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    entry, _ = post(
        key=f"payments:{own.number}:{file.pk}:{digest}", flow="payment_returned",
        booked_on=first_open_day(book, timezone.localdate(at)),
        reason=f"银行退回 {own.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, fen),
            *by_item(book, Side.CREDIT, paid, own.month),
        ],
    )  # fmt: skip
    return entry.pk


def _tell(own: PaymentRun, file: BankFile, returned: dict[int, str], at: dt.datetime) -> None:
    """Whoever was not paid is told why and what to do."""
    if not returned:
        return
    who = dict(
        Payment.objects.filter(month=own.month, batch_id=file.batch_id, row__in=returned).values_list(
            "row", "person_id"
        )
    )
    numbers = dict(Person.objects.filter(pk__in=who.values()).values_list("pk", "number"))
    send_many(
        RETURNED_TEXT,
        [
            Addressed(
                Recipient(RecipientKind.PERSON, numbers[person]),
                {"month": str(own.month), "why": ANSWER_WORDS[returned[row]]},
                page=("citizen_benefits",),
                key=f"returned:{own.number}:{row}",
            )
            for row, person in who.items()
        ],
        at=at,
    )
