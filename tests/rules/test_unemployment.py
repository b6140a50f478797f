import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.unemployment.rules.amount import AmountLaw, monthly_benefit, share_of_minimum_wage
from benefits.unemployment.rules.death import death_benefit
from benefits.unemployment.rules.duration import DurationLaw, benefit_months, carried
from benefits.unemployment.rules.entitlement import EntitlementLaw, Facts, Separation, Unmet, entitlement
from benefits.unemployment.rules.grants import (
    MigrantLaw,
    has_new_work,
    job_seeking,
    migrant_grant,
    paid_at_once,
    skill_subsidy,
)
from benefits.unemployment.rules.medical import medical_law, medical_paid_by_fund
from benefits.unemployment.rules.nearing import extension
from benefits.unemployment.rules.stopping import MonthFacts, Stop, StopLaw, Verdict, month_verdict
from enrollment.participation.models import INVOLUNTARY, EndReason
from siadmin.kernel.casefile import Row, answer
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.verified import bands

ON = dt.date(2026, 9, 15)
BEIJING, SHANGHAI, GUANGDONG, GUANGZHOU, SHENZHEN, CHENGDU = "110000", "310000", "440000", "440100", "440300", "510100"
CITIES = (BEIJING, SHANGHAI, GUANGZHOU, SHENZHEN, CHENGDU)
WITH_DURATION = (BEIJING, SHANGHAI, GUANGDONG)
FACTS = Facts(24, 0, Separation.CONTRACT_EXPIRED, registered=True, seeking=True)
months = st.integers(0, 600)


def given_law(value: str | int, unit: str = "months") -> Law:
    return Law("given", Decimal(value), unit, "for the test", "law")


def of_file(key: str, region: str = GUANGDONG, category: str = "", on: dt.date = ON) -> Law:
    return shipped().law(f"unemployment.{key}", region=region, category=category, on=on)


def refused(call: Any, *arguments: Any, **named: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)
    return caught.value


# --- three conditions ----------------------------------------------------------------------------------------------


def test_the_reasons_an_employment_ended_are_those_of_participation() -> None:
    assert {each.value for each in Separation} == set(EndReason.values)
    law = EntitlementLaw.from_book(shipped(), region=BEIJING, on=ON)
    opens = {each.value for each in Separation if not entitlement(replace(FACTS, separation=each), law).value}
    assert opens == {str(each) for each in INVOLUNTARY}


@pytest.mark.parametrize(
    ("changed", "unmet"),
    [
        ({}, ()),
        ({"paid_months": 12}, ()),
        ({"paid_months": 11}, (Unmet.PAID,)),
        ({"separation": Separation.RESIGNED}, (Unmet.INVOLUNTARY,)),
        ({"separation": Separation.OTHER, "decided_involuntary": True}, ()),
        ({"decided_involuntary": False}, (Unmet.INVOLUNTARY,)),
        ({"registered": False}, (Unmet.REGISTERED,)),
        ({"paid_months": 0, "seeking": False}, (Unmet.PAID, Unmet.SEEKING)),
    ],
)
def test_all_three_conditions_must_be_met_and_every_unmet_one_is_named(
    changed: dict[str, Any], unmet: tuple[Unmet, ...]
) -> None:
    facts = {name: getattr(FACTS, name) for name in Facts.__dataclass_fields__} | changed
    found = entitlement(Facts(**facts), EntitlementLaw.from_book(shipped(), region=BEIJING, on=ON))
    assert found.value == unmet
    assert found.trace.sentence is not None
    assert found.trace.sentence.en.count("SIL 45") == max(1, len(unmet))


@pytest.mark.parametrize(
    ("region", "unused", "open_"), [(GUANGZHOU, 1, True), (GUANGZHOU, 0, False), (BEIJING, 9, False)]
)
def test_in_guangdong_unused_months_open_the_benefit_without_a_year(region: str, unused: int, open_: bool) -> None:
    facts = Facts(3, unused, Separation.CONTRACT_EXPIRED, registered=True, seeking=True)
    assert (entitlement(facts, EntitlementLaw.from_book(shipped(), region=region, on=ON)).value == ()) == open_


