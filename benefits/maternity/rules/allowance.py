"""The allowance of the leave, and what the employer adds where the own wage is higher.

Source: SIL 56; WWR 8. Multiplied first, divided once, rounded once half up to the fen.
"""

from fractions import Fraction

from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, half_up, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

UNIT_WAGE = Words("单位上年度职工月平均工资", "The employer's average wage of the year before")


def allowance(unit_wage: Fraction, days: int, divisor: Law) -> Explained[Fen]:
    """Fen for the whole leave. `unit_wage`: fen a month, exact."""
    why = Trace()
    why.fact(UNIT_WAGE, yuan(half_up(unit_wage)), "yuan")
    amount = _for_days(unit_wage, days, divisor, why)
    why.money(Words("生育津贴", "Maternity allowance"), amount, _formula(unit_wage, days, divisor), is_result=True)
    return why.conclude(
        amount, Words(f"生育津贴共{written(amount)}元。", f"The allowance is {written(amount)} yuan in all.")
    )


def top_up(unit_wage: Fraction, own_wage: Fraction, days: int, divisor: Law) -> Explained[Fen]:
    """Fen the employer pays beside the allowance where the own wage before the leave is higher; else zero."""
    paid = allowance(unit_wage, days, divisor)
    why = Trace(steps=[*paid.trace.steps])
    why.fact(Words("本人产前工资", "Own wage before the leave"), yuan(half_up(own_wage)), "yuan")
    own = _for_days(own_wage, days, divisor, Trace())
    amount = Fen(max(0, own - paid.value))
    how = Words(
        f"{written(own)} − {written(paid.value)}，不低于0", f"{written(own)} − {written(paid.value)}, at least 0"
    )
    why.money(Words("单位补差", "Employer's part"), amount, how, is_result=True)
    return why.conclude(amount, Words(f"单位补差{written(amount)}元。", f"The employer adds {written(amount)} yuan."))


def _for_days(wage: Fraction, days: int, divisor: Law, why: Trace) -> Fen:
    why.fact(Words("天数", "Days"), days, "days")
    return half_up(wage * days / Fraction(why.law(Words("每月天数", "Days a month"), divisor)))


def _formula(wage: Fraction, days: int, divisor: Law) -> Words:
    text = f"{written(half_up(wage))} × {days} ÷ {plain(divisor.value)}"
    return Words(text, text)
