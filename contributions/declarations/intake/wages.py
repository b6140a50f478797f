"""Amounts of money as pay offices write them. Formatting is read silently; what is doubtful is offered, not applied."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from contributions.declarations.intake.cells import (
    EXCEL_EPOCH,
    Cell,
    CellError,
    Number,
    as_given,
    decimal_of,
    is_blank,
)
from contributions.declarations.intake.problems import WAGE_MISSING, WAGE_NEGATIVE, WAGE_NOT_A_NUMBER, Problem
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.money import HALF_UP, Fen, fen, written

HIGHEST_YUAN = Decimal(1_000_000_000)
"""Above this it is an account number, not a wage."""

_YUAN = Decimal(1)
_CURRENCY = r"(?:人民币|rmb|cny|cn¥|¥|元整|元|圆整?|块钱?|yuan|整)"
_PERIOD = r"(?:/月|每月|/month|permonth|/mo)"
_AMOUNT = re.compile(
    rf"{_CURRENCY}?(?P<open>\()?(?P<sign>[-+])?{_CURRENCY}?(?P<digits>[0-9]+|[0-9]{{1,3}}(?:[,'’][0-9]{{3}})+)?"
    rf"(?P<decimals>\.[0-9]*)?{_CURRENCY}?(?P<after>-)?(?P<close>\))?{_CURRENCY}?{_PERIOD}?",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"[-+]?[0-9](?:\.(?P<decimals>[0-9]+))?E\+?(?P<exponent>[0-9]{1,2})", re.IGNORECASE)
_DASHES = re.compile(r"[-‐‑‒–—―−/\\_.·]+")
_MINUS = re.compile(r"[‐‑‒–—―−]")
_COMMA_DECIMALS = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})")
_MISGROUPED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_FACTOR = re.compile(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<factor>万|千|[wk]){_CURRENCY}?", re.IGNORECASE)
_FACTORS = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}
_NUMBER_INSIDE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_FOREIGN = re.compile(r"[$€£₩]|usd|hkd|eur|jpy|gbp|twd|mop|美元|港[币元]|欧元|日元|台币|澳门", re.IGNORECASE)
_MISREAD = str.maketrans({"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1"})
_NUMERALS = dict(
    zip(
        "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳參陸",
        [0, 0, *range(1, 10), 2, *range(1, 10), 2, 3, 6],
        strict=True,
    )
)
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}


@dataclass(frozen=True, slots=True)
class WageReading:
    """`fen` when the amount is usable; else the problem, and an amount to offer when one can be inferred."""

    fen: Fen | None
    problem: Problem | None = None
    suggested_fen: Fen | None = None


def read(cell: Cell, unit: Decimal = _YUAN) -> WageReading:
    """The amount in a cell; `unit` is what one stands for in yuan. Half a fen is rounded up, as spreadsheets do."""
    if is_blank(cell) or cell == "=":
        return WageReading(None, Problem(WAGE_MISSING))
    if isinstance(cell, Number):
        return _amount(decimal_of(cell), unit, cell)
    if isinstance(cell, dt.datetime):
        return _not_a_number(cell, Decimal((cell - EXCEL_EPOCH).days) * unit)
    return _not_a_number(cell) if isinstance(cell, CellError) else _read_text(cell, unit)


def _read_text(cell: Cell, unit: Decimal) -> WageReading:
    text = _bare(str(cell))
    if not text or _DASHES.fullmatch(text):
        return WageReading(None, Problem(WAGE_MISSING))
    value = _plain(text)
    if value is not None:
        return _amount(value, unit, cell)
    return _scientific(text, cell, unit) or _not_a_number(cell, _inferred(text, unit))


def looks_like_money(cell: Cell) -> bool:
    return isinstance(cell, Number) or (isinstance(cell, str) and _plain(_bare(cell)) is not None)


def _bare(text: str) -> str:
    """Without spaces, the apostrophe that marks text, and the formula that protects digits (`="8000"`)."""
    plain = _MINUS.sub("-", "".join(half_width(text).split()))
    return plain.removeprefix("=").strip("\"'‘’`;")


def _plain(text: str) -> Decimal | None:
    match = _AMOUNT.fullmatch(text)
    if not match or not (match["digits"] or (match["decimals"] or "").strip(".")):
        return None
    if bool(match["open"]) != bool(match["close"]):
        return None
    value = Decimal(re.sub(r"[,'’]", "", match["digits"] or "0") + (match["decimals"] or "").rstrip("."))
    return -value if match["open"] or match["sign"] == "-" or match["after"] else value


def _amount(value: Decimal, unit: Decimal, cell: Cell) -> WageReading:
    yuan = value * unit
    if abs(yuan) >= HIGHEST_YUAN:
        return _not_a_number(cell)
    amount = fen(yuan, HALF_UP)
    if amount < 0:
        return WageReading(None, Problem(WAGE_NEGATIVE, {"wage": written(amount)}))
    return WageReading(amount)


def _scientific(text: str, cell: Cell, unit: Decimal) -> WageReading | None:
    """`8.65E+03` has lost its last digits; it is taken at its word only if it is written down to the yuan."""
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return None
    if int(match["exponent"]) <= len(match["decimals"] or ""):
        return _amount(Decimal(text), unit, cell)
    return _not_a_number(cell, Decimal(text) * unit)


def _not_a_number(cell: Cell, suggested_yuan: Decimal | None = None) -> WageReading:
    usable = suggested_yuan is not None and 0 < suggested_yuan < HIGHEST_YUAN
    suggested = fen(suggested_yuan, HALF_UP) if usable and suggested_yuan is not None else None
    return WageReading(None, Problem(WAGE_NOT_A_NUMBER, {"wage": as_given(cell)[:40]}), suggested)


def _inferred(text: str, unit: Decimal) -> Decimal | None:
    """The amount someone most likely meant; None when there is more than one way to read it."""
    if _FOREIGN.search(text):
        return None
    if match := _FACTOR.fullmatch(text):
        return Decimal(match["number"]) * _FACTORS[match["factor"].lower()]
    if (in_words := _numerals(re.sub(rf"{_CURRENCY}$", "", text))) is not None:
        return in_words
    value: Decimal | None = None
    if match := _COMMA_DECIMALS.fullmatch(text):
        value = Decimal(f"{match[1].replace('.', '')}.{match[2]}")
    elif _MISGROUPED.fullmatch(text):
        value = Decimal(text.replace(",", ""))
    elif (value := _plain(text.translate(_MISREAD))) is None and "-" not in text:
        inside = _NUMBER_INSIDE.findall(text)
        value = Decimal(inside[0].replace(",", "")) if len(inside) == 1 else None
    return None if value is None else value * unit


def _numerals(text: str) -> Decimal | None:
    """`八千五百`, `一万二千`, `捌仟伍佰` as a number of yuan."""
    total = section = digit = 0
    if not text:
        return None
    for character in text:
        if character in _NUMERALS:
            digit = _NUMERALS[character]
        elif character in _POWERS:
            section += (digit or 1) * _POWERS[character]
            digit = 0
        elif character in "万萬":
            total += (section + digit) * 10_000
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit) or None
