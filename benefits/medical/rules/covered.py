"""Whether a day is covered: months paid in a row, gaps that count as none, and the months waited after a longer one.

Source: 医保办发〔2021〕43号 (a gap of up to three months); 国办发〔2024〕38号 for residents; the place's rules for
employees.
"""

from collections.abc import Collection
from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class InARow:
    """Months paid up to one of them, gaps that count as none among them.

    `gap`: months without cover before `first` that were too many; none where nothing was paid before.
    """

    first: Month
    paid: int
    gap: int = 0

    def covered_from(self, waiting: int) -> Month:
        """`waiting`: months after a gap."""
        return self.first + (waiting if self.gap else 0)


def in_a_row(paid: Collection[Month], upto: Month, longest_gap: int) -> InARow | None:
    """None where that month itself is not paid. `longest_gap`: months in between that count as none."""
    months = sorted((each for each in set(paid) if each <= upto), reverse=True)
    if not months or months[0] != upto:
        return None
    first, count = upto, 1
    for month in months[1:]:
        gap = first.index - month.index - 1
        if gap > longest_gap:
            return InARow(first, count, gap)
        first, count = month, count + 1
    return InARow(first, count)


def residents_waiting(gap: int, fixed: int, each_year: int) -> int:
    """Months a resident waits after a gap: a fixed number, and more for each whole year missed after the first."""
    return fixed + each_year * max(0, gap // MONTHS_A_YEAR - 1)


def covered(since: Month) -> Words:
    return Words(f"已参保缴费，自{since}起享受待遇", f"Insured and paid: covered since {since}")


def waits(since: Month, gap: int) -> Words:
    return Words(
        f"中断缴费{gap}个月后重新参保，等待期至{since - 1}，自{since}起享受待遇",
        f"After a gap of {gap} months cover begins again with {since}",
    )


def lifelong(paid: int, needed: int) -> Words:
    return Words(
        f"已领取基本养老金，职工医保缴费{paid}个月，满当地{needed}个月，退休后不再缴费（社会保险法第27条）",
        f"Draws a pension and has paid {paid} months of the place's {needed}: covered without paying on (SIL 27)",
    )


def too_short(paid: int, needed: int) -> Words:
    return Words(
        f"已领取基本养老金，职工医保缴费{paid}个月，不足当地{needed}个月，可以缴费至规定年限（社会保险法第27条）",
        f"Draws a pension, but has paid {paid} of the place's {needed} months: the rest may be paid (SIL 27)",
    )


def not_paid(month: Month) -> Words:
    return Words(f"{month} 没有缴费记录，补缴后可以再申请", f"{month} is not paid: it counts once it is")


NO_PENSION_YET = Words(
    "已退休，尚未领取基本养老金，目前没有医疗保险：领取后职工医保缴费满当地年限的，不再缴费（社会保险法第27条）",
    "Retired, and no pension is drawn yet: nothing covers until then; whoever draws one and has paid the place's "
    "months is covered without paying on (SIL 27)",
)
NOT_INSURED = Words(
    "当月没有参加基本医疗保险（职工或者城乡居民）", "Not insured for medical costs in that month, in neither scheme"
)
