"""Exact amounts on their way to whole fen: fractions of a yuan, rounded once where the law says so. Pure."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.trace import Law

_SHOWN_PLACES = Decimal("0.000001")


def half_up(yuan: Fraction) -> Fen:
    """Exact yuan, zero or more, as fen rounded half up."""
    return Fen(floor(yuan * 100 + Fraction(1, 2)))


def rounded_up(yuan: Fraction, decimals: Law) -> Fen:
    """见分进角: exact yuan, zero or more, rounded up to the places of the law (1 is a tenth of a yuan), in fen."""
    scale = 10 ** int(decimals.value)
    return Fen(ceil(yuan * scale) * 100 // scale)


def per_month(income: Law) -> Fraction:
    """Yuan a month of a value of the law given by the month or by the year."""
    return Fraction(income.value) / (12 if income.unit == "yuan_per_year" else 1)


def shown(amount: Fraction) -> str:
    """A fraction inside a formula: at most six places, no trailing zeros."""
    decimal = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{decimal.quantize(_SHOWN_PLACES, ROUND_HALF_UP).normalize():f}"


def same(formula: str) -> Words:
    """A formula reads the same in both languages."""
    return Words(formula, formula)
