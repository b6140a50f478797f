from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.medical.rules.bands import by_fund_share, by_own_share
from benefits.medical.rules.layers import large_sum, major_illness, outpatient
from benefits.medical.rules.scope import CatalogueClass, line_scope
from siadmin.kernel.trace import Law
from siadmin.policy.verified import Band, bands

amounts = st.integers(0, 8_000_000)
bills = st.lists(amounts, min_size=1, max_size=6)


def law(value: str, unit: str = "rate") -> Law:
    return Law("test", Decimal(value), unit, "text", "law")


OWN = (Band(0, 30_000, law("0.15")), Band(30_000, 40_000, law("0.10")), Band(40_000, None, law("0.05")))
FUND = (Band(0, 10_000, law("0")), Band(10_000, 100_000, law("0.5")), Band(100_000, None, law("0.6")))


@given(
    st.decimals(0, 10_000, places=4),
    st.decimals(0, 1_000, places=2),
    st.sampled_from(CatalogueClass),
    st.none() | st.decimals(0, 10_000, places=2),
    st.none() | st.decimals(0, 1, places=2),
)
def test_the_parts_of_a_line_add_up_to_what_is_charged(
    price: Decimal, quantity: Decimal, catalogue: CatalogueClass, limit: Decimal | None, advance: Decimal | None
) -> None:
    found = line_scope(
        price,
        quantity,
        catalogue,
        limit=None if limit is None else law(str(limit), "yuan"),
        advance=None if advance is None else law(str(advance)),
    ).value
    parts = (found.over_limit_fen, found.excluded_fen, found.advance_fen, found.in_scope_fen)
    assert sum(parts) == found.charged_fen and min(parts) >= 0
    if catalogue is CatalogueClass.C:
        assert found.in_scope_fen == 0
    if catalogue is CatalogueClass.A:
        assert found.advance_fen == 0


@given(amounts, amounts, amounts, st.booleans())
def test_a_bill_is_split_without_rest(scope: int, deductible: int, before: int, retired: bool) -> None:
    found = by_own_share(scope, deductible, before, OWN, law("0.6") if retired else None).value
    assert found.deductible_fen + found.fund_fen + found.own_fen == scope
    assert min(found.deductible_fen, found.fund_fen, found.own_fen) >= 0


@given(bills)
def test_bills_of_a_year_come_to_the_same_as_one_bill(each: list[int]) -> None:
    """However a year's costs are cut into bills, the fund pays the same, but for half a fen a bill."""
    deductible, paid = 130_000, 0
    for amount, before in zip(each, [0, *accumulate(each)], strict=False):
        paid += by_own_share(amount, max(0, deductible - before), before, OWN).value.fund_fen
    whole = by_own_share(sum(each), deductible, 0, OWN).value.fund_fen
    assert abs(paid - whole) <= len(each)


@given(bills)
def test_major_illness_pays_the_same_however_the_year_is_cut(each: list[int]) -> None:
    deductible, paid = law("10000", "yuan_per_year"), 0
    for amount, before in zip(each, [0, *accumulate(each)], strict=False):
        paid += major_illness(amount, deductible, FUND, before_fen=before).value
    assert abs(paid - major_illness(sum(each), deductible, FUND).value) <= len(each)


def test_costs_past_the_last_band_are_told_apart() -> None:
    found = by_fund_share(3_000_000, 0, 9_000_000, (Band(0, 100_000, law("0.5")),)).value
    assert (found.fund_fen, found.own_fen, found.above_fen) == (500_000, 500_000, 2_000_000)


def test_large_sum_aid_stops_at_the_cap_of_the_year() -> None:
    assert large_sum(1_000_000, 0, law("0.8"), None).value == 800_000
    assert large_sum(1_000_000, 500_000, law("0.8"), law("10000", "yuan")).value == 500_000


@pytest.mark.parametrize(("paid", "fund"), [(0, 70_000), (450_000, 50_000), (500_000, 0)])
def test_an_outpatient_cap_turns_the_rest_over_to_the_person(paid: int, fund: int) -> None:
    cap = law("5000", "yuan_per_year")
    found = outpatient(100_000, 200_000, law("1800", "yuan_per_year"), law("0.7"), cap, paid_fen=paid).value
    assert (found.fund_fen, found.self_pay_fen) == (fund, 100_000 - fund)


def test_bands_of_one_kind_are_told_from_those_of_another() -> None:
    told = {f"employee_level_{level}_yuan_{band}": law("0.1") for level in (2, 3) for band in ("30000_up", "0_30000")}
    found = bands(told | {"employee_level_3": law("1")}, "employee_level_3_yuan")
    assert [(each.least, each.below) for each in found] == [(0, 30_000), (30_000, None)]
