from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contributions.assessment.rules.limits import FLOOR_ABOVE_CEILING, LimitsLaw, limits
from contributions.assessment.rules.line import Line, LineFacts, LineLaw, assess_line, injury_rate
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law

PENSION = Words("养老保险", "Pension")


def law(value: Decimal | int | str, unit: str = "rate") -> Law:
    return Law("key", Decimal(value), unit, "source", "law")


def pension(**changes: Law | None) -> LineLaw:
    beijing = LineLaw(
        insurance=PENSION,
        employer_rate=law("0.16"),
        employee_rate=law("0.08"),
        floor=law(7162, "yuan_per_month"),
        ceiling=law(35811, "yuan_per_month"),
        account_share=law(1),
    )
    return replace(beijing, **changes)  # type: ignore[arg-type]


def assessed(declared_fen: int, law: LineLaw) -> Line:
    return assess_line(LineFacts(declared_fen), law).value


wages = st.integers(0, 10_000_000)
ppm = st.integers(0, 1_000_000).map(lambda parts: law(Decimal(parts) / 1_000_000))
tens_of_ppm = st.integers(0, 50_000).map(lambda parts: law(Decimal(parts) / 100_000))
factors = st.sampled_from(["0.5", "0.8", "1", "1.2", "1.5"]).map(lambda value: law(value, "multiple"))
amounts = st.integers(0, 100_000).map(lambda fen: law(yuan(fen), "yuan_per_month"))


@st.composite
def laws(draw: st.DrawFn) -> LineLaw:
    floor, ceiling = sorted((draw(st.integers(0, 5_000_000)), draw(st.integers(0, 5_000_000))))
    factor = draw(st.none() | factors)
    return LineLaw(
        insurance=PENSION,
        employer_rate=draw(tens_of_ppm if factor else ppm),
        employee_rate=draw(ppm),
        floor=draw(st.sampled_from([None, law(yuan(floor), "yuan_per_month")])),
        ceiling=draw(st.sampled_from([None, law(yuan(ceiling), "yuan_per_month")])),
        floating_factor=factor,
        employer_supplement_rate=draw(st.none() | ppm),
        employee_fixed=draw(st.none() | amounts),
        account_share=draw(st.none() | ppm),
    )


@given(declared_fen=wages, any_law=laws())
def test_the_rule_equals_the_batch_in_whole_numbers(declared_fen: int, any_law: LineLaw) -> None:
    assert any_law.figures().line(declared_fen) == assessed(declared_fen, any_law)


@given(declared_fen=wages, any_law=laws())
def test_the_results_shown_in_the_trace_add_up_to_the_line(declared_fen: int, any_law: LineLaw) -> None:
    explained = assess_line(LineFacts(declared_fen), any_law)
    shown = sum(step.value for step in explained.trace.steps if step.is_result)
    assert shown == yuan(explained.value.total_fen)
    assert explained.value.total_fen == explained.value.employer_total_fen + explained.value.employee_fen


@given(declared_fen=wages, more=st.integers(0, 1_000_000), any_law=laws())
def test_a_higher_wage_never_lowers_a_share(declared_fen: int, more: int, any_law: LineLaw) -> None:
    lower, higher = assessed(declared_fen, any_law), assessed(declared_fen + more, any_law)
    assert lower.base_fen <= higher.base_fen
    assert lower.employer_fen <= higher.employer_fen
    assert lower.employer_supplement_fen <= higher.employer_supplement_fen
    assert lower.employee_fen <= higher.employee_fen
    assert lower.account_fen <= higher.account_fen


@given(declared_fen=wages, any_law=laws())
def test_a_base_once_held_between_the_limits_stays_as_it_is(declared_fen: int, any_law: LineLaw) -> None:
    line = assessed(declared_fen, any_law)
    assert assessed(line.base_fen, any_law) == line


@given(declared_fen=wages, any_law=laws())
def test_the_fixed_amount_never_reaches_the_personal_account(declared_fen: int, any_law: LineLaw) -> None:
    with_fixed = assessed(declared_fen, any_law)
    without = assessed(declared_fen, replace(any_law, employee_fixed=None))
    assert with_fixed.account_fen == without.account_fen <= without.employee_fen


@pytest.mark.parametrize(
    ("declared", "base"),
    [
        ("0", "7162.00"),
        ("7161.99", "7162.00"),
        ("7162.00", "7162.00"),
        ("7162.01", "7162.01"),
        ("35810.99", "35810.99"),
        ("35811.00", "35811.00"),
        ("35811.01", "35811.00"),
    ],
)
def test_the_base_is_held_on_each_side_of_each_limit(declared: str, base: str) -> None:
    assert yuan(assessed(int(Decimal(declared) * 100), pension()).base_fen) == Decimal(base)


