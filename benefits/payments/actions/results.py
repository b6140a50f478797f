"""What a bank answered, line by line: paid, or returned with a plain code; what came back is booked back."""

import datetime as dt
import hashlib

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
from benefits.payments.rules.bank_files import RESULT_CONTRADICTS, answers_in, told_anew
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
from siadmin.kernel.workflow import SAME_PERSON
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient


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
    told = answers_in(content, own.number)
    fresh, later = _fresh(own, file, told)
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
    give_up(persons, by, at, run=own)
    take_off_returned(taken, own.pk, persons, at)
    _tell(own, taken, back, at)
    record(
        by=by, at=at, code="payments_answered", subject_kind="run", subject=str(own.run_id), run=own.number,
        bank=file.batch.bank_name, rows=len(told), returned_fen=returned, returned_later=len(later),
    )  # fmt: skip
    return taken, True


def _fresh(own: PaymentRun, file: BankFile, told: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Those not answered before, and those that had arrived and were returned since. Raises what `told_anew` does.

    What was returned later once, and put right since, is not returned by a file again.
    """
    its = {"month": own.month, "batch_id": file.batch_id}
    sent = set(InFile.objects.filter(**its, file_id=file.pk).values_list("row", flat=True))
    before = LastAnswer.objects.filter(**its, row__in=told).values_list("row", "answer")
    fresh, later = told_anew(told, sent, dict(before))
    if twice := sorted(ReturnedLater.objects.filter(**its, row__in=later).values_list("row", flat=True)):
        raise RESULT_CONTRADICTS(count=len(twice), some=", ".join(map(str, twice[:5])))
    return fresh, later


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


def _tell(own: PaymentRun, taken: ResultFile, returned: dict[int, str], at: dt.datetime) -> None:
    """Whoever was not paid is told why and what to do, by each answer that says so."""
    if not returned:
        return
    who = dict(
        Payment.objects.filter(month=own.month, batch_id=taken.file.batch_id, row__in=returned).values_list(
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
                key=f"returned:{own.number}:{row}:{taken.pk}",
            )
            for row, person in who.items()
        ],
        at=at,
    )
