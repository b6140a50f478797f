"""A platform's premiums by the order are late by their own day, apart from what it owes for its staff (SIL 86)."""

import datetime as dt

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees
from contributions.collection.arrears import arrears
from contributions.collection.enforcement import owed_now
from contributions.collection.late_fees import fee_law, fee_months
from contributions.collection.models import LateFee, Receipt
from contributions.collection.stakes import not_filed
from contributions.platforms.actions import check_orders, declare_orders, register_platform
from contributions.platforms.models import Industry
from contributions.platforms.selectors import due_day
from enrollment.registry.models import Employer
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import cities
from tests.cities import CHENGDU, COUNTY_OF, SEPTEMBER, broken, charge, declare, pay, staff, tick, work
from tests.factories import TODAY, a_member_of_staff, an_employer, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities")


def platform() -> tuple[Employer, Bill, Bill]:
    """Staff and couriers of September, neither paid: the injury bill of its staff, and that of the orders."""
    employer, (person,) = staff(at=COUNTY_OF[CHENGDU])
    at = tick() - dt.timedelta(days=45)
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=at)
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(CHENGDU, SEPTEMBER)
    content = f"姓名,证件号码,订单数\n李强,{citizen_number(order=805)},2000".encode()
    file = check_orders(employer=employer, month=SEPTEMBER, content=content, name="o.csv", by=None, at=at)
    declare_orders(file=file, by=None, at=at)
    of_fund = Bill.objects.filter(employer=employer, fund=Fund.INJURY)
    return employer, of_fund.exclude(kind="orders").get(), of_fund.get(kind="orders")


def test_each_bill_has_its_own_days() -> None:
    employer, of_staff, of_orders = platform()
    assert of_staff.due_on < of_orders.due_on < TODAY
    pay(employer, SEPTEMBER)
    work(open_late_fees(region=Region.objects.get(pk=CHENGDU), by=None, at=tick())[0])
    days = [(bill.total_fen, (TODAY - bill.due_on).days) for bill in (of_staff, of_orders)]
    assert LateFee.objects.get(fund=Fund.INJURY).fen_days == sum(fen * late for fen, late in days)
    (one,) = fee_months(Bill.objects.filter(employer=employer, fund=Fund.INJURY))
    law = fee_law(employer.pooling_region, SEPTEMBER)
    assert [(part.pot, part.days) for part in one.parts(law)] == [("", days[0][1]), ("orders", days[1][1])]
    assert one.charged(law).value == one.charged_fen
    assert broken() == {}


def test_money_for_the_orders_does_not_end_the_days_of_the_staff() -> None:
    """Paid in time by the order, the staff's late: all of the late fee is the staff's."""
    employer, of_staff, of_orders = platform()
    pay(employer, SEPTEMBER, {Fund.INJURY: 1}, received_on=of_orders.due_on)
    waiting = Receipt.objects.get()
    assert waiting.allocated_fen == 0
    cities.pay(employer, SEPTEMBER, {Fund.INJURY: of_orders.total_fen}, received_on=of_orders.due_on)
    assert not LateFee.objects.filter(fund=Fund.INJURY).exclude(amount_fen=0).exists()
    left = of_staff.total_fen
    pay(employer, SEPTEMBER, {Fund.INJURY: left})
    work(open_late_fees(region=Region.objects.get(pk=CHENGDU), by=None, at=tick())[0])
    assert LateFee.objects.get(fund=Fund.INJURY).fen_days == left * (TODAY - of_staff.due_on).days
    assert broken() == {}


def test_a_month_declared_late_was_owed_on_its_legal_day() -> None:
    """The bill is due tomorrow; its late fee runs from the day the month was due by law (SIL 86)."""
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    legal = due_day(employer, SEPTEMBER)
    assert legal < TODAY
    _declared(employer, 805)
    bill = Bill.objects.get(employer=employer)
    assert bill.due_on > TODAY
    assert [(each.was_due_on, each.amount_fen) for each in bill.owed_since.all()] == [(legal, bill.total_fen)]
    pay(employer, SEPTEMBER)
    work(open_late_fees(region=Region.objects.get(pk=CHENGDU), by=None, at=tick())[0])
    fee = LateFee.objects.get(fund=Fund.INJURY)
    assert fee.fen_days == bill.total_fen * (TODAY - legal).days
    (one,) = fee_months(Bill.objects.filter(employer=employer))
    law = fee_law(employer.pooling_region, SEPTEMBER)
    assert [(part.pot, part.days) for part in one.parts(law)] == [("orders", (TODAY - legal).days)]
    _declared(employer, 805, 806)  # one more courier
    newer = Bill.objects.latest("version")
    assert newer.owed_since.get().amount_fen == newer.total_fen == bill.total_fen
    assert broken() == {}


