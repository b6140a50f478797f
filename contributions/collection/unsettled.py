"""What of collection stands against closing an employer: money it owes, is owed, or that waits (REG 10)."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, Sum

from contributions.assessment.models import Bill
from contributions.collection.late_fees import FeeMonth, fee_law, fee_months
from contributions.collection.models import Allocation, Receipt, Refund
from enrollment.registry.models import Employer
from siadmin.agency.insurances import FUND_NAMES
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle


def money_open(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Every fund's month that is not covered to the fen, and every receipt with money that no bill has taken.

    Fund by fund: what one fund has too much covers nothing of another (SIL 64).
    """
    unsettled = Bill.objects.filter(employer=employer, settled_on__isnull=True)
    put = dict(
        Allocation.objects.filter(bill__in=unsettled).values_list("bill_id").annotate(sum=Sum("amount_fen")).order_by()
    )
    left: dict[tuple[object, str], int] = {}
    for bill in unsettled.order_by("month", "fund", "pk"):
        left[bill.month, bill.fund] = left.get((bill.month, bill.fund), 0) + bill.total_fen - put.get(bill.pk, 0)
    door = ("employer_bills", employer.number)
    for (month, fund), fen in left.items():
        name = FUND_NAMES[fund]
        if fen > 0:
            what = Words(f"{month} {name.zh}欠缴", f"{month}, {name.en}: owed")
        elif fen < 0:
            what = Words(f"{month} {name.zh}应退未退", f"{month}, {name.en}: to be given back")
        else:
            continue
        yield Obstacle(what, abs(fen), desk=("work_bill", employer.number, str(month)), door=door)
    waiting = Receipt.objects.filter(employer=employer, allocated_fen__lt=F("amount_fen")).order_by("received_on", "pk")
    for receipt in waiting:
        yield Obstacle(
            Words(f"{receipt.received_on} 的缴费款待分配", f"money of {receipt.received_on} waits to be put to bills"),
            receipt.amount_fen - receipt.allocated_fen,
            desk=("receipt", str(receipt.pk)),
            door=door,
        )
    going_back = Refund.objects.filter(receipt__employer=employer, paid_on__isnull=True, withdrawn_at__isnull=True)
    for refund in going_back.order_by("pk"):
        yield Obstacle(Words("退费尚未到账", "a refund is under way"), refund.amount_fen, desk=("refunds",), door=door)


def fees_open(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Late fees of what was paid late and are not paid, charged by the night's run or not yet (SIL 86).

    What is still open of the principal stands against it by itself; its fee runs on until it is paid.
    """
    for one in fee_months(Bill.objects.filter(employer=employer)):
        left = _fee(one) - one.paid_fen
        if left > 0:
            name = FUND_NAMES[one.fund]
            yield Obstacle(
                Words(f"{one.month} {name.zh}滞纳金", f"{one.month}, {name.en}: late fee"),
                left,
                desk=("owed_by_employer", employer.number),
                door=("employer_bills", employer.number),
            )


def _fee(one: FeeMonth) -> int:
    """The fee of what was paid late so far; no law is asked where nothing was."""
    first_due = min(each.was_due_on for each in one.principals)
    if not one.charged_fen and all(each.paid_on <= first_due for each in one.payments):
        return 0
    return one.charged(fee_law(one.region, one.month)).value
