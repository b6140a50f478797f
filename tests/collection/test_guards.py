"""A receipt says what arrived; what it was put to is only added, and adds up (COLL 12, REG 53)."""

import datetime as dt
from itertools import count
from typing import Any

import psycopg2.errors
import pytest
from django.db import transaction

from contributions.assessment.models import Bill, BillKind
from contributions.collection.models import Allocation, Receipt, ReceiptFile, Source
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from tests import database, factories
from tests.factories import NOW, THIS_MONTH, TODAY

_ids = count(1)


def _file() -> ReceiptFile:
    file, _ = ReceiptFile.objects.get_or_create(
        source=Source.TAX, digest="0" * 64, defaults={"name": "receipts.csv", "received_at": NOW, "rows_count": 1}
    )
    return file


def _payer() -> Employer:
    """One employer of a test: money pays its payer's bills."""
    return Employer.objects.order_by("pk").first() or factories.an_employer()


def _receipt(**traits: Any) -> Receipt:
    return Receipt.objects.create(
        **{
            "source": Source.TAX,
            "external_id": f"T{next(_ids)}",
            "book": None if "book" in traits else factories.a_book(),
            "file": _file(),
            "employer": _payer(),
            "entry_key": "test",
            "received_on": TODAY,
            "amount_fen": 240_000,
            "recorded_at": NOW,
        }
        | traits
    )


def _bill(**traits: Any) -> Bill:
    employer = _payer()
    return Bill.objects.create(
        **{
            "employer": employer,
            "region": employer.pooling_region,
            "month": THIS_MONTH,
            "fund": Fund.PENSION,
            "version": Bill.objects.filter(employer=employer).count(),
            "kind": BillKind.ASSESSED,
            "people": 1,
            "lines": 1,
            "employer_fen": 160_000,
            "employee_fen": 80_000,
            "account_fen": 80_000,
            "total_fen": 240_000,
            "issued_at": NOW,
            "due_on": TODAY,
        }
        | traits
    )


def _allocated(
    receipt: Receipt, fen: int, *, kept: int | None = None, bill: Bill | None = None, month: Month = THIS_MONTH
) -> Allocation:
    """Put a part of the receipt to a bill and keep the receipt's sum, or say that it is `kept`."""
    allocation = Allocation.objects.create(
        receipt=receipt,
        bill=bill or Bill.objects.first() or _bill(),
        amount_fen=fen,
        month=month,
        allocated_on=TODAY,
    )
    receipt.allocated_fen = receipt.allocated_fen + fen if kept is None else kept
    receipt.save(update_fields=["allocated_fen"])
    return allocation


@pytest.mark.django_db
def test_the_same_money_arrives_once() -> None:
    receipt = _receipt()
    with database.refused("receipt_once"):
        _receipt(external_id=receipt.external_id, book=receipt.book)


@pytest.mark.django_db
def test_what_arrives_is_money() -> None:
    with database.refused("receipt_positive"):
        _receipt(amount_fen=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"amount_fen": 1},
        {"received_on": TODAY + dt.timedelta(days=1)},
        {"external_id": "another"},
        {"source": "bank"},
        {"reference": "another"},
        {"month": dt.date(2020, 1, 1)},
        {"entry_key": "another"},
    ],
)
def test_a_receipt_is_not_changed(change: dict[str, Any]) -> None:
    receipt = _receipt()
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=receipt.pk).update(**change)


@pytest.mark.django_db
def test_a_receipt_does_not_move_to_another_book() -> None:
    receipt, other = _receipt(), factories.a_book(fund=Fund.INJURY)
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=receipt.pk).update(book=other)


@pytest.mark.django_db
def test_a_receipt_is_not_deleted() -> None:
    receipt = _receipt()
    with database.refused("collection_receipt_not_deleted"):
        receipt.delete()


@pytest.mark.django_db
def test_no_more_is_allocated_than_arrived() -> None:
    receipt = _receipt()
    _allocated(receipt, 240_000)
    with database.refused("receipt_not_allocated_twice"):
        _allocated(receipt, 1, bill=_bill())


@pytest.mark.django_db
def test_a_correction_takes_an_allocation_back() -> None:
    receipt = _receipt()
    _allocated(receipt, 240_000)
    _allocated(receipt, -240_000)
    database.run("SET CONSTRAINTS ALL IMMEDIATE")
    assert receipt.allocated_fen == 0


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [0, 99, 101])
def test_what_a_receipt_says_is_allocated_equals_its_allocations(kept: int) -> None:
    receipt = _receipt()
    with database.refused("receipt_equals_its_allocations"):
        _allocated(receipt, 100, kept=kept)


@pytest.mark.django_db
def test_a_receipt_does_not_say_it_is_allocated_without_allocations() -> None:
    receipt = _receipt()
    with database.refused("receipt_equals_its_allocations"):
        Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=1)
    with database.refused("receipt_equals_its_allocations"):
        _receipt(allocated_fen=1, book=receipt.book)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "traits",
    [{"fund": Fund.INJURY}, {"region_id": "310000"}, {"month": THIS_MONTH + 1}],
    ids=["fund", "region", "month"],
)
def test_no_money_leaves_its_fund_region_or_month(traits: dict[str, Any]) -> None:
    receipt = _receipt()
    with database.refused("allocation_stays_in_its_fund"):
        _allocated(receipt, 100, bill=_bill(**traits))


@pytest.mark.django_db
def test_no_more_is_put_to_a_bill_than_it_says() -> None:
    receipt, bill = _receipt(amount_fen=500_000), _bill()
    _allocated(receipt, 240_000, bill=bill)
    for fen in (1, -240_001):
        with database.refused("allocation_within_its_bill"):
            _allocated(receipt, fen, bill=bill)
    lowered = _bill(employer=bill.employer, version=1, employer_fen=-100, employee_fen=0, total_fen=-100)
    for fen in (1, -101):
        with database.refused("allocation_within_its_bill"):
            _allocated(receipt, fen, bill=lowered)


@pytest.mark.django_db(transaction=True)
def test_two_who_put_money_to_one_bill_at_once_do_not_put_more_than_it_says() -> None:
    bill = _bill()
    one = _receipt()
    other = _receipt(book=one.book)
    outcome = database.in_the_meantime(
        lambda: _allocated(one, 240_000, bill=bill), lambda: _allocated(other, 1, bill=bill)
    )
    assert database.promise_broken(outcome) == "allocation_within_its_bill"


@pytest.mark.django_db
def test_a_bill_is_settled_by_money_only() -> None:
    receipt, bill = _receipt(), _bill()
    _allocated(receipt, 239_999, bill=bill)
    with database.refused("bill_settled_by_money"):
        Bill.objects.filter(pk=bill.pk).update(settled_on=TODAY)
    with database.refused("bill_settled_by_money"):
        _bill(settled_on=TODAY)
    _allocated(receipt, 1, bill=bill)
    Bill.objects.filter(pk=bill.pk).update(settled_on=TODAY)


@pytest.mark.django_db
def test_an_allocation_is_neither_changed_nor_deleted() -> None:
    allocation = _allocated(_receipt(), 100)
    with database.not_permitted():
        Allocation.objects.filter(pk=allocation.pk).update(amount_fen=1)
    with database.not_permitted():
        allocation.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement", ["UPDATE collection_allocation SET amount_fen = 1", "DELETE FROM collection_allocation"]
)
def test_not_even_the_owner_changes_an_allocation(statement: str) -> None:
    with transaction.atomic():
        _allocated(_receipt(), 100)
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement)
