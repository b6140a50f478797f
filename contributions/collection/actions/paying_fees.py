"""A person puts waiting money to a late fee."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from contributions.collection.actions.clearing import NOT_SO_MUCH_LEFT, check_acts_not_for
from contributions.collection.actions.late_fees import book_late_fee, fee_key
from contributions.collection.models import FeePayment, LateFee, Receipt
from contributions.collection.whose import whose
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

NO_FEE_OPEN = Reason(
    "no_fee_open",
    "该月滞纳金只欠 {open} 元。",
    "Only {open} yuan of this month's late fee are open.",
    "减少金额，余额留待处理。",
    "Put less to it; the rest goes on waiting.",
)
NOT_ITS_FUND = Reason(
    "late_fee_of_another_fund",
    "到账与滞纳金不属于同一单位的同一基金、同一统筹区。",
    "The receipt and the late fee are not of the same employer, fund and region (SIL 64; IMPL 20).",
    "选择同一基金的滞纳金。",
    "Choose a late fee of the receipt's own fund.",
)


@transaction.atomic
def put_to_late_fee(
    *,
    receipt_id: int,
    employer: Employer,
    month: Month,
    amount_fen: int,
    seen_allocated_fen: int | None,
    by: User,
    at: dt.datetime,
    reason: str,
) -> FeePayment:
    """Put part of an employer's receipt, or of one said to be its, to its late fee of the receipt's fund: nobody else
    bears it (IMPL 20).

    `seen_allocated_fen`: how much of it was put anywhere when `by` looked. Raises CHANGED_SINCE, NOT_SO_MUCH_LEFT,
    NO_FEE_OPEN, NOT_ITS_FUND, BILL_OF_WHOM_ONE_ACTS_FOR.
    """
    employer = lock_employer(employer)
    check_acts_not_for(employer, by, timezone.localdate(at))
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("book", "person_payer").get(pk=receipt_id)
    if receipt.allocated_fen != seen_allocated_fen:
        raise CHANGED_SINCE()
    book, left = receipt.book, receipt.amount_fen - receipt.allocated_fen
    place = {"employer": employer, "month": month, "fund": book.fund}
    charged = LateFee.objects.filter(region=book.region_id, **place)
    if whose(receipt).known != employer.pk or not charged.exists():
        raise NOT_ITS_FUND()
    paid = FeePayment.objects.filter(**place).aggregate(sum=Sum("amount_fen", default=0))["sum"]
    still_open = charged.aggregate(sum=Sum("amount_fen"))["sum"] - paid
    if not 0 < amount_fen <= left:
        raise NOT_SO_MUCH_LEFT(left=written(left))
    if amount_fen > still_open:
        raise NO_FEE_OPEN(open=written(still_open))
    batch = f"r{receipt.pk}.{secrets.token_hex(8)}"
    Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=F("allocated_fen") + amount_fen)
    payment = FeePayment.objects.create(
        receipt=receipt, amount_fen=amount_fen, put_on=timezone.localdate(at), by=by, reason=reason[:300],
        entry_key=fee_key(batch, book, month), **place,
    )  # fmt: skip
    book_late_fee(book, month, amount_fen, batch, by.pk, at)
    record(
        by=by, at=at, code="late_fee_paid_by_hand", subject_kind="receipt", subject=str(receipt.pk), reason=reason,
        employer=employer.number, month=str(month), amount_fen=amount_fen,
    )  # fmt: skip
    return payment
