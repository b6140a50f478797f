"""Late fees are charged by principal and days, paid in full from what waits, booked into the fund (SIL 86; COLL 13)."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.accounts.models import AccountCredit
from contributions.assessment.models import Bill
from contributions.collection.actions import open_late_fees, put_to_late_fee, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.late_fees import fee_law, fee_months
from contributions.collection.matters import ATTRIBUTIONS, ATTRIBUTIONS_BACK
from contributions.collection.models import FeePayment, LateFee, Receipt, Source
from contributions.collection.open_fees import open_fees_of
from enrollment.registry.models import Employer
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Entry, Posting
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, broken, charge, declare, pay, staff, tick, work
from tests.factories import TODAY, a_user
from tests.owing import Desk, late, late_ones

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION
DUE_FEN = 192_000  # pension of a wage of 8,000


def due_on(employer: Employer) -> dt.date:
    return Bill.objects.filter(employer=employer, fund=PENSION).earliest("version").due_on


def tonight(at: dt.datetime | None = None) -> Any:
    run, _ = open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=at or tick())
    return work(run)


def tomorrow_night() -> Any:
    return tonight(tick() + dt.timedelta(days=1))


def days_late(employer: Employer) -> int:
    """With the day of payment."""
    return (TODAY - due_on(employer)).days


def fee_of(employer: Employer) -> int:
    return sum(LateFee.objects.filter(employer=employer, fund=PENSION).values_list("amount_fen", flat=True))


def income(employer: Employer) -> int:
    """Late fees the employer's region booked as the pension fund's income, in fen."""
    of_fund = Posting.objects.filter(
        account_kind=AccountKind.LATE_FEES, book__region=employer.pooling_region, book__fund=PENSION
    )
    return sum(each.amount_fen if each.side == "CREDIT" else -each.amount_fen for each in of_fund)


def test_what_came_late_costs_principal_by_days_and_the_employee_nothing() -> None:
    employer, (person,) = late()
    pay(employer, SEPTEMBER)
    run = tonight()
    expected = (DUE_FEN * days_late(employer) * 500 + 500_000) // 1_000_000
    assert fee_of(employer) == expected > 0
    assert run.totals["charged"] == LateFee.objects.count() == 4
    credit = AccountCredit.objects.get(person_id=person.pk, account="pension_employee")
    assert credit.amount_fen == 64_000  # 8 % of 8,000: the account gets its contribution, no more and no less
    assert broken() == {}


def test_a_night_run_again_and_the_next_night_add_nothing() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    tonight()
    fee = fee_of(employer)
    tonight()
    tomorrow_night()
    assert fee_of(employer) == fee


def test_who_pays_in_time_is_charged_nothing() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER, received_on=due_on(employer))
    tonight()
    assert not LateFee.objects.exists()


def test_money_that_covers_the_fee_pays_it_once_the_month_is_paid_and_is_the_funds_income() -> None:
    employer, _ = late()
    expected = (DUE_FEN * days_late(employer) * 500 + 500_000) // 1_000_000
    pay(employer, SEPTEMBER, {PENSION: expected})
    tonight()
    assert not FeePayment.objects.exists()
    pay(employer, SEPTEMBER)
    tomorrow_night()
    payment = FeePayment.objects.get()
    assert (payment.amount_fen, payment.fund, payment.receipt.amount_fen) == (expected, PENSION, expected)
    assert income(employer) == expected
    evidence = behind(Entry.objects.get(flow="late_fee"))
    assert evidence is not None
    assert (evidence.sum_fen, [piece.name for piece in evidence.pieces]) == (expected, [employer.name])
    assert broken() == {}


def test_what_does_not_cover_the_fee_waits_for_a_person_who_may_put_a_part_to_it() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    pay(employer, SEPTEMBER, {PENSION: 100})
    tonight()
    receipt = Receipt.objects.latest("pk")
    (fee,) = open_fees_of(receipt)
    assert (fee.month, fee.open_fen) == (SEPTEMBER, fee_of(employer))

    def put(fen: int, seen: int) -> None:
        put_to_late_fee(
            receipt_id=receipt.pk, employer=employer, month=SEPTEMBER, amount_fen=fen, seen_allocated_fen=seen,
            by=a_user(staff=True), at=tick(), reason="核对",
        )  # fmt: skip

    def refused(fen: int, seen: int) -> str:
        with pytest.raises(Refusal) as refusal:
            put(fen, seen)
        return refusal.value.code

    assert refused(101, 0) == refused(0, 0) == "not_so_much_left"
    assert refused(100, 1) == "changed_since"
    put(60, 0)
    assert refused(60, 0) == "changed_since"
    assert (income(employer), open_fees_of(receipt)[0].open_fen) == (60, fee_of(employer) - 60)
    assert broken() == {}


def test_a_fee_of_another_fund_or_of_nobody_takes_no_money() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER, {Fund.UNEMPLOYMENT: 10_000_000})
    with pytest.raises(Refusal) as refused:
        put_to_late_fee(
            receipt_id=Receipt.objects.get().pk, employer=employer, month=SEPTEMBER, amount_fen=1,
            seen_allocated_fen=Receipt.objects.get().allocated_fen, by=a_user(staff=True), at=tick(), reason="核对",
        )  # fmt: skip
    assert refused.value.code == "late_fee_of_another_fund"


def test_money_said_to_be_an_employers_pays_its_late_fee_and_nobody_elses() -> None:
    (employer, people), (other, others) = staff(), staff()
    late_ones((employer, people), (other, others))
    pay(employer, SEPTEMBER)
    pay(other, SEPTEMBER)
    tonight()
    told = Told("N1", str(TODAY), BEIJING, PENSION, "10.00", payer_name="某公司")
    receipt = receive_one(source=Source.TAX, told=told, by=None, at=tick(), on=TODAY)
    row = {
        "receipt": receipt, "employer": employer, "month": SEPTEMBER, "fund": PENSION, "amount_fen": 60,
        "put_on": TODAY, "entry_key": "x",
    }  # fmt: skip
    assert open_fees_of(receipt) == []
    with database.refused("fee_payment_is_the_employers"):
        FeePayment.objects.create(**row)
    desk = Desk(BEIJING)
    facts = {"receipt": "N1", "fund": PENSION, "evidence": "银行回单"}
    desk.signed(desk.asked(ATTRIBUTIONS[Line.HRSS], employer, **facts))
    assert [fee.employer for fee in open_fees_of(receipt)] == [employer]
    given: dict[str, Any] = {
        "receipt_id": receipt.pk, "month": SEPTEMBER, "amount_fen": 60, "seen_allocated_fen": 0,
        "by": a_user(staff=True), "at": tick(), "reason": "核对",
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        put_to_late_fee(employer=other, **given)
    assert refused.value.code == "late_fee_of_another_fund"
    with database.refused("fee_payment_is_the_employers"):
        FeePayment.objects.create(**row | {"employer": other})
    put_to_late_fee(employer=employer, **given)
    assert income(employer) == 60
    with pytest.raises(Refusal) as refused:
        desk.asked(ATTRIBUTIONS_BACK[Line.HRSS], employer, **facts)
    assert refused.value.code == "attribution_used"
    assert broken() == {}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"fund": Fund.INJURY}, "fee_payment_stays_in_its_fund"),
        ({"amount_fen": 10_000_000}, "fee_payment_within_the_fee"),
        ({"month": OCTOBER}, "fee_payment_stays_in_its_fund"),
    ],
)
def test_the_database_keeps_payments_within_the_fee_and_the_fund(changed: dict[str, Any], rule: str) -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    tonight()
    receipt = Receipt.objects.filter(book__fund=PENSION).latest("pk")
    row = {
        "receipt": receipt, "employer": employer, "month": SEPTEMBER, "fund": PENSION, "amount_fen": 1,
        "put_on": TODAY, "entry_key": "x",
    }  # fmt: skip
    with database.refused(rule):
        FeePayment.objects.create(**row | changed)


def test_what_was_charged_and_paid_is_only_added_to() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    tonight()
    with database.refused("late_fee_follows"):
        database.forged(LateFee.objects.latest("pk"))
    for change in (lambda: LateFee.objects.update(amount_fen=1), lambda: LateFee.objects.all().delete()):
        with database.not_permitted():
            change()


spans = st.integers(-3, 40)


@settings(max_examples=25)
@given(payments=st.lists(st.tuples(st.integers(1, DUE_FEN), spans), max_size=4))
def test_sql_and_python_charge_alike(payments: list[tuple[int, int]]) -> None:
    with database.savepoint():
        employer, _ = late()
        due = due_on(employer)
        for fen, days in payments:
            pay(employer, SEPTEMBER, {PENSION: fen}, received_on=due + dt.timedelta(days=days))
        left = DUE_FEN - sum(Receipt.objects.filter(book__fund=PENSION).values_list("allocated_fen", flat=True))
        if left:
            pay(employer, SEPTEMBER, {PENSION: left}, received_on=due + dt.timedelta(days=41))
        tonight()
        (one,) = fee_months(Bill.objects.filter(employer=employer, fund=PENSION))
        assert one.charged_fen == one.charged(fee_law(employer.pooling_region, SEPTEMBER)).value


def test_a_correction_that_lowers_a_month_gives_late_fee_back() -> None:
    employer, (person,) = late()
    pay(employer, SEPTEMBER)
    tonight()
    before = fee_of(employer)
    declare(employer, SEPTEMBER, {person: 7_500})
    tomorrow_night()
    assert 0 < fee_of(employer) < before
    assert LateFee.objects.filter(fund=PENSION, amount_fen__lt=0).exists()
    assert broken() == {}


def test_other_regions_are_left_alone() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    run, _ = open_late_fees(region=Region.objects.get(pk="310000"), by=None, at=tick())
    assert work(run).totals["charged"] == 0
    assert not LateFee.objects.exists()


def test_a_month_that_is_not_late_yet_costs_nothing() -> None:
    employer, (person,) = staff(since=OCTOBER)
    declare(employer, OCTOBER, {person: 8_000})
    charge(BEIJING, OCTOBER)
    (one,) = fee_months(Bill.objects.filter(employer=employer, fund=PENSION))
    law = fee_law(employer.pooling_region, OCTOBER)
    assert one.if_paid(law, due_on(employer)).value == 0
    assert one.if_paid(law, due_on(employer) + dt.timedelta(days=1)).value == 96