# --- months of benefit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "paid", "expected"),
    [
        (BEIJING, 11, 0), (BEIJING, 23, 3), (BEIJING, 24, 6), (BEIJING, 36, 9), (BEIJING, 48, 12), (BEIJING, 60, 13),
        (BEIJING, 191, 23), (BEIJING, 400, 24), (SHANGHAI, 12, 2), (SHANGHAI, 144, 24), (SHANGHAI, 155, 24),
        (GUANGDONG, 12, 1), (GUANGDONG, 48, 4), (GUANGDONG, 54, 5), (GUANGDONG, 167, 23), (GUANGDONG, 600, 24),
    ],
)  # fmt: skip
def test_the_table_of_the_place_gives_the_months(region: str, paid: int, expected: int) -> None:
    assert benefit_months(paid, DurationLaw.from_book(shipped(), region=region, on=ON)).value == expected


@given(region=st.sampled_from(WITH_DURATION), paid=months)
def test_months_grow_with_what_was_paid_and_stay_under_the_cap_of_the_nation(region: str, paid: int) -> None:
    law = DurationLaw.from_book(shipped(), region=region, on=ON)
    found = benefit_months(paid, law).value
    assert found <= benefit_months(paid + 1, law).value
    if paid < 12:
        assert found == 0
    else:
        assert 1 <= found <= (12 if paid < 60 else 18 if paid < 120 else 24)


def test_a_generous_table_is_cut_by_the_cap_of_the_nation() -> None:
    law = DurationLaw.from_book(shipped(), region=BEIJING, on=ON)
    generous = DurationLaw(
        law.qualifying,
        tuple(type(each)(each.least, each.below, each.paid, given_law(9)) for each in law.stretches),
        law.caps,
    )
    assert [benefit_months(paid, generous).value for paid in (59, 60, 119, 120)] == [12, 18, 18, 24]


@given(new=st.integers(0, 24), unused=st.integers(0, 24))
def test_what_was_left_is_added_up_to_the_cap(new: int, unused: int) -> None:
    found = carried(new, unused, of_file("merged_cap_months", NATIONAL)).value
    assert found == min(24, new + unused)
    assert found >= max(new, unused)


@pytest.mark.parametrize(("region", "on"), [(CHENGDU, ON), ("220200", ON), (SHANGHAI, dt.date(2026, 8, 15))])
def test_a_place_without_a_verified_table_refuses_in_words(region: str, on: dt.date) -> None:
    refusal = refused(DurationLaw.from_book, shipped(), region=region, on=on)
    assert refusal.code == "not_verified_here"
    assert region in refusal.zh and "不按其他地区或全国数值推算" in refusal.zh
    assert str(on) in refusal.en and refusal.remedy_en


# --- amounts -------------------------------------------------------------------------------------------------------


def benefit(region: str, paid: int, month: int, on: dt.date = ON, *, extended: bool = False) -> str:
    law = AmountLaw.from_book(shipped(), region=region, on=on)
    return f"{monthly_benefit(paid, month, law, extended=extended).value / 100:.2f}"


def test_amounts_follow_years_months_and_the_extended_spell() -> None:
    assert [benefit(BEIJING, paid, 12) for paid in (12, 60, 120, 180, 240)] == [
        "2129.00", "2156.00", "2188.00", "2215.00", "2286.00",
    ]  # fmt: skip
    assert {benefit(BEIJING, paid, 13) for paid in (12, 60, 120, 180, 240)} == {"2129.00"}
    assert [benefit(SHANGHAI, 60, month) for month in (1, 12, 13, 24)] == ["2340.00", "2340.00", "1872.00", "1872.00"]
    assert benefit(SHANGHAI, 60, 25, extended=True) == "1690.00"
    assert (benefit(GUANGZHOU, 12, 1), benefit(SHENZHEN, 12, 1)) == ("2412.00", "2430.00")


