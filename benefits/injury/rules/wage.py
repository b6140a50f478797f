"""The injured person's own wage: the mean contribution wage of the twelve months before, within limits of the average.

Source: WIR 64. The benefit is rounded, not the wage.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import half_up, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import own_value, value

NO_WAGES = Reason(
    "injury_no_wages",
    "受伤前没有任何月份的缴费工资，无法核定本人工资。",
    "No month before the injury has a contribution wage: the own wage cannot be established.",
    "请先由用人单位补办参保和申报；未参保期间的待遇由用人单位支付（工伤保险条例第62条）。",
    "The employer insures and declares first; what falls due without insurance the employer pays (WIR 62).",
)
AVERAGE = "wage.average_month"
AVERAGE_WAGE = Words("统筹地区上年度职工月平均工资", "Average wage of the pooling area, year before")
OWN_WAGE = Words("本人工资", "Own wage")


@dataclass(frozen=True, slots=True)
class WageLaw:
    """`average`: a month, of the year before; the shares bound the own wage by it."""

    average: Law
    floor_share: Law
    ceiling_share: Law

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "WageLaw":
        """Raises NOT_VERIFIED_HERE."""
        return cls(
            own_value(book, AVERAGE, region=region, on=on, category="full_calibre"),
            value(book, "injury.own_wage_floor_share", region=region, on=on),
            value(book, "injury.own_wage_ceiling_share", region=region, on=on),
        )


def own_wage(wages_fen: int, months: int, law: WageLaw | None) -> Explained[Fraction]:
    """Fen, exact. `wages_fen`: the contribution wages of up to twelve months before the injury, added up.

    None as law: the wage as it is. Raises NO_WAGES.
    """
    if months <= 0:
        raise NO_WAGES()
    why = Trace()
    mean = Fraction(wages_fen, months)
    if months > 1:
        why.fact(Words("缴费工资合计", "Contribution wages, added up"), yuan(wages_fen), "yuan")
        why.fact(Words("月数", "Months"), months, "months")
    how = Words("合计 ÷ 月数", "sum ÷ months")
    why.money(Words("平均缴费工资", "Mean contribution wage"), half_up(mean), how)
    wage = mean
    if law is not None:
        average = Fraction(why.law(AVERAGE_WAGE, law.average)) * 100
        least, most = why.law(_FLOOR, law.floor_share), why.law(_CEILING, law.ceiling_share)
        wage = min(max(mean, average * Fraction(least)), average * Fraction(most))
        how = Words(
            f"不低于平均工资的{percent(least)}，不高于{percent(most)}，工伤保险条例第64条",
            f"at least {percent(least)} and at most {percent(most)} of the average wage, WIR 64",
        )
    why.money(OWN_WAGE, half_up(wage), how)
    shown = written(half_up(wage))
    return why.conclude(wage, Words(f"本人工资每月{shown}元。", f"The own wage is {shown} yuan a month."))


def site_wage(average: Law, share: Law) -> Explained[Fraction]:
    """Of who was hurt on an insured construction site and has no contribution wage: by the average of the place.

    Source: 人社部发〔2014〕103号. Fen, exact.
    """
    why = Trace()
    whole, part = why.law(AVERAGE_WAGE, average), why.law(_SITE_SHARE, share)
    wage = Fraction(whole) * 100 * Fraction(part)
    how = Words(
        "按项目参保、没有缴费工资的，参照统筹地区上年度职工平均工资（人社部发〔2014〕103号）",
        "insured by a project, no contribution wage: by the average wage of the place (人社部发〔2014〕103号)",
    )
    why.money(OWN_WAGE, half_up(wage), how)
    shown = written(half_up(wage))
    return why.conclude(wage, Words(f"本人工资每月{shown}元。", f"The own wage is {shown} yuan a month."))


_SITE_SHARE = Words("按项目参保的本人工资占平均工资", "Own wage on an insured site, of the average wage")
_FLOOR = Words("本人工资下限比例", "Own wage, lower limit")
_CEILING = Words("本人工资上限比例", "Own wage, upper limit")
