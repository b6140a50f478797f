"""How figures are written inside sentences and formulas; amounts of money are written by `money.written`."""

from decimal import Decimal
from typing import Any

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

_CODES = ("group", "option")  # units of values for programs; the step says in words how it came to them


def plain(value: Decimal | int) -> str:
    """`240`, `15.5`: no exponent, no trailing zeros."""
    return f"{Decimal(value).normalize():f}"


def percent(rate: Decimal) -> str:
    """`0.0032` as `0.32%`."""
    return f"{plain(rate * 100)}%"


def years_and_months(months: int) -> Words:
    """`723` months as `60岁3个月` / `60 years 3 months`: an age or a length of time as people say it."""
    years, rest = divmod(months, 12)
    if not rest:
        return Words(f"{years}岁", f"{years} years")
    return Words(f"{years}岁{rest}个月", f"{years} years {rest} month{'' if rest == 1 else 's'}")


def in_unit(value: Any, unit: str) -> Words:
    """A value of a trace: yuan with two decimals, rates as per cent, months and days named, no code."""
    if isinstance(value, Words):
        return value
    if unit in _CODES:
        return Words("", "")
    if unit == "month_number":
        value = Month.parse(str(int(value)))
    if isinstance(value, Month | str):
        return Words(str(value), str(value))
    number = plain(value) if isinstance(value, Decimal) else str(value)
    one = "" if number == "1" else "s"
    if unit.startswith("yuan"):
        number = f"{Decimal(value):,.2f}".replace("-", "−")
    elif unit == "rate":
        number = percent(Decimal(value))
    elif unit in ("month", "months"):
        return Words(f"{number} 个月", f"{number} month{one}")
    elif unit in ("day", "days"):
        return Words(f"{number} 天", f"{number} day{one}")
    return Words(number, number)
