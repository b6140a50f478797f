"""A bill between a provider and an insurance: its lines as they were charged, their parts, and who pays what.

Quantities are thousandths, unit prices 1/10000 yuan, amounts fen.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from benefits.providers.rules.reading import PRICE_PARTS, QUANTITY_PARTS
from siadmin.kernel.language import Words
from siadmin.kernel.money import written


@dataclass(frozen=True, slots=True)
class Charged:
    """One line as the provider tells it. `line` is the provider's own number of it, once a stay."""

    line: str
    code: str
    on: dt.date
    quantity: int
    unit_price: int
    department: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """A line with what the catalogue says of its item on its day. `limit` in 1/10000 yuan a unit."""

    unit_price: int
    quantity: int
    item_class: str
    advance_ppm: int
    limit: int | None
    source: str

    @property
    def price(self) -> Decimal:
        return Decimal(self.unit_price) / PRICE_PARTS

    @property
    def times(self) -> Decimal:
        return Decimal(self.quantity) / QUANTITY_PARTS


@dataclass(frozen=True, slots=True)
class LineParts:
    """Fen; the last four add up to what was charged."""

    charged_fen: int
    over_limit_fen: int
    excluded_fen: int
    advance_fen: int
    in_scope_fen: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Fen. The parts add up to what was charged: out of scope, pool, large-sum, major-illness, and the person's own."""

    charged_fen: int
    out_of_scope_fen: int
    deductible_fen: int
    pool_fen: int
    large_fen: int
    major_fen: int
    own_in_scope_fen: int

    @property
    def fund_fen(self) -> int:
        return self.pool_fen + self.large_fen + self.major_fen

    @property
    def self_pay_fen(self) -> int:
        return self.out_of_scope_fen + self.own_in_scope_fen


PART_WORDS: dict[str, Words] = {
    "charged_fen": Words("费用", "charged"),
    "over_limit_fen": Words("超限价自付", "above the limit"),
    "excluded_fen": Words("目录外自费", "not covered"),
    "advance_fen": Words("先行自付", "paid first"),
    "in_scope_fen": Words("符合范围的费用", "in scope"),
    "out_of_scope_fen": Words("范围外自费自付", "out of scope"),
    "deductible_fen": Words("起付线", "deductible"),
    "pool_fen": Words("统筹基金支付", "paid by the pool"),
    "large_fen": Words("大额补助支付", "large-sum aid"),
    "major_fen": Words("大病保险支付", "major-illness insurance"),
    "own_in_scope_fen": Words("范围内个人负担", "borne by the person, in scope"),
    "account_fen": Words("个人账户支付", "paid from personal accounts"),
}
# What a year of one person and scheme adds up, in this order; all but the first in fen.
YEAR_SUMS = (
    "stays", "inpatient_scope_fen", "outpatient_scope_fen", "pool_fen", "outpatient_pool_fen", "large_fen",
    "residual_fen", "major_fen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """What a bill comes to now, and what was shown before. `line` is empty for the whole bill."""

    line: str
    part: str
    shown_fen: int
    now_fen: int

    @property
    def words(self) -> Words:
        name = PART_WORDS[self.part]
        shown, now = written(self.shown_fen), written(self.now_fen)
        if not self.line:
            return Words(f"{name.zh}：原为{shown}元，现为{now}元", f"{name.en}: {shown} yuan before, {now} now")
        return Words(
            f"第 {self.line} 行{name.zh}：原为{shown}元，现为{now}元",
            f"line {self.line}, {name.en}: {shown} yuan before, {now} now",
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"zh": self.words.zh, "en": self.words.en}


def differences(shown: Mapping[str, Any], lines: Sequence[tuple[str, LineParts]], parts: Parts) -> list[Difference]:
    """`shown`: `as_shown` of the pre-settlement. Of the whole bill first, then line by line."""
    found = [
        Difference("", each.name, shown["parts"][each.name], getattr(parts, each.name))
        for each in fields(Parts)
        if shown["parts"][each.name] != getattr(parts, each.name)
    ]
    before = {each["line"]: each for each in shown["lines"]}
    for line, now in lines:
        found += [
            Difference(line, each.name, before[line][each.name], getattr(now, each.name))
            for each in fields(LineParts)
            if before[line][each.name] != getattr(now, each.name)
        ]
    return found


def as_shown(lines: Sequence[tuple[str, LineParts]], parts: Parts) -> dict[str, Any]:
    """What a pre-settlement keeps of what it showed."""
    return {"parts": asdict(parts), "lines": [{"line": line} | asdict(each) for line, each in lines]}
