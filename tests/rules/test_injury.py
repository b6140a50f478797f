from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.injury.rules.death import Dependant, DependantLaw, dependants_monthly
from benefits.injury.rules.disability import Payer, Reduction, allowance, exit_lumps, paid_leave, pension_difference
from benefits.injury.rules.wage import WageLaw, own_wage
from siadmin.kernel.money import half_up
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law

wages = st.integers(0, 10_000_000)


def law(value: str, unit: str = "rate") -> Law:
    return Law("test", Decimal(value), unit, "text", "law")


WAGE_LAW = WageLaw(law("10000", "yuan_per_month"), law("0.6"), law("3", "multiple"))
SHARES = DependantLaw(law("0.4"), law("0.3"), law("0.1"))


@given(wages, st.integers(1, 12))
def test_the_own_wage_lies_within_its_bounds_and_is_the_mean_between_them(total: int, months: int) -> None:
    found, mean = own_wage(total, months, WAGE_LAW).value, Fraction(total, months)
    assert 600_000 <= found <= 3_000_000
    assert found == mean or mean < 600_000 or mean > 3_000_000


def test_without_any_month_there_is_no_own_wage() -> None:
    with pytest.raises(Refusal) as refusal:
        own_wage(0, 0, WAGE_LAW)
    assert refusal.value.code == "injury_no_wages"


def test_an_allowance_below_the_minimum_wage_is_topped_up() -> None:
    found = allowance(4, own_wage(300_000, 1, None), law("0.75"), law("2360", "yuan_per_month")).value
    assert (found.amount_fen, found.payer) == (236_000, Payer.FUND)


@pytest.mark.parametrize("grade", [7, 10])
def test_milder_grades_draw_no_allowance(grade: int) -> None:
    with pytest.raises(Refusal) as refusal:
        allowance(grade, own_wage(800_000, 1, None), law("0.5"), None)
    assert refusal.value.code == "injury_no_such_benefit"


def test_only_what_the_pension_is_lower_by_is_paid() -> None:
    assert pension_difference(500_000, 420_000).value == 80_000
    assert pension_difference(420_000, 500_000).value == 0


@given(wages, st.lists(st.builds(Dependant, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_dependants_never_get_more_than_the_wage_together(wage: int, dependants: list[Dependant]) -> None:
    of = own_wage(wage, 1, None)
    shares = dependants_monthly(of, dependants, SHARES).value
    rates = [Fraction(4 if each.is_spouse else 3, 10) + Fraction(each.alone, 10) for each in dependants]
    if sum(rates) > 1:
        assert sum(shares) == wage
    else:
        assert shares == [half_up(wage * rate) for rate in rates]
        assert sum(shares) <= wage + len(shares)


@pytest.mark.parametrize(
    ("left", "kept"), [(None, 30), (60, 30), (59, 24), (48, 24), (47, 18), (12, 6), (11, 0), (0, 0), (-5, 0)]
)
def test_the_employment_lump_falls_by_each_year_begun(left: int | None, kept: int) -> None:
    base, months = law("10000", "yuan_per_month"), law("30", "months")
    reduction = Reduction(law("60", "months"), law("0.2"))
    found = exit_lumps(5, base, months, months, months_to_retirement=left, reduction=reduction).value
    assert (found.medical_fen, found.employment_fen) == (30_000_000, kept * 1_000_000)


def test_a_longer_leave_than_allowed_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        paid_leave(13, 800_000, law("12", "months"))
    assert refusal.value.code == "injury_longer_leave"
