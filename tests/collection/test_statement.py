"""What is late is the money, not its booking; what is too much is carried to a later bill (COLL 10, 12; SIL 63)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import Bill
from contributions.collection.models import Receipt
from contributions.collection.statement import statement_of
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from tests import factories
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, charge, declare, owed, pay, staff
from tests.factories import TODAY

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")
ENGLISH = {"accept-language": "en"}
DUE = dt.date(2026, 9, 28)


def _billed() -> tuple[Employer, Person]:
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    return employer, person


@pytest.mark.parametrize(
    ("received_on", "days", "state"),
    [
        (DUE - dt.timedelta(days=1), 0, "paid"),
        (DUE, 0, "paid"),
        (DUE + dt.timedelta(days=1), 1, "paid_late"),
        (DUE + dt.timedelta(days=11), 11, "paid_late"),
    ],
)
def test_a_month_is_as_late_as_its_money_however_late_it_was_booked(
    received_on: dt.date, days: int, state: str
) -> None:
    employer, _ = _billed()
    pay(employer, SEPTEMBER, received_on=received_on)
    (month,) = statement_of(Bill.objects.filter(employer=employer))
    assert month.settled_on == TODAY
    assert (month.days_late, month.state(TODAY)) == (days, state)


def test_a_paid_month_shows_no_deadline(client: Client) -> None:
    employer, _ = _billed()
    client.force_login(factories.a_member_of_staff(Post.CLERK, at=BEIJING))
    page = client.get(reverse("work_bill", args=[employer.number, SEPTEMBER]), headers=ENGLISH).content.decode()
    assert "working days over" in page
    pay(employer, SEPTEMBER, received_on=DUE)
    page = client.get(reverse("work_bill", args=[employer.number, SEPTEMBER]), headers=ENGLISH).content.decode()
    assert "working days over" not in page
    assert "was due on 2026-09-28; nothing is left to pay" in page


def _overpaid() -> tuple[Employer, Receipt]:
    employer, _ = _billed()
    pay(employer, SEPTEMBER, owed(employer, SEPTEMBER) | {Fund.PENSION: owed(employer, SEPTEMBER)[Fund.PENSION] + 8800})
    return employer, Receipt.objects.get(book__fund=Fund.PENSION)


def test_an_overpayment_says_which_bill_it_waits_for(client: Client) -> None:
    _, receipt = _overpaid()
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    page = client.get(reverse("receipt", args=[receipt.pk]), headers=ENGLISH).content.decode()
    assert "it waits for the payer&#x27;s next bill of this fund" in page
    assert "The next bill it can be put to is that of 2026-10" in page
    listed = client.get(reverse("receipts_waiting"), {"why": "over"}, headers=ENGLISH).content.decode()
    assert "<h1>Over-payment: 1 receipt waits, ¥88.00" in listed
    assert "Clear</a>" not in listed


def test_an_overpayment_is_put_to_the_next_bill_of_its_payer_and_fund(client: Client) -> None:
    employer, receipt = _overpaid()
    charge(BEIJING, OCTOBER)
    bill = Bill.objects.get(employer=employer, month=OCTOBER, fund=Fund.PENSION)
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    page = client.get(reverse("receipt", args=[receipt.pk]), headers=ENGLISH).content.decode()
    assert f'value="{bill.pk}" checked' in page
    assert 'value="88.00"' in page
    seen = receipt.allocations.count()
    sent = {"bill": bill.pk, "amount": "88.00", "reason": "上月多缴", "seen_allocations": seen}
    assert client.post(reverse("receipt_allocate", args=[receipt.pk]), sent).status_code == 302
    receipt.refresh_from_db()
    assert receipt.allocated_fen == receipt.amount_fen
    pay(employer, OCTOBER, owed(employer, OCTOBER) | {Fund.PENSION: bill.total_fen - 8800})
    bill.refresh_from_db()
    assert bill.settled_on is not None


def test_a_month_billed_without_a_declaration_is_unchanged_not_declared(client: Client) -> None:
    _billed()
    charge(BEIJING, OCTOBER)
    client.force_login(factories.a_member_of_staff(Post.CLERK, at=BEIJING))
    page = client.get(
        reverse("contributions"), {"month": "2026-10", "show": "billed"}, headers=ENGLISH
    ).content.decode()
    assert "0 declared, 1 unchanged" in page
    assert "all declared" not in page
    page = client.get(
        reverse("contributions"), {"month": "2026-09", "show": "billed"}, headers=ENGLISH
    ).content.decode()
    assert "; it declared" in page
