"""Months and half-open periods."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.kernel.months import Month, Period

months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))
few_days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 8))


@given(months, st.integers(-600, 600))
def test_adding_months_and_taking_them_away_leads_back(month: Month, count: int) -> None:
    assert month + count - count == month
    assert (month + count).index - month.index == count


@given(months)
def test_a_month_holds_its_first_and_its_last_day(month: Month) -> None:
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert Month.of(month.last_day + dt.timedelta(days=1)) == month + 1
    assert Month.parse(str(month)) == Month.parse(str(month).replace("-", "")) == month


@given(months, st.integers(0, 30))
def test_counting_months_excludes_the_last(month: Month, count: int) -> None:
    assert len(list(month.until(month + count))) == count
    assert (month + count) not in list(month.until(month + count))


@pytest.mark.parametrize("text", ["2026-13", "2026-0", "26-01", "2026/01", "", "２０２６-01", "2026-1"])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def _period(first: dt.date, second: dt.date | None) -> Period:
    if second is None:
        return Period(first)
    return Period(min(first, second), max(first, second) + dt.timedelta(days=1))


@given(few_days, few_days | st.none(), few_days, few_days | st.none())
def test_periods_overlap_exactly_when_they_share_a_day(
    first: dt.date, last: dt.date | None, other_first: dt.date, other_last: dt.date | None
) -> None:
    one, other = _period(first, last), _period(other_first, other_last)
    all_days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(20)]
    shared = [day for day in all_days if day in one and day in other]
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_a_period_without_a_day_is_no_period() -> None:
    with pytest.raises(ValueError, match="empty"):
        Period(dt.date(2026, 1, 1), dt.date(2026, 1, 1))