@pytest.mark.parametrize("on", [dt.date(2024, 8, 1), dt.date(2025, 6, 1), ON])
def test_in_shanghai_months_thirteen_on_are_eighty_per_cent(on: dt.date) -> None:
    assert Decimal(benefit(SHANGHAI, 60, 13, on)) == Decimal(benefit(SHANGHAI, 60, 12, on)) * Decimal("0.8")


@pytest.mark.parametrize("region", [GUANGZHOU, SHENZHEN, CHENGDU])
@pytest.mark.parametrize("on", [dt.date(2024, 7, 1), dt.date(2025, 3, 1), ON])
def test_the_share_of_the_minimum_wage_is_what_the_tables_say(region: str, on: dt.date) -> None:
    """Transcribed amounts stand beside the share and the wage: they must agree."""
    (row,) = shipped().table("unemployment.benefit_monthly", region=region, on=on).values()
    assert Decimal(benefit(region, 24, 1, on)) == row.value


@given(region=st.sampled_from(CITIES), paid=st.integers(12, 600), month=st.integers(1, 24))
def test_no_benefit_is_above_the_minimum_wage(region: str, paid: int, month: int) -> None:
    wage = shipped().law("wage.minimum_month", region=region, on=ON).value
    assert 0 < Decimal(benefit(region, paid, month)) < wage


@given(wage=st.integers(1, 10**6), share=st.integers(1, 100), living=st.integers(0, 10**6))
def test_the_minimum_living_standard_is_never_undercut(wage: int, share: int, living: int) -> None:
    ratio = given_law(f"{Decimal(share) / 100}", "rate")
    found = share_of_minimum_wage(given_law(wage, "yuan_per_month"), ratio, given_law(living, "yuan_per_month")).value
    assert found == max(fen(Decimal(wage) * share / 100, HALF_UP), living * 100)


def test_a_month_outside_the_table_and_a_table_above_the_wage_are_refused() -> None:
    assert refused(benefit, SHANGHAI, 60, 25).code == "unemployment_outside_table"
    assert refused(benefit, BEIJING, 6, 1).code == "unemployment_outside_table"
    law = AmountLaw(None, given_law(2000, "yuan_per_month"), everybody=given_law(2001, "yuan_per_month"))
    assert refused(monthly_benefit, 24, 1, law).code == "unemployment_above_minimum_wage"
    assert refused(benefit, "220200", 24, 1).code == "not_verified_here"
    assert refused(benefit, GUANGDONG, 24, 1).code == "not_verified_here", "a province has no minimum wage"


def test_bands_of_years_exclude_their_end_and_bands_of_months_include_it() -> None:
    row = given_law(1)
    (years,) = bands({"years_1_5": row, "all": row, "extended": row}, "years")
    (first,) = bands({"month_1_12": row, "years_1_5": row}, "month")
    assert [figure in years for figure in (0, 1, 4, 5)] == [False, True, True, False]
    assert [figure in first for figure in (0, 1, 12, 13)] == [False, True, True, False]


# --- medical contributions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", CITIES)
def test_the_fund_pays_both_sides_of_the_medical_line_on_the_lowest_base(region: str) -> None:
    def law(key: str) -> Decimal:
        return shipped().law(key, region=region, category="employee", on=ON).value

    base = law("medical.base_floor")
    employer = base * law("medical.employer_rate")
    sides = (
        employer,
        base * law("medical.supplement_employer_rate"),
        base * law("medical.employee_rate"),
        law("medical.employee_fixed"),
        base * law("maternity.employer_rate"),
    )
    found = medical_paid_by_fund(medical_law(shipped(), region=region, on=ON))
    assert found.value == sum(fen(side, HALF_UP) for side in sides)
    assert found.value > fen(employer, HALF_UP)
    assert "SIL 48" in str([step.how.en for step in found.trace.steps if step.how])


def test_without_a_base_on_file_the_fund_pays_nothing_by_guess() -> None:
    refusal = refused(medical_law, shipped(), region=GUANGZHOU, on=dt.date(2024, 9, 1))
    assert refusal.code == "not_verified_here"


# --- subsidies -----------------------------------------------------------------------------------------------------


