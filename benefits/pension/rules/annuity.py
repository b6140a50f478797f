"""Annuity months (计发月数): the number the personal account is divided by, from the age at retirement.

Source: 国发〔2005〕38号 annex, whole ages 40 to 70, in force 2006-01-01. From 2025-01-01 ages have months, and the
divisor lies on a straight line between the two whole ages, rounded half up to the decimals the law gives.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from siadmin.kernel.figures import plain, years_and_months
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook, NoLawInForce

AGE_OUTSIDE_TABLE = Reason(
    "annuity_age_outside_table",
    "计发月数表没有{age_zh}：表中为{youngest}岁至{oldest}岁。",
    "The table of annuity months has no age of {age_en}: it runs from {youngest} to {oldest} years.",
    "请核对退休年龄。",
    "Check the age at retirement.",
)
WHOLE_AGES_ONLY = Reason(
    "annuity_whole_ages_only",
    "2025年以前的计发月数表只有整岁，不能用于{age_zh}。",
    "Before 2025 the table has whole ages only; it cannot be used for {age_en}.",
    "请核对退休日期，或按整岁计算。",
    "Check the date of retirement, or calculate with a whole age.",
)

_AGE = Words("退休年龄", "Age at retirement")
_RESULT = Words("计发月数", "Annuity months")


@dataclass(frozen=True, slots=True)
class AnnuityLaw:
    """`months_at`: annuity months by whole age; `decimals` of an interpolated value, None while whole ages only."""

    months_at: Mapping[int, Law]
    decimals: Law | None

    @classmethod
    def from_book(cls, book: LawBook, *, on: dt.date, region: str = NATIONAL) -> "AnnuityLaw":
        """The law on the day of retirement. Raises NoLawInForce before 2006."""
        table = book.table("pension.annuity_months", region=region, on=on)
        try:
            decimals = book.law("pension.annuity_decimals", region=region, on=on)
        except NoLawInForce:
            decimals = None
        return cls({int(category.removeprefix("age_")): law for category, law in table.items()}, decimals)


def annuity_months(age_months: int, law: AnnuityLaw) -> Explained[Decimal]:
    """The divisor for an age in months, by the form of the law in force: `interpolated`, or whole ages only.

    Raises AGE_OUTSIDE_TABLE, and WHOLE_AGES_ONLY for an age with months under the older form.
    """
    if law.decimals is not None:
        return interpolated_annuity_months(age_months, law.months_at, law.decimals)
    return table_annuity_months(age_months, law.months_at)


def table_annuity_months(age_months: int, months_at: Mapping[int, Law]) -> Explained[Decimal]:
    """The divisor of a whole age as printed. Raises AGE_OUTSIDE_TABLE, WHOLE_AGES_ONLY."""
    years, extra = divmod(age_months, 12)
    age = years_and_months(age_months)
    if extra:
        raise WHOLE_AGES_ONLY(age_zh=age.zh, age_en=age.en)
    why = Trace()
    why.fact(_AGE, age_months, "months")
    months = why.law(_RESULT, _at(years, age, months_at))
    return why.conclude(months, _sentence(age, months))


def interpolated_annuity_months(age_months: int, months_at: Mapping[int, Law], decimals: Law) -> Explained[Decimal]:
    """T[a] − (T[a] − T[a+1]) × m / 12, rounded half up to `decimals`. Raises AGE_OUTSIDE_TABLE."""
    years, extra = divmod(age_months, 12)
    age = years_and_months(age_months)
    why = Trace()
    why.fact(_AGE, age_months, "months")
    below = why.law(_whole_age(years), _at(years, age, months_at))
    places = Decimal(1).scaleb(-int(why.law(Words("保留小数位", "Decimals kept"), decimals)))
    if not extra:
        months = why.step(
            _RESULT, below.quantize(places), "months", Words("整岁，取表中值", "a whole age, as printed"), True
        )
        return why.conclude(months, _sentence(age, months))
    above = why.law(_whole_age(years + 1), _at(years + 1, age, months_at))
    formula = f"{plain(below)} − ({plain(below)} − {plain(above)}) × {extra} ÷ 12"
    how = Words(f"{formula}，四舍五入", f"{formula}, rounded half up")
    exact = below - (below - above) * extra / 12
    months = why.step(_RESULT, exact.quantize(places, HALF_UP), "months", how, True)
    return why.conclude(months, _sentence(age, months))


def _at(years: int, age: Words, months_at: Mapping[int, Law]) -> Law:
    if years not in months_at:
        raise AGE_OUTSIDE_TABLE(age_zh=age.zh, age_en=age.en, youngest=min(months_at), oldest=max(months_at))
    return months_at[years]


def _whole_age(years: int) -> Words:
    return Words(f"{years}岁的计发月数", f"Annuity months at {years}")


def _sentence(age: Words, months: Decimal) -> Words:
    return Words(
        f"{age.zh}退休，个人账户储存额除以{plain(months)}个月。",
        f"Retiring at {age.en}, the account balance is divided by {plain(months)} months.",
    )
