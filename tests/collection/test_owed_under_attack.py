"""What somebody might try with money owed: charge twice, pay with another's money, take back more than came."""

import datetime as dt
from decimal import Decimal

import pytest

from contributions.accounts.models import AccountCredit
from contributions.collection.actions import put_to_late_fee
from contributions.collection.matters import AGREEMENTS, BACK_PAYMENT, FORCE_MAJEURE, REFUNDS
from contributions.collection.models import BackPayment, Deferral, FeePayment, LateFee, Receipt, Refund
from enrollment.registry.models import Employer
from funds.ledger.models import AccountKind, Posting
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from tests import database
from tests.cities import SEPTEMBER, broken, declare, pay, staff, tick
from tests.collection.test_late_fees import DUE_FEN, days_late, due_on, fee_of, income, tonight
from tests.factories import TODAY, a_person, a_user, identity_number_of
from tests.owing import Desk, late

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION


def another_rate(rate: str) -> None:
    """Two people correct the national rate a day."""
    proposal = propose(
        key="contribution.late_fee_daily_rate", region=Region.objects.get(pk="000000"), category="", unit="rate",
        starts_on=dt.date(2011, 7, 1), ends_before=None, value=Decimal(rate), source="测试公告", status="official",
        note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def paid_with_its_fee() -> Employer:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    tonight()
    pay(employer, SEPTEMBER, {PENSION: fee_of(employer)})
    tonight(tick() + dt.timedelta(days=1))
    assert FeePayment.objects.get().amount_fen == fee_of(employer)
    return employer


def test_a_rate_corrected_in_between_is_charged_by_the_difference_also_of_a_fee_that_was_paid() -> None:
    employer = paid_with_its_fee()
    before = fee_of(employer)
    another_rate("0.001")
    tonight(tick() + dt.timedelta(days=2))
    after = (DUE_FEN * days_late(employer) * 1000 + 500_000) // 1_000_000
    assert (fee_of(employer), LateFee.objects.filter(fund=PENSION).latest("pk").amount_fen) == (after, after - before)
    tonight(tick() + dt.timedelta(days=3))
    assert fee_of(employer) == after
    assert broken() == {}


def test_a_lowered_fee_that_was_paid_goes_back_to_its_receipt_and_can_be_returned() -> None:
    employer = paid_with_its_fee()
    paid, receipt = fee_of(employer), FeePayment.objects.get().receipt
    another_rate("0.0001")
    tonight(tick() + dt.timedelta(days=2))
    given_back = paid - fee_of(employer)
    assert [each.amount_fen for each in FeePayment.objects.order_by("pk")] == [paid, -given_back]
    assert income(employer) == fee_of(employer)
    receipt.refresh_from_db()
    assert receipt.amount_fen - receipt.allocated_fen == given_back > 0
    amount = str(Decimal(given_back) / 100)
    desk = Desk()
    desk.signed(
        desk.asked(REFUNDS[Line.HRSS], employer, receipt=receipt.external_id, fund=PENSION, amount=amount, cause="over")
    )
    assert Refund.objects.get().amount_fen == given_back
    assert broken() == {}


def test_force_majeure_over_a_month_paid_late_gives_its_fee_back_and_an_agreement_over_it_is_refused() -> None:
    employer = paid_with_its_fee()
    desk = Desk()
    months = {"first_month": "2026-09", "last_month": "2026-09"}
    with pytest.raises(Refusal) as refused:
        desk.asked(AGREEMENTS[Line.HRSS], employer, **months, until="2027-01-31", guarantee="mortgage", what="厂房")
    assert refused.value.code == "nothing_to_defer"
    days = {"since": "2026-09-01", "until": "2027-08-31"}
    desk.signed(desk.asked(FORCE_MAJEURE[Line.HRSS], employer, **months, **days, event="洪水", approval="1号"))
    assert Deferral.objects.count() == 3
    assert (fee_of(employer), income(employer)) == (0, 0)
    assert broken() == {}


def test_a_month_is_made_good_once_though_two_asked_for_it() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER, received_on=due_on(employer))
    person, desk = a_person(name="郑漏"), Desk()
    facts = {
        "number": identity_number_of(person), "first_month": "2026-09", "last_month": "2026-09", "wage": "9000.00",
    }  # fmt: skip
    first, second = (desk.asked(BACK_PAYMENT, employer, **facts, why=why) for why in ("漏报", "再报"))
    desk.signed(first)
    with pytest.raises(Refusal) as refused:
        desk.signed(second)
    assert refused.value.code == "nothing_missing"
    assert BackPayment.objects.count() == 1
    assert broken() == {}


def test_a_late_fee_is_not_paid_with_money_of_another_employer() -> None:
    owing, _ = late()
    other, (person,) = staff(since=Month(2026, 8))
    declare(other, SEPTEMBER, {person: 8_000})
    pay(owing, SEPTEMBER)
    tonight()
    pay(other, SEPTEMBER, {PENSION: 500})
    receipt = Receipt.objects.get(employer=other)
    with pytest.raises(Refusal) as refused:
        put_to_late_fee(
            receipt_id=receipt.pk, employer=owing, month=SEPTEMBER, amount_fen=1, seen_allocated_fen=0,
            by=a_user(staff=True), at=tick(), reason="代缴",
        )  # fmt: skip
    assert refused.value.code == "late_fee_of_another_fund"
    row = {"receipt": receipt, "employer": owing, "month": SEPTEMBER, "fund": PENSION, "amount_fen": 1}
    with database.refused("fee_payment_is_the_employers"):
        FeePayment.objects.create(**row, put_on=TODAY, entry_key="x")


def test_a_late_fee_reaches_no_account_of_a_person() -> None:
    """Split from principal: the account gets its contribution, the fund's income the fee (IMPL 20; COLL 13)."""
    employer = paid_with_its_fee()
    assert {each.amount_fen for each in AccountCredit.objects.filter(account="pension_employee")} == {64_000}
    kinds = set(Posting.objects.filter(entry__flow="late_fee").values_list("account_kind", flat=True))
    assert kinds == {AccountKind.UNALLOCATED, AccountKind.LATE_FEES}
    personal = Posting.objects.filter(account_kind=AccountKind.CONTRIBUTIONS_PERSONAL, book__fund=PENSION)
    assert sum(each.amount_fen for each in personal) == 64_000
    assert income(employer) == fee_of(employer)
