"""Death by work: funeral, the lump sum, and monthly benefits of dependants.

Source: WIR 39. How the shares are cut when they exceed the wage is our reading: each in proportion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benefits.injury.rules.wage import AVERAGE_WAGE, OWN_WAGE
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, half_up, share, written
from siadmin.kernel.trace import Explained, Law, Trace

_WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Dependant:
    """`alone`: an orphan, or an elder without anybody else: some points more."""

    is_spouse: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class DependantLaw:
    """Shares of the own wage."""

    spouse: Law
    other: Law
    alone_more: Law


def funeral(average: Law, months: Law) -> Explained[Fen]:
    """Months of the average wage, once, by the fund."""
    why = Trace()
    wage, count = why.law(AVERAGE_WAGE, average), why.law(Words("丧葬补助金月数", "Months"), months)
    amount = fen(wage * count, HALF_UP)
    formula = f"{written(fen(wage, HALF_UP))} × {plain(count)}"
    why.money(Words("丧葬补助金", "Funeral grant"), amount, Words(formula, formula), is_result=True)
    return why.conclude(
        amount, Words(f"丧葬补助金{written(amount)}元。", f"The funeral grant is {written(amount)} yuan.")
    )


def death_lump(income: Law, multiple: Law) -> Explained[Fen]:
    """A multiple of the nation's urban disposable income per head of the year before the year of death."""
    why = Trace()
    year = why.law(Words("上一年度全国城镇居民人均可支配收入", "Urban disposable income, year before"), income)
    count = why.law(Words("倍数", "Multiple"), multiple)
    amount = fen(year * count, HALF_UP)
    formula = f"{written(fen(year, HALF_UP))} × {plain(count)}"
    why.money(Words("一次性工亡补助金", "Death lump sum"), amount, Words(formula, formula), is_result=True)
    return why.conclude(
        amount, Words(f"一次性工亡补助金{written(amount)}元。", f"The death lump sum is {written(amount)} yuan.")
    )


def less_advanced(lump: Explained[Fen], advanced_fen: int) -> Explained[Fen]:
    """Who was missing and is declared dead: what was advanced of the lump is taken off it (WIR 41)."""
    if not advanced_fen:
        return lump
    why = Trace(steps=[*lump.trace.steps])
    why.money(Words("下落不明期间已预支", "Advanced while missing"), advanced_fen, Words("第41条", "WIR 41"))
    amount = Fen(lump.value - advanced_fen)
    how = Words("补助金 − 已预支", "lump − advanced")
    why.money(Words("应付一次性工亡补助金", "Death lump sum due"), amount, how, is_result=True)
    return why.conclude(
        amount,
        Words(f"还应支付一次性工亡补助金{written(amount)}元。", f"{written(amount)} yuan of the lump are left."),
    )


def lump_in_advance(lump: Explained[Fen], most: Law) -> Explained[Fen]:
    """Half of the lump while its worker is missing and the family is in need (WIR 41)."""
    why = Trace(steps=[*lump.trace.steps])
    share_of = why.law(Words("可预支的比例", "Share in advance"), most)
    amount = half_up(Fraction(lump.value) * Fraction(share_of))
    how = Words(f"补助金 × {percent(share_of)}", f"lump × {percent(share_of)}")
    why.money(Words("预支一次性工亡补助金", "Death lump sum in advance"), amount, how, is_result=True)
    return why.conclude(
        amount, Words(f"预支一次性工亡补助金{written(amount)}元。", f"{written(amount)} yuan are paid in advance.")
    )


def dependants_monthly(
    wage: Explained[Fraction], dependants: Sequence[Dependant], law: DependantLaw
) -> Explained[list[Fen]]:
    """Fen a month of each, in their order; together never more than the own wage of the dead."""
    why = Trace(steps=[*wage.trace.steps])
    spouse = why.law(Words("配偶比例", "Spouse"), law.spouse)
    other = why.law(Words("其他亲属比例", "Others"), law.other)
    more = why.law(Words("孤寡老人或者孤儿增加", "Lone elder or orphan, more"), law.alone_more)
    rates = [(spouse if each.is_spouse else other) + (more if each.alone else Decimal(0)) for each in dependants]
    whole = half_up(wage.value)
    if sum(rates) > 1:
        shares = share(whole, [int(rate * _WHOLE) for rate in rates])
        how = Words("各人之和不超过本人工资，按比例核减", "together the own wage at most, cut in proportion")
    else:
        shares = [half_up(wage.value * Fraction(rate)) for rate in rates]
        formula = " + ".join(percent(rate) for rate in rates)
        how = Words(f"{OWN_WAGE.zh} × ({formula})", f"{OWN_WAGE.en.lower()} × ({formula})")
    total = why.money(Words("供养亲属抚恤金合计", "Dependants, together"), sum(shares), how, is_result=True)
    return why.conclude(
        shares,
        Words(f"供养亲属抚恤金每月共{written(total)}元。", f"Dependants get {written(total)} yuan a month together."),
    )
