"""Money goes back by the way it came: ordered by a case, paid by the cashier as the bank returned it, booked that day.

Nobody names an account: the bank, the tax authority or the payment channel returns it against the receipt's own number.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from contributions.collection.actions.clearing import NOT_SO_MUCH_LEFT
from contributions.collection.models import Receipt, Refund
from contributions.collection.whose import whose
from enrollment.registry.actions import lock_payer
from funds.ledger.actions import Line, post, reverse
from funds.ledger.models import AccountKind, Book, Collector, Entry, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

PAID_BEFORE_IT_CAME = Reason(
    "refund_before_order",
    "退费日期 {day} 早于审批日期或晚于今天。",
    "The day {day} lies before the refund was ordered, or has not come yet.",
    "按银行回单填写日期。",
    "Write the day of the bank's slip.",
)
OWN_REFUND = Reason(
    "refund_to_oneself",
    "不能给本人退费，须回避。",
    "Nobody returns money to themselves.",
    "由另一位出纳办理。",
    "Another cashier must do it.",
)
GOES_BY_ITS_CHANNEL = Reason(
    "refund_by_its_channel",
    "该笔款项由支付渠道缴纳，退回也通过该渠道，不登记银行回单。",
    "This money came through a payment channel and goes back through it, not by a bank's slip.",
    "点“通过渠道退回”。",
    "Press “Return by the channel”.",
)
CHANNEL_WAS_ASKED = Reason(
    "refund_asked_of_its_channel",
    "已请支付渠道退款，尚未得到答复，暂不能撤回。",
    "The payment channel was asked to return it and has not answered; it is not withdrawn meanwhile.",
    "再点一次“通过渠道退回”，渠道只退一次。",
    "Press “Return by the channel” again: the channel returns it once.",
)
CHANNEL_RETURNED_IT = Reason(
    "refund_returned_by_channel",
    "支付渠道已将该款退给付款人，不能撤回。",
    "The payment channel has returned it to the payer; that is not undone.",
    "渠道若又退回本方，按新的到账办理。",
    "Should the channel send it to us again, it arrives as a receipt of its own.",
)
BACK_BEFORE_PAID = Reason(
    "refund_back_before_paid",
    "退票日期 {day} 早于付款日期或晚于今天。",
    "The day {day} lies before the refund was paid, or has not come yet.",
    "按银行退票回单填写日期。",
    "Write the day of the bank's slip by which it came back.",
)


@transaction.atomic
def order_refund(
    *, receipt_id: int, amount_fen: int, case_number: str, reason: str, by: User, at: dt.datetime
) -> Refund:
    """Set money of a receipt aside to go back. Raises NOT_SO_MUCH_LEFT; the database asks for the case."""
    if (payer := whose(Receipt.objects.get(pk=receipt_id)).known) is not None:
        lock_payer(payer)
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("book").get(pk=receipt_id)
    left = receipt.amount_fen - receipt.allocated_fen
    if not 0 < amount_fen <= left:
        raise NOT_SO_MUCH_LEFT(left=written(left))
    Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=F("allocated_fen") + amount_fen)
    refund = Refund.objects.create(
        receipt=receipt,
        amount_fen=amount_fen,
        case_id=case_number,
        reason=reason[:300],
        ordered_by=by,
        ordered_at=at,
    )
    record(
        by=by, at=at, code="refund_ordered", subject_kind="receipt", subject=str(receipt.pk), reason=reason,
        case=case_number, amount_fen=amount_fen,
    )  # fmt: skip
    return refund


@transaction.atomic
def pay_refund(*, refund_id: int, paid_on: dt.date, bank_reference: str, by: User, at: dt.datetime) -> Refund:
    """It was returned: booked on that day from the account that received it.

    Whoever signed the order does not pay it, nor anybody to themselves; what came through a channel goes back through
    it. Raises CHANGED_SINCE, PAID_BEFORE_IT_CAME, SAME_PERSON, OWN_REFUND, GOES_BY_ITS_CHANNEL.
    """
    refund = Refund.objects.select_for_update(of=("self",)).select_related("receipt__book").get(pk=refund_id)
    if refund.paid_on is not None or refund.withdrawn_at is not None:
        raise CHANGED_SINCE()
    if not timezone.localdate(refund.ordered_at) <= paid_on <= timezone.localdate(at):
        raise PAID_BEFORE_IT_CAME(day=paid_on)
    refund.paid_on, refund.paid_by, refund.bank_reference = paid_on, by, bank_reference
    refund.entry_key = f"refund:{refund.pk}"
    with (
        refusing("refund_by_its_channel", GOES_BY_ITS_CHANNEL()),
        refusing("refund_paid_by_another", SAME_PERSON()),
        refusing("refund_not_paid_to_oneself", OWN_REFUND()),
    ):
        refund.save(update_fields=["paid_on", "paid_by", "bank_reference", "entry_key"])
    _book(refund.receipt.book, refund, by, at)
    record(
        by=by, at=at, code="refund_paid", subject_kind="receipt", subject=str(refund.receipt_id),
        case=refund.case_id, amount_fen=refund.amount_fen, bank_reference=bank_reference,
    )  # fmt: skip
    return refund


def _book(book: Book, refund: Refund, by: User, at: dt.datetime) -> None:
    by_tax = book.collector == Collector.TAX
    assert refund.paid_on is not None
    post(
        key=refund.entry_key,
        flow="refund_from_fiscal" if by_tax else "refund_by_agency",
        booked_on=first_open_day(book, refund.paid_on),
        reason=f"refund of receipt {refund.receipt.external_id}",
        lines=[
            Line(book, AccountKind.UNALLOCATED, Side.DEBIT, refund.amount_fen),
            Line(book, AccountKind.FISCAL if by_tax else AccountKind.INCOME, Side.CREDIT, refund.amount_fen),
        ],
        by=by.pk,
        at=at,
    )


@transaction.atomic
def ask_withdrawal(*, refund_id: int, by: User, at: dt.datetime, reason: str) -> Refund:
    """One that waits should not be paid after all: somebody else withdraws it. Raises CHANGED_SINCE."""
    refund = Refund.objects.select_for_update(of=("self",)).get(pk=refund_id)
    if not _waits(refund) or refund.withdrawal_asked_at is not None:
        raise CHANGED_SINCE()
    refund.withdrawal_asked_by, refund.withdrawal_asked_at = by, at
    refund.withdrawal_asked_because = reason[:300]
    refund.save(update_fields=["withdrawal_asked_by", "withdrawal_asked_at", "withdrawal_asked_because"])
    record(by=by, at=at, code="refund_withdrawal_asked", **_of(refund), reason=reason)
    return refund


@transaction.atomic
def withdraw_refund(*, refund_id: int, by: User, at: dt.datetime) -> Refund:
    """It is not paid after all, as another person asked: its money waits among the receipts again.

    What two signed one person does not undo. Raises CHANGED_SINCE, SAME_PERSON, CHANNEL_WAS_ASKED.
    """
    refund = Refund.objects.select_for_update(of=("self",)).get(pk=refund_id)
    if not _waits(refund) or refund.withdrawal_asked_at is None:
        raise CHANGED_SINCE()
    with (
        refusing("refund_asked_of_its_channel", CHANNEL_WAS_ASKED()),
        refusing("refund_withdrawn_by_two", SAME_PERSON()),
    ):
        _undone(refund, by, at, refund.withdrawal_asked_because)
    record(by=by, at=at, code="refund_withdrawn", **_of(refund), reason=refund.withdrawal_asked_because)
    return refund


def _waits(refund: Refund) -> bool:
    return refund.withdrawn_at is None and refund.paid_on is None


@transaction.atomic
def take_back_refund(
    *, refund_id: int, came_back_on: dt.date, bank_reference: str, by: User, at: dt.datetime, reason: str
) -> Refund:
    """A paid one was not delivered and the bank returned it: booked back on that day, and its money waits again.

    Whoever paid it does not say so. Raises CHANGED_SINCE, BACK_BEFORE_PAID, SAME_PERSON, CHANNEL_RETURNED_IT.
    """
    refund = Refund.objects.select_for_update(of=("self",)).select_related("receipt__book").get(pk=refund_id)
    if refund.withdrawn_at is not None or refund.paid_on is None:
        raise CHANGED_SINCE()
    if not refund.paid_on <= came_back_on <= timezone.localdate(at):
        raise BACK_BEFORE_PAID(day=came_back_on)
    refund.came_back_on, refund.came_back_reference = came_back_on, bank_reference
    with (
        refusing("refund_returned_by_channel", CHANNEL_RETURNED_IT()),
        refusing("refund_back_by_another", SAME_PERSON()),
    ):
        _undone(refund, by, at, reason)
    reverse(
        entry=Entry.objects.get(key=refund.entry_key),
        booked_on=first_open_day(refund.receipt.book, came_back_on),
        reason=reason[:200],
        by=by.pk,
        at=at,
    )
    record(by=by, at=at, code="refund_came_back", **_of(refund), reason=reason, bank_reference=bank_reference)
    return refund


def _of(refund: Refund) -> dict[str, str]:
    return {"subject_kind": "receipt", "subject": str(refund.receipt_id), "case": refund.case_id}


def _undone(refund: Refund, by: User, at: dt.datetime, reason: str) -> None:
    refund.withdrawn_at, refund.withdrawn_by, refund.withdrawn_because = at, by, reason[:300]
    refund.save(
        update_fields=[
            "withdrawn_at", "withdrawn_by", "withdrawn_because", "came_back_on", "came_back_reference",
        ]
    )  # fmt: skip
    Receipt.objects.filter(pk=refund.receipt_id).update(allocated_fen=F("allocated_fen") - refund.amount_fen)
