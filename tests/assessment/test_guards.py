"""Lines are only added; a bill says what it said until a new version says otherwise (REG 53, SIL 89)."""

import datetime as dt
from typing import Any

import psycopg2.errors
import pytest
from django.db import connection

from contributions.assessment.models import AssessmentLine, Bill, BillKind
from siadmin.agency.insurances import Fund, Insurance
from siadmin.kernel.months import Month
from tests import database, factories
from tests.factories import NOW, THIS_MONTH, TODAY


def _line(**traits: Any) -> AssessmentLine:
    return AssessmentLine.objects.create(
        **{
            "person_id": 1,
            "month": THIS_MONTH,
            "insurance": Insurance.PENSION,
            "employer_id": 1,
            "version": 0,
            "tariff_id": 1,
            "wage_fen": 1_000_000,
            "base_fen": 1_000_000,
            "employer_fen": 160_000,
            "supplement_fen": 0,
            "employee_fen": 80_000,
            "account_fen": 80_000,
        }
        | traits
    )


def _bill(**traits: Any) -> Bill:
    employer = factories.an_employer()
    return Bill.objects.create(
        **{
            "employer": employer,
            "region": employer.pooling_region,
            "month": THIS_MONTH,
            "fund": Fund.PENSION,
            "version": 0,
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


@pytest.mark.django_db
def test_a_line_is_neither_changed_nor_deleted() -> None:
    _line()
    with database.not_permitted():
        AssessmentLine.objects.filter(person_id=1).update(employee_fen=1)
    with database.not_permitted():
        AssessmentLine.objects.filter(person_id=1).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["assessment_line", f"assessment_line_m{THIS_MONTH.first_day:%Y%m}"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET employee_fen = 1", "DELETE FROM {}"])
def test_not_even_the_owner_changes_a_line_through_the_table_or_its_partition(table: str, statement: str) -> None:
    _line()
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.django_db
def test_one_version_of_a_line_is_written_once() -> None:
    _line()
    _line(version=1, employer_fen=-160_000)
    with database.refused(f"assessment_line_m{THIS_MONTH.first_day:%Y%m}_pkey"):
        _line()


@pytest.mark.django_db
@pytest.mark.parametrize("month", [Month(2010, 1), Month(2025, 12), Month(2026, 1), Month(2027, 12)])
def test_every_month_of_the_past_and_the_next_year_has_a_place(month: Month) -> None:
    _line(month=month)
    assert AssessmentLine.objects.get().month == month


@pytest.mark.django_db
def test_a_bill_adds_up() -> None:
    with database.refused("bill_adds_up"):
        _bill(total_fen=240_001)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"total_fen": 1, "employer_fen": 0, "employee_fen": 1},
        {"account_fen": 0},
        {"month": THIS_MONTH + 1},
        {"fund": Fund.INJURY},
        {"version": 1},
        {"kind": "adjustment"},
        {"due_on": TODAY + dt.timedelta(days=9)},
    ],
)
def test_a_bill_is_changed_by_a_new_version_only(change: dict[str, Any]) -> None:
    bill = _bill()
    with database.refused("bill_not_changed"):
        Bill.objects.filter(pk=bill.pk).update(**change)


@pytest.mark.django_db
def test_a_bill_is_settled_once_and_stays_settled() -> None:
    bill = _bill(employer_fen=0, employee_fen=0, account_fen=0, total_fen=0)
    bill.settled_on = TODAY
    bill.save(update_fields=["settled_on"])
    for day in (None, TODAY + dt.timedelta(days=1)):
        with database.refused("bill_not_changed"):
            Bill.objects.filter(pk=bill.pk).update(settled_on=day)


@pytest.mark.django_db
def test_a_bill_is_not_deleted() -> None:
    bill = _bill()
    with database.refused("assessment_bill_not_deleted"):
        bill.delete()


@pytest.mark.django_db
def test_a_provisional_bill_credits_nobody() -> None:
    with database.refused("bill_provisional_credits_nobody"):
        _bill(kind=BillKind.PROVISIONAL)
    _bill(kind=BillKind.PROVISIONAL, lines=0, account_fen=0, employee_fen=0, employer_fen=240_000)


@pytest.mark.django_db
def test_references_of_notices_differ_and_check() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT assessment_next_reference() FROM generate_series(1, 500)")
        references = [reference for (reference,) in cursor.fetchall()]
    assert len(set(references)) == 500
    assert all(len(reference) == 13 and reference[0] == "N" for reference in references)
    assert all((int(reference[1:11]) * 100 + int(reference[11:])) % 97 == 0 for reference in references)
