import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.participation.rules.retirement import (
    RetirementGroup,
    RetirementLaw,
    flexible_window,
    minimum_contribution_months,
    reached_statutory_age,
    statutory_retirement,
)
from siadmin.kernel.months import Month
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL, NoLawInForce

LAW = RetirementLaw.from_book(shipped(), on=dt.date(2025, 1, 1))
M60, F55, F50 = RetirementGroup

births = st.builds(Month, st.integers(1930, 2020), st.integers(1, 12))
groups = st.sampled_from(RetirementGroup)


def delay(birth: Month, group: RetirementGroup) -> int:
    return statutory_retirement(birth, group, LAW).value.delay_months


@pytest.mark.parametrize(
    ("group", "birth", "months"),
    [
        (M60, "1964-12", 0),
        (M60, "1965-01", 1),
        (M60, "1965-04", 1),
        (M60, "1965-05", 2),
        (M60, "1976-04", 34),
        (M60, "1976-05", 35),
        (M60, "1976-08", 35),
        (M60, "1976-09", 36),
        (M60, "1977-01", 36),
        (F55, "1969-12", 0),
        (F55, "1970-01", 1),
        (F55, "1970-04", 1),
        (F55, "1970-05", 2),
        (F55, "1981-08", 35),
        (F55, "1981-09", 36),
        (F55, "1982-01", 36),
        (F50, "1974-12", 0),
        (F50, "1975-01", 1),
        (F50, "1975-02", 1),
        (F50, "1975-03", 2),
        (F50, "1984-08", 58),
        (F50, "1984-09", 59),
        (F50, "1984-10", 59),
        (F50, "1984-11", 60),
        (F50, "1985-01", 60),
    ],
)
def test_the_delay_on_each_side_of_every_edge(group: RetirementGroup, birth: str, months: int) -> None:
    assert delay(Month.parse(birth), group) == months


@pytest.mark.parametrize(
    ("group", "birth", "age_months", "reached"),
    [
        (M60, "1964-12", 720, "2024-12"),
        (M60, "1965-01", 721, "2025-02"),
        (M60, "1967-05", 728, "2028-01"),
        (M60, "1976-09", 756, "2039-09"),
        (F55, "1974-10", 675, "2031-01"),
        (F55, "1981-09", 696, "2039-09"),
        (F50, "1975-03", 602, "2025-05"),
        (F50, "1984-11", 660, "2039-11"),
    ],
)
def test_published_ages_are_reproduced(group: RetirementGroup, birth: str, age_months: int, reached: str) -> None:
    retirement = statutory_retirement(Month.parse(birth), group, LAW).value
    assert (retirement.age_months, str(retirement.month)) == (age_months, reached)


@given(birth=births, group=groups)
def test_nobody_retires_before_the_original_age_or_beyond_the_longest_delay(
    birth: Month, group: RetirementGroup
) -> None:
    law = LAW.groups[group]
    retirement = statutory_retirement(birth, group, LAW).value
    original = birth + int(law.original_age.value)
    assert original <= retirement.month <= original + int(law.max_delay.value)
    assert retirement.month.index - birth.index == retirement.age_months


@given(birth=births, group=groups, later=st.integers(0, 400))
def test_who_is_born_later_is_delayed_no_less_and_retires_no_earlier(
    birth: Month, group: RetirementGroup, later: int
) -> None:
    assert delay(birth, group) <= delay(birth + later, group)
    earlier_born = statutory_retirement(birth, group, LAW).value
    assert earlier_born.month <= statutory_retirement(birth + later, group, LAW).value.month


@given(birth=births, group=groups)
def test_the_delay_grows_by_at_most_one_month_from_one_birth_month_to_the_next(
    birth: Month, group: RetirementGroup
) -> None:
    assert delay(birth + 1, group) - delay(birth, group) in (0, 1)


@given(birth=births, group=groups)
def test_the_window_reaches_three_years_each_way_but_never_below_the_original_age(
    birth: Month, group: RetirementGroup
) -> None:
    window = flexible_window(birth, group, LAW).value
    original = birth + int(LAW.groups[group].original_age.value)
    assert original <= window.earliest <= window.statutory < window.latest
    assert window.latest == window.statutory + 36
    assert window.earliest in (original, window.statutory - 36)


@given(birth=births, day=st.integers(1, 28), group=groups)
def test_the_age_is_reached_with_the_month_whatever_the_day_of_birth(
    birth: Month, day: int, group: RetirementGroup
) -> None:
    born_on = dt.date(birth.year, birth.number, day)
    month = statutory_retirement(birth, group, LAW).value.month
    assert not reached_statutory_age(born_on, group, (month - 1).last_day, LAW)
    assert reached_statutory_age(born_on, group, month.first_day, LAW)


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2011, 180),
        (2024, 180),
        (2025, 180),
        (2029, 180),
        (2030, 186),
        (2031, 192),
        (2032, 198),
        (2033, 204),
        (2034, 210),
        (2035, 216),
        (2036, 222),
        (2037, 228),
        (2038, 234),
        (2039, 240),
        (2040, 240),
        (2060, 240),
    ],
)
def test_the_minimum_contribution_time_by_year_of_retirement(year: int, months: int) -> None:
    law = shipped().law("pension.minimum_years_months", region=NATIONAL, category="employee", on=dt.date(year, 12, 31))
    assert minimum_contribution_months(year, law).value == months


def test_the_minimum_time_of_another_year_is_not_accepted() -> None:
    law = shipped().law("pension.minimum_years_months", region=NATIONAL, category="employee", on=dt.date(2030, 1, 1))
    for year in (2029, 2031):
        with pytest.raises(AssertionError):
            minimum_contribution_months(year, law)


def test_before_2025_the_measures_are_not_in_force() -> None:
    with pytest.raises(NoLawInForce) as refused:
        RetirementLaw.from_book(shipped(), on=dt.date(2024, 12, 31))
    assert refused.value.code == "no_law_in_force"


def test_the_reasons_name_the_article_behind_each_number() -> None:
    explained = statutory_retirement(Month(1965, 12), M60, LAW)
    assert explained.trace.sentence is not None
    assert (
        explained.trace.sentence.zh == "1965-12出生，男职工，法定退休年龄为60岁3个月（比原来延迟3个月），2026-03退休。"
    )
    sources = [step.law.source for step in explained.trace.steps if step.law]
    assert len(sources) == 4
    assert all("第一条" in source for source in sources)
