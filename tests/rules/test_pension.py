"""Employees' pensions: what must hold for every record, and what is refused."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.pension.rules.amounts import half_up, rounded_up
from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from benefits.pension.rules.award import AwardFacts, AwardLaw, Counted, monthly_award, reference_wage
from benefits.pension.rules.basic import LowIndexLaw, account_pension, basic_pension, halves
from benefits.pension.rules.contribution_record import Spell, counted_years, index_of_history
from benefits.pension.rules.resettlement import Granted, resettled, rise_on_published_wage
from benefits.pension.rules.transition import Form, phased_in, transitional
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.files import FileLawBook, parse, shipped
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.names import name_of

IN_2025 = dt.date(2025, 6, 1)


def law(value: str | int, unit: str = "yuan_per_month") -> Law:
    return Law("given", Decimal(value), unit, "as given", "given")


YEAR_RATE = law("0.01", "rate")
ANNUITY = AnnuityLaw.from_book(shipped(), on=IN_2025)
SICHUAN = AwardLaw.from_book(shipped(), region="510000", on=IN_2025)
WITHOUT_ADDITION = replace(SICHUAN, additions=())  # the mean form and the deemed index of a province
LAWS = {region: AwardLaw.from_book(shipped(), region=region, on=IN_2025) for region in ("110000", "310000")}
LAWS["510000"] = WITHOUT_ADDITION
bases = st.integers(200_000, 6_000_000)
fractions = st.fractions(min_value=0, max_value=10**6, max_denominator=10**6)
indices = st.decimals("0.1", "3", places=4)
months = st.integers(1, 600)
ages = st.integers(50 * 12, 65 * 12)
regions = st.sampled_from(sorted(LAWS))


def facts(region: str, base_fen: int, paid: int, balance: int = 0, age: int = 720, deemed: int = 0) -> AwardFacts:
    return AwardFacts(region, [Spell(base_fen, law("8000"), paid)], balance, age, deemed)


def total(region: str, base_fen: int, paid: int, balance: int = 0, age: int = 720) -> int:
    return monthly_award(facts(region, base_fen, paid, balance, age), LAWS[region]).value.total_fen


@given(amount=fractions)
def test_half_up_is_the_nearest_fen_and_a_half_goes_up(amount: Fraction) -> None:
    found = half_up(amount)
    assert found >= 0
    assert Fraction(-1, 2) < Fraction(found) - amount * 100 <= Fraction(1, 2)


@given(amount=fractions)
def test_rounding_up_reaches_the_next_tenth_and_no_further(amount: Fraction) -> None:
    found = rounded_up(amount, law(1, "decimals"))
    assert found % 10 == 0
    assert 0 <= Fraction(found) - amount * 100 < 10


@given(region=regions, base=bases, paid=months, more=st.integers(1, 120))
def test_who_paid_longer_never_gets_less(region: str, base: int, paid: int, more: int) -> None:
    assert total(region, base, paid + more) >= total(region, base, paid)


@given(region=regions, base=bases, paid=months, more=st.integers(0, 1_000_000))
def test_who_paid_on_more_never_gets_less(region: str, base: int, paid: int, more: int) -> None:
    assert total(region, base + more, paid) >= total(region, base, paid)


@given(region=regions, balance=st.integers(0, 10**9), more=st.integers(0, 10**8), age=ages)
def test_a_larger_account_never_gives_less(region: str, balance: int, more: int, age: int) -> None:
    assert total(region, 800_000, 180, balance + more, age) >= total(region, 800_000, 180, balance, age)


@given(region=regions, balance=st.integers(0, 10**9), age=ages)
def test_who_retires_later_never_gets_less(region: str, balance: int, age: int) -> None:
    assert total(region, 800_000, 180, balance, age + 1) >= total(region, 800_000, 180, balance, age)


@given(region=regions, base=bases, paid=months, balance=st.integers(0, 10**9), age=ages)
def test_the_total_is_its_items_and_none_is_negative(region: str, base: int, paid: int, balance: int, age: int) -> None:
    award = monthly_award(facts(region, base, paid, balance, age), LAWS[region]).value
    items = [award.basic_fen, award.account_fen, award.transitional_fen]
    assert min(items) >= 0
    assert award.total_fen == sum(items)
    assert award.months == paid


@given(low=indices, high=indices, years=st.integers(1, 50))
def test_the_base_pension_rises_with_the_index_also_below_the_limit(low: Decimal, high: Decimal, years: int) -> None:
    low, high = sorted((low, high))
    limits = LowIndexLaw(law("0.6", "multiple"), law(4, "decimals"))

    def basic(index: Decimal, scaled: LowIndexLaw | None) -> int:
        return basic_pension(halves(law("9493"), index, low=scaled), Fraction(years), YEAR_RATE).value

    for scaled in (None, limits):
        assert basic(low, scaled) <= basic(high, scaled)
    assert basic(low, limits) <= basic(low, None)


@given(index=indices, years=st.integers(0, 40), old=st.integers(0, 10**6), new=st.integers(0, 10**6))
def test_phasing_in_lies_between_the_old_way_and_the_new_and_takes_from_nobody(
    index: Decimal, years: int, old: int, new: int
) -> None:
    mixed = phased_in(old, new, law("0.7", "rate")).value
    assert old <= mixed <= max(old, new)
    for form in Form:
        item = transitional(form, law("8462"), index, Fraction(years), law("0.013", "rate")).value
        assert item >= 0 and (item > 0) == (years > 0)


@given(paid=st.integers(1, 900), way=st.sampled_from(["half_up", "up", "exact"]), places=st.integers(1, 2))
def test_years_are_counted_within_their_places(paid: int, way: str, places: int) -> None:
    years = counted_years(paid, way, law(places, "decimals")).value
    assert abs(years - Fraction(paid, 12)) < Fraction(1, 10**places)
    if way != "half_up":
        assert years >= Fraction(paid, 12)
    assert years <= counted_years(paid + 1, way, law(places, "decimals")).value


@pytest.mark.parametrize(
    ("paid", "way", "places", "years"),
    [(509, "up", 1, "42.5"), (307, "half_up", 2, "25.58"), (329, "up", 2, "27.42"), (254, "exact", 0, "127/6")],
)
def test_years_as_provinces_print_them(paid: int, way: str, places: int, years: str) -> None:
    assert counted_years(paid, way, law(places, "decimals")).value == Fraction(years)


@given(base=bases, paid=months, other=bases, also=months)
def test_the_index_lies_between_those_of_its_spells(base: int, paid: int, other: int, also: int) -> None:
    spells = [Spell(base, law("8000"), paid), Spell(other, law("9000"), also)]
    index = Fraction(index_of_history(spells, 0, None, law(4, "decimals")).value)
    lowest, highest = sorted(each.index for each in spells)
    half = Fraction(1, 20_000)
    assert lowest - half <= index <= highest + half


def test_deemed_months_without_an_index_on_file_are_refused_in_words() -> None:
    with pytest.raises(Refusal) as refused:
        monthly_award(facts("110000", 800_000, 180, deemed=12), LAWS["110000"])
    assert refused.value.code == "pension_no_deemed_index"


def test_nobody_has_an_index_without_months() -> None:
    with pytest.raises(Refusal) as refused:
        index_of_history([], 0, None, law(4, "decimals"))
    assert refused.value.code == "pension_nothing_counted"


def test_a_province_without_verified_values_refuses_rather_than_guesses() -> None:
    early = AwardFacts("310000", [Spell(800_000, law("8000"), 180)], 0, 720, before_account_months=12)
    with pytest.raises(Refusal) as refused:
        monthly_award(early, LAWS["310000"])
    assert refused.value.code == "pension_province_not_verified"
    for region in ("410000", "630000", "220000"):
        with pytest.raises(NoLawInForce):
            AwardLaw.from_book(shipped(), region=region, on=IN_2025)


@pytest.mark.parametrize(
    ("region", "key"),
    [
        ("510000", "pension.indexed_addition_rate"),
        ("500000", "pension.one_child_rate"),
        ("520000", "pension.one_child_rate"),
        ("330000", "pension.transition_adjustment_constant"),
    ],
)
def test_what_a_province_adds_by_conditions_nobody_recorded_is_never_left_out_in_silence(region: str, key: str) -> None:
    header = "key,region,category,valid_from,valid_to,value,unit,source,status,note"
    line = f"pension.calculation_base,{region},employee,2026-01-01,,8000,yuan_per_month,test,official,"
    book = FileLawBook([*shipped().rows, *parse([header, line], name="new")])
    found = AwardLaw.from_book(book, region=region, on=dt.date(2026, 6, 1))
    assert [each.key for each in found.additions] == [key]
    with pytest.raises(Refusal) as refused:
        monthly_award(facts(region, 800_000, 240), found)
    assert refused.value.code == "pension_addition_not_known"
    assert name_of(key).zh in refused.value.zh


def test_deemed_years_count_by_the_mean_form_where_nothing_is_added() -> None:
    """8,462 × 30% = 2,538.60; 62,550 ÷ 139; 8,462 × 10 × 1.3% = 1,100.06."""
    late = replace(AwardLaw.from_book(shipped(), region="510000", on=dt.date(2025, 10, 31)), additions=())
    paid = AwardFacts("510000", [Spell(764_600, law("7646"), 240)], 62_550_00, 720, 120)
    award = monthly_award(paid, late).value
    assert (award.basic_fen, award.account_fen, award.transitional_fen) == (253_860, 45_000, 110_006)


def test_the_verified_provinces_are_many() -> None:
    rows = {row.region for row in shipped().rows if row.key == "pension.transition_rate"}
    assert len(rows) == 25
    assert not rows & {"310000", "440000", "410000", "630000", "220000"}


def test_a_new_province_and_year_need_rows_only() -> None:
    header = "key,region,category,valid_from,valid_to,value,unit,source,status,note"
    lines = [
        "pension.calculation_base,410000,employee,2027-01-01,2028-01-01,7000,yuan_per_month,test notice,official,",
        "pension.years_decimals,410000,half_up,2027-01-01,,2,decimals,test notice,official,",
        "pension.transition_rate,410000,indexed,2027-01-01,,0.013,rate,test notice,official,",
        "pension.deemed_index,410000,,2027-01-01,,1,multiple,test notice,official,",
    ]
    book = FileLawBook([*shipped().rows, *parse([header, *lines], name="new")])
    found = AwardLaw.from_book(book, region="410000", on=dt.date(2027, 5, 1))
    award = monthly_award(facts("410000", 800_000, 240, 139_000_00, 720, deemed=120), found).value
    assert (award.basic_fen, award.account_fen, award.transitional_fen) == (210_000, 100_000, 91_000)


def test_before_the_wage_of_the_year_is_published_last_years_stands_in_and_says_so() -> None:
    rows = [row for row in shipped().rows if not (row.key == "pension.calculation_base" and row.valid_from.year > 2024)]
    early = FileLawBook(rows)
    assert reference_wage(early, region="510000", on=IN_2025).value == Decimal(8321)
    law_before = replace(AwardLaw.from_book(early, region="510000", on=IN_2025), additions=())
    provisional = monthly_award(facts("510000", 800_000, 240), law_before)
    final = monthly_award(facts("510000", 800_000, 240), LAWS["510000"])
    assert provisional.value.is_provisional and not final.value.is_provisional
    assert [each.key for each in provisional.trace.provisional] == ["pension.calculation_base"]
    again = resettled(provisional.value.total_fen, final.value.total_fen, 4).value
    assert again.monthly_fen == final.value.total_fen
    assert again.difference_fen == (169_240 - 166_420) * 4
    counted = Counted("510000", 240, provisional.value.index, 0, 0)
    granted = Granted(provisional.value.account_fen, provisional.value.total_fen)
    assert rise_on_published_wage(counted, granted, LAWS["510000"]).value == 169_240 - 166_420
    assert rise_on_published_wage(counted, Granted(0, 10**9), LAWS["510000"]).value == 0
    with pytest.raises(Refusal) as refused:
        rise_on_published_wage(counted, granted, law_before)
    assert refused.value.code == "pension_wage_not_published"
    with pytest.raises(NoLawInForce):
        reference_wage(early, region="510000", on=dt.date(2026, 1, 1))


@given(paid=st.integers(0, 10**7), due=st.integers(0, 10**7), count=st.integers(0, 40))
def test_what_was_paid_and_the_difference_are_what_is_due(paid: int, due: int, count: int) -> None:
    assert paid * count + resettled(paid, due, count).value.difference_fen == due * count


def test_a_region_still_phasing_in_needs_the_amount_of_the_old_way() -> None:
    header = "key,region,category,valid_from,valid_to,value,unit,source,status,note"
    lines = [
        "pension.calculation_base,320000,employee,2025-01-01,2026-01-01,8917,yuan_per_month,test,official,",
    ]
    book = FileLawBook([*shipped().rows, *parse([header, *lines], name="new")])
    found = AwardLaw.from_book(book, region="320000", on=IN_2025)
    record = [Spell(800_000, law("8000"), 240)]
    with pytest.raises(Refusal) as refused:
        monthly_award(AwardFacts("320000", record, 0, 720, before_account_months=12), found)
    assert refused.value.code == "pension_old_way_needed"
    asked = AwardFacts("320000", record, 0, 720, before_account_months=12, old_way_fen=5_000)
    award = monthly_award(asked, found).value
    assert award.transitional_fen == 5_000 + round((10_700 - 5_000) * Decimal("0.7"))
    assert award.total_fen % 10 == 0


@given(balance=st.integers(0, 10**10), age=ages)
def test_the_account_is_never_drawn_beyond_itself_within_its_months(balance: int, age: int) -> None:
    divisor = annuity_months(age, ANNUITY)
    part = account_pension(balance, divisor).value
    assert 0 <= part * divisor.value <= balance + divisor.value


def test_every_item_names_its_source() -> None:
    trace = monthly_award(facts("510000", 800_000, 240, 100, deemed=120), LAWS["510000"]).trace
    sources = {step.law.key: step.law.source for step in trace.steps if step.law}
    assert "国发〔2005〕38号" in sources["pension.basic_year_rate"]
    assert all(sources.values())
    assert {"pension.calculation_base", "pension.transition_rate", "pension.deemed_index"} <= set(sources)
