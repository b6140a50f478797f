"""Transitional pension and what provinces add to a pension. Pure.

Source: 国发〔2005〕38号 art. 6: who worked before accounts were set up and retires after it gets a transitional pension
by the rule of the province. Forms and rates are rows of the province; a province without verified ones is refused in
words (`PROVINCE_NOT_VERIFIED`), never guessed.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from benefits.pension.rules.amounts import half_up, same, shown
from benefits.pension.rules.basic import INDEXED_WAGE, REFERENCE_WAGE
from benefits.pension.rules.contribution_record import INDEX
from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

PROVINCE_NOT_VERIFIED = Reason(
    "pension_province_not_verified",
    "地区{region}的过渡性养老金没有经核实的计发办法和系数，不能推测。",
    "No verified way of reckoning the transitional pension of region {region} is on file; none is guessed.",
    "请由政策管理人员登记该省文件规定的办法、系数及其依据，然后重算。",
    "Ask the policy officers to record the province's form, rate and source, then calculate again.",
)
TRANSITIONAL = Words("过渡性养老金", "Transitional pension")
_YEARS = Words("建账前年限", "Years before the account")
_RATE = Words("过渡系数", "Rate for each year")


class Form(StrEnum):
    """How a province reckons: `indexed` C × Z × years × rate, `mean` (C + C × Z) / 2 × years × rate."""

    INDEXED = "indexed"
    MEAN = "mean"


def transitional(form: Form, base: Law, index: Decimal, years: Fraction, rate: Law) -> Explained[Fen]:
    """One wage × years × rate, rounded half up; in fen a month."""
    why = Trace()
    reference = Fraction(why.law(REFERENCE_WAGE, base))
    why.fact(INDEX, index, "index")
    wage = reference * Fraction(index)
    formula = f"{plain(base.value)} × {plain(index)}"
    if form is Form.MEAN:
        wage = (reference + wage) / 2
        formula = f"({plain(base.value)} + {formula}) ÷ 2"
    return _by_years(wage, formula, years, rate, why)


def transitional_on_wage(indexed_wage: Decimal, years: Fraction, rate: Law) -> Explained[Fen]:
    """With an indexed wage as decided before; in fen a month."""
    why = Trace()
    why.fact(INDEXED_WAGE, indexed_wage, "yuan")
    return _by_years(Fraction(indexed_wage), plain(indexed_wage), years, rate, why)


def transitional_beijing(
    base: Law, index: Decimal, *, deemed: Fraction, actual: Fraction, deemed_rate: Law, actual_rate: Law
) -> Explained[Fen]:
    """Deemed years on the reference wage, years paid before accounts on the indexed wage; in fen a month."""
    why = Trace()
    reference = Fraction(why.law(REFERENCE_WAGE, base))
    why.fact(INDEX, index, "index")
    why.fact(Words("视同缴费年限", "Deemed years"), shown(deemed), "years")
    why.fact(Words("建账前实际缴费年限", "Years paid before the account"), shown(actual), "years")
    on_base = why.law(Words("视同年限系数", "Rate of deemed years"), deemed_rate)
    on_wage = why.law(Words("实际年限系数", "Rate of years paid"), actual_rate)
    exact = reference * (deemed * Fraction(on_base) + Fraction(index) * actual * Fraction(on_wage))
    wage = plain(base.value)
    formula = (
        f"{wage} × {shown(deemed)} × {percent(on_base)} + "
        f"{wage} × {plain(index)} × {shown(actual)} × {percent(on_wage)}"
    )
    return _item(exact, formula, TRANSITIONAL, why)


def phased_in(old_fen: int, new_fen: int, share: Law) -> Explained[Fen]:
    """old + (new − old) × share while a new way is phased in; nobody gets less than by the old one. In fen a month."""
    why = Trace()
    why.fact(Words("老办法", "The old way"), yuan(old_fen), "yuan")
    why.fact(Words("新办法", "The new way"), yuan(new_fen), "yuan")
    part = why.law(Words("新办法计入比例", "Share of the new way"), share)
    gained = times(max(new_fen - old_fen, 0), part, HALF_UP)
    how = same(f"{written(old_fen)} + ({written(new_fen)} − {written(old_fen)}) × {percent(part)}")
    amount = Fen(why.money(Words("过渡期待遇", "While phased in"), old_fen + gained, how, is_result=True))
    return why.conclude(amount, Words(f"每月{written(amount)}元。", f"{written(amount)} yuan a month."))


def indexed_addition(base: Law, index: Decimal, years: Fraction, rate: Law) -> Explained[Fen]:
    """A share of the indexed wage for each year (Sichuan 0.1%); in fen a month."""
    why = Trace()
    reference = Fraction(why.law(REFERENCE_WAGE, base))
    why.fact(INDEX, index, "index")
    formula = f"{plain(base.value)} × {plain(index)}"
    return _by_years(reference * Fraction(index), formula, years, rate, why, Words("增发", "Addition"))


def one_child_addition(items_fen: Sequence[int], rate: Law) -> Explained[Fen]:
    """A share of the sum of the items for parents of one child; in fen a month."""
    why = Trace()
    total = sum(items_fen)
    why.fact(Words("各项之和", "Sum of the items"), yuan(total), "yuan")
    share = why.law(Words("独生子女父母增发比例", "Share for parents of one child"), rate)
    return _item(
        Fraction(total, 100) * Fraction(share), f"{written(total)} × {percent(share)}", Words("增发", "Addition"), why
    )


def transition_adjustment(constant: Law, factor: Law, index: Decimal, years: Fraction) -> Explained[Fen]:
    """Zhejiang's 过渡性调节金: constant + index × years × factor; in fen a month."""
    why = Trace()
    fixed = why.law(Words("定额", "Fixed part"), constant)
    by = why.law(Words("每年每指数", "For each year and index"), factor)
    why.fact(INDEX, index, "index")
    formula = f"{plain(fixed)} + {plain(index)} × {shown(years)} × {plain(by)}"
    exact = Fraction(fixed) + Fraction(index) * years * Fraction(by)
    return _item(exact, formula, Words("过渡性调节金", "Transitional adjustment"), why)


def verified(rates: Mapping[str, Law], region: str) -> Mapping[str, Law]:
    """The rates of a province as they are. Raises PROVINCE_NOT_VERIFIED where there are none."""
    if not rates:
        raise PROVINCE_NOT_VERIFIED(region=region)
    return rates


def _by_years(
    wage: Fraction, formula: str, years: Fraction, rate: Law, why: Trace, name: Words = TRANSITIONAL
) -> Explained[Fen]:
    why.fact(_YEARS if name is TRANSITIONAL else Words("年限", "Years"), shown(years), "years")
    share = why.law(_RATE, rate)
    return _item(wage * years * Fraction(share), f"{formula} × {shown(years)} × {percent(share)}", name, why)


def _item(exact: Fraction, formula: str, name: Words, why: Trace) -> Explained[Fen]:
    how = Words(f"{formula}，四舍五入到分", f"{formula}, rounded half up to the fen")
    amount = Fen(why.money(name, half_up(exact), how, is_result=True))
    return why.conclude(
        amount, Words(f"{name.zh}每月{written(amount)}元。", f"{name.en}: {written(amount)} yuan a month.")
    )
