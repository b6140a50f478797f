"""Late fees by worked cases and by what must hold for all of them (SIL 86; IMPL 20–22, 29)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contributions.collection.rules.late_fees import (
    Deferred,
    LatePart,
    Payment,
    Principal,
    days_in_arrears,
    fee_on,
    late_parts,
    remaining,
    still_open,
)
from siadmin.kernel.trace import Law

DAILY = Law("contribution.late_fee_daily_rate", Decimal("0.0005"), "rate", "社会保险法第86条", "law")
FORMER = Law("contribution.late_fee_daily_rate", Decimal("0.002"), "rate", "社会保险费征缴暂行条例第13条", "law")
DUE = dt.date(2026, 9, 25)


def day(number: int) -> dt.date:
    """So many days after the due day."""
    return DUE + dt.timedelta(days=number)


# (bills, payments, deferred spells, rate, fee in fen): days are counted from the due day.
WORKED = {
    "10,000.00 thirty days late": ([(0, 1_000_000)], [(30, 1_000_000)], [], DAILY, 15_000),
    "paid on the due day": ([(0, 1_000_000)], [(0, 1_000_000)], [], DAILY, 0),
    "one day late": ([(0, 1_000_000)], [(1, 1_000_000)], [], DAILY, 500),
    "nothing paid yet": ([(0, 1_000_000)], [], [], DAILY, 0),
    "half a fen is rounded up": ([(0, 1_000)], [(1, 1_000)], [], DAILY, 1),
    "less than half a fen is nothing": ([(0, 999)], [(1, 999)], [], DAILY, 0),
    "two parts are rounded once, not twice": ([(0, 1_998)], [(1, 999), (1, 999)], [], DAILY, 1),
    "each part for its own days": ([(0, 1_000_000)], [(10, 400_000), (30, 600_000)], [], DAILY, 2_000 + 9_000),
    "two per mille before July 2011": ([(0, 1_000_000)], [(30, 1_000_000)], [], FORMER, 60_000),
    "deferred throughout": ([(0, 1_000_000)], [(30, 1_000_000)], [(1, 31)], DAILY, 0),
    "deferred from the tenth day on": ([(0, 1_000_000)], [(30, 1_000_000)], [(11, 31)], DAILY, 5_000),
    "paid ten days after a deferral": ([(0, 1_000_000)], [(40, 1_000_000)], [(1, 31)], DAILY, 5_000),
    "a credit lowers what fell due last": (
        [(0, 1_000_000), (60, 50_000), (61, -50_000)],
        [(70, 1_000_000)],
        [],
        DAILY,
        35_000,
    ),
    "a provisional bill settled lower": ([(0, 1_100), (6, 1_000), (6, -1_100)], [(15, 1_000)], [], DAILY, 8),
    "a credit given back": ([(0, 1_000_000), (40, -100_000)], [(30, 900_000)], [], DAILY, 13_500),
}  # fmt: skip


@pytest.mark.parametrize("case", WORKED)
def test_worked_cases(case: str) -> None:
    bills, payments, deferred, rate, fee_fen = WORKED[case]
    parts = late_parts(
        [Principal(day(number), fen) for number, fen in bills],
        [Payment(day(number), fen) for number, fen in payments],
        [Deferred(day(first), day(after)) for first, after in deferred],
        counts_payment_day=True,
    )
    explained = fee_on(parts, rate)
    assert explained.value == fee_fen
    assert explained.trace.as_list()[-1]["value"] == f"{Decimal(fee_fen) / 100:.2f}"


@pytest.mark.parametrize(("counts", "days"), [(True, 30), (False, 29)])
def test_whether_the_day_of_payment_counts_is_the_regions(counts: bool, days: int) -> None:
    assert days_in_arrears(DUE, day(30), [], counts_payment_day=counts) == days
    assert days_in_arrears(DUE, DUE, [], counts_payment_day=counts) == 0


amounts = st.integers(1, 50)
offsets = st.integers(0, 40)
principals = st.lists(st.builds(Principal, offsets.map(day), amounts | amounts.map(lambda fen: -fen)), max_size=5)
payments = st.lists(st.builds(Payment, offsets.map(day), amounts), max_size=5)


@given(bills=principals)
def test_what_remains_is_what_the_bills_add_up_to(bills: list[Principal]) -> None:
    left = remaining(bills)
    assert sum(bill.amount_fen for bill in left) == max(0, sum(bill.amount_fen for bill in bills))
    assert [bill.was_due_on for bill in left] == sorted(bill.was_due_on for bill in left)


@given(bills=principals, paid=payments)
def test_no_more_is_late_than_was_due_or_paid(bills: list[Principal], paid: list[Payment]) -> None:
    parts = late_parts(bills, paid, [], counts_payment_day=True)
    late = sum(part.amount_fen for part in parts)
    due = sum(principal.amount_fen for principal in remaining(bills))
    assert late <= min(due, sum(payment.amount_fen for payment in paid))
    assert late + sum(principal.amount_fen for principal in still_open(bills, paid)) <= due


@given(bills=principals, paid=payments, spell=st.tuples(offsets, offsets))
def test_a_deferral_never_makes_it_dearer(bills: list[Principal], paid: list[Payment], spell: tuple[int, int]) -> None:
    free = [Deferred(day(min(spell)), day(max(spell)))]
    plain = late_parts(bills, paid, [], counts_payment_day=True)
    spared = late_parts(bills, paid, free, counts_payment_day=True)
    assert fee_on(spared, DAILY).value <= fee_on(plain, DAILY).value


@given(amount=st.integers(1, 10**12), days=st.integers(0, 5000))
def test_in_one_part_it_is_principal_by_days_by_rate(amount: int, days: int) -> None:
    part = LatePart(DUE, day(days), amount, days)
    assert fee_on([part], DAILY).value == (amount * days * 500 + 500_000) // 1_000_000
