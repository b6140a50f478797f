"""What a month of benefit is: a share of the minimum wage, or the table of the place by years paid or month of benefit.

Source: SIL 47 (not below the urban minimum living standard), UIR 18 (below the minimum wage); Guangdong regulations 19;
京人社发〔2025〕9号; 沪人社规〔2026〕7号. Tables are paid as published; a share is rounded half up to the fen.
"""

import datetime as dt
from dataclasses import dataclass

from benefits.unemployment.rules.duration import MONTHS_A_YEAR
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import Band, bands, table, value, value_if_any

OUTSIDE_TABLE = Reason(
    "unemployment_outside_table",
    "失业保险金标准表中没有累计缴费{paid}个月、第{month}个月这一档。",
    "The table of benefits has no row for {paid} months paid and benefit month {month}.",
    "请核对缴费月数和领取月次；延长领取的请注明。",
    "Check the months paid and the month of benefit; say so if the spell is extended.",
)
ABOVE_MINIMUM_WAGE = Reason(
    "unemployment_above_minimum_wage",
    "失业保险金标准 {amount} 元高于当地最低工资 {wage} 元，不符合失业保险条例第18条。",
    "A benefit of {amount} yuan is above the minimum wage of {wage} yuan, against UIR 18.",
    "请由政策管理人员核对这两项数值。",
    "Ask the policy officers to check both values.",
)
_BENEFIT = Words("失业保险金", "Benefit")
_MINIMUM_WAGE = Words("最低工资", "Minimum wage")
_EXTENDED, _EVERYBODY = "extended", "all"


@dataclass(frozen=True, slots=True)
class AmountLaw:
    """A `ratio` decides over the table. `lowest_from`: from that month of benefit on the lowest row of years counts."""

    ratio: Law | None
    minimum_wage: Law | None
    by_years: tuple[Band, ...] = ()
    by_month: tuple[Band, ...] = ()
    extended: Law | None = None
    everybody: Law | None = None
    lowest_from: Law | None = None
    minimum_living: Law | None = None

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "AmountLaw":
        """The law on the day of the month paid. Raises NOT_VERIFIED_HERE."""
        ratio = value_if_any(book, "unemployment.benefit_ratio_of_minimum_wage", region=region, on=on)
        living = value_if_any(book, "income.minimum_living_month", region=region, on=on)
        if ratio is not None:
            wage = value(book, "wage.minimum_month", region=region, on=on)
            return cls(ratio, wage, minimum_living=living)
        rows = table(book, "unemployment.benefit_monthly", region=region, on=on)
        return cls(
            ratio=None,
            minimum_wage=value_if_any(book, "wage.minimum_month", region=region, on=on),
            by_years=bands(rows, "years"),
            by_month=bands(rows, "month"),
            extended=rows.get(_EXTENDED),
            everybody=rows.get(_EVERYBODY),
            lowest_from=value_if_any(book, "unemployment.lowest_band_from_month", region=region, on=on),
            minimum_living=living,
        )


def monthly_benefit(paid_months: int, benefit_month: int, law: AmountLaw, *, extended: bool = False) -> Explained[Fen]:
    """In fen. `benefit_month` counts from 1; `extended`: past the spell, up to retirement.

    Raises OUTSIDE_TABLE, ABOVE_MINIMUM_WAGE.
    """
    if law.ratio is not None:
        assert law.minimum_wage is not None
        return share_of_minimum_wage(law.minimum_wage, law.ratio, law.minimum_living)
    why = Trace()
    why.fact(Words("累计缴费", "Paid"), paid_months, "months")
    why.fact(Words("领取月次", "Month of benefit"), benefit_month, "month_of_benefit")
    row = _row(paid_months, benefit_month, law, extended, why)
    amount = fen(why.law(Words("标准", "Standard"), row), HALF_UP)
    if law.minimum_wage is not None:
        wage = fen(why.law(_MINIMUM_WAGE, law.minimum_wage), HALF_UP)
        if amount > wage:
            raise ABOVE_MINIMUM_WAGE(amount=written(amount), wage=written(wage))
    how = Words("按公布的标准", "as published")
    return _held(amount, how, law.minimum_living, why)


def share_of_minimum_wage(minimum_wage: Law, ratio: Law, minimum_living: Law | None = None) -> Explained[Fen]:
    """In fen, rounded half up; never below the minimum living standard where that is on file (SIL 47)."""
    why = Trace()
    wage = why.law(_MINIMUM_WAGE, minimum_wage)
    share = why.law(Words("占最低工资的比例", "Share of the minimum wage"), ratio)
    formula = f"{written(fen(wage, HALF_UP))} × {percent(share)}"
    return _held(fen(wage * share, HALF_UP), Words(formula, formula), minimum_living, why)


def _held(amount: Fen, how: Words, minimum_living: Law | None, why: Trace) -> Explained[Fen]:
    if minimum_living is not None:
        floor = fen(why.law(Words("最低生活保障标准", "Minimum living standard"), minimum_living), HALF_UP)
        if amount < floor:
            how = Words("不低于最低生活保障标准，社会保险法第47条", "not below the minimum living standard, SIL 47")
            amount = floor
    why.money(_BENEFIT, amount, how, is_result=True)
    return why.conclude(
        amount, Words(f"失业保险金每月{written(amount)}元。", f"The benefit is {written(amount)} yuan a month.")
    )


def _row(paid_months: int, benefit_month: int, law: AmountLaw, extended: bool, why: Trace) -> Law:
    if law.everybody is not None:
        return law.everybody
    if extended and law.extended is not None:
        return law.extended
    if law.by_month:
        found = next((band for band in law.by_month if benefit_month in band), None)
    else:
        found = _by_years(paid_months // MONTHS_A_YEAR, benefit_month, law, why)
    if found is None:
        raise OUTSIDE_TABLE(paid=paid_months, month=benefit_month)
    return found.law


def _by_years(years: int, benefit_month: int, law: AmountLaw, why: Trace) -> Band | None:
    found = next((band for band in law.by_years if years in band), None)
    if found is None or law.lowest_from is None:
        return found
    lowest_from = why.law(Words("自第几个月起按最低档", "Lowest row from month"), law.lowest_from)
    return law.by_years[0] if benefit_month >= lowest_from else found
