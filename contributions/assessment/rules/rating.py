"""An amount times a rate, rounded half up to the fen, with its line in the trace."""

from decimal import Decimal

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written
from siadmin.kernel.trace import Trace


def half_up_to_fen(formula: str) -> Words:
    return Words(f"{formula}，四舍五入到分", f"{formula}, rounded half up to the fen")


def rated(name: Words, amount_fen: int, rate: Decimal, why: Trace, *, is_result: bool = False) -> Fen:
    """`amount_fen` × `rate` in fen."""
    how = half_up_to_fen(f"{written(amount_fen)} × {percent(rate)}")
    return Fen(why.money(name, times(amount_fen, rate, HALF_UP), how, is_result))
