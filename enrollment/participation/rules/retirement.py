"""Statutory retirement: the age by birth month and group, the flexible window, the minimum contribution time.

Source: 国务院关于渐进式延迟法定退休年龄的办法, approved by the Standing Committee's decision of 2024-09-13, in
force 2025-01-01. The law counts in months: the day of birth does not matter.

Look the law up on the day the question is asked. It also answers for people who retired before 2025: the first
birth months it delays are those that reach the original age in its first month. Employees only; residents' schemes
keep their own age.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.figures import plain, years_and_months
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month, Period
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook


class RetirementGroup(StrEnum):
    """Whose original age is 60 (men), 55 (women in cadre posts) or 50 (women workers)."""

    M60 = "M60"
    F55 = "F55"
    F50 = "F50"

    @property
    def words(self) -> Words:
        return _GROUPS[self]


_GROUPS = {
    RetirementGroup.M60: Words("男职工", "man"),
    RetirementGroup.F55: Words("原法定退休年龄55周岁的女职工", "woman whose original age is 55"),
    RetirementGroup.F50: Words("原法定退休年龄50周岁的女职工", "woman whose original age is 50"),
}


@dataclass(frozen=True, slots=True)
class GroupLaw:
    """Ages, steps and delays in months; `first_delayed_birth_month` as a month number (196501)."""

    original_age: Law
    first_delayed_birth_month: Law
    delay_step: Law
    max_delay: Law


@dataclass(frozen=True, slots=True)
class RetirementLaw:
    groups: Mapping[RetirementGroup, GroupLaw]
    flexible_early: Law
    flexible_late: Law

    @classmethod
    def from_book(cls, book: LawBook, *, on: dt.date, region: str = NATIONAL) -> "RetirementLaw":
        """Raises NoLawInForce before 2025-01-01."""

        def law(key: str, category: str) -> Law:
            return book.law(f"retirement.{key}", region=region, category=category, on=on)

        groups = {
            group: GroupLaw(
                law("original_age_months", group),
                law("first_delayed_birth_month", group),
                law("delay_step_months", group),
                law("max_delay_months", group),
            )
            for group in RetirementGroup
        }
        return cls(groups, law("flexible_months", "early"), law("flexible_months", "late"))


@dataclass(frozen=True, slots=True)
class StatutoryRetirement:
    """Age and delay in months; `month` is the month of retirement, payment starts the month after."""

    age_months: int
    delay_months: int
    month: Month


@dataclass(frozen=True, slots=True)
class FlexibleWindow:
    """First and last month one may retire by choice; early needs the minimum years, late the employer's consent."""

    earliest: Month
    statutory: Month
    latest: Month


def statutory_retirement(
    birth_month: Month, group: RetirementGroup, law: RetirementLaw
) -> Explained[StatutoryRetirement]:
    """Original age plus delay: with k months from the first delayed birth month, min(longest, k // step + 1)."""
    why = Trace()
    retirement = _retirement(birth_month, group, law.groups[group], why)
    age = years_and_months(retirement.age_months)
    delayed = Words("不延迟", "without delay")
    if retirement.delay_months:
        delayed = Words(
            f"比原来延迟{retirement.delay_months}个月", f"{retirement.delay_months} months later than before"
        )
    return why.conclude(
        retirement,
        Words(
            f"{birth_month}出生，{group.words.zh}，法定退休年龄为{age.zh}（{delayed.zh}），{retirement.month}退休。",
            f"Born {birth_month}, {group.words.en}: the statutory retirement age is {age.en} ({delayed.en}), "
            f"reached in {retirement.month}.",
        ),
    )


