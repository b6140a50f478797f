"""Who of the relatives counts as a dependant, until when, and what is left of the wage for one who claims (WIR 39).

Source: 因工死亡职工供养亲属范围规定: children until eighteen, elders from an age on, or wholly unable to work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benefits.injury.rules.death import Dependant, DependantLaw, dependants_monthly
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, half_up, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace

_YOUNG = ("child", "grandchild", "sibling")


@dataclass(frozen=True, slots=True)
class AgeLaw:
    """Months of age: under `child`, from `man` or `woman` on."""

    child: Law
    man: Law
    woman: Law


@dataclass(frozen=True, slots=True)
class Relative:
    relation: str
    birth_month: Month
    is_woman: bool
    is_incapable: bool


def until(relative: Relative, first: Month, law: AgeLaw) -> Explained[Month | Words | None]:
    """The first month without it; none where no end is known; words where nobody of this age depends."""
    why = Trace()
    age = why.fact(Words("当月年龄（月）", "Age that month"), first.index - relative.birth_month.index, "months")
    if relative.is_incapable:
        return why.conclude(None, Words("完全丧失劳动能力。", "Wholly unable to work."))
    if relative.relation in _YOUNG:
        child = int(why.law(Words("未成年", "Under age below"), law.child))
        if age < child:
            return why.conclude(relative.birth_month + child + 1, Words("未满18周岁。", "Under eighteen."))
        return why.conclude(
            Words("已满18周岁且未完全丧失劳动能力（第39条）", "eighteen, and able to work (WIR 39)"),
            Words("不予支付。", "Nothing is due."),
        )
    name = Words("女性年龄", "Women from") if relative.is_woman else Words("男性年龄", "Men from")
    least = int(why.law(name, law.woman if relative.is_woman else law.man))
    if age >= least:
        return why.conclude(None, Words("已达到供养年龄。", "Of the age of a dependant."))
    return why.conclude(
        Words("未达到供养年龄且未完全丧失劳动能力（第39条）", "not of that age, and able to work (WIR 39)"),
        Words("不予支付。", "Nothing is due."),
    )


def share_of_one(
    wage: Explained[Fraction], dependants: Sequence[Dependant], granted_fen: int, law: DependantLaw
) -> Explained[Fen]:
    """Fen a month of the first of them; never more than what earlier decisions left of the wage."""
    found = dependants_monthly(wage, dependants, law)
    why = Trace(steps=[*found.trace.steps])
    why.fact(Words("已核定给其他供养亲属", "Granted to others"), yuan(granted_fen), "yuan")
    left = max(0, half_up(wage.value) - granted_fen)
    amount = Fen(min(found.value[0], left))
    how = Words("本人份额，各人之和不超过本人工资", "the own share; together the wage at most")
    why.money(Words("供养亲属抚恤金", "Dependant's pension"), amount, how, is_result=True)
    return why.conclude(
        amount,
        Words(f"供养亲属抚恤金每月{written(amount)}元。", f"The pension is {written(amount)} yuan a month."),
    )
