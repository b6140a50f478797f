"""Near retirement: who has no work at the end of the spell and is nearer than a year to the statutory age draws on.

Source: Measures of 2024-09-13 on delayed retirement, art. 7, in force 2025-01-01. The fund pays the pension
contributions from the first month of benefit that is so near; what they cost a month is local and not worked out here.
"""

from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Extension:
    """Months added after `last_month`; from which month of benefit the fund pays the pension contributions, if any."""

    months: int
    last_month: Month
    pension_from: Month | None


def extension(first_month: Month, last_month: Month, retirement: Month, law: Law) -> Explained[Extension]:
    """`first_month` … `last_month` of benefit as determined; `retirement`: the month of the statutory age.

    The month of retirement is still paid: the pension begins the month after.
    """
    why = Trace()
    why.fact(Words("领取期满月份", "Last month of the spell"), last_month, "month")
    why.fact(Words("法定退休月份", "Month of retirement"), retirement, "month")
    near = int(why.law(Words("不足", "Nearer than"), law))
    left = retirement.index - last_month.index
    how = Words(f"{last_month} 至 {retirement}", f"{last_month} to {retirement}")
    why.step(Words("期满时距退休", "From the end of the spell to retirement"), left, "months", how)
    months = left if 0 < left < near else 0
    how = Words("渐进式延迟法定退休年龄的办法第7条", "Measures on delayed retirement, art. 7")
    why.step(Words("延长", "Extended by"), months, "months", how, is_result=True)
    last = last_month + months
    nearest = max(first_month, retirement - (near - 1))
    pension_from = nearest if nearest <= min(last, retirement) else None
    if pension_from is not None:
        why.step(Words("基金缴纳养老保险费自", "The fund pays the pension from"), pension_from, "month", how)
    if not months:
        words = Words("不延长领取期限。", "The spell is not extended.")
    else:
        words = Words(
            f"期满时距法定退休年龄{left}个月，延长领取至{last}。",
            f"At its end retirement is {left} months away: the spell is extended to {last}.",
        )
    return why.conclude(Extension(months, last, pension_from), words)