def flexible_window(birth_month: Month, group: RetirementGroup, law: RetirementLaw) -> Explained[FlexibleWindow]:
    """Up to three years early, never below the original age, and up to three years late. Source: art. 3."""
    why = Trace()
    statutory = _retirement(birth_month, group, law.groups[group], why).month
    original = birth_month + int(law.groups[group].original_age.value)
    early = int(why.law(Words("最多提前", "Early by at most"), law.flexible_early))
    late = int(why.law(Words("最多推迟", "Late by at most"), law.flexible_late))
    how_early = Words(
        f"{statutory} 前推 {early} 个月，不早于达到原年龄的 {original}",
        f"{early} months before {statutory}, not before the original age in {original}",
    )
    earliest = why.step(
        Words("最早退休月份", "Earliest month"), max(statutory - early, original), "month", how_early, True
    )
    how_late = Words(f"{statutory} 后推 {late} 个月", f"{late} months after {statutory}")
    latest = why.step(Words("最晚退休月份", "Latest month"), statutory + late, "month", how_late, True)
    return why.conclude(
        FlexibleWindow(earliest, statutory, latest),
        Words(
            f"可在{earliest}至{latest}之间选择退休，法定退休月份为{statutory}。",
            f"One may choose to retire between {earliest} and {latest}; the statutory month is {statutory}.",
        ),
    )


def minimum_contribution_months(retirement_year: int, law: Law) -> Explained[int]:
    """Contribution months needed for a monthly pension; the year of retirement decides. Source: art. 2.

    `law` is the value of pension.minimum_years_months in force in that year.
    """
    year_ends_on = dt.date(retirement_year, 12, 31)
    assert law.starts_on is None or year_ends_on in Period(law.starts_on, law.ends_before), law
    why = Trace()
    why.fact(Words("退休年份", "Year of retirement"), retirement_year, "year")
    months = int(why.law(Words("最低缴费年限", "Minimum contribution time"), law))
    years = plain(law.value / 12)
    return why.conclude(
        months,
        Words(
            f"{retirement_year}年退休，按月领取养老金须缴费满{years}年（{months}个月）。",
            f"Retiring in {retirement_year}, a monthly pension needs {years} years of contribution ({months} months).",
        ),
    )


def reached_statutory_age(birth_on: dt.date, group: RetirementGroup, on: dt.date, law: RetirementLaw) -> bool:
    """True from the first day of the month of retirement on: the law counts in months."""
    return Month.of(on) >= statutory_retirement(Month.of(birth_on), group, law).value.month


def _retirement(birth_month: Month, group: RetirementGroup, law: GroupLaw, why: Trace) -> StatutoryRetirement:
    why.fact(Words("出生年月", "Month of birth"), birth_month, "month")
    why.step(Words("人员类别", "Group"), group.value, "group", group.words)
    original = int(why.law(Words("原法定退休年龄", "Original age"), law.original_age))
    delay = _delay(birth_month, law, why)
    age = original + delay
    how_age = Words(f"{original} + {delay}", f"{original} + {delay}")
    why.step(Words("法定退休年龄", "Statutory retirement age"), age, "months", how_age)
    how_month = Words(f"{birth_month} 加 {age} 个月", f"{birth_month} plus {age} months")
    month = why.step(
        Words("法定退休月份", "Month of retirement"), birth_month + age, "month", how_month, is_result=True
    )
    return StatutoryRetirement(age, delay, month)


def _delay(birth_month: Month, law: GroupLaw, why: Trace) -> int:
    first_number = why.law(Words("最早延迟的出生月份", "First birth month delayed"), law.first_delayed_birth_month)
    first = Month.parse(str(int(first_number)))
    name = Words("延迟月数", "Months of delay")
    if birth_month < first:
        return why.step(name, 0, "months", Words(f"出生早于 {first}，不延迟", f"born before {first}: none"))
    step = int(why.law(Words("每延迟1个月的间隔", "Birth months for each month of delay"), law.delay_step))
    longest = int(why.law(Words("最长延迟", "Longest delay"), law.max_delay))
    passed = birth_month.index - first.index
    formula = f"min({longest}, {passed} ÷ {step} + 1)"
    how = Words(
        f"{first} 起第 {passed} 个月：{formula}，除法取整", f"{passed} months after {first}: {formula}, whole division"
    )
    return why.step(name, min(longest, passed // step + 1), "months", how)
