"""Between the employees' and the residents' pension (人社部发〔2014〕17号 art. 3, 5–7)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contributions.transfers.rules.change_of_scheme import Overlap, Way, counted_months, paid_twice, twelfths, way_of
from siadmin.kernel.trace import Law

FIFTEEN_YEARS = Law("months", Decimal(180), "months", "RET 2", "law")
overlaps = st.lists(st.builds(Overlap, st.integers(2009, 2040), st.integers(0, 12), st.integers(0, 10**7)), max_size=20)


@given(st.integers(0, 600))
def test_one_way_is_open_and_never_both(months: int) -> None:
    found = way_of(employee_months=months, needed=FIFTEEN_YEARS)
    assert found.value == (Way.TO_EMPLOYEE if months >= 180 else Way.TO_RESIDENT)
    assert str(months) in str(found.trace.sentence)


@given(overlaps)
def test_what_goes_back_is_never_more_than_was_paid(years: list[Overlap]) -> None:
    total = paid_twice(years).value
    assert total == sum(twelfths(each) for each in years)
    assert 0 <= total <= sum(each.own_fen for each in years)
    assert abs(total * 12 - sum(each.own_fen * each.months for each in years)) <= 6 * len(years)


@given(st.integers(0, 10**7))
def test_a_whole_year_goes_back_whole(own_fen: int) -> None:
    assert paid_twice([Overlap(2025, 12, own_fen)]).value == own_fen
    assert paid_twice([Overlap(2025, 0, own_fen)]).value == 0


@pytest.mark.parametrize(("paid", "came", "counted"), [(12, 0, 12), (0, 7, 7), (12, 7, 12), (5, 7, 12)])
def test_a_month_counts_once_as_a_residents(paid: int, came: int, counted: int) -> None:
    assert counted_months(paid=paid, came=came) == counted