def test_half_a_fen_is_rounded_up_on_each_side_by_itself() -> None:
    line = assessed(5, LineLaw(PENSION, employer_rate=law("0.1"), employee_rate=law("0.3")))
    assert (line.employer_fen, line.employee_fen) == (1, 2)


def test_a_supplement_is_rounded_apart_from_the_rate_it_comes_on_top_of() -> None:
    rates = {"employer_rate": law("0.0675"), "employer_supplement_rate": law("0.0075")}
    line = assessed(458_806, LineLaw(PENSION, employee_rate=law("0.02"), **rates))
    assert (line.employer_fen, line.employer_supplement_fen) == (30_969, 3_441)
    assert line.employer_total_fen == 34_410
    together = assessed(458_806, LineLaw(PENSION, employee_rate=law("0.02"), employer_rate=law("0.075")))
    assert together.employer_fen == 34_410


def test_the_trace_opens_with_why_the_base_is_not_the_wage() -> None:
    explained = assess_line(LineFacts(500_000), pension())
    assert explained.trace.sentence == Words(
        "申报工资5,000.00元低于缴费基数下限，按7,162.00元计算。养老保险：单位缴16%，1,145.92元；"
        "个人缴8%，572.96元，全部记入个人账户。",
        "The declared wage of 5,000.00 yuan is below the lower limit, so 7,162.00 yuan counts. Pension: the employer "
        "pays 16%, 1,145.92 yuan; the employee pays 8%, 572.96 yuan, all of it credited to the personal account.",
    )


def test_each_value_of_the_law_stands_in_the_trace_with_its_source() -> None:
    any_law = pension(employee_fixed=law(3, "yuan_per_month"), employer_supplement_rate=law("0.01"))
    steps = assess_line(LineFacts(1_000_000), any_law).trace.steps
    assert sum(step.law is not None for step in steps) == 7


def test_a_provisional_value_is_named_by_the_trace() -> None:
    carried = replace(law("0.16"), status="provisional")
    assert assess_line(LineFacts(1_000_000), pension(employer_rate=carried)).trace.provisional == [carried]


def test_an_injury_rate_is_the_class_rate_floated_and_not_rounded() -> None:
    assert injury_rate(law("0.00264"), law("0.8", "multiple")).value == Decimal("0.002112")


def test_a_rate_finer_than_a_millionth_is_never_handed_to_the_batch() -> None:
    with pytest.raises(ValueError, match="finer"):
        LineLaw(PENSION, employer_rate=law("0.0000001"), employee_rate=law(0)).figures()


def test_a_negative_wage_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        assess_line(LineFacts(-1), pension())
    assert refused.value.code == "negative_wage"


def test_a_floor_above_the_ceiling_is_refused() -> None:
    crossed = pension(floor=law(2, "yuan_per_month"), ceiling=law(1, "yuan_per_month"))
    with pytest.raises(Refusal) as refused:
        assess_line(LineFacts(100), crossed)
    assert refused.value.code == FLOOR_ABOVE_CEILING.code


averages = st.decimals(0, 100_000, places=2)


@given(average=averages, floor=st.decimals(0, 1, places=2), more=st.decimals(0, 3, places=2))
def test_a_yearly_average_gives_the_limits_of_its_twelfth(average: Decimal, floor: Decimal, more: Decimal) -> None:
    shares = law(floor), law(floor + more)
    monthly = limits(LimitsLaw(law(average, "yuan_per_month"), *shares)).value
    assert limits(LimitsLaw(law(average * 12, "yuan_per_year"), *shares)).value == monthly
    assert monthly.floor_fen <= monthly.ceiling_fen
    assert monthly.floor_fen % 100 == monthly.ceiling_fen % 100 == 0


@pytest.mark.parametrize(("average", "floor"), [("833.33", 500), ("834.16", 500), ("834.17", 501), ("0", 0)])
def test_limits_are_rounded_half_up_to_the_whole_yuan(average: str, floor: int) -> None:
    law_of = LimitsLaw(law(average, "yuan_per_month"), law("0.60"), law("3.00"))
    assert limits(law_of).value.floor_fen == floor * 100


def test_a_yearly_average_is_not_rounded_before_the_share_is_taken() -> None:
    law_of = LimitsLaw(law(10, "yuan_per_year"), law("0.60"), law("3.00"))
    assert limits(law_of).value.floor_fen == 100
    assert limits(law_of).value.ceiling_fen == 300
