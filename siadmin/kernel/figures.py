"""How figures are written inside sentences and formulas; amounts of money are written by `money.written`."""

from decimal import Decimal

from siadmin.kernel.language import Words


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