@given(base=st.integers(0, 10**7), drawn=st.integers(0, 24))
def test_the_job_seeking_subsidy_is_rounded_by_the_month_and_ends_after_six(base: int, drawn: int) -> None:
    found = job_seeking(base, drawn, of_file("job_seeking_rate"), of_file("job_seeking_most_months")).value
    assert found.total_fen == found.month_fen * min(drawn, 6)
    assert abs(found.month_fen - Decimal(base) * Decimal("0.15")) <= Decimal("0.5")


@given(left=st.integers(0, 24), monthly=st.integers(0, 10**6))
def test_half_is_paid_at_once_the_odd_month_with_it_and_none_is_lost(left: int, monthly: int) -> None:
    found = paid_at_once(monthly, left, of_file("reemployed_share")).value
    assert found.months_used + found.months_left == left
    assert found.months_used - found.months_left in (0, 1)
    assert found.lump_fen == monthly * found.months_used
    assert paid_at_once(monthly, left, of_file("startup_share")).value.months_left == 0


def test_back_at_work_needs_a_year_of_contract_and_three_months_insured() -> None:
    laws = of_file("reemployed_contract_months"), of_file("reemployed_insured_months")
    assert has_new_work(12, 3, *laws).steps
    assert refused(has_new_work, 11, 3, *laws).code == "unemployment_too_short"
    assert "insurance" in refused(has_new_work, 12, 2, *laws).en


