"""Measures of a year begin in its January: once a year and place. Pure."""

from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

NOT_JANUARY = Reason(
    "pension_rise_not_january",
    "年度调整和重算自当年1月起，不能选择 {month}。",
    "A measure of a year begins in its January, not in {month}.",
    "选择当年1月。",
    "Choose January.",
)


def januaries(first: Month, last: Month) -> list[Month]:
    """From which months measures of a year may begin."""
    return [month for month in first.until(last + 1) if month.number == 1]


def in_january(month: Month) -> None:
    """Raises NOT_JANUARY."""
    if month.number != 1:
        raise NOT_JANUARY(month=month)
