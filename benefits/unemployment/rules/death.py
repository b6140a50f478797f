"""Death while drawing the benefit (SIL 49): a funeral grant and a payment to the survivors, in months of a city's wage.

Source: SIL 49; Guangdong regulations 25. Whoever could have a funeral grant of several insurances has one of them.
"""

from dataclasses import dataclass

from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, times, written
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class DeathBenefit:
    """In fen."""

    funeral_fen: Fen
    survivors_fen: Fen

    @property
    def total_fen(self) -> Fen:
        return Fen(self.funeral_fen + self.survivors_fen)


def death_benefit(
    average_wage: Law, funeral_months: Law, survivors_months: Law, *, funeral_elsewhere: bool
) -> Explained[DeathBenefit]:
    """`funeral_elsewhere`: the survivors chose the grant of the pension or the work injury fund."""
    why = Trace()
    wage = fen(why.law(Words("在岗职工月平均工资", "On-post average wage"), average_wage), HALF_UP)
    name = Words("丧葬补助金", "Funeral grant")
    if funeral_elsewhere:
        how = Words("已选择其他险种的丧葬补助金，社会保险法第49条", "chosen from another insurance, SIL 49")
        funeral = Fen(why.money(name, 0, how))
    else:
        funeral = _months_of(wage, funeral_months, name, why)
    survivors = _months_of(wage, survivors_months, Words("抚恤金", "To the survivors"), why)
    found = DeathBenefit(funeral, survivors)
    formula = f"{written(funeral)} + {written(survivors)}"
    why.money(Words("合计", "Together"), found.total_fen, Words(formula, formula), is_result=True)
    words = Words(
        f"丧葬补助金{written(funeral)}元，抚恤金{written(survivors)}元，合计{written(found.total_fen)}元。",
        f"Funeral grant {written(funeral)} yuan and {written(survivors)} yuan to the survivors: "
        f"{written(found.total_fen)} yuan.",
    )
    return why.conclude(found, words)


def _months_of(wage: Fen, months: Law, name: Words, why: Trace) -> Fen:
    count = why.law(Words(f"{name.zh}月数", f"{name.en}, months"), months)
    formula = f"{written(wage)} × {plain(count)}"
    how = Words(f"{formula}，社会保险法第49条", f"{formula}, SIL 49")
    return Fen(why.money(name, times(wage, count, HALF_UP), how))
