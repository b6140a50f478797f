"""What was told as returned and had arrived is put right by two, by the bank's paper; what arrived twice is demanded.

The other way round needs nobody's word: a later answer of the bank returns what had arrived (`results`).
"""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from benefits.payments.actions.demanding import came_back, demanded, tell_repaid, to_person
from benefits.payments.actions.running import locked_run
from benefits.payments.models import (
    Arrived,
    ArrivedRepaid,
    Batch,
    GivenUp,
    Hold,
    InFile,
    LastAnswer,
    Payment,
    PaymentRun,
)
from benefits.payments.rules.course import ANSWER_WORDS, Answer, Why
from benefits.payments.selectors.items import paid_by_item, shared
from benefits.payments.words import ARRIVED_TEXT, TWICE, TWICE_CAUSE, TWICE_TEXT
from enrollment.registry.models import Person
from funds.banking.actions import ReadOff, spending_account, why_not_use
from funds.ledger.actions import Line, by_item, draw, post
from funds.ledger.models import AccountKind, Book, Entry, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import send
from siadmin.matters.models import Case

SQL = Path(__file__).resolve().parent.parent / "sql"

NOT_TOLD_RETURNED = Reason(
    "payment_not_told_returned",
    "这笔款项不是银行报为退回的，或者已经更正。",
    "No bank told this payment as returned, or it was put right already.",
    "刷新页面查看发放状态。",
    "Reload the page to see how it stands.",
)
STILL_ON_ITS_WAY = Reason(
    "payment_again_on_its_way",
    "重新发放的一笔已交银行，还没有回盘，不能确定是否重复到账。",
    "What was paid again is with the bank and not answered for: whether it arrived twice is not known yet.",
    "先导入该笔的银行回盘，再更正。",
    "Take in the bank's answer for it first, then put this right.",
)
MORE_THAN_TWICE = Reason(
    "payment_twice_more_than_left",
    "重复到账款 {number} 只剩 {left} 元未退。",
    "Only ¥{left} of what arrived twice, {number}, are left.",
    "核对金额。",
    "Check the amount.",
)


def why_not_arrived(payment: Payment) -> Refusal | None:
    """Why nobody can say of it now that it had arrived."""
    if not _told(payment) or _put_right(payment):
        return NOT_TOLD_RETURNED()
    answered = LastAnswer.objects.filter(month=payment.month, batch_id__in=_batches(payment)).values("row")
    beside = [each.row for each in _beside(payment)]
    sent = InFile.objects.filter(month=payment.month, batch_id__in=_batches(payment), row__in=beside)
    return STILL_ON_ITS_WAY() if sent.exclude(row__in=answered).exists() else None


@transaction.atomic
def put_arrived_right(*, payment: Payment, reason: str, case: Case, by: User, at: dt.datetime) -> Arrived:
    """It counts as arrived and is booked as paid; what was made in its stead and has not left never leaves.

    Where another arrived in its stead, or it was given up, the person has it beside what was due: it is demanded back.

    What paid the other had not come back then: as much is drawn now. Raises what `why_not_arrived` answers, FUND_SHORT,
    PLAN_SHORT, ANSWERED_BY_PAYER, and NoLawInForce.
    """
    own = locked_run(payment.batch_id)
    if refusal := why_not_arrived(payment):
        raise refusal
    told, person = _told(payment), Person.objects.get(pk=payment.person_id)
    undue = payment.amount_fen if is_beside(payment) else 0
    entry = _booked(own, payment, case, by, at)
    arrived = Arrived.objects.create(
        month=payment.month, batch_id=payment.batch_id, row=payment.row, run=own, person=person, told=told,
        reason=reason, undue_fen=undue, case=case, entry=entry, decided_at=at,
        **(_demanded(own, payment, person, case, by, at) if undue else {}),
    )  # fmt: skip
    if not undue:
        _keep_from_leaving(arrived, payment, at)
    _draw_what_left(own, payment, case, by, at)
    record(
        by=by, at=at, code="payment_arrived", subject_kind="person", subject=person.number, run=own.number,
        reason=reason, told=told, amount_fen=payment.amount_fen, undue_fen=undue,
    )  # fmt: skip
    values = {"month": str(own.month), "why": ANSWER_WORDS[told]}
    if undue:
        values |= {"amount_fen": undue, "due_on": arrived.due_on}
    send(
        TWICE_TEXT if undue else ARRIVED_TEXT, to=to_person(person), at=at, page=("citizen_benefits",),
        issued=arrived.letter, values=values, key=f"arrived:{case.number}",
    )  # fmt: skip
    return arrived


def is_beside(payment: Payment) -> bool:
    """What it was to pay reached the person otherwise, or never was to reach them."""
    run = Batch.objects.values_list("payment_run", flat=True).get(pk=payment.batch_id)
    there = LastAnswer.objects.filter(
        month=payment.month, batch_id__in=_batches(payment), row__in=[each.row for each in _beside(payment)],
        answer=Answer.PAID,
    )  # fmt: skip
    return there.exists() or GivenUp.objects.filter(run=run, person=payment.person_id).exists()


def _batches(payment: Payment) -> list[int]:
    """Of its run."""
    return list(Batch.objects.filter(payment_run__batches=payment.batch_id).values_list("pk", flat=True))


