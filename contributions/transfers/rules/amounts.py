"""What moves with a pension relation besides the personal account: 12 % of the wages contributions were paid on. Pure.

Source: 国办发〔2009〕66号 art. 4 (2): the sum of the yearly contribution wages since 1998-01-01 times 12 %; a year in
which contributions were paid for some months counts by these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written, yuan
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year at a place: months paid and the wages they were paid on, in fen.

    `employer_fen`: what employers paid, told of a temporary account only.
    """

    year: int
    months: int
    wages_fen: int
    employer_fen: int = 0


@dataclass(frozen=True, slots=True)
class PooledLaw:
    """`rate`: the share that moves; `since`: the first month that counts (YYYYMM)."""

    rate: Law
    since: Law

    @property
    def first_month(self) -> Month:
        year, month = divmod(int(self.since.value), 100)
        return Month(year, month)


def pooled_part(years: Sequence[Year], law: PooledLaw) -> Explained[Fen]:
    """The part of the pooled fund that moves, in fen, rounded once half up. Wages of years before the law do not count.

    Years are whole: the law's first month is a January.
    """
    assert law.first_month.number == 1, "the law counts whole years"
    trace = Trace()
    trace.law(Words("计入的起始年月", "Counted from"), law.since)
    wages = 0
    for each in sorted(years, key=lambda one: one.year):
        if each.year < law.first_month.year:
            continue
        name = Words(f"{each.year} 年缴费工资（{each.months} 个月）", f"Wages of {each.year} ({each.months} months)")
        trace.fact(name, yuan(each.wages_fen), "yuan")
        wages += each.wages_fen
    rate = trace.law(Words("统筹基金转移比例", "Share of the pooled fund that moves"), law.rate)
    amount = times(wages, rate, HALF_UP)
    how = Words(f"{written(wages)} × {percent(rate)}", f"{written(wages)} × {percent(rate)}")
    trace.money(Words("统筹基金转移额", "Moved from the pooled fund"), amount, how, is_result=True)
    sentence = Words(
        f"历年缴费工资合计 {written(wages)} 元，转移统筹基金 {written(amount)} 元。",
        f"On wages of ¥{written(wages)} in all, ¥{written(amount)} of the pooled fund moves.",
    )
    return trace.conclude(amount, sentence)
