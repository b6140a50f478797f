"""Credits to personal accounts are only added: a correction is a signed difference."""

from typing import Any

import psycopg2.errors
import pytest

from contributions.accounts.models import AccountCredit, AccountKind
from contributions.assessment.models import Bill, BillKind
from contributions.collection.models import Allocation
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund
from tests import database, factories
from tests.factories import NOW, THIS_MONTH, TODAY


def _paid(version: int, fen: int) -> Bill:
    """A bill of which nothing is left to pay, with this much for accounts."""
    employer = Employer.objects.first() or factories.an_employer()
    bill = Bill.objects.create(
        employer=employer,
        region=employer.pooling_region,
        month=THIS_MONTH,
        fund=Fund.PENSION,
        version=version,
        kind=BillKind.ASSESSED,
        people=1,
        lines=1,
        employer_fen=2 * fen,
        employee_fen=fen,
        account_fen=fen,
        total_fen=3 * fen,
        issued_at=NOW,
        due_on=TODAY,
    )
    Allocation.objects.create(bill=bill, amount_fen=3 * fen, month=THIS_MONTH, allocated_on=TODAY)
    Bill.objects.filter(pk=bill.pk).update(settled_on=TODAY)
    return bill


def _credit(version: int = 0, fen: int = 80_000, *, bill: Bill | None = None, person_id: int = 1) -> AccountCredit:
    return AccountCredit.objects.create(
        person_id=person_id,
        month=THIS_MONTH,
        account=AccountKind.PENSION,
        employer_id=1,
        version=version,
        amount_fen=fen,
        bill_id=(bill or _paid(version, fen)).pk,
        credited_on=TODAY,
    )


@pytest.mark.django_db
def test_a_credit_is_neither_changed_nor_deleted() -> None:
    _credit()
    with database.not_permitted():
        AccountCredit.objects.filter(person_id=1).update(amount_fen=1)
    with database.not_permitted():
        AccountCredit.objects.filter(person_id=1).delete()


@pytest.mark.django_db
def test_a_credit_is_booked_once_and_corrected_by_a_difference() -> None:
    bill = _paid(0, 80_000)
    _credit(bill=bill)
    _credit(version=1, fen=-80_000)
    with database.refused(f"accounts_credit_m{THIS_MONTH.first_day:%Y%m}_pkey"):
        _credit(bill=bill)


@pytest.mark.django_db
def test_nothing_is_credited_for_a_bill_that_is_not_paid() -> None:
    paid = _paid(0, 80_000)
    unpaid = Bill.objects.create(**{**_columns(paid), "version": 1, "settled_on": None})
    for bill, fen in ((unpaid, 80_000), (paid, 80_001), (paid, 79_999)):
        with database.refused("credit_is_paid"):
            _credit(fen=fen, bill=bill)
    with database.refused("credit_is_paid"):
        _credit(bill=Bill(pk=-1))


def _columns(bill: Bill) -> dict[str, Any]:
    return {field.attname: getattr(bill, field.attname) for field in Bill._meta.fields if not field.primary_key}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["accounts_credit", f"accounts_credit_m{THIS_MONTH.first_day:%Y%m}"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET amount_fen = 1", "DELETE FROM {}"])
def test_not_even_the_owner_changes_a_credit_through_the_table_or_its_partition(table: str, statement: str) -> None:
    _credit()
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement.format(table))
