"""Money is a whole number of fen. Yuan exist only on screens and in files.

Every rounding is named at the call, because the law names it.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from fractions import Fraction
from math import floor
from typing import NewType

from siadmin.kernel.identifiers.writing import half_width

Fen = NewType("Fen", int)

HALF_UP = ROUND_HALF_UP
UP = ROUND_UP
DOWN = ROUND_DOWN

_PER_MILLION = 1_000_000
_AMOUNT = re.compile(r"-?(\d{1,30}|\d{1,3}(,\d{3}){1,9})(\.\d{1,2})?", re.ASCII)


def fen(yuan: Decimal | int | str, rounding: str) -> Fen:
    """Turn exact yuan into fen; the caller names the rounding."""
    return Fen(int((Decimal(yuan) * 100).to_integral_value(rounding)))


def yuan(amount: int) -> Decimal:
    """Turn fen into yuan with two decimals, exactly."""
    return (Decimal(amount) / 100).quantize(Decimal("0.01"))


def times(amount: int, rate: Decimal, rounding: str) -> Fen:
    """`amount` fen × `rate`, rounded once to whole fen."""
    return Fen(int((Decimal(amount) * rate).to_integral_value(rounding)))


def half_up(amount: Fraction) -> Fen:
    """Exact fen, zero or more, rounded once half up to the whole fen."""
    return Fen(floor(amount + Fraction(1, 2)))


def whole_yuan(amount: Decimal, rounding: str) -> Fen:
    """Round exact yuan to the whole yuan (base limits are published so); result in fen."""
    return Fen(int(amount.to_integral_value(rounding)) * 100)


def per_million(rate: Decimal) -> int:
    """A rate as whole parts per million, the form the batch computes with.

    Raises ValueError when the rate does not fit exactly: a rate is never rounded.
    """
    parts = rate * _PER_MILLION
    if parts != parts.to_integral_value():
        raise ValueError(f"rate {rate} is finer than one part per million")
    return int(parts)


def millionths_half_up(amount: int, parts: int) -> Fen:
    """`amount` fen × `parts` per million, both zero or more, rounded once half up to the fen; in whole numbers."""
    return Fen((amount * parts + _PER_MILLION // 2) // _PER_MILLION)


def share(total: int, weights: Sequence[int]) -> list[Fen]:
    """Split `total` fen by `weights`; the parts add up to the total exactly.

    Largest remainder first, earlier parts first among equals. Raises ValueError
    when there is nothing to weigh by.
    """
    weight = sum(weights)
    if not weights or weight <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    parts = [total * w // weight for w in weights]
    remainders = [total * w % weight for w in weights]
    left = total - sum(parts)
    for index in sorted(range(len(parts)), key=lambda i: (-remainders[i], i))[:left]:
        parts[index] += 1
    return [Fen(part) for part in parts]


def parse_yuan(text: str) -> Decimal:
    """Exact yuan from plain decimal text; raises ValueError for anything else."""
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite():
        raise ValueError(text)
    return value


def read_amount(text: str) -> Decimal:
    """Exact yuan as people write them: full-width digits, grouped thousands, ¥before or 元 after.

    Raises ValueError for anything else, also where it can be read in two ways: 1,23 or 9.000.
    """
    plain = half_width(text).removeprefix("¥").removesuffix("元").strip().replace("−", "-")
    if not _AMOUNT.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain.replace(",", ""))


def written(amount: int) -> str:
    """`-123456` fen as `−1,234.56`: what people read (a real minus sign, grouped thousands)."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{yuan(abs(amount)):,.2f}"
