"""The person's own record as the formula needs it: average contribution index and counted years. Pure.

Source: 国发〔2005〕38号 art. 6 (average contribution index); the mean of base / local average over the months counted,
deemed years (SIL 13) with the index the province gives them. Places kept are the province's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from benefits.pension.rules.amounts import same, shown
from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

NOTHING_COUNTED = Reason(
    "pension_nothing_counted",
    "没有可计入的缴费月数，无法计算平均缴费指数。",
    "There are no months to count, so there is no average contribution index.",
    "请核对缴费记录。",
    "Check the contribution record.",
)
NO_DEEMED_INDEX = Reason(
    "pension_no_deemed_index",
    "有{months}个月视同缴费年限，但该地区没有登记经核实的视同缴费指数，不能推测。",
    "{months} months are deemed paid, but the region has no verified index of deemed years on file; none is guessed.",
    "当地政策管理人员登记视同缴费指数及其依据后即可计算；在此之前可到经办窗口咨询。",
    "It can be worked out once the place's policy officers have recorded the index and its source; ask at a counter.",
)
UNKNOWN_WAY_OF_YEARS = Reason(
    "pension_unknown_way_of_years",
    "缴费年限的取整方式“{way}”没有对应的计算办法。",
    "There is no calculation for counting years the way “{way}”.",
    "请由政策管理人员核对该参数的类别。",
    "Ask the policy officers to check the category of this parameter.",
)
INDEX = Words("平均缴费指数", "Average contribution index")
YEARS = Words("缴费年限", "Contribution years")
HALF_UP_YEARS, UP_YEARS, EXACT_YEARS, WHOLE_YEARS = "half_up", "up", "exact", "whole_years"


@dataclass(frozen=True, slots=True)
class Spell:
    """Months paid on one base (in fen a month) in times of one local average wage."""

    base_fen: int
    average: Law
    months: int

    @property
    def index(self) -> Fraction:
        return Fraction(self.base_fen, 100) / Fraction(self.average.value)


def index_average(sum_of_indices: Decimal, periods: Decimal, decimals: Law) -> Explained[Decimal]:
    """Sum of indices over periods, rounded half up to the province's places. Raises NOTHING_COUNTED."""
    if periods <= 0:
        raise NOTHING_COUNTED()
    why = Trace()
    why.fact(Words("指数合计", "Sum of indices"), sum_of_indices, "index")
    why.fact(Words("期数", "Periods"), periods, "periods")
    return _rounded_index(Fraction(sum_of_indices), Fraction(periods), decimals, why)


def index_of_history(
    spells: Sequence[Spell], deemed_months: int, deemed_index: Law | None, decimals: Law
) -> Explained[Decimal]:
    """Z = Σ(base / average) / months, deemed months with the province's index.

    Raises NOTHING_COUNTED, and NO_DEEMED_INDEX where deemed months have no index on file.
    """
    months = sum(each.months for each in spells) + deemed_months
    if months <= 0:
        raise NOTHING_COUNTED()
    if deemed_months and deemed_index is None:
        raise NO_DEEMED_INDEX(months=deemed_months)
    why = Trace()
    total = Fraction(0)
    for each in spells:
        average = why.law(Words("当地平均工资", "Local average wage"), each.average)
        part = each.index * each.months
        how = same(f"{written(each.base_fen)} ÷ {plain(average)} × {each.months}")
        why.step(Words(f"{each.months}个月的指数", f"Indices of {each.months} months"), shown(part), "index", how)
        total += part
    if deemed_months and deemed_index is not None:
        value = why.law(Words("视同缴费指数", "Index of deemed years"), deemed_index)
        part = Fraction(value) * deemed_months
        how = same(f"{plain(value)} × {deemed_months}")
        why.step(Words("视同缴费的指数", "Indices of deemed months"), shown(part), "index", how)
        total += part
    return _rounded_index(total, Fraction(months), decimals, why)


def counted_years(months: int, way: str, decimals: Law) -> Explained[Fraction]:
    """N as the province counts it: `half_up` or `up` to its places, or months / 12 as they are.

    Raises UNKNOWN_WAY_OF_YEARS.
    """
    why = Trace()
    why.fact(Words("缴费月数（含视同）", "Months counted, deemed ones included"), months, "months")
    places = int(why.law(Words("年限保留小数位", "Places kept of years"), decimals))
    scale = 10**places
    exact = Fraction(months, 12)
    if way == HALF_UP_YEARS:
        years = Fraction(floor(exact * scale + Fraction(1, 2)), scale)
    elif way == UP_YEARS:
        years = Fraction(ceil(exact * scale), scale)
    elif way in (EXACT_YEARS, WHOLE_YEARS):
        years = exact
    else:
        raise UNKNOWN_WAY_OF_YEARS(way=way)
    why.step(YEARS, shown(years), "years", same(f"{months} ÷ 12"), True)
    return why.conclude(years, Words(f"缴费年限{shown(years)}年。", f"{shown(years)} contribution years."))


def _rounded_index(total: Fraction, periods: Fraction, decimals: Law, why: Trace) -> Explained[Decimal]:
    places = int(why.law(Words("指数保留小数位", "Places kept of the index"), decimals))
    scale = 10**places
    index = Decimal(floor(total / periods * scale + Fraction(1, 2))).scaleb(-places)
    formula = f"{shown(total)} ÷ {shown(periods)}"
    why.step(INDEX, index, "index", Words(f"{formula}，四舍五入", f"{formula}, rounded half up"), True)
    return why.conclude(index, Words(f"平均缴费指数为{index}。", f"The average contribution index is {index}."))
