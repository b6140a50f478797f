"""Whole fen, every rounding named."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.kernel.money import (
    DOWN,
    HALF_UP,
    UP,
    fen,
    parse_yuan,
    per_million,
    share,
    times,
    whole_yuan,
    written,
    yuan,
)

amounts = st.integers(-(10**15), 10**15)
rates = st.integers(0, 2_000_000).map(lambda parts: Decimal(parts) / 1_000_000)


@given(amounts)
def test_yuan_and_back_is_the_same_fen(amount: int) -> None:
    assert fen(yuan(amount), HALF_UP) == amount
    assert fen(str(yuan(amount)), ROUND_HALF_EVEN) == amount


@pytest.mark.parametrize(
    ("amount", "rounding", "result"),
    [
        ("0.005", HALF_UP, 1),
        ("0.0049999", HALF_UP, 0),
        ("-0.005", HALF_UP, -1),
        ("0.001", UP, 1),
        ("0.019", DOWN, 1),
        ("1145.925", HALF_UP, 114_593),
    ],
)
def test_rounding_to_the_fen_is_what_its_name_says(amount: str, rounding: str, result: int) -> None:
    assert fen(amount, rounding) == result


@given(amount=st.integers(0, 10**12), rate=rates)
def test_whole_number_arithmetic_gives_what_decimals_give(amount: int, rate: Decimal) -> None:
    """The batch computes so."""
    assert times(amount, rate, HALF_UP) == (amount * per_million(rate) + 500_000) // 1_000_000


def test_a_rate_finer_than_a_millionth_is_refused_rather_than_rounded() -> None:
    assert per_million(Decimal("0.0032")) == 3_200
    with pytest.raises(ValueError, match="finer"):
        per_million(Decimal("0.0000001"))


@given(total=st.integers(0, 10**9), weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_add_up_and_are_fair(total: int, weights: list[int]) -> None:
    if not sum(weights):
        with pytest.raises(ValueError, match="weights"):
            share(total, weights)
        return
    parts = share(total, weights)
    assert sum(parts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - fair) < 1 + abs(fair) * 1e-9 for part, fair in zip(parts, exact, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@pytest.mark.parametrize("weights", [[], [0], [1, -1], [-1]])
def test_there_must_be_something_to_weigh_by(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        share(100, weights)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1,000", "￥5"])
def test_what_is_not_plain_decimal_text_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_yuan(text)


def test_people_read_grouped_thousands_and_a_real_minus_sign() -> None:
    assert written(-12_345_678) == "−123,456.78"
    assert written(5) == "0.05"


def test_limits_are_rounded_to_whole_yuan() -> None:
    assert whole_yuan(Decimal("4510.5"), HALF_UP) == 451_100
    assert whole_yuan(Decimal("4403.40"), UP) == 440_400
