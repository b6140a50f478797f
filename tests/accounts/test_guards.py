"""Credits to personal accounts are only added: a correction is a signed difference."""

import psycopg2.errors
import pytest

from contributions.accounts.models import AccountCredit, AccountKind
from tests import database
from tests.factories import THIS_MONTH, TODAY


def _credit(version: int = 0, fen: int = 80_000) -> AccountCredit:
    return AccountCredit.objects.create(
        person_id=1,
        month=THIS_MONTH,
        account=AccountKind.PENSION,
        employer_id=1,
        version=version,
        amount_fen=fen,
        bill_id=1,
        credited_on=TODAY,
    )


@pytest.mark.django_db
def test_a_credit_is_neither_changed_nor_deleted() -> None:
    _credit()
    with database.refused("accounts_credit_append_only"):
        AccountCredit.objects.filter(person_id=1).update(amount_fen=1)
    with database.refused("accounts_credit_append_only"):
        AccountCredit.objects.filter(person_id=1).delete()


@pytest.mark.django_db
def test_a_credit_is_booked_once_and_corrected_by_a_difference() -> None:
    _credit()
    _credit(version=1, fen=-80_000)
    with database.refused(f"accounts_credit_m{THIS_MONTH.first_day:%Y%m}_pkey"):
        _credit()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["accounts_credit", f"accounts_credit_m{THIS_MONTH.first_day:%Y%m}"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET amount_fen = 1", "DELETE FROM {}"])
def test_not_even_the_owner_changes_a_credit_through_the_table_or_its_partition(table: str, statement: str) -> None:
    _credit()
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement.format(table))