def test_a_late_list_that_only_raises_numbers_was_owed_on_the_legal_day_too() -> None:
    """One order each in time, the rest later, would evade the late fee (SIL 86)."""
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    _declared(employer, 805, each=1)
    _declared(employer, 805, each=2_000)
    raised = Bill.objects.filter(employer=employer).latest("version")
    assert raised.owed_since.get().amount_fen == raised.total_fen > 0
    assert raised.owed_since.get().was_due_on == due_day(employer, SEPTEMBER)


def test_a_month_declared_in_time_is_owed_from_its_bill_on() -> None:
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    _declared(employer, 805, month=SEPTEMBER + 2)
    assert not Bill.objects.get(employer=employer).owed_since.exists()


def test_platforms_that_declare_nothing_are_among_who_did_not_file() -> None:
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    clerk, other = (a_member_of_staff(Post.CLERK, at=COUNTY_OF[CHENGDU], line=line) for line in (Line.HRSS, Line.HS))
    seen, unseen = (viewer_of(each, on=TODAY) for each in (clerk, other))
    (found,) = not_filed(seen, SEPTEMBER, TODAY)
    assert (found.employer_id, found.month, found.stake_fen) == (employer.pk, SEPTEMBER, 0)
    assert not_filed(unseen, SEPTEMBER, TODAY) == []
    _declared(employer, 805)
    later = due_day(employer, SEPTEMBER + 1) + dt.timedelta(days=1)
    (found,) = not_filed(seen, SEPTEMBER, later)
    assert (found.month, found.stake_fen) == (SEPTEMBER + 1, Bill.objects.get().total_fen)
    register_platform(employer=employer, industry="", from_month=SEPTEMBER + 1, by=None, at=tick())
    assert not_filed(seen, SEPTEMBER, later) == []


def _declared(employer: Employer, *orders: int, month: Month = SEPTEMBER, each: int = 2_000) -> None:
    """A list of couriers by their order number, so many orders each, declared now."""
    rows = "".join(f"\n李强{order},{citizen_number(order=order)},{each}" for order in orders)
    content = f"姓名,证件号码,订单数{rows}".encode()
    file = check_orders(employer=employer, month=month, content=content, name="o.csv", by=None, at=tick())
    declare_orders(file=file, by=None, at=tick())


def test_a_platform_that_pays_just_its_orders_pays_its_orders() -> None:
    """Beside the staff's bill of the same fund and month; the staff's then as exactly."""
    employer, of_staff, of_orders = platform()
    for amount in (of_orders.total_fen - 1, of_orders.total_fen + 1):
        pay(employer, SEPTEMBER, {Fund.INJURY: amount})
    assert not any(Receipt.objects.values_list("allocated_fen", flat=True))
    pay(employer, SEPTEMBER, {Fund.INJURY: of_orders.total_fen})
    for bill, settled in ((of_orders, True), (of_staff, False)):
        bill.refresh_from_db()
        assert (bill.settled_on is not None) == settled
    pay(employer, SEPTEMBER, {Fund.INJURY: of_staff.total_fen})
    of_staff.refresh_from_db()
    assert of_staff.settled_on is not None
    assert broken() == {}


def test_orders_that_are_not_due_yet_are_no_arrears_beside_a_late_bill() -> None:
    employer, of_staff, of_orders = platform()
    day = of_orders.due_on
    (found,) = arrears(Bill.objects.filter(employer=employer, fund=Fund.INJURY), day)
    assert (found.open_fen, found.since) == (of_staff.total_fen, of_staff.due_on)
    (row,) = [row for row in owed_now(employer, Line.HRSS, day).rows if row.of.fund == Fund.INJURY]
    assert row.overdue_fen == of_staff.total_fen
    (after,) = arrears(Bill.objects.filter(employer=employer, fund=Fund.INJURY), day + dt.timedelta(days=1))
    assert after.open_fen == of_staff.total_fen + of_orders.total_fen


def test_what_comes_back_of_the_orders_does_not_pay_for_the_staff() -> None:
    employer, of_staff, of_orders = platform()
    pay(employer, SEPTEMBER, {Fund.INJURY: of_orders.total_fen})
    receipt = Receipt.objects.latest("pk")
    content = f"姓名,证件号码,订单数\n李强,{citizen_number(order=805)},1900".encode()
    file = check_orders(employer=employer, month=SEPTEMBER, content=content, name="o2.csv", by=None, at=tick())
    declare_orders(file=file, by=None, at=tick())
    less = Bill.objects.filter(employer=employer, fund=Fund.INJURY, kind="orders").latest("version")
    assert -of_staff.total_fen < less.total_fen < 0
    receipt.refresh_from_db()
    assert less.settled_on is not None
    assert receipt.amount_fen - receipt.allocated_fen == -less.total_fen
    pay(employer, SEPTEMBER, {Fund.INJURY: of_staff.total_fen + less.total_fen})
    of_staff.refresh_from_db()
    assert of_staff.settled_on is None
    assert broken() == {}
