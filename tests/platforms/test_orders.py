"""Platforms insure couriers by the order: the whole month as a list, by file and by API; the platform pays, nobody else
(人社部发〔2025〕24号)."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from contributions.assessment.explain import explain_bill
from contributions.assessment.models import AssessmentLine, Bill, BillKind, Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.platforms.actions import check_orders, declare_orders, fee_of, register_platform
from contributions.platforms.matters import PLATFORM
from contributions.platforms.models import Industry, InsuredOrders, OrderFile, OrderRow, PlatformTerms
from contributions.platforms.reasons import (
    NOT_A_PLATFORM,
    ORDER_COLUMNS,
    ORDER_ROWS_NONE,
    ORDERS_DECLARED_ALREADY,
    ORDERS_DECLARED_SINCE,
    ORDERS_SUPERSEDED,
    ORDERS_TO_COME,
)
from contributions.platforms.selectors import months_of, orders_of
from enrollment.registry.actions import issue_token
from enrollment.registry.models import Employer, Identifier, IdentifierKind, Person, TokenScope
from enrollment.registry.subjects import Employers
from siadmin.agency.posts import Post
from siadmin.kernel.money import yuan
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters.rules import Risk
from tests import cities, database
from tests.cities import CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER, broken, charge, declare, tick
from tests.factories import (
    NOW,
    TODAY,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    citizen_number,
    identity_number_of,
)
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")


def a_number(order: int) -> str:
    return citizen_number(area="510104", born_on=dt.date(1991, 3, 4), order=order)


LIST = [("李强", a_number(1), "862"), ("王芳", a_number(2), "1000"), ("赵敏", a_number(4), "1")]


@pytest.fixture
def platform(five_cities: None) -> Employer:
    """Instant delivery in Chengdu, 0.07 yuan an order, from September on."""
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    return employer


def csv(rows: list[tuple[str, str, str]]) -> bytes:
    return "\n".join(["姓名,证件号码,订单数", *(",".join(row) for row in rows)]).encode("gb18030")


def check(employer: Employer, rows: list[tuple[str, str, str]], month: Any = OCTOBER) -> OrderFile:
    return check_orders(employer=employer, month=month, content=csv(rows), name="orders.csv", by=None, at=tick())


def declared(employer: Employer, rows: list[tuple[str, str, str]], month: Any = OCTOBER) -> OrderFile:
    return declare_orders(file=check(employer, rows, month), by=None, at=tick())


def pay(employer: Employer, month: Any = OCTOBER) -> None:
    owed = cities.owed(employer, month)
    reference = Notice.objects.filter(employer=employer, month=month).latest("version").reference
    for fund, amount in owed.items():
        told = Told(
            external_id=f"T{Bill.objects.count()}", received_on=str(TODAY), region=CHENGDU, fund=fund,
            amount=str(yuan(amount)), reference=reference,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def test_a_list_is_declared_billed_and_settled_and_the_couriers_see_it(platform: Employer) -> None:
    file = declared(platform, LIST)
    assert (file.good_count, file.orders, file.amount_fen) == (3, 1863, 60_34 + 70_00 + 7)
    bill = Bill.objects.get(employer=platform)
    assert (bill.kind, bill.fund, bill.total_fen, bill.employee_fen) == ("orders", "injury", 130_41, 0)
    assert explain_bill(bill).value == 130_41
    person = Person.objects.get(name="李强")
    assert [(each.orders, each.amount_fen) for each in orders_of(person.pk)] == [(862, 60_34)]
    pay(platform)
    bill.refresh_from_db()
    assert bill.settled_on == TODAY
    assert broken() == {}


def test_a_later_list_replaces_the_month_by_differences(platform: Employer) -> None:
    declared(platform, LIST)
    pay(platform)
    declared(platform, [("李强", a_number(1), "900"), ("孙丽", a_number(6), "100"), LIST[1]])
    bills = list(Bill.objects.filter(employer=platform).order_by("version").values_list("total_fen", flat=True))
    assert bills == [130_41, 2_66 + 7_00 - 7]
    (month,) = months_of(platform.platform)
    assert (month.people, month.orders, month.amount_fen) == (3, 2000, 140_00)
    assert orders_of(Person.objects.get(name="赵敏").pk) == []
    pay(platform)
    declared(platform, [LIST[1]])  # less than was paid: it stays with the receipt
    assert not Bill.objects.filter(employer=platform, settled_on=None).exists()
    assert broken() == {}


def test_the_same_list_again_changes_nothing(platform: Employer) -> None:
    declared(platform, LIST)
    again = declared(platform, LIST)
    assert (again.version, again.bill) == (2, None)
    assert Bill.objects.count() == 1
    assert InsuredOrders.objects.count() == 3


def test_each_row_says_what_is_wrong_and_good_rows_can_be_declared(platform: Employer) -> None:
    known = a_person(name="钱伟")
    rows = [
        ("", a_number(8), "5"),
        ("周杰", "510104199103040001", "5"),
        ("吴静", a_number(10), "0"),
        ("郑浩", a_number(12), "1.5"),
        ("冯磊", a_number(14), "60000"),
        ("陈晨", a_number(16), "30"),
        ("陈晨", a_number(16), "30"),
        ("褚强", identity_number_of(known), "30"),
        ("合计", "", "100"),
    ]
    file = check(platform, rows)
    codes = [row.problem["code"] if row.problem else "" for row in file.rows.order_by("row")]
    assert codes == [
        "order_name_missing", "id_check_digit", "orders_not_a_number", "orders_not_a_number", "orders_implausible", "",
        "orders_twice", "order_name_not_theirs",
    ]  # fmt: skip
    file = declare_orders(file=file, by=None, at=tick())
    assert (file.good_count, file.amount_fen) == (1, 2_10)
    with pytest.raises(Refusal) as refused:
        declare_orders(file=file, by=None, at=tick())
    assert refused.value.reason is ORDERS_DECLARED_ALREADY
    assert broken() == {}


def test_two_numbers_of_one_person_are_one_courier(platform: Employer) -> None:
    """An identity card and a residence permit, or two records that were merged: no list declares both."""
    known, other = (a_person(name="陈晨", lives_in=COUNTY_OF[CHENGDU]) for _ in range(2))
    permit, numbers = "810000190001010018", [identity_number_of(person) for person in (known, other)]
    Identifier.objects.create(
        person=known, kind=IdentifierKind.RESIDENCE_PERMIT, value=permit, value_hash=keyed_hash(permit), starts_on=TODAY
    )
    merged(known, other, *(a_member_of_staff(post, at=COUNTY_OF[CHENGDU]) for post in (Post.CLERK, Post.REVIEWER)))
    file = check(platform, [("陈晨", number, "30") for number in (numbers[0], permit, numbers[1])])
    codes = [row.problem["code"] if row.problem else "" for row in file.rows.order_by("row")]
    assert codes == ["", "orders_twice", "orders_twice"]
    assert declare_orders(file=file, by=None, at=tick()).amount_fen == 2_10
    assert broken() == {}


def test_a_workbook_is_read_as_well(platform: Employer) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2026-10"])
    sheet.append(["name", "id_number", "orders"])
    for name, number, orders in LIST:
        sheet.append([name, number, int(orders)])
    content = io.BytesIO()
    book.save(content)
    file = check_orders(
        employer=platform, month=OCTOBER, content=content.getvalue(), name="orders.xlsx", by=None, at=tick()
    )
    assert (file.good_count, file.orders) == (3, 1863)


@pytest.mark.parametrize(
    ("month", "content", "reason"),
    [
        (NOVEMBER + 1, csv(LIST), ORDERS_TO_COME),
        (SEPTEMBER - 1, csv(LIST), NOT_A_PLATFORM),
        (OCTOBER, b"name,wage\na,1\n", ORDER_COLUMNS),
        (OCTOBER, csv([]), ORDER_ROWS_NONE),
    ],
)
def test_what_cannot_be_declared_is_refused(platform: Employer, month: Any, content: bytes, reason: object) -> None:
    with pytest.raises(Refusal) as refused:
        check_orders(employer=platform, month=month, content=content, name="x.csv", by=None, at=tick())
    assert refused.value.reason is reason
    assert not OrderFile.objects.exists()


def test_who_is_no_platform_declares_no_orders(five_cities: None) -> None:
    with pytest.raises(Refusal) as refused:
        check(an_employer(at=COUNTY_OF[CHENGDU]), LIST)
    assert refused.value.reason is NOT_A_PLATFORM


def test_a_list_checked_before_another_was_declared_is_refused(platform: Employer) -> None:
    old = check(platform, LIST[:1])
    declared(platform, LIST)
    with pytest.raises(Refusal) as refused:
        declare_orders(file=old, by=None, at=tick())
    assert refused.value.reason is ORDERS_SUPERSEDED


def test_orders_and_the_platforms_own_staff_do_not_meet(platform: Employer) -> None:
    """The run bills the staff though a bill of orders is there; re-assessing the staff leaves the orders alone."""
    employer, (clerk,) = cities.staff(at=COUNTY_OF[CHENGDU], since=OCTOBER)
    register_platform(employer=employer, industry=Industry.CITY_FREIGHT, from_month=SEPTEMBER, by=None, at=tick())
    declared(employer, LIST)
    declare(employer, OCTOBER, {clerk: 8_000})
    charge(CHENGDU, OCTOBER)
    kinds = Bill.objects.filter(employer=employer).values_list("kind", flat=True)
    assert sorted(set(kinds)) == ["assessed", "orders"]
    declare(employer, OCTOBER, {clerk: 9_000})
    orders = Bill.objects.filter(employer=employer, kind=BillKind.ORDERS)
    assert [bill.total_fen for bill in orders] == [155_16 + 180_00 + 18]
    assert not AssessmentLine.objects.filter(person_id=Person.objects.get(name="李强").pk).exists()
    assert broken() == {}


def test_what_was_declared_keeps_its_fee_whatever_is_registered_later(platform: Employer) -> None:
    """A cheaper sort of orders begins after the last declared month, so that no past month is priced anew."""
    declared(platform, LIST)
    for month in (SEPTEMBER, OCTOBER):
        with pytest.raises(Refusal) as refused:
            register_platform(
                employer=platform, industry=Industry.INSTANT_DELIVERY_HIGH, from_month=month, by=None, at=tick()
            )
        assert refused.value.reason is ORDERS_DECLARED_SINCE
    for month in (SEPTEMBER, OCTOBER):
        with database.refused("platform_declared_months_stay"):
            PlatformTerms.objects.create(
                platform=platform.platform, industry=Industry.CITY_FREIGHT, from_month=month, registered_at=tick()
            )
    register_platform(employer=platform, industry=Industry.CITY_FREIGHT, from_month=NOVEMBER, by=None, at=tick())
    again = declared(platform, LIST)
    assert (again.version, again.bill) == (2, None), "October is corrected at its own fee"
    assert fee_of(platform.platform, OCTOBER).value == Decimal("0.07")
    assert fee_of(platform.platform, NOVEMBER).value == Decimal("0.18")
    with database.not_permitted():
        PlatformTerms.objects.update(industry=Industry.CITY_FREIGHT)
    assert broken() == {}


def test_a_platform_ends_and_begins_again(platform: Employer) -> None:
    declared(platform, LIST)
    register_platform(employer=platform, industry="", from_month=NOVEMBER, by=None, at=tick())
    with pytest.raises(Refusal) as refused:
        check(platform, LIST, NOVEMBER)
    assert refused.value.reason is NOT_A_PLATFORM
    assert declared(platform, LIST[:1]).version == 2, "what was before can be corrected"
    register_platform(employer=platform, industry=Industry.CITY_FREIGHT, from_month=NOVEMBER, by=None, at=tick())
    assert check(platform, LIST, NOVEMBER).good_count == 3
    assert broken() == {}


def test_registering_is_one_persons_and_changing_or_ending_it_two(five_cities: None) -> None:
    employer = an_employer(at=COUNTY_OF[CHENGDU])
    (subject,) = Employers().find([employer.number]).values()
    wanted = {"industry": "instant_delivery", "month": str(SEPTEMBER)}
    assert PLATFORM.risk(wanted, subject) == Risk.LOW
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=SEPTEMBER, by=None, at=tick())
    for facts in (wanted | {"industry": "city_freight"}, wanted | {"industry": "none", "month": str(OCTOBER)}):
        assert PLATFORM.risk(facts, subject) == Risk.MIDDLE
        PLATFORM.check(facts, subject, TODAY)
    with pytest.raises(Refusal) as refused:
        PLATFORM.check(wanted, subject, TODAY)
    assert refused.value.code == "nothing_changes"
    declared(employer, LIST)
    with pytest.raises(Refusal) as refused:
        PLATFORM.check(wanted | {"industry": "city_freight", "month": str(OCTOBER)}, subject, TODAY)
    assert refused.value.reason is ORDERS_DECLARED_SINCE


def test_what_was_declared_is_only_added_to(platform: Employer) -> None:
    declared(platform, LIST)
    for rows in (OrderRow.objects, InsuredOrders.objects):
        with pytest.raises(Exception, match=r"permission denied|append"), transaction.atomic():
            rows.update(orders=1)


def test_a_bill_of_orders_takes_nothing_from_a_worker(platform: Employer) -> None:
    declared(platform, LIST)
    bill = Bill.objects.get(employer=platform)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bill.objects.create(
            employer=platform, region=bill.region, month=OCTOBER, fund="injury", version=200, kind="orders", people=1,
            lines=1, employer_fen=0, employee_fen=1, account_fen=0, total_fen=1, issued_at=NOW, due_on=TODAY,
        )  # fmt: skip


def test_a_program_declares_a_month_once(platform: Employer) -> None:
    user = a_delegate(platform)
    token = issue_token(user=user, scope=TokenScope.EMPLOYER, name="test", region=None, by=None, at=NOW)
    body = {"rows": [{"name": name, "id_number": number, "orders": orders} for name, number, orders in LIST]}
    url = reverse("api_orders", args=[platform.number, str(OCTOBER)])
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "orders-2026-10-1"}
    answers = [Client().post(url, body, content_type="application/json", headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["state"], answers[0].json()["amount_fen"]) == ("declared", 130_41)
    assert OrderFile.objects.count() == 1
    body["rows"][0]["orders"] = "many"
    headers["Idempotency-Key"] = "orders-2026-10-2"
    refused = Client().post(url, body, content_type="application/json", headers=headers).json()
    assert (refused["state"], refused["refused"][0]["problem"]["code"]) == ("refused", "orders_not_a_number")
    assert months_of(platform.platform)[0].orders == 1863
