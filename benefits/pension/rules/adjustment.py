"""The yearly adjustment of pensions in payment: fixed + per year + percentage + tilt. Pure.

Source: the year's notice of the two ministries and the province's plan (定额、挂钩、倾斜); every number is a row of the
province and year, and a year without them is refused (`NoLawInForce`).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from benefits.pension.rules.amounts import half_up, same
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class AdjustmentLaw:
    """Amounts in yuan a month; `tilt` by age in years from which it is paid; `long_service` for the two thresholds."""

    fixed: Law
    per_year: Law
    least_years: Law
    share: Law
    level_limit: Law
    level_low: Law
    level_high: Law
    tilt: Mapping[int, Law]
    long_service: Law
    long_service_months: Law
    long_service_age: Law

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "AdjustmentLaw":
        """Raises NoLawInForce where the region has no plan for the year."""

        def law(key: str, category: str = "") -> Law:
            return book.law(f"pension.adjustment_{key}", region=region, category=category, on=on)

        tilt = book.table("pension.adjustment_tilt", region=region, on=on)
        return cls(
            law("fixed"),
            law("per_year"),
            law("least_years_months"),
            law("share"),
            law("level_limit"),
            law("level", "low"),
            law("level", "high"),
            {int(category.removeprefix("age_")): each for category, each in tilt.items()},
            law("long_service"),
            law("long_service_months"),
            law("long_service_age_months"),
        )


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """The pension before, in fen a month; whole contribution years with deemed ones; age in years at the year's end."""

    pension_fen: int
    years: int
    age: int


def adjustment(facts: AdjustmentFacts, law: AdjustmentLaw) -> Explained[Fen]:
    """What the pension rises by, in fen a month, rounded half up once."""
    why = Trace()
    why.fact(Words("调整前养老金", "Pension before"), yuan(facts.pension_fen), "yuan")
    why.fact(Words("缴费年限", "Contribution years"), facts.years, "years")
    why.fact(Words("年龄", "Age"), facts.age, "years")
    parts = [Fraction(why.law(Words("定额调整", "Fixed part"), law.fixed)), *_linked(facts, law, why)]
    tilt = _tilt(facts, law, why)
    parts += tilt
    total = Fen(half_up(sum(parts, Fraction(0))))
    how = Words("定额 + 挂钩 + 倾斜，四舍五入到分", "fixed + linked + tilt, rounded half up to the fen")
    why.money(Words("每月增加", "More a month"), total, how, is_result=True)
    return why.conclude(
        total, Words(f"每月增加{written(total)}元。", f"The pension rises by {written(total)} yuan a month.")
    )


def adjusted_again(facts: AdjustmentFacts, adjusted_fen: int, law: AdjustmentLaw) -> Explained[Fen]:
    """What more the adjustment brings on a pension that was settled again since, in fen a month; never less than
    nothing.

    `adjusted_fen`: what it brought on the amount before.
    """
    found = adjustment(facts, law)
    why = Trace(steps=[*found.trace.steps])
    why.fact(Words("已按重算前的金额调整", "Adjusted on the amount before"), yuan(adjusted_fen), "yuan")
    how = Words(
        f"{written(found.value)} − {written(adjusted_fen)}，不足零按零",
        f"{written(found.value)} − {written(adjusted_fen)}, not below nothing",
    )
    more = max(0, int(found.value) - adjusted_fen)
    fen = Fen(why.money(Words("补做调整每月增加", "More a month, made anew"), more, how, is_result=True))
    return why.conclude(
        fen,
        Words(
            f"按重算后的金额补做年度调整，每月增加{written(fen)}元。",
            f"Adjusted anew on the amount settled again: {written(fen)} yuan more a month.",
        ),
    )


def _linked(facts: AdjustmentFacts, law: AdjustmentLaw, why: Trace) -> list[Fraction]:
    each = why.law(Words("每满1年增加", "For each year"), law.per_year)
    least = int(why.law(Words("年限至少按", "Years counted at least"), law.least_years) / 12)
    years = max(facts.years, least)
    by_years = Fraction(each) * years
    why.money(Words("与年限挂钩", "By years"), half_up(by_years), same(f"{plain(each)} × {years}"))
    limit = why.law(Words("养老金水平界限", "Level of pension"), law.level_limit)
    is_high = Fraction(facts.pension_fen, 100) > Fraction(limit)
    level = why.law(Words("按水平增加", "By level"), law.level_high if is_high else law.level_low)
    share = why.law(Words("按比例增加", "Share of the pension"), law.share)
    by_share = Fraction(facts.pension_fen, 100) * Fraction(share)
    how = same(f"{written(facts.pension_fen)} × {percent(share)}")
    why.money(Words("与水平挂钩", "By amount"), half_up(by_share), how)
    return [by_years, Fraction(level), by_share]


def _tilt(facts: AdjustmentFacts, law: AdjustmentLaw, why: Trace) -> list[Fraction]:
    parts = []
    reached = [age for age in law.tilt if facts.age >= age]
    if reached:
        parts.append(Fraction(why.law(Words("高龄倾斜", "Tilt for age"), law.tilt[max(reached)])))
    age = why.law(Words("长缴倾斜的年龄", "Age of the tilt for long service"), law.long_service_age)
    months = why.law(Words("长缴倾斜的年限", "Years of the tilt for long service"), law.long_service_months)
    if facts.age * 12 >= age and facts.years * 12 >= months:
        parts.append(Fraction(why.law(Words("长缴倾斜", "Tilt for long service"), law.long_service)))
    return parts
