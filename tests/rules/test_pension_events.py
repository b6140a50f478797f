"""Around a pension: the month chosen, the minimum time, disability, the yearly adjustment, death."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.pension.rules.adjustment import AdjustmentFacts, AdjustmentLaw, adjustment
from benefits.pension.rules.death import DeathFacts, SurvivorLaw, death_benefits, inheritance, stops_from
from benefits.pension.rules.disability import (
    AllowanceKind,
    DisabilityFacts,
    DisabilityLaw,
    disability_allowance,
)
from benefits.pension.rules.entitlement import (
    Choice,
    LumpLaw,
    NoticeLaw,
    Option,
    ShortFacts,
    Timing,
    minimum_met,
    pension_start,
)
from benefits.pension.rules.special_jobs import SpecialJob, SpecialLaw, SpecialWork, special_window
from enrollment.participation.rules.retirement import (
    FlexibleWindow,
    RetirementGroup,
    RetirementLaw,
    flexible_window,
)
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL, NoLawInForce

IN_2025 = dt.date(2025, 6, 1)
SURVIVORS = SurvivorLaw.from_book(shipped(), on=IN_2025)
ADJUSTED = AdjustmentLaw.from_book(shipped(), region="110000", on=IN_2025)
DISABLED = DisabilityLaw.from_book(shipped(), on=IN_2025)
RETIRED = RetirementLaw.from_book(shipped(), on=IN_2025)
INCOME = Law("income", Decimal("92464"), "yuan_per_year", "as given", "given")


def national(key: str, category: str = "employee", on: dt.date = IN_2025) -> Law:
    return shipped().law(key, region=NATIONAL, category=category, on=on)


NOTICE = NoticeLaw(*(national("retirement.flexible_notice_months", each) for each in ("early", "late")))
LUMP = LumpLaw(national("pension.lump_insured_before"), national("pension.lump_after_paying_on_months"))
MINIMUM = national("pension.minimum_years_months")
WINDOW = flexible_window(Month(1966, 1), RetirementGroup.M60, RETIRED)


def start(chosen: str, paid: int = 240, noticed: str | None = "2024-01", employer: bool = True) -> tuple[str, str]:
    choice = Choice(Month.parse(chosen), paid, Month.parse(noticed) if noticed else None, has_employer=employer)
    found = pension_start(choice, WINDOW, MINIMUM, NOTICE).value
    return str(found.timing), str(found.first_payment)


def code(chosen: str, paid: int = 240, noticed: str | None = "2024-01") -> str:
    with pytest.raises(Refusal) as refused:
        start(chosen, paid, noticed)
    assert refused.value.zh and refused.value.en and refused.value.remedy
    return refused.value.code


def test_one_retires_early_in_the_statutory_month_or_late_and_is_paid_from_the_next() -> None:
    assert WINDOW.value.statutory == Month(2026, 5)
    assert start("2026-01") == (Timing.EARLY, "2026-02")
    assert start("2026-05", paid=0, noticed=None) == (Timing.STATUTORY, "2026-06")
    assert start("2026-12") == (Timing.LATE, "2027-01")
    assert start("2026-12", noticed=None, employer=False) == (Timing.LATE, "2027-01")


def test_outside_the_window_one_cannot_retire() -> None:
    assert code("2025-12") == "pension_retires_too_early"
    assert code("2029-06") == "pension_retires_too_late"


def test_early_needs_the_minimum_time_and_three_months_of_notice() -> None:
    assert start("2026-02", paid=180, noticed="2025-11") == (Timing.EARLY, "2026-03")
    assert code("2026-02", paid=179) == "pension_minimum_not_met_early"
    assert code("2026-02", noticed="2025-12") == "pension_notice_too_short"
    assert code("2026-02", noticed=None) == "pension_notice_too_short"


def test_late_needs_the_employer_a_month_before_the_statutory_month() -> None:
    assert start("2026-06", noticed="2026-04") == (Timing.LATE, "2026-07")
    assert code("2026-06", noticed="2026-05") == "pension_notice_too_short"
    assert code("2026-06", noticed=None) == "pension_employer_did_not_agree"


@given(paid=st.integers(0, 400), on=st.integers(0, 120), first=st.integers(1985, 2024))
def test_who_falls_short_has_choices_and_nobody_else(paid: int, on: int, first: int) -> None:
    found = minimum_met(ShortFacts(paid, Month(first, 1), on), MINIMUM, LUMP).value
    assert found.missing_months == max(180 - paid, 0)
    assert bool(found.options) == (paid < 180)
    if found.options:
        assert {Option.PAY_ON, Option.RESIDENTS, Option.ONE_OFF} <= set(found.options)
        assert (Option.PAY_AT_ONCE in found.options) == (first <= 2011 and on >= 60)


@pytest.mark.parametrize(("year", "missing"), [(2029, 0), (2030, 6), (2031, 12), (2039, 60), (2050, 60)])
def test_from_2030_the_same_record_falls_short_by_half_a_year_more_each_year(year: int, missing: int) -> None:
    minimum = national("pension.minimum_years_months", on=dt.date(year, 12, 31))
    assert minimum_met(ShortFacts(180, Month(2000, 1)), minimum, LUMP).value.missing_months == missing


def allowance(to_age: int, paid: int) -> tuple[AllowanceKind, int, int | None]:
    found = disability_allowance(DisabilityFacts(to_age, paid, 100_000, 40_000, Month(2025, 3)), MINIMUM, DISABLED)
    assert found.value.appraise_before == Month(2026, 3)
    return found.value.kind, found.value.monthly_fen, found.value.months


@pytest.mark.parametrize(
    ("to_age", "paid", "kind", "monthly", "months"),
    [
        (60, 180, AllowanceKind.WHOLE_PENSION, 140_000, None),
        (61, 180, AllowanceKind.BASE_UNTIL_NEAR, 100_000, None),
        (1, 179, AllowanceKind.BASE_FOR_A_TIME, 100_000, 42),
        (300, 0, AllowanceKind.BASE_FOR_A_TIME, 100_000, 12),
        (300, 59, AllowanceKind.BASE_FOR_A_TIME, 100_000, 12),
        (300, 60, AllowanceKind.BASE_FOR_A_TIME, 100_000, 12),
        (300, 61, AllowanceKind.BASE_FOR_A_TIME, 100_000, 15),
        (300, 72, AllowanceKind.BASE_FOR_A_TIME, 100_000, 15),
        (300, 73, AllowanceKind.BASE_FOR_A_TIME, 100_000, 18),
    ],
)
def test_the_disability_allowance_by_time_paid_and_age(
    to_age: int, paid: int, kind: AllowanceKind, monthly: int, months: int | None
) -> None:
    assert allowance(to_age, paid) == (kind, monthly, months)


def test_at_the_retirement_age_there_is_no_disability_allowance() -> None:
    with pytest.raises(Refusal) as refused:
        allowance(0, 200)
    assert refused.value.code == "disability_at_retirement_age"
    with pytest.raises(NoLawInForce):
        DisabilityLaw.from_book(shipped(), on=dt.date(2024, 12, 31))


pensions = st.integers(0, 3_000_000)


def rise(pension: int, years: int = 30, age: int = 60) -> int:
    return adjustment(AdjustmentFacts(pension, years, age), ADJUSTED).value


@given(pension=pensions, years=st.integers(0, 60), age=st.integers(40, 110), more=st.integers(0, 20))
def test_the_adjustment_rises_with_years_and_age_and_is_never_below_its_fixed_part(
    pension: int, years: int, age: int, more: int
) -> None:
    found = rise(pension, years, age)
    assert found >= 1_800 + 300 + 1_800
    assert rise(pension, years + more, age) >= found
    assert rise(pension, years, age + more) >= found


@given(low=pensions, high=pensions)
def test_on_one_side_of_the_level_a_larger_pension_rises_by_no_less(low: int, high: int) -> None:
    low, high = sorted((low, high))
    if (low > 711_800) == (high > 711_800):
        assert rise(low) <= rise(high)
    assert low + rise(low) <= high + rise(high) + 1_500


def test_the_level_and_the_tilts_on_each_side_of_their_edges() -> None:
    assert rise(711_800) - rise(711_801) == 1_500
    assert [rise(0, 0, age) - rise(0, 0, 60) for age in (64, 65, 69, 70, 75, 80, 99)] == [
        0,
        1000,
        1000,
        3000,
        4000,
        5000,
        5000,
    ]
    assert rise(0, 30, 65) - rise(0, 29, 65) == 180 + 500
    assert rise(0, 30, 64) - rise(0, 29, 64) == 180
    assert rise(0, 3) == rise(0, 10) < rise(0, 11)


def test_a_year_or_place_without_a_plan_is_refused() -> None:
    for region, year in (("110000", 2024), ("110000", 2026), ("510000", 2025)):
        with pytest.raises(NoLawInForce):
            AdjustmentLaw.from_book(shipped(), region=region, on=dt.date(year, 1, 1))


def survivors(paid: int, drawn: int | None = None) -> Fraction:
    return death_benefits(DeathFacts(paid, drawn), INCOME, SURVIVORS).value.months


@pytest.mark.parametrize(
    ("paid", "drawn", "months"),
    [
        (0, None, 3),
        (59, None, 3),
        (60, None, 6),
        (119, None, 6),
        (120, None, 9),
        (180, None, 9),
        (186, None, Fraction(19, 2)),
        (360, None, 24),
        (500, None, 24),
        (500, 12, 23),
        (345, 42, Fraction(77, 4)),
        (500, 500, 9),
    ],
)
def test_months_of_the_survivors_payment(paid: int, drawn: int | None, months: Fraction | int) -> None:
    assert survivors(paid, drawn) == months


@given(paid=st.integers(0, 600), more=st.integers(0, 120), drawn=st.integers(0, 600))
def test_survivors_get_no_less_for_more_paid_and_no_more_for_more_drawn(paid: int, more: int, drawn: int) -> None:
    assert survivors(paid + more) >= survivors(paid) > 0
    assert survivors(paid, drawn + more) <= survivors(paid, drawn) <= 24


def test_only_one_of_three_funeral_grants_is_paid() -> None:
    one = death_benefits(DeathFacts(200), INCOME, SURVIVORS).value
    assert one.funeral_fen == 1_541_067  # 92,464 ÷ 12 × 2, half up
    other = death_benefits(DeathFacts(200, funeral_elsewhere=True), INCOME, SURVIVORS).value
    assert other.funeral_fen == 0
    assert other.survivors_fen == one.survivors_fen == other.total_fen


@given(balance=st.integers(0, 10**10), drawn=st.integers(0, 10**10))
def test_heirs_get_what_was_not_drawn(balance: int, drawn: int) -> None:
    left = inheritance(balance, drawn).value
    assert left == max(balance - drawn, 0)


@given(month=st.builds(Month, st.integers(2012, 2060), st.integers(1, 12)))
def test_the_month_of_death_is_the_last_one_paid(month: Month) -> None:
    law = national("pension.last_paid_after_death_months", on=month.first_day)
    assert stops_from(month, law).value == month + 1


def a_job(months: int, needed: int = 108) -> FlexibleWindow:
    born = Month(1970, 1)
    law = SpecialLaw(national("retirement.special_age_months", "male"), Law("given", Decimal(needed), "months", "", ""))
    ordinary = flexible_window(born, RetirementGroup.M60, RETIRED)
    return special_window(ordinary, born, SpecialWork(SpecialJob.UNDERGROUND, months), law).value


def test_who_did_the_job_long_enough_retires_from_the_age_of_before_that_is_not_delayed() -> None:
    assert a_job(108).earliest == Month(2025, 1)
    assert a_job(108).statutory == flexible_window(Month(1970, 1), RetirementGroup.M60, RETIRED).value.statutory
    assert a_job(108).statutory > Month(2030, 1), "the statutory month is delayed as ever"
    with pytest.raises(Refusal) as refused:
        a_job(107)
    assert refused.value.code == "pension_special_job_too_short"


def test_the_time_needed_in_a_job_is_never_guessed() -> None:
    with pytest.raises(Refusal) as refused:
        SpecialLaw.from_book(shipped(), SpecialJob.HEAT, RetirementGroup.F50, on=IN_2025)
    assert refused.value.code == "pension_special_job_not_on_file" and "工作年限" in refused.value.zh


def test_who_retires_earlier_for_the_job_applies_and_gives_no_notice() -> None:
    window = Explained(FlexibleWindow(Month(2021, 1), Month(2026, 5), Month(2029, 5)), Trace(Words("", "")))
    choice = Choice(Month(2025, 3), 240, is_for_the_job=True)
    found = pension_start(choice, window, MINIMUM, NOTICE).value
    assert (found.timing, found.first_payment) == (Timing.EARLY, Month(2025, 4))
    with pytest.raises(Refusal) as refused:
        pension_start(Choice(Month(2025, 3), 100, is_for_the_job=True), window, MINIMUM, NOTICE)
    assert refused.value.code == "pension_minimum_not_met_early"
