"""Money owed on the screen: who stands where, why a late fee is what it is, what the cashier pays."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from contributions.collection.actions import open_late_fees
from contributions.collection.matters import AGREEMENTS, ENDS, ENFORCEMENTS, REFUNDS
from contributions.collection.models import FeePayment, Receipt, Refund
from contributions.collection.rules.ladder import Rung
from contributions.collection.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from tests.cities import BEIJING, SEPTEMBER, broken, pay, staff, tick, work
from tests.factories import NOW, TODAY, a_delegate, a_member_of_staff
from tests.owing import Desk, late, late_ones

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(hours=4))


@pytest.fixture
def signed_in(settings: Settings) -> Any:
    def sign_in(user: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in


def read(client: Client, name: str, *arguments: object, **query: str) -> str:
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def tonight() -> None:
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=tick())[0])


def test_a_clerk_goes_from_the_list_to_the_step_that_comes_next(signed_in: Any) -> None:
    employer, _ = late()
    desk = Desk()
    clerk = signed_in(desk.clerk)
    page = read(clerk, "enforcement")
    start = f"{reverse('matter_start', args=['enforcement_hrss', employer.number])}?rung=order_to_pay"
    assert start in page
    assert '<option value="order_to_pay" selected>' in clerk.get(start).content.decode()
    desk.signed(desk.asked(ENFORCEMENTS[Line.HRSS], employer, rung=Rung.ORDER_TO_PAY, note=""))
    page = read(clerk, "enforcement", step="order_to_pay")
    assert (start in page, employer.number in page, "waits until" in page) == (False, True, True)
    assert employer.number not in read(clerk, "enforcement", step="none")
    page = read(clerk, "owed_by_employer", employer.number)
    assert "Order to pay" in page
    assert "SIL 63" in page or "社会保险法第63条" in page


def test_a_clerk_asks_for_the_end_of_a_deferral_and_a_second_person_ends_it(signed_in: Any) -> None:
    employer, _ = late()
    desk = Desk()
    agreed = {"first_month": "2026-09", "last_month": "2026-09", "until": "2027-01-31", "guarantee": "deposit"}
    case = desk.asked(AGREEMENTS[Line.HRSS], employer, what="5 万元", **agreed)
    desk.signed(case)
    start = f"{reverse('matter_start', args=['end_deferral_hrss', employer.number])}?deferral={case.number}"
    assert "5 万元" in read(signed_in(a_delegate(employer)), "employer_bills", employer.number)
    assert start not in read(signed_in(desk.reviewer), "owed_by_employer", employer.number)
    clerk = signed_in(desk.clerk)
    assert start in read(clerk, "owed_by_employer", employer.number)
    assert f'value="{case.number}"' in clerk.get(start).content.decode()
    desk.signed(desk.asked(ENDS[Line.HRSS], employer, deferral=case.number, reason="未按约缴费"))
    assert start not in read(clerk, "owed_by_employer", employer.number)
    assert "未按约缴费" in read(signed_in(a_delegate(employer)), "employer_bills", employer.number)


def test_the_employer_reads_why_its_late_fee_is_what_it_is(signed_in: Any) -> None:
    (employer, own), (other, theirs) = staff(), staff()
    late_ones((employer, own), (other, theirs))
    delegate = signed_in(a_delegate(employer))
    where = ("late_fee_why", employer.number, SEPTEMBER, str(PENSION))
    assert "if it is paid today" in read(delegate, *where)
    assert reverse(where[0], args=where[1:]) in read(delegate, "payment_notice", employer.number, SEPTEMBER)
    pay(employer, SEPTEMBER)
    tonight()
    page = read(delegate, *where)
    assert "Recomputed, equal" in page
    assert "SIL 86" in page or "社会保险法第86条" in page
    assert delegate.get(reverse("late_fee_why", args=[other.number, SEPTEMBER, PENSION])).status_code == 404


def test_what_waits_is_put_to_a_late_fee_on_the_receipts_page_once(signed_in: Any) -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    pay(employer, SEPTEMBER, {PENSION: 100})
    tonight()
    receipt = Receipt.objects.latest("pk")
    clerk, where = signed_in(Desk(at=BEIJING).clerk), reverse("receipt_late_fee", args=[receipt.pk])
    assert where in read(clerk, "receipt", receipt.pk)
    told = {"fee": f"{employer.number}/{SEPTEMBER}", "seen_allocated": "0", "amount": "0.60", "reason": "电话确认"}
    assert clerk.post(where, told | {"fee": ""}).status_code == 422
    assert clerk.post(where, told | {"fee": f"{employer.number}/2026-08"}).status_code == 422
    assert clerk.post(where, told | {"amount": "2.00"}).status_code == 409
    assert clerk.post(where, told).status_code == 302
    assert clerk.post(where, told).status_code == 409
    assert FeePayment.objects.get().amount_fen == 60
    assert "电话确认" in read(clerk, "receipt", receipt.pk)


def test_a_refund_begins_on_the_receipt_and_ends_at_the_cashiers_desk(signed_in: Any) -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER, {PENSION: 192_000})
    pay(employer, SEPTEMBER, {PENSION: 100})
    receipt, desk = Receipt.objects.latest("pk"), Desk(at=BEIJING)
    start = f"{reverse('matter_start', args=['refund_hrss', employer.number])}?receipt={receipt.external_id}"
    assert start in read(signed_in(desk.clerk), "receipt", receipt.pk)
    facts = {"receipt": receipt.external_id, "fund": PENSION, "amount": "1.00", "cause": "over"}
    desk.signed(desk.asked(REFUNDS[Line.HRSS], employer, **facts))
    user = a_member_of_staff(Post.CASHIER, at=BEIJING, name="吴纳")
    tile = next(each for each in tiles_for(viewer_of(user, on=TODAY), TODAY) if each.code == "collection.refunds")
    assert (tile.count, tile.url) == (1, reverse("refunds"))
    cashier, refund = signed_in(user), Refund.objects.get()
    assert "1 refund of ¥1.00 waits for the bank" in read(cashier, "refunds")
    where, slip = reverse("refund_paid", args=[refund.pk]), {"paid_on": str(TODAY), "bank_reference": "B77"}
    assert cashier.post(where, slip | {"bank_reference": ""}).status_code == 422
    assert signed_in(desk.clerk).post(where, slip).status_code == 403
    assert cashier.post(where, slip).status_code == 302
    assert cashier.post(where, slip).status_code == 409
    page = read(cashier, "refunds")
    assert ("No refund waits for the bank" in page, "B77" in page) == (True, True)
    assert cashier.post(reverse("refund_withdraw", args=[refund.pk]), {"reason": "退票"}).status_code == 409
    back = reverse("refund_came_back", args=[refund.pk])
    returned = {"came_back_on": str(TODAY), "bank_reference": "B78", "reason": "退票"}
    assert cashier.post(back, returned).status_code == 409
    second = signed_in(a_member_of_staff(Post.CASHIER, at=BEIJING, name="戚明"))
    assert second.post(back, returned | {"reason": ""}).status_code == 422
    assert second.post(back, returned).status_code == 302
    assert "退票" in read(cashier, "refunds")
    assert broken() == {}


def test_the_lists_of_whom_to_look_at_open_for_those_who_work_with_bills(signed_in: Any) -> None:
    late()
    clerk = signed_in(Desk().clerk)
    for name in ("not-filed", "lost-staff", "at-floor", "nothing-such"):
        assert "nobody" in read(clerk, "stakes", list=name)
