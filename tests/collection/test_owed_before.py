"""What was owed before its bill was written: late enrolment and back payment alike, by one rule (SIL 58, 86)."""

import datetime as dt

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees
from contributions.collection.late_fees import fee_law, fee_months
from contributions.collection.matters import BACK_PAYMENT
from contributions.collection.models import LateFee, OwedSince
from contributions.collection.rules.back_payment import owed_since
from contributions.declarations.actions import Starting, take_on
from contributions.declarations.actions.enrolling import Newcomer, facts_of
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from tests import database
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, broken, charge, declare, pay, staff, tick, work
from tests.factories import TODAY, a_person, an_employment, citizen_number, identity_number_of
from tests.owing import Desk

pytestmark = pytest.mark.usefixtures("five_cities")
NUMBER = citizen_number(order=804)
SEPTEMBERS_DAY = dt.date(2026, 9, 28)  # the 25th is Mid-Autumn


def paid_up() -> Employer:
    """September is billed and paid in time."""
    employer, (known,) = staff()
    declare(employer, SEPTEMBER, {known: 8_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 10))
    return employer


def told_now(employer: Employer, starts_on: dt.date, number: str = NUMBER, name: str = "周迟") -> Person:
    newcomer = Newcomer(facts_of(name, number), starts_on, late_because="forgotten")
    return take_on(employer=employer, starting=[Starting(newcomer, 1_000_000)], by=None, at=tick())[0]


def tonight() -> None:
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=tick())[0])


@pytest.mark.parametrize(
    ("starts_on", "since"),
    [
        (dt.date(2026, 9, 1), SEPTEMBERS_DAY),
        (dt.date(2026, 9, 28), SEPTEMBERS_DAY),
        (dt.date(2026, 9, 30), dt.date(2026, 9, 30)),  # nothing is owed for days before the work
    ],
)
def test_who_is_told_later_than_the_law_allows_was_owed_since_the_month_was_due(
    starts_on: dt.date, since: dt.date
) -> None:
    assert owed_since(SEPTEMBERS_DAY, starts_on) == since
    employer = paid_up()
    told_now(employer, starts_on)
    kept = OwedSince.objects.get(bill__fund=Fund.PENSION)
    assert (kept.was_due_on, kept.amount_fen, kept.back_payment) == (since, 240_000, None)
    pay(employer, SEPTEMBER)
    tonight()
    assert LateFee.objects.get(fund=Fund.PENSION).fen_days == 240_000 * (TODAY - since).days
    assert broken() == {}


def test_late_enrolment_and_back_payment_of_the_same_facts_cost_the_same() -> None:
    costs = []
    for make_good in (False, True):
        with database.savepoint():
            employer = paid_up()
            if make_good:
                person, desk = a_person(name="周迟"), Desk()
                facts = {"number": identity_number_of(person), "wage": "10000.00", "why": "漏报"}
                months = {"first_month": "2026-09", "last_month": "2026-09"}
                desk.signed(desk.asked(BACK_PAYMENT, employer, **facts | months))
            else:
                told_now(employer, SEPTEMBER.first_day)
            pay(employer, SEPTEMBER)
            tonight()
            costs.append(dict(LateFee.objects.values_list("fund", "amount_fen")))
    assert costs[0] == costs[1] != {}


def test_within_the_thirty_days_a_start_is_due_with_its_bill() -> None:
    employer, (known,) = staff()
    declare(employer, OCTOBER, {known: 8_000})
    charge(BEIJING, OCTOBER)
    pay(employer, OCTOBER, received_on=dt.date(2026, 10, 20))
    told_now(employer, TODAY - dt.timedelta(days=30))
    assert Bill.objects.filter(kind="adjustment", month=OCTOBER).exists()
    assert not OwedSince.objects.exists()
    assert broken() == {}


def test_a_bill_is_owed_since_then_for_who_was_told_late_and_no_more() -> None:
    """One declared late beside a corrected wage: what the correction adds is due with the bill."""
    employer, (known,) = staff()
    declare(employer, SEPTEMBER, {known: 8_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 10))
    late = a_person(name="吴迟")
    an_employment(late, employer, since=SEPTEMBER)
    type(late).objects.get(pk=late.pk).employments.update(reported_on=TODAY)
    declare(employer, SEPTEMBER, {known: 9_000, late: 10_000})
    bill = Bill.objects.get(fund=Fund.PENSION, kind="adjustment")
    assert bill.total_fen == 240_000 + 24_000
    assert OwedSince.objects.get(bill=bill).amount_fen == 240_000
    pay(employer, SEPTEMBER)
    tonight()
    (one,) = fee_months(Bill.objects.filter(employer=employer, fund=Fund.PENSION))
    law = fee_law(employer.pooling_region, SEPTEMBER)
    assert LateFee.objects.get(fund=Fund.PENSION).amount_fen == one.charged(law).value
    assert [part.amount_fen for part in one.parts(law)] == [240_000]
    assert broken() == {}


def test_later_corrections_of_who_was_told_late_are_due_with_their_own_bill() -> None:
    employer = paid_up()
    person = told_now(employer, SEPTEMBER.first_day)
    before = OwedSince.objects.count()
    known = employer.employments.exclude(person=person).get().person
    declare(employer, SEPTEMBER, {known: 8_000, person: 12_000})
    assert Bill.objects.filter(kind="adjustment", month=SEPTEMBER, fund=Fund.PENSION).count() == 2
    assert OwedSince.objects.count() == before
    assert broken() == {}


def test_nothing_is_owed_before_it_for_a_bill_of_its_own_day() -> None:
    employer = paid_up()
    bill = Bill.objects.filter(employer=employer, fund=Fund.PENSION).latest("pk")
    with database.refused("owed_since_before_its_bill"):
        OwedSince.objects.create(bill=bill, was_due_on=bill.due_on, amount_fen=1)