@given(worked=st.integers(12, 600))
def test_the_grant_of_migrant_workers_counts_whole_years_up_to_the_most(worked: int) -> None:
    law = MigrantLaw(
        of_file("migrant_qualifying_months", NATIONAL), given_law(900, "yuan_per_month"), given_law(1), given_law(12)
    )
    assert migrant_grant(worked, law).value == 90000 * min(worked // 12, 12)


def test_the_grant_of_migrant_workers_needs_a_year_and_a_province_that_has_set_it() -> None:
    law = MigrantLaw(of_file("migrant_qualifying_months", NATIONAL), given_law(900), given_law(1), given_law(12))
    assert refused(migrant_grant, 11, law).code == "unemployment_too_short"
    for place in ("北京", "上海", "广东", "四川"):
        cells = {"id": "A", "family": "unemployment", "case": "migrant_grant", "region": place, "as_of": "2026-09"}
        told = answer(Row(2, cells | {"inputs": '{"months_worked": 36}'}))["refused"]
        assert told["code"] == "not_verified_here", told


@pytest.mark.parametrize(("grade", "amount"), [("junior", 1000), ("middle", 1500), ("senior", 2000)])
def test_the_skill_subsidy_is_by_grade_and_ends_with_its_notice(grade: str, amount: int) -> None:
    while_it_lasts = dt.date(2024, 12, 31)
    qualifying = of_file("skill_qualifying_months", NATIONAL, on=while_it_lasts)
    standard = of_file("skill_subsidy", NATIONAL, f"skill_{grade}", while_it_lasts)
    assert skill_subsidy(12, qualifying, standard).value == amount * 100
    assert refused(skill_subsidy, 11, qualifying, standard).code == "unemployment_too_short"
    assert refused(of_file, "skill_subsidy", NATIONAL, f"skill_{grade}", dt.date(2025, 1, 1)).code == "no_law_in_force"


# --- death, near retirement, stopping ------------------------------------------------------------------------------


@given(wage=st.integers(0, 10**7))
def test_survivors_have_one_funeral_grant_whatever_they_choose(wage: int) -> None:
    laws = (
        given_law(f"{Decimal(wage) / 100}", "yuan_per_month"), of_file("funeral_months"), of_file("survivors_months"),
    )  # fmt: skip
    here, elsewhere = (death_benefit(*laws, funeral_elsewhere=chosen).value for chosen in (False, True))
    assert (here.funeral_fen, here.survivors_fen, here.total_fen) == (3 * wage, 6 * wage, 9 * wage)
    assert (elsewhere.funeral_fen, elsewhere.total_fen) == (0, here.survivors_fen)


@pytest.mark.parametrize(
    ("retirement", "added", "pension_from"),
    [
        ("2026-11", 1, "2026-01"),
        ("2027-09", 11, "2026-10"),
        ("2027-10", 0, None),
        ("2026-10", 0, "2026-01"),
        ("2025-10", 0, None),
    ],
)
def test_less_than_a_year_from_retirement_the_spell_goes_on_to_it(
    retirement: str, added: int, pension_from: str | None
) -> None:
    law = of_file("near_retirement_months", NATIONAL)
    found = extension(Month(2026, 1), Month(2026, 10), Month.parse(retirement), law).value
    assert (found.months, found.last_month) == (added, Month(2026, 10) + added)
    assert found.pension_from == (Month.parse(pension_from) if pension_from else None)


@given(left=st.integers(-400, 400))
def test_an_extension_ends_in_the_month_of_retirement_or_there_is_none(left: int) -> None:
    last = Month(2030, 1)
    found = extension(Month(2029, 1), last, last + left, of_file("near_retirement_months", NATIONAL)).value
    assert found.months == (left if 0 < left < 12 else 0)
    if found.months:
        assert found.last_month == last + left
        assert found.pension_from is not None


def test_before_2025_there_is_no_extension() -> None:
    assert refused(of_file, "near_retirement_months", NATIONAL, on=dt.date(2024, 12, 31)).code == "no_law_in_force"


EVENTS = {
    "reemployed": Stop.REEMPLOYED,
    "conscripted": Stop.CONSCRIPTED,
    "emigrated": Stop.EMIGRATED,
    "on_pension": Stop.ON_PENSION,
    "imprisoned": Stop.IMPRISONED,
    "died": Stop.DIED,
}


@pytest.mark.parametrize(("event", "reason"), EVENTS.items())
def test_each_reason_of_the_law_ends_the_benefit(event: str, reason: Stop) -> None:
    law = StopLaw.from_book(shipped(), region=BEIJING, on=ON)
    found = month_verdict(MonthFacts(3, 12, **{event: True}), law)  # type: ignore[arg-type]
    assert (found.value.verdict, found.value.reasons) == (Verdict.STOP, (reason,))
    assert found.value.kept_months == (0 if reason is Stop.DIED else 9)
    assert found.trace.sentence is not None and ("SIL" in found.trace.sentence.en or "UIR" in found.trace.sentence.en)


def test_prison_suspends_in_guangdong_unless_something_else_ends_the_benefit() -> None:
    law = StopLaw.from_book(shipped(), region=GUANGZHOU, on=ON)
    assert month_verdict(MonthFacts(3, 12, imprisoned=True), law).value.verdict is Verdict.SUSPEND
    both = month_verdict(MonthFacts(3, 12, imprisoned=True, emigrated=True), law).value
    assert (both.verdict, both.reasons) == (Verdict.STOP, (Stop.EMIGRATED, Stop.IMPRISONED))


@pytest.mark.parametrize(
    ("region", "refusals", "stops"), [(BEIJING, 0, 0), (BEIJING, 1, 1), (SHENZHEN, 2, 0), (SHENZHEN, 3, 1)]
)
def test_work_refused_without_reason_counts_as_the_place_says(region: str, refusals: int, stops: int) -> None:
    law = StopLaw.from_book(shipped(), region=region, on=ON)
    assert len(month_verdict(MonthFacts(0, 6, refusals=refusals), law).value.reasons) == stops


@given(drawn=st.integers(0, 24), spell=st.integers(0, 24), events=st.sets(st.sampled_from(sorted(EVENTS))))
def test_a_month_is_paid_exactly_when_nothing_stops_it(drawn: int, spell: int, events: set[str]) -> None:
    law = StopLaw.from_book(shipped(), region=SHANGHAI, on=ON)
    found = month_verdict(MonthFacts(drawn, spell, **dict.fromkeys(events, True)), law).value  # type: ignore[arg-type]
    assert (found.verdict is Verdict.PAY) == (not events and drawn < spell)
    assert {EVENTS[event] for event in events} == set(found.reasons) - {Stop.USED_UP}
    assert (Stop.USED_UP in found.reasons) == (drawn >= spell)
