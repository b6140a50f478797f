"""A medical account pays for care what it holds and no more; what comes back is there again (国办发〔2021〕14号)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from contributions.accounts.actions import pay_back_to_account, pay_from_account
from contributions.accounts.models import AccountKind, AccountPayment
from contributions.accounts.selectors import Holding, balances_of, held_at, kept_of, spendable
from enrollment.registry.models import Person
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import database
from tests.accounts.years import credited
from tests.cities import BEIJING, SHENZHEN, staff
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, region
from tests.payments.refusals import refused
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
MEDICAL = AccountKind.MEDICAL
SPRING = dt.date(2025, 3, 26)


@pytest.fixture
def holder() -> Person:
    employer, (person, *_) = staff(2, since=Month(2025, 1))
    credited(employer, {(person, SPRING): 500_00}, account=MEDICAL)
    return person


def paid(holder: Person, fen: int, *, key: str = "care:1", used_for: Person | None = None, at: str = BEIJING,
         on: dt.date = TODAY) -> AccountPayment:  # fmt: skip
    return pay_from_account(
        key=key, holder=holder, region=region(at), used_for=used_for or holder, amount_fen=fen, paid_to="某医院", on=on
    )


def test_it_pays_what_it_holds_and_no_more(holder: Person) -> None:
    paid(holder, 300_00)
    assert spendable(holder.pk, MEDICAL, region(BEIJING)) == balances_of(holder.pk)[MEDICAL] == 200_00
    with refused("account_short"):
        paid(holder, 200_01, key="care:2")
    with refused("account_short"):
        paid(holder, 1, key="care:3", at=SHENZHEN)
    last = paid(holder, 200_00, key="care:4")
    with database.refused("account_not_overdrawn"):
        database.forged(last, key="care:5", amount_fen=1)
    assert spendable(holder.pk, MEDICAL, region(BEIJING)) == 0


def test_what_comes_back_comes_back_whole_and_once(holder: Person) -> None:
    first = paid(holder, 300_00)
    with database.refused("account_payment_taken_back_whole"):
        AccountPayment.objects.create(
            key="x", person=holder, account=MEDICAL, region_id=BEIJING, used_for=holder, amount_fen=-100_00,
            paid_to="某医院", paid_on=TODAY, reverses=first,
        )  # fmt: skip
    back = pay_back_to_account(key="care:1:back", payment=first, on=TODAY)
    assert spendable(holder.pk, MEDICAL, region(BEIJING)) == 500_00
    with database.refused("account_payment_taken_back_whole"):
        pay_back_to_account(key="care:1:back:back", payment=back, on=TODAY)


def test_a_pension_account_pays_for_no_care(holder: Person) -> None:
    credited(holder, {(holder, SPRING): 500_00})
    with database.refused("account_payment_of_medical"):
        AccountPayment.objects.create(
            key="x", person=holder, account=AccountKind.PENSION, region_id=BEIJING, used_for=holder, amount_fen=1,
            paid_to="某医院", paid_on=TODAY,
        )  # fmt: skip


def test_the_records_of_one_person_hold_one_account(holder: Person) -> None:
    other = a_person(name=holder.name, lives_in="110105")
    assert merged(holder, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER)).state == "done"
    paid(other, 500_00)
    with refused("account_short"):
        paid(holder, 1, key="care:2")


def test_what_was_paid_earns_no_longer(holder: Person) -> None:
    paid(holder, 300_00, on=dt.date(2025, 9, 10))
    kept = kept_of([(holder.pk, BEIJING)], MEDICAL)[holder.pk, BEIJING]
    assert [(row.on, row.earning_fen) for row in kept.rows] == [(SPRING, 500_00), (dt.date(2025, 9, 10), -300_00)]
    assert held_at(holder.pk, MEDICAL, region(BEIJING), TODAY) == Holding(200_00, 0)


def test_its_holder_sees_what_it_paid_for_whom(holder: Person) -> None:
    child = a_person(name="陈小雨")
    pay_back_to_account(key="b", payment=paid(holder, 120_00, used_for=child), on=TODAY)
    page = Client(HTTP_ACCEPT_LANGUAGE="en")
    page.force_login(a_citizen(holder))
    shown = page.get(reverse("citizen_accounts")).content.decode()
    assert "for 陈小雨" in shown and "−120.00" in shown and "+120.00" in shown and "came back" in shown
