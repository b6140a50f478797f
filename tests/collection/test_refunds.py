"""What was paid too much goes back by the way it came: two sign, a third pays (财社〔2017〕144号)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from contributions.collection.actions import (
    ask_withdrawal,
    pay_refund,
    receive_file,
    take_back_refund,
    withdraw_refund,
)
from contributions.collection.matters import REFUNDS, REFUNDS_OF_UNKNOWN
from contributions.collection.models import Receipt, Refund, Source
from enrollment.registry.models import Employer
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Entry
from siadmin.agency.insurances import LINE_OF_FUND, Fund, Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, SEPTEMBER, SHANGHAI, broken, pay, receipt_file, staff, tick, work
from tests.factories import TODAY, a_member_of_staff
from tests.owing import Desk, late

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION


def overpaid() -> tuple[Employer, Receipt]:
    """100.00 more of pension than was due."""
    employer, _ = late()
    pay(employer, SEPTEMBER, {PENSION: 192_000}, received_on=dt.date(2026, 9, 10))
    pay(employer, SEPTEMBER, {PENSION: 10_000}, received_on=dt.date(2026, 9, 10))
    return employer, Receipt.objects.latest("pk")


def asked(desk: Desk, employer: Employer, receipt: Receipt, amount: str = "100.00", **changed: Any) -> Case:
    facts = {"receipt": receipt.external_id, "fund": receipt.book.fund, "amount": amount, "cause": "over"}
    return desk.asked(REFUNDS[Line.HRSS], employer, **facts | changed)


def ordered(desk: Desk, amount: str = "100.00") -> Refund:
    employer, receipt = overpaid()
    desk.signed(asked(desk, employer, receipt, amount))
    return Refund.objects.get()


def cashier() -> User:
    return a_member_of_staff(Post.CASHIER, at=BEIJING, name="吴纳")


def paid(refund: Refund, by: User | None = None, on: dt.date = TODAY) -> Refund:
    return pay_refund(refund_id=refund.pk, paid_on=on, bank_reference="B1", by=by or cashier(), at=tick())


def refusal_of(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def left(refund: Refund) -> int:
    receipt = Receipt.objects.get(pk=refund.receipt_id)
    return receipt.amount_fen - receipt.allocated_fen


def test_two_order_it_a_third_pays_it_and_the_account_that_received_it_pays() -> None:
    refund = ordered(Desk())
    assert (left(refund), refund.amount_fen, refund.paid_on) == (0, 10_000, None)
    assert broken() == {}
    paid(refund)
    entry = Entry.objects.get(flow="refund_from_fiscal")
    sides = {each.account_kind: (each.side, each.amount_fen) for each in entry.postings.all()}
    assert sides == {AccountKind.UNALLOCATED: ("DEBIT", 10_000), AccountKind.FISCAL: ("CREDIT", 10_000)}
    evidence = behind(entry)
    assert evidence is not None
    assert (evidence.sum_fen, evidence.pieces[0].detail) == (10_000, refund.case_id)
    assert broken() == {}


def test_one_signature_moves_nothing() -> None:
    employer, receipt = overpaid()
    desk = Desk()
    case = asked(desk, employer, receipt)
    assert case.hands == 2
    desk.signed(case, hands=1)
    assert not Refund.objects.exists()
    row = {"receipt": receipt, "amount_fen": 1, "reason": "多缴", "ordered_by": desk.clerk, "ordered_at": tick()}
    with database.refused("decided_by_its_case"):
        Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=1)
        Refund.objects.create(case=case, **row)
    with database.refused("collection_refund_case_number_cf908c57_fk_matters_case_number"):
        Refund.objects.create(case_id="C0000-00000", **row)


def test_a_case_of_the_other_line_decides_nothing() -> None:
    desk = Desk()
    refund = ordered(desk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collection_is_decided(%s, 'refund_', 'hs', %s, now(), 2)", [refund.case_id, refund.receipt.payer]
        )
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT fund, collection_line_of(fund) FROM unnest(%s::text[]) AS fund", [[*LINE_OF_FUND]])
        assert dict(cursor.fetchall()) == LINE_OF_FUND


def test_who_signed_the_order_does_not_pay_it() -> None:
    desk = Desk()
    refund = ordered(desk)
    assert refusal_of(lambda: paid(refund, by=desk.reviewer)) == "same_person"
    assert refusal_of(lambda: paid(refund, by=desk.clerk)) == "same_person"


def test_it_is_paid_once_and_neither_before_its_order_nor_tomorrow() -> None:
    refund = ordered(Desk())
    for day in (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)):
        assert refusal_of(lambda day=day: paid(refund, on=day)) == "refund_before_order"
    paid(refund)
    assert refusal_of(lambda: paid(refund)) == "changed_since"


def test_no_more_goes_back_than_is_on_no_bill() -> None:
    employer, receipt = overpaid()
    desk = Desk()
    assert refusal_of(lambda: asked(desk, employer, receipt, "100.01")) == "refund_more_than_waits"
    assert refusal_of(lambda: asked(desk, employer, Receipt.objects.earliest("pk"))) == "refund_more_than_waits"
    first, second = asked(desk, employer, receipt, "60.00"), asked(desk, employer, receipt, "50.00")
    desk.signed(first)
    assert refusal_of(lambda: desk.signed(second)) == "refund_more_than_waits"
    assert Refund.objects.count() == 1


def test_a_receipt_of_another_payer_or_fund_is_not_returned() -> None:
    employer, receipt = overpaid()
    other, _ = staff()
    desk = Desk()
    assert refusal_of(lambda: asked(desk, other, receipt)) == "no_such_receipt"
    assert refusal_of(lambda: asked(desk, employer, receipt, fund=Fund.INJURY)) == "no_such_receipt"


def came_back(refund: Refund, by: User, on: dt.date = TODAY) -> Refund:
    return take_back_refund(
        refund_id=refund.pk, came_back_on=on, bank_reference="T1", by=by, at=tick(), reason="银行退票"
    )


def withdrawn(refund: Refund, by: User) -> None:
    withdraw_refund(refund_id=refund.pk, by=by, at=tick())


def test_two_people_withdraw_one_that_waits_and_its_money_waits_again() -> None:
    refund = ordered(Desk())
    by, other = cashier(), a_member_of_staff(Post.CASHIER, at=BEIJING, name="郑核")
    assert refusal_of(lambda: withdrawn(refund, other)) == "changed_since"
    ask_withdrawal(refund_id=refund.pk, by=by, at=tick(), reason="账户已销")
    assert (left(refund), refusal_of(lambda: withdrawn(refund, by))) == (0, "same_person")
    withdrawn(refund, other)
    assert left(refund) == 10_000
    assert refusal_of(lambda: withdrawn(refund, other)) == "changed_since"
    assert broken() == {}


def test_the_desk_shows_who_asks_to_withdraw_and_another_withdraws(at_the_desk: None) -> None:
    refund, client = ordered(Desk()), Client(headers={"accept-language": "en"})
    by, other = cashier(), a_member_of_staff(Post.ACCOUNTANT, at=BEIJING, name="郑核")
    client.force_login(by)
    client.post(reverse("refund_withdrawal_ask", args=[refund.pk]), {"reason": "账户已销"})
    assert "账户已销" in client.get(reverse("refunds")).content.decode()
    assert client.post(reverse("refund_withdraw", args=[refund.pk])).status_code == 409
    client.force_login(other)
    assert client.post(reverse("refund_withdraw", args=[refund.pk])).status_code == 302
    refund.refresh_from_db()
    assert (refund.withdrawn_by, refund.withdrawn_because) == (other, "账户已销")


def test_a_paid_one_that_came_back_is_booked_back_by_the_banks_slip_and_another_person() -> None:
    refund = ordered(Desk())
    by, other = cashier(), a_member_of_staff(Post.CASHIER, at=BEIJING, name="郑核")
    assert refusal_of(lambda: came_back(refund, other)) == "changed_since"
    paid(refund, by)
    assert refusal_of(lambda: withdraw_refund(refund_id=refund.pk, by=other, at=tick())) == "changed_since"
    assert refusal_of(lambda: came_back(refund, by)) == "same_person"
    assert left(refund) == 0
    for day in (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)):
        assert refusal_of(lambda day=day: came_back(refund, other, day)) == "refund_back_before_paid"
    came_back(refund, other)
    assert left(refund) == 10_000
    reversal = Entry.objects.get(flow="refund_from_fiscal.reversed")
    assert (reversal.booked_on, reversal.posted_by) == (TODAY, other.pk)
    assert refusal_of(lambda: came_back(refund, other)) == "changed_since"
    assert broken() == {}


def test_without_a_slip_or_by_the_same_person_the_database_takes_no_paid_one_back() -> None:
    refund = ordered(Desk())
    by, other = cashier(), a_member_of_staff(Post.CASHIER, at=BEIJING, name="郑核")
    paid(refund, by)
    undone = {"withdrawn_at": tick(), "withdrawn_because": "退票"}
    with database.refused("refund_came_back_by_a_slip"):
        Refund.objects.update(**undone, withdrawn_by=other)
    with database.refused("refund_back_by_another"):
        Refund.objects.update(**undone, withdrawn_by=by, came_back_on=TODAY, came_back_reference="T1")


def test_the_page_offers_the_way_back_to_another_cashier_only(at_the_desk: None) -> None:
    refund = ordered(Desk())
    by, other = cashier(), a_member_of_staff(Post.CASHIER, at=BEIJING, name="郑核")
    paid(refund, by)
    pages = {}
    for user in (by, other):
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        pages[user] = client.get(reverse("refunds")).content.decode()
    assert "It came back" not in pages[by] and "It came back" in pages[other]
    slip = {"came_back_on": "2026-01-01", "bank_reference": "T1", "reason": "退票"}
    answer = client.post(reverse("refund_came_back", args=[refund.pk]), slip)
    assert (answer.status_code, "lies before the refund was paid" in answer.content.decode()) == (409, True)


def unknown(pool: str, number: str = "", amount_fen: int = 5_000) -> Receipt:
    content = receipt_file([(number or f"X{pool}", pool, str(PENSION), amount_fen, "")])
    _, run, _ = receive_file(source=Source.TAX, name="r.csv", content=content, by=None, at=tick())
    work(run)
    return Receipt.objects.get(external_id=number or f"X{pool}", book__region_id=pool)


def asked_of_unknown(desk: Desk, receipt: Receipt, amount: str, **more: Any) -> Case:
    facts = {"receipt": receipt.external_id, "fund": PENSION, "amount": amount, "cause": "wrong"}
    return desk.asked(REFUNDS_OF_UNKNOWN[Line.HRSS], None, **facts | more)


def test_money_of_an_unknown_payer_goes_back_within_the_region_of_the_desk_only() -> None:
    here, county = Desk(at=BEIJING), Desk()
    ours, theirs = unknown(BEIJING), unknown(SHANGHAI)
    assert refusal_of(lambda: asked_of_unknown(county, ours, "49.00")) == "no_such_receipt"
    assert refusal_of(lambda: asked_of_unknown(here, theirs, "50.00")) == "matter_handled_elsewhere"
    assert refusal_of(lambda: asked_of_unknown(here, theirs, "99.00")) == "matter_handled_elsewhere"
    here.signed(asked_of_unknown(here, ours, "50.00"))
    assert [each.receipt for each in Refund.objects.all()] == [ours]
    assert broken() == {}


def test_where_two_regions_have_a_receipt_of_one_number_the_desk_says_which_and_gets_its_own() -> None:
    theirs, ours = unknown(SHANGHAI, "R1", 90_000), unknown(BEIJING, "R1")
    here = Desk(at=BEIJING)
    assert refusal_of(lambda: asked_of_unknown(here, ours, "50.00")) == "several_receipts"
    assert refusal_of(lambda: asked_of_unknown(here, theirs, "60.00", region=SHANGHAI)) == "matter_handled_elsewhere"
    assert refusal_of(lambda: asked_of_unknown(here, ours, "60.00", region=BEIJING)) == "refund_more_than_waits"
    here.signed(asked_of_unknown(here, ours, "50.00", region=BEIJING))
    assert [each.receipt for each in Refund.objects.all()] == [ours]
    assert broken() == {}


def test_the_receipts_page_names_its_region(at_the_desk: None) -> None:
    receipt = unknown(BEIJING)
    client = Client(headers={"accept-language": "en"})
    client.force_login(Desk(at=BEIJING).clerk)
    page = client.get(reverse("receipt", args=[receipt.pk])).content.decode()
    start = reverse("matter_start", args=["refund_unknown_hrss", "nobody"])
    link = f"{start}?receipt=X{BEIJING}&amp;fund={PENSION}&amp;region={BEIJING}"
    assert link in page
    assert f'<option value="{BEIJING}" selected>' in client.get(link.replace("&amp;", "&")).content.decode()


def test_what_was_ordered_and_paid_stands() -> None:
    desk = Desk()
    refund = ordered(desk)
    with database.refused("refund_begins_ordered"):
        database.forged(refund, paid_on=TODAY)
    with database.refused("refund_stands"):
        Refund.objects.update(amount_fen=1)
    with database.refused("refund_paid_by_another"):
        Refund.objects.update(paid_on=TODAY, paid_by=desk.clerk)
    with database.refused("refund_withdrawn_by_two"):
        Refund.objects.update(withdrawn_at=tick(), withdrawn_by=desk.clerk)
    paid(refund)
    with database.refused("refund_stands"):
        Refund.objects.update(bank_reference="B2")
    with database.refused("collection_refund_not_deleted"):
        Refund.objects.all().delete()
