import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.maternity.rules.allowance import allowance, top_up
from benefits.maternity.rules.leave import BirthLaw, MiscarriageLaw, birth_days, miscarriage_days
from siadmin.kernel.trace import Law
from siadmin.policy.files import shipped
from siadmin.policy.verified import value

ON = dt.date(2026, 10, 1)
DIVISOR = value(shipped(), "maternity.allowance_day_divisor", region="000000", on=ON)
wages = st.integers(0, 10_000_000)


@pytest.mark.parametrize(("region", "days"), [("310000", 158), ("440100", 98), ("320500", 158), ("510100", 98)])
def test_awarded_days_are_paid_where_the_place_says_that_its_fund_pays_them(region: str, days: int) -> None:
    law = BirthLaw.from_book(shipped(), region=region, on=ON)
    assert birth_days(1, dystocia=False, law=law).value == days


def test_difficult_births_and_further_children_add_up() -> None:
    law = BirthLaw.from_book(shipped(), region="440100", on=ON)
    assert birth_days(2, dystocia=True, law=law).value == 98 + 15 + 15


@pytest.mark.parametrize(("weeks", "days"), [(15, 15), (16, 42)])
def test_the_week_decides_over_the_days_after_a_miscarriage(weeks: int, days: int) -> None:
    assert miscarriage_days(weeks, MiscarriageLaw.from_book(shipped(), region="110000", on=ON)).value == days


@given(wages, st.integers(1, 300))
def test_an_allowance_is_rounded_once(wage: int, days: int) -> None:
    found = allowance(Fraction(wage), days, DIVISOR).value
    assert abs(Fraction(wage * days, 30) - found) <= Fraction(1, 2)


@given(wages, wages, st.integers(1, 300))
def test_whoever_earns_more_gets_the_own_wage_in_all(unit: int, own: int, days: int) -> None:
    paid, added = allowance(Fraction(unit), days, DIVISOR).value, top_up(Fraction(unit), Fraction(own), days, DIVISOR)
    assert paid + added.value == max(paid, allowance(Fraction(own), days, DIVISOR).value)


def test_a_law_of_the_case_is_told_by_its_trace() -> None:
    given_law = Law("divisor", Decimal(31), "days", "case", "given")
    steps = allowance(Fraction(310_000), 31, given_law).trace.steps
    assert [step.law for step in steps if step.law] == [given_law]
