"""What stands in the suspense queue is cleared by a person: put to bills; credits to the payer are set off."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from contributions.assessment.models import BESIDE_STAFF, Bill, BillKind
from contributions.collection.actions.attributing import NOT_ITS_MONEY, WHOSE_NOT_SAID, attribute_by_code
from contributions.collection.actions.late_fees import charge_employer
from contributions.collection.actions.settling import settle
from contributions.collection.models import Allocation, Receipt
from contributions.collection.whose import whose
from enrollment.registry.actions import lock_payer
from enrollment.registry.models import Employer, Identifier
from enrollment.registry.selectors import acts_for
from siadmin.agency.models import User
from siadmin.agency.selectors import people_behind
from siadmin.agency.trail import record
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

NOT_SO_MUCH_LEFT = Reason(
    "not_so_much_left",
    "该笔到账只剩 {left} 元未分配。",
    "Only {left} yuan of this receipt are not allocated yet.",
    "减少分配金额。",
    "Allocate less.",
)
NOT_SO_MUCH_OPEN = Reason(
    "not_so_much_open",
    "该账单只欠 {open} 元。",
    "Only {open} yuan of this bill are open.",
    "减少分配金额，余额留作多缴。",
    "Allocate less; the rest stays as an over-payment.",
)
OTHER_FUND = Reason(
    "other_fund",
    "到账属于另一基金，不能跨基金抵缴。",
    "The receipt belongs to another fund; funds are never mixed (SIL 64).",
    "退回原渠道或联系征收机关更正。",
    "Return it through its channel or ask the collection authority to correct it.",
)
OWN_BILL = Reason(
    "own_bill",
    "不能把到账抵缴本人的账单，须回避。",
    "Nobody puts money to a bill of their own.",
    "由另一位工作人员办理。",
    "Someone else must do it.",
)
BILL_OF_WHOM_ONE_ACTS_FOR = Reason(
    "bill_of_whom_one_acts_for",
    "您是{name}的单位经办人，不能为其办理抵缴，须回避。",
    "You act for {name}: you do not put money to what it owes.",
    "由另一位工作人员办理。",
    "Someone else must do it.",
)


def _open(bill: Bill) -> int:
    done = bill.allocations.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    return bill.total_fen - done


@transaction.atomic
def allocate(
    *,
    receipt_id: int,
    bill_id: int,
    amount_fen: int,
    seen_allocations: int | None,
    by: User,
    at: dt.datetime,
    on: dt.date,
    reason: str,
) -> Allocation:
    """Put part of a receipt to a bill of its payer and fund; the bill settles once it is covered.

    `seen_allocations`: how many parts of it were put anywhere when `by` looked; the same press twice puts it once.
    Raises CHANGED_SINCE, NOT_SO_MUCH_LEFT, NOT_SO_MUCH_OPEN, OTHER_FUND, NOT_ITS_MONEY, WHOSE_NOT_SAID, OWN_BILL,
    BILL_OF_WHOM_ONE_ACTS_FOR.
    """
    lock_payer(Bill.objects.values_list("payer", flat=True).get(pk=bill_id))
    bill = Bill.objects.select_related("employer", "person").get(pk=bill_id)
    receipt = _locked(receipt_id)
    if receipt.allocations.count() != seen_allocations:
        raise CHANGED_SINCE()
    if (receipt.book.fund, receipt.book.region_id) != (bill.fund, bill.region_id):
        raise OTHER_FUND()
    _check_eyes(bill, by, timezone.localdate(at))
    _check_whose(receipt, bill, by, at)
    left = receipt.amount_fen - receipt.allocated_fen
    still_open = 0 if bill.lapsed_on else _open(bill)
    if not 0 < amount_fen <= left:
        raise NOT_SO_MUCH_LEFT(left=written(left))
    if amount_fen > still_open:
        raise NOT_SO_MUCH_OPEN(open=written(still_open))
    allocation = _put(receipt, bill, amount_fen, on, by, reason)
    record(
        by=by, at=at, code="receipt_allocated", subject_kind="receipt", subject=str(receipt.pk), reason=reason,
        bill=str(bill), amount_fen=amount_fen,
    )  # fmt: skip
    settle_month(bill.payer, bill.month, by, at)
    if bill.employer:
        charge_employer(employer=bill.employer, by=by, at=at)
    return allocation


def _locked(receipt_id: int) -> Receipt:
    lockable = Receipt.objects.select_for_update(of=("self",))
    return lockable.select_related("book", "person_payer", "employer", "person").get(pk=receipt_id)


def _check_eyes(bill: Bill, by: User, on: dt.date) -> None:
    """Raises OWN_BILL where `by` is, under whichever number, who owes it, and BILL_OF_WHOM_ONE_ACTS_FOR."""
    if bill.person is None:
        assert bill.employer is not None  # bill_one_payer
        check_acts_not_for(bill.employer, by, on)
        return
    numbers = [
        bytes(each) for each in Identifier.objects.filter(person=bill.person).values_list("value_hash", flat=True)
    ]
    if bytes(by.person_hash) in people_behind(numbers).values():
        raise OWN_BILL()


def check_acts_not_for(employer: Employer, by: User, on: dt.date) -> None:
    """Raises BILL_OF_WHOM_ONE_ACTS_FOR where `by` acts for an employer, by whichever account."""
    if acts_for(by, employer, on):
        raise BILL_OF_WHOM_ONE_ACTS_FOR(name=employer.name)


def _check_whose(receipt: Receipt, bill: Bill, by: User, at: dt.datetime) -> None:
    """Raises NOT_ITS_MONEY, WHOSE_NOT_SAID; a payer known by their code alone is kept as such."""
    found, debtor = whose(receipt), bill.employer or bill.person
    assert debtor is not None  # bill_one_payer
    if bill.payer in found.payers:
        if found.known is None:
            attribute_by_code(receipt, debtor, by, at)
        return
    if found.known is None:
        raise WHOSE_NOT_SAID()
    raise NOT_ITS_MONEY(payer=found.name)


def _put(receipt: Receipt, bill: Bill, amount_fen: int, on: dt.date, by: User | None, reason: str) -> Allocation:
    Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=F("allocated_fen") + amount_fen)
    return Allocation.objects.create(
        receipt=receipt,
        bill=bill,
        amount_fen=amount_fen,
        month=bill.month,
        allocated_on=on,
        by=by,
        reason=reason[:300],
    )


def settle_credits(employer: Employer, month: Month, by: User | None, at: dt.datetime) -> None:
    """The same for an employer: what assessment calls after it changed a month."""
    settle_month(employer.pk, month, by, at)


@transaction.atomic
def settle_month(payer: int, month: Month, by: User | None, at: dt.datetime) -> None:
    """Settle a payer's month; where nothing is left to pay, set the open bills of a fund off against what was paid.

    Premiums by the order, of projects, and contributions for staff stand apart: none is set off against another. The
    money given back stays with the receipt it came from, as an over-payment in the suspense queue. Bills that cancel
    each other before anything was paid are settled without money.
    """
    lock_payer(payer)
    on = timezone.localdate(at)
    groups: dict[tuple[str, str], list[Bill]] = {}
    waiting = Bill.objects.filter(payer=payer, month=month, settled_on__isnull=True, lapsed_on__isnull=True)
    for bill in waiting.order_by("version"):
        groups.setdefault((bill.fund, bill.pot), []).append(bill)
    for bills in groups.values():
        if sum(_open(bill) for bill in bills) <= 0:
            _set_off(payer, month, bills, on, by)
    settle(
        first=payer, last=payer, batch=f"c{payer}.{secrets.token_hex(8)}", on=on,
        by=by.pk if by else None, at=at,
    )  # fmt: skip


def _set_off(payer: int, month: Month, bills: list[Bill], on: dt.date, by: User | None) -> None:
    """Spread the open bills, which sum to zero or less, over the receipts that paid such bills, newest first."""
    alike = {
        BillKind.ORDERS: Q(bill__kind=BillKind.ORDERS),
        BillKind.PROJECT: Q(bill=(first := bills[0].of_bill_id or bills[0].pk)) | Q(bill__of_bill=first),
    }.get(BillKind(bills[0].kind), ~Q(bill__kind__in=BESIDE_STAFF))
    paid: list[dict[str, Any]] = _plain(
        Allocation.objects.filter(alike, bill__payer=payer, bill__month=month, bill__fund=bills[0].fund)
        .values("receipt_id")
        .annotate(sum=Sum("amount_fen"))
        .filter(sum__gt=0)
        .order_by("-receipt_id")
    )
    give_back = [(bill, _open(bill)) for bill in bills]
    credit = -sum(amount for _, amount in give_back)
    assert credit <= sum(row["sum"] for row in paid), "nobody gets back more than was paid"
    if not paid:
        _rows(None, give_back, on, by)
        return
    main, rest = paid[0], paid[1:]
    receipt = Receipt.objects.select_for_update().get(pk=main["receipt_id"])
    if credit <= main["sum"]:
        net = -credit
        Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=F("allocated_fen") + net)
        _rows(receipt, give_back, on, by)
        return
    _split(give_back, [main, *rest], on, by)


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def _rows(receipt: Receipt | None, amounts: list[tuple[Bill, int]], on: dt.date, by: User | None) -> None:
    Allocation.objects.bulk_create(
        [
            Allocation(
                receipt=receipt,
                bill=bill,
                amount_fen=amount,
                month=bill.month,
                allocated_on=on,
                by=by,
                reason="set off after an adjustment",
            )
            for bill, amount in amounts
            if amount
        ]
    )


def _split(amounts: list[tuple[Bill, int]], paid: list[dict[str, Any]], on: dt.date, by: User | None) -> None:
    """Several receipts paid it: positive bills are met from the first, credits are spread over all of them."""
    room = {row["receipt_id"]: row["sum"] for row in paid}
    first = paid[0]["receipt_id"]
    puts: list[tuple[int, Bill, int]] = [(first, bill, amount) for bill, amount in amounts if amount > 0]
    room[first] += sum(amount for _, _, amount in puts)
    for bill, amount in amounts:
        left = -amount
        for receipt_id, left_there in list(room.items()):
            part = min(left, left_there)
            if part > 0:
                puts.append((receipt_id, bill, -part))
                room[receipt_id] -= part
                left -= part
    for receipt_id in room:
        receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
        mine = [(bill, amount) for owner, bill, amount in puts if owner == receipt_id]
        Receipt.objects.filter(pk=receipt_id).update(
            allocated_fen=F("allocated_fen") + sum(amount for _, amount in mine)
        )
        _rows(receipt, mine, on, by)
