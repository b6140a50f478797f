"""Which way somebody may move between the employees' and the residents' pension, and what was paid twice. Pure.

Source: 人社部发〔2014〕17号 art. 3 (at the statutory age; long enough as an employee: resident → employee, else
the other way), art. 5 (residents' years do not count as an employee's), art. 6 (an employee's count as a resident's),
art. 7 (of months paid in both, the employee's count; what was paid for them as a resident goes back to the person).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

_MONTHS_OF_A_YEAR = 12


class Way(StrEnum):
    """Into which of the two schemes."""

    TO_EMPLOYEE = "to_employee"
    TO_RESIDENT = "to_resident"


@dataclass(frozen=True, slots=True)
class Overlap:
    """One year paid as a resident, and the months of it paid as an employee too. `own_fen`: what the person paid."""

    year: int
    months: int
    own_fen: int


WAY_WORDS: dict[str, Words] = {
    Way.TO_EMPLOYEE: Words("城乡居民养老保险转入职工养老保险", "From the residents' to the employees' pension"),
    Way.TO_RESIDENT: Words("职工养老保险转入城乡居民养老保险", "From the employees' to the residents' pension"),
}


def way_of(*, employee_months: int, needed: Law) -> Explained[Way]:
    """The one way open to somebody who has reached the statutory age. `needed`: months, by the year of that age."""
    trace = Trace()
    trace.fact(Words("职工养老保险缴费月数", "Months paid as an employee"), employee_months, "months")
    least = int(trace.law(Words("最低缴费年限", "Minimum contribution time"), needed))
    if employee_months >= least:
        way, why = Way.TO_EMPLOYEE, Words(f"{employee_months} ≥ {least}", f"{employee_months} ≥ {least}")
        sentence = Words(
            f"职工缴费 {employee_months} 个月，已满 {least} 个月：可由居民养老保险转入职工养老保险，"
            "居民缴费年限不合并计算。",
            f"{employee_months} months as an employee, not fewer than {least}: the residents' account moves to the "
            "employees' scheme; residents' years do not count there.",
        )
    else:
        way, why = Way.TO_RESIDENT, Words(f"{employee_months} < {least}", f"{employee_months} < {least}")
        sentence = Words(
            f"职工缴费 {employee_months} 个月，不足 {least} 个月：可由职工养老保险转入居民养老保险，"
            "职工缴费年限合并计算。",
            f"{employee_months} months as an employee, fewer than {least}: the employees' account moves to the "
            "residents' scheme; the employee's years count there.",
        )
    trace.step(Words("衔接方向", "Which way"), WAY_WORDS[way], "text", why, is_result=True)
    return trace.conclude(way, sentence)


def paid_twice(overlaps: Sequence[Overlap]) -> Explained[Fen]:
    """What goes back to the person, in fen: of each year the own payment by twelfths, each rounded half up.

    The portal knows no collective aid (集体补助); government's subsidy does not go back. Never more than was paid.
    """
    trace = Trace()
    total = 0
    for each in sorted(overlaps, key=lambda one: one.year):
        assert 0 <= each.months <= _MONTHS_OF_A_YEAR and each.own_fen >= 0, each
        amount = twelfths(each)
        name = Words(f"{each.year} 年重复 {each.months} 个月", f"{each.year}: {each.months} months twice")
        how = f"{written(each.own_fen)} ÷ {_MONTHS_OF_A_YEAR} × {each.months}"
        trace.money(name, amount, Words(how, how))
        total += amount
    added = Words("各年度合计", "All years together")
    trace.money(Words("清退金额", "Goes back to the person"), total, added, is_result=True)
    sentence = Words(
        f"重复缴费时段的居民养老保险个人缴费 {written(total)} 元退还本人。",
        f"Of what was paid as a resident for months paid as an employee too, ¥{written(total)} go back to the person.",
    )
    return trace.conclude(Fen(total), sentence)


def twelfths(overlap: Overlap) -> Fen:
    """One year's part of it."""
    return fen(yuan(overlap.own_fen) * overlap.months / _MONTHS_OF_A_YEAR, HALF_UP)


def counted_months(*, paid: int, came: int) -> int:
    """Months of one year that count as a resident's: those paid there and those that came, a month once (art. 6, 7)."""
    return min(paid + came, _MONTHS_OF_A_YEAR)