def _beside(payment: Payment) -> list[Payment]:
    """Others of the run to the same person."""
    of_run = Payment.objects.filter(month=payment.month, batch_id__in=_batches(payment), person_id=payment.person_id)
    return [each for each in of_run.order_by("row") if each.row != payment.row]


def _told(payment: Payment) -> str:
    """As what a bank returned it by its last word; nothing where it did not."""
    its = LastAnswer.objects.filter(month=payment.month, batch_id=payment.batch_id, row=payment.row)
    return its.exclude(answer=Answer.PAID).values_list("answer", flat=True).first() or ""


def _put_right(payment: Payment) -> bool:
    return Arrived.objects.filter(month=payment.month, batch_id=payment.batch_id, row=payment.row).exists()


def _booked(own: PaymentRun, payment: Payment, case: Case, by: User, at: dt.datetime) -> Entry:
    """As much as was booked back when it was told as returned."""
    paid, _ = paid_by_item(Batch.objects.get(pk=payment.batch_id), own.month, [payment.row])
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    entry, _ = post(
        key=f"arrived:{case.number}", flow="payment_arrived", booked_on=first_open_day(book, timezone.localdate(at)),
        reason=f"原报退回、实际已到账 {own.number}-{payment.row}", by=by.pk, at=at,
        lines=[
            *by_item(book, Side.DEBIT, paid, own.month),
            Line(book, AccountKind.EXPENDITURE, Side.CREDIT, payment.amount_fen),
        ],
    )  # fmt: skip
    return entry


def _draw_what_left(own: PaymentRun, payment: Payment, case: Case, by: User, at: dt.datetime) -> None:
    """What was paid in its stead from what had not come back: it left the account, and nothing was drawn for it."""
    ((fen,),) = run_sql(SQL / "left_undrawn.sql", {"run": own.pk, "person": payment.person_id})
    if fen <= 0:
        return
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    draw(
        book=book, key=f"arrived:{case.number}:funding", amount_fen=fen,
        reason=f"重复到账，补拨支出户 {own.number}-{payment.row}", by=by.pk, at=at,
        on=first_open_day(book, timezone.localdate(at)),
    )  # fmt: skip


def _keep_from_leaving(arrived: Arrived, payment: Payment, at: dt.datetime) -> None:
    """What was made in its stead and no file took; it may wait so already, for another that came back since."""
    told = {"run": arrived.run_id, "batch": payment.batch_id, "row": payment.row}
    sent = set(
        InFile.objects.filter(month=payment.month, batch_id__in=_batches(payment)).values_list("batch_id", "row")
    )
    Hold.objects.bulk_create(
        [
            Hold(
                month=each.month, batch_id=each.batch_id, row=each.row, person_id=each.person_id, because=Why.ARRIVED,
                told=told, raised_at=at,
            )
            for each in _beside(payment)
            if (each.batch_id, each.row) not in sent
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _demanded(
    own: PaymentRun, payment: Payment, person: Person, case: Case, by: User, at: dt.datetime
) -> dict[str, object]:
    """Number, term and letter. Raises NoLawInForce."""
    asked = demanded(
        region=own.region, person=person, of=f"{own.number}-{payment.row}", component=TWICE, cause=TWICE_CAUSE,
        from_month=own.month, case=case, by=by, at=at,
        months=[{"month": str(own.month), "run": own.number, "fen": payment.amount_fen}],
    )  # fmt: skip
    return {"number": asked.number, "due_on": asked.due_on, "law": asked.law, "letter": asked.letter}


def left_twice(arrived: Arrived) -> int:
    """Fen of what arrived beside what was due that have not come back."""
    back: int = arrived.repaid.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return arrived.undue_fen - back


def why_not_repay_twice(arrived: Arrived, amount_fen: int, read: ReadOff, today: dt.date) -> Refusal | None:
    """Why so much cannot have come back by this line of the bank."""
    if amount_fen > (left := left_twice(arrived)):
        return MORE_THAN_TWICE(number=arrived.number, left=written(left))
    since = timezone.localdate(arrived.decided_at)
    account = spending_account(arrived.run.region, arrived.run.fund)
    return why_not_use(account, read, amount_fen, since=since, today=today)


@transaction.atomic
def repay_twice(
    *, arrived: Arrived, amount_fen: int, read: ReadOff, case: Case, by: User, at: dt.datetime
) -> ArrivedRepaid:
    """It came to the expenditure account: booked back as benefits of the fund, once by the bank's line.

    Raises what `why_not_repay_twice` answers.
    """
    own = arrived.run
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    if refusal := why_not_repay_twice(arrived, amount_fen, read, timezone.localdate(at)):
        raise refusal
    paid, _ = paid_by_item(Batch.objects.get(pk=arrived.batch_id), own.month, [arrived.row])
    entry = came_back(
        book=book, reason=f"重复到账款退还 {arrived.number}", items=shared(amount_fen, paid), read=read,
        since=timezone.localdate(arrived.decided_at), case=case, by=by, at=at,
    )  # fmt: skip
    back = ArrivedRepaid.objects.create(
        arrived=arrived, amount_fen=amount_fen, received_on=read.on, case=case, entry=entry, recorded_at=at
    )
    tell_repaid(
        person=arrived.person, demand=arrived.number, amount_fen=amount_fen, left_fen=left_twice(arrived), read=read,
        case=case, by=by, at=at,
    )  # fmt: skip
    return back
