"""An amount repaid month by month is whole fen and exactly the amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.payments.rules.instalments import split


@given(st.integers(2, 10**9), st.integers(1, 120))
def test_a_split_is_whole_and_even(amount: int, months: int) -> None:
    if months > amount:
        with pytest.raises(ValueError, match=str(months)):
            split(amount, months)
        return
    parts = split(amount, months)
    assert sum(parts) == amount and len(parts) == months
    assert min(parts) > 0 and max(parts) - min(parts) <= 1
