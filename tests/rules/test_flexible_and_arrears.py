from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contributions.assessment.rules.arrears import LateFeeFacts, late_fee, order_fee, undeclared_amount
from contributions.assessment.rules.flexible import (
    flexible_amount,
    flexible_from_average,
    flexible_split,
    share_meant,
    subsidy,
)
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law


def law(value: Decimal | int | str, unit: str = "rate") -> Law:
    return Law("key", Decimal(value), unit, "source", "law")


amounts = st.integers(0, 100_000_000)
days = st.integers(0, 5_000)
rates = st.integers(0, 1_000_000).map(lambda parts: Decimal(parts) / 1_000_000)
DAILY = law("0.0005")


@given(base_fen=amounts, one=rates, other=rates)
def test_pool_and_account_make_up_the_whole_contribution(base_fen: int, one: Decimal, other: Decimal) -> None:
    split = flexible_split(base_fen, law(max(one, other)), law(min(one, other))).value
    assert split.pool_fen + split.account_fen == split.total_fen
    assert split.pool_fen >= 0
    assert split.total_fen == flexible_amount(base_fen, law(max(one, other))).value


def test_an_account_part_above_the_whole_rate_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        flexible_split(551_000, law("0.08"), law("0.20"))
    assert refused.value.code == "account_above_total"


def test_a_base_from_an_average_is_rounded_to_the_yuan_before_it_is_rated() -> None:
    answer = flexible_from_average(law("7646", "yuan_per_month"), law("0.80"), [law("0.0875"), law("0.0075")]).value
    assert (answer.base_fen, answer.amounts_fen) == (611_700, (53_524, 4_588))


@given(fixed_fen=amounts, parts=st.integers(1, 12))
def test_equal_parts_of_a_subsidy_miss_the_whole_by_less_than_a_fen_each(fixed_fen: int, parts: int) -> None:
    part = subsidy(fixed_fen, None, Fraction(1, parts), law("0.5")).value
    assert abs(part * parts - fixed_fen) * 2 <= parts
    assert subsidy(fixed_fen, None, Fraction(1), law(1)).value == fixed_fen


@given(base_fen=amounts, rate=rates)
def test_a_subsidy_is_rounded_once_so_two_thirds_never_exceed_the_contribution(base_fen: int, rate: Decimal) -> None:
    exact = Fraction(base_fen) * Fraction(rate) * Fraction(2, 3)
    amount = subsidy(base_fen, law(rate), Fraction(2, 3), law("0.6667")).value
    assert abs(amount - exact) <= Fraction(1, 2)
    assert amount <= flexible_amount(base_fen, law(rate)).value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.6667", Fraction(2, 3)),
        ("0.3333", Fraction(1, 3)),
        ("0.50", Fraction(1, 2)),
        ("0.70", Fraction(7, 10)),
        ("0.6666", Fraction(3333, 5000)),
        ("0.123", Fraction(123, 1000)),
    ],
)
def test_a_share_of_four_decimals_stands_for_the_fraction_it_abbreviates(written: str, meant: Fraction) -> None:
    assert share_meant(law(written)) == meant


@given(principal_fen=amounts, first=days, then=days)
def test_late_fees_of_two_spells_differ_from_one_by_at_most_a_fen(principal_fen: int, first: int, then: int) -> None:
    whole = late_fee(LateFeeFacts(principal_fen, first + then), DAILY).value
    parts = [late_fee(LateFeeFacts(principal_fen, each), DAILY).value for each in (first, then)]
    assert abs(whole - sum(parts)) <= 1
    assert whole >= max(parts)


@pytest.mark.parametrize(("days", "fee_fen"), [(0, 0), (1, 500), (30, 15_000)])
def test_ten_thousand_yuan_cost_five_yuan_a_day(days: int, fee_fen: int) -> None:
    assert late_fee(LateFeeFacts(1_000_000, days), DAILY).value == fee_fen


@given(last_month_fen=amounts)
def test_nothing_declared_costs_a_tenth_more_than_last_month(last_month_fen: int) -> None:
    due = undeclared_amount(last_month_fen, law("1.10", "multiple")).value
    assert due == (last_month_fen * 110 + 50) // 100


@given(one=st.integers(0, 10_000_000), other=st.integers(0, 10_000_000))
def test_orders_cost_the_same_counted_together_or_apart_when_the_fee_is_whole_fen(one: int, other: int) -> None:
    fee = law("0.07", "yuan_per_order")
    assert order_fee(one + other, fee).value == order_fee(one, fee).value + order_fee(other, fee).value


@pytest.mark.parametrize(("orders", "fee_fen"), [(0, 0), (1, 1), (3, 2), (2, 1)])
def test_half_a_fen_for_orders_is_rounded_up_once(orders: int, fee_fen: int) -> None:
    assert order_fee(orders, law("0.005", "yuan_per_order")).value == fee_fen
