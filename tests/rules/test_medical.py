import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.medical.rules.bands import by_fund_share, by_own_share
from benefits.medical.rules.law import Away, Care, CareLaw, Insured, Scheme
from benefits.medical.rules.layers import large_sum, major_illness, outpatient
from benefits.medical.rules.order import Bill, Settled, Year, settle
from benefits.medical.rules.scope import CatalogueClass, LineScope, line_scope
from siadmin.kernel.money import Fen
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.files import shipped
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


@pytest.mark.parametrize(("left", "fund"), [(500_000, 70_000), (50_000, 50_000), (0, 0)])
def test_an_outpatient_cap_turns_the_rest_over_to_the_person(left: int, fund: int) -> None:
    found = outpatient(100_000, 200_000, law("1800", "yuan_per_year"), law("0.7"), left_fen=left).value
    assert (found.fund_fen, found.self_pay_fen) == (fund, 100_000 - fund)


def test_bands_of_one_kind_are_told_from_those_of_another() -> None:
    told = {f"employee_level_{level}_yuan_{band}": law("0.1") for level in (2, 3) for band in ("30000_up", "0_30000")}
    found = bands(told | {"employee_level_3": law("1")}, "employee_level_3_yuan")
    assert [(each.least, each.below) for each in found] == [(0, 30_000), (30_000, None)]


# --- the order of settlement, by the law on file -------------------------------------------------------------------

ON = dt.date(2026, 3, 1)
EMPLOYEE, RETIRED, RESIDENT = (
    Insured(Scheme.EMPLOYEE, months=120),
    Insured(Scheme.EMPLOYEE, True),
    Insured(Scheme.RESIDENT),
)
PLACES = [
    ("110000", EMPLOYEE),
    ("110000", RETIRED),
    ("110000", RESIDENT),
    ("310000", EMPLOYEE),
    ("310000", RETIRED),
    ("440300", EMPLOYEE),
    ("440300", Insured(Scheme.EMPLOYEE, True, 120)),
]


def care_law(
    region: str, insured: Insured, care: Care = Care.INPATIENT, away: Away | None = None, level: int = 3
) -> CareLaw:
    return CareLaw.from_book(shipped(), region=region, on=ON, insured=insured, care=care, level=level, away=away)


def bill_of(scope: int, outside: int = 0, **more: Any) -> Bill:
    return Bill(LineScope(Fen(scope + outside), Fen(0), Fen(outside), Fen(0), Fen(scope)), **more)


def year_of(bills: Sequence[tuple[int, Care]], region: str, insured: Insured) -> tuple[Year, list[Settled]]:
    year = Year()
    found: list[Settled] = []
    for scope, care in bills:
        one = settle(bill_of(scope, is_further=year.stays > 0), year, care_law(region, insured, care)).value
        year, found = year.plus(one.year), [*found, one]
    return year, found


@pytest.mark.parametrize(("region", "insured"), PLACES)
@given(st.lists(st.tuples(st.integers(0, 30_000_000), st.sampled_from(Care)), min_size=1, max_size=6))
def test_every_bill_is_split_without_rest_and_no_cap_is_passed(
    region: str, insured: Insured, bills: list[tuple[int, Care]]
) -> None:
    year, found = year_of(bills, region, insured)
    for one in found:
        assert one.fund_fen + one.self_pay_fen == one.charged_fen
        assert min(one.pool_fen, one.large_fen, one.major_fen, one.own_in_scope_fen) >= 0
    cap = care_law(region, insured).cap
    assert cap is not None and sum(one.pool_fen for one in found if one.year.inpatient_scope_fen) <= cap.amount_fen + 1
    assert year == reduce(Year.plus, (one.year for one in found), Year())


@given(bills)
def test_stays_of_a_year_reach_the_same_large_sum_as_one(each: list[int]) -> None:
    """Bills of one stay: the deductible once, and the pool used up at the same point however the costs are cut."""
    law_here, year, taken, paid = care_law("310000", EMPLOYEE), Year(), 0, 0
    for place, amount in enumerate(each):
        one = settle(bill_of(amount * 20, opens_stay=place == 0, deductible_taken_fen=taken), year, law_here).value
        year, taken, paid = year.plus(one.year), taken + one.deductible_fen, paid + one.fund_fen
    whole = settle(bill_of(sum(each) * 20), Year(), law_here).value
    assert abs(paid - whole.fund_fen) <= 2 * len(each)


@given(st.lists(st.tuples(st.integers(0, 30_000_000), st.sampled_from(Care)), min_size=2, max_size=5), st.data())
def test_what_is_reversed_last_first_leaves_the_year_as_if_it_had_never_been(
    bills: list[tuple[int, Care]], data: st.DataObject
) -> None:
    year, found = year_of(bills, "110000", EMPLOYEE)
    kept = data.draw(st.integers(0, len(bills)))
    for one in reversed(found[kept:]):
        year = year.minus(one.year)
    again, found_again = year_of([*bills[:kept], *bills[kept:]], "110000", EMPLOYEE)
    assert year == year_of(bills[:kept], "110000", EMPLOYEE)[0]
    assert found_again == found and again == reduce(Year.plus, (one.year for one in found), Year())


def test_a_further_stay_of_the_year_has_the_smaller_deductible() -> None:
    first, second = year_of([(2_800_000, Care.INPATIENT)] * 2, "110000", EMPLOYEE)[1]
    assert (first.deductible_fen, second.deductible_fen) == (130_000, 65_000)
    assert (first.pool_fen, first.own_in_scope_fen) == (2_269_500, 130_000 + 400_500), "golden MED-012"


def test_care_elsewhere_that_was_not_filed_is_paid_by_its_factor() -> None:
    at_home = settle(bill_of(1_000_000), Year(), care_law("310000", EMPLOYEE)).value
    away = settle(bill_of(1_000_000), Year(), care_law("310000", EMPLOYEE, away=Away.UNFILED)).value
    assert away.pool_fen == at_home.pool_fen * 7 // 10
    visit = settle(
        bill_of(100_000), Year(outpatient_scope_fen=200_000), care_law("310000", EMPLOYEE, Care.OUTPATIENT)
    ).value
    assert visit.pool_fen == 70_000


def test_a_cap_by_wages_needs_the_months_that_are_on_file() -> None:
    with pytest.raises(Refusal) as refusal:
        care_law("440300", Insured(Scheme.EMPLOYEE, months=71))
    assert refusal.value.code == "not_verified_here"
    with pytest.raises(Refusal):
        care_law("510100", EMPLOYEE)
