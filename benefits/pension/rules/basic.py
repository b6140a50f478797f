"""Base pension (基础养老金) and account pension of employees. Pure.

Source: 国发〔2005〕38号 art. 6, SIL 15: (C + C × Z) / 2 × N × 1%, C the reference wage of the year of retirement, Z the
average contribution index, N the contribution years with deemed ones; balance / annuity months. Provinces differ in
how they count: Shanghai by whole years and further months, Guangdong with the first half scaled below an index of 0.6.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from benefits.pension.rules.amounts import half_up, rounded_up, same, shown
from benefits.pension.rules.contribution_record import INDEX, YEARS
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

BASIC = Words("基础养老金", "Base pension")
REFERENCE_WAGE = Words("计发基数", "Pension reference wage")
YEAR_RATE = Words("每满1年发给", "For each year")
INDEXED_WAGE = Words("指数化月平均缴费工资", "Indexed monthly wage")
ACCOUNT = Words("个人账户养老金", "Account pension")


@dataclass(frozen=True, slots=True)
class LowIndexLaw:
    """Below `limit` the first half of the mean is the reference wage × index / limit, to `decimals` places."""

    limit: Law
    decimals: Law


@dataclass(frozen=True, slots=True)
class Wages:
    """The two halves the base pension is the mean of, in yuan a month."""

    reference: Fraction
    indexed: Fraction

    @property
    def mean(self) -> Fraction:
        return (self.reference + self.indexed) / 2


def basic_pension(
    wages: Explained[Wages], years: Fraction, year_rate: Law, rounding: Law | None = None
) -> Explained[Fen]:
    """Mean of the two wages × years × 1%, in fen a month; half up, or up to the places of `rounding`."""
    why = Trace(steps=[*wages.trace.steps])
    why.fact(YEARS, shown(years), "years")
    rate = why.law(YEAR_RATE, year_rate)
    amount = wages.value.mean * years * Fraction(rate)
    formula = f"({shown(wages.value.reference)} + {shown(wages.value.indexed)}) ÷ 2 × {shown(years)} × {percent(rate)}"
    return _basic(amount, formula, rounding, why)


def basic_pension_by_months(
    wages: Explained[Wages], months: int, year_rate: Law, month_rate: Law, rounding: Law
) -> Explained[Fen]:
    """Shanghai: 1% a whole year, a share of its own for each further month, the item rounded up; in fen a month."""
    years, further = divmod(months, 12)
    why = Trace(steps=[*wages.trace.steps])
    why.fact(Words("整年", "Whole years"), years, "years")
    why.fact(Words("余月", "Further months"), further, "months")
    by_year = why.law(YEAR_RATE, year_rate)
    by_month = why.law(Words("不足1年的每月", "For each further month"), month_rate)
    amount = wages.value.mean * (Fraction(by_year) * years + Fraction(by_month) * further)
    mean = f"({shown(wages.value.reference)} + {shown(wages.value.indexed)}) ÷ 2"
    return _basic(amount, f"{mean} × ({years} × {percent(by_year)} + {further} × {percent(by_month)})", rounding, why)


def halves(
    base: Law, index: Decimal, *, base_for_index: Law | None = None, low: LowIndexLaw | None = None
) -> Explained[Wages]:
    """The reference wage and the indexed wage. `base_for_index`: a second reference wage, where a province has one."""
    why = Trace()
    reference = Fraction(why.law(REFERENCE_WAGE, base))
    why.fact(INDEX, index, "index")
    if low is not None and index < why.law(Words("低指数界限", "Limit of low indices"), low.limit):
        reference = _scaled(reference, index, low, why)
    second = base
    if base_for_index is not None:
        second = base_for_index
        why.law(Words("第二计发基数", "Second reference wage"), second)
    indexed = Fraction(second.value) * Fraction(index)
    why.step(INDEXED_WAGE, shown(indexed), "yuan", same(f"{plain(second.value)} × {plain(index)}"))
    return why.conclude(
        Wages(reference, indexed),
        Words(f"指数化月平均缴费工资{shown(indexed)}元。", f"The indexed wage is {shown(indexed)} yuan."),
    )


def wages_as_given(base: Law, indexed_wage: Decimal) -> Explained[Wages]:
    """The reference wage with an indexed wage as decided before."""
    why = Trace()
    reference = Fraction(why.law(REFERENCE_WAGE, base))
    why.fact(INDEXED_WAGE, indexed_wage, "yuan")
    return why.conclude(
        Wages(reference, Fraction(indexed_wage)),
        Words(f"指数化月平均缴费工资{indexed_wage}元。", f"The indexed wage is {indexed_wage} yuan."),
    )


def account_pension(balance_fen: int, divisor: Explained[Decimal], rounding: Law | None = None) -> Explained[Fen]:
    """Balance / annuity months, half up or up to the places of `rounding`; in fen a month. 国发〔2005〕38号 art. 6."""
    why = Trace(steps=[*divisor.trace.steps])
    why.fact(Words("个人账户储存额", "Account balance"), yuan(balance_fen), "yuan")
    amount = Fraction(balance_fen, 100) / Fraction(divisor.value)
    part = half_up(amount) if rounding is None else rounded_up(amount, rounding)
    why.money(ACCOUNT, part, same(f"{written(balance_fen)} ÷ {plain(divisor.value)}"), is_result=True)
    return why.conclude(
        part, Words(f"个人账户养老金每月{written(part)}元。", f"The account gives {written(part)} yuan a month.")
    )


def _basic(amount: Fraction, formula: str, rounding: Law | None, why: Trace) -> Explained[Fen]:
    if rounding is None:
        how = Words(f"{formula}，四舍五入到分", f"{formula}, rounded half up to the fen")
        part = half_up(amount)
    else:
        why.law(Words("进位保留小数位", "Places rounded up to"), rounding)
        how = Words(f"{formula}，见分进角", f"{formula}, rounded up to a tenth of a yuan")
        part = rounded_up(amount, rounding)
    why.money(BASIC, part, how, is_result=True)
    return why.conclude(part, Words(f"基础养老金每月{written(part)}元。", f"The base pension is {written(part)} yuan."))


def _scaled(reference: Fraction, index: Decimal, low: LowIndexLaw, why: Trace) -> Fraction:
    places = int(why.law(Words("α 保留小数位", "Places kept of α"), low.decimals))
    scale = 10**places
    alpha = Decimal(floor(Fraction(index) / Fraction(low.limit.value) * scale + Fraction(1, 2))).scaleb(-places)
    how = same(f"{plain(index)} ÷ {plain(low.limit.value)}")
    why.step(Words("低指数系数 α", "Factor α of a low index"), alpha, "index", how)
    return reference * Fraction(alpha)
