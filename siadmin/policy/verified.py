"""Values of a place; where it has none that were verified, that is said and nothing is guessed.

Categories carry their bounds: `years_5_10` is five years paid and less than ten, `month_1_12` the first to the twelfth
month of benefit, `yuan_0_30000` the first 30,000 yuan; `_up` has no end.
"""

import datetime as dt
import re
from dataclasses import dataclass

from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL, LawBook, NoLawInForce
from siadmin.policy.names import name_of

NOT_VERIFIED_HERE = Reason(
    "not_verified_here",
    "地区 {region} 在 {on} 没有经核实的“{name_zh}”，不按其他地区或全国数值推算。",
    "Region {region} has no verified value of “{name_en}” on {on}; neither another region's nor a nation-wide one "
    "stands in for it.",
    "请由政策管理人员登记该地区的数值及其依据；登记前不能计算这一项。",
    "Ask the policy officers to record the region's value and its source; until then this cannot be calculated.",
)
_BOUNDS = re.compile(r"([0-9]+)_([0-9]+|up)")


@dataclass(frozen=True, slots=True)
class Band:
    """From `least` up to, not including, `below`; None has no end."""

    least: int
    below: int | None
    law: Law

    def __contains__(self, figure: int) -> bool:
        return self.least <= figure and (self.below is None or figure < self.below)


def not_verified(key: str, region: str, on: dt.date) -> Refusal:
    name = name_of(key)
    return NOT_VERIFIED_HERE(region=region, on=on, name_zh=name.zh, name_en=name.en)


def value(book: LawBook, key: str, *, region: str, on: dt.date, category: str = "") -> Law:
    """That of the place or what it inherits. Raises NOT_VERIFIED_HERE."""
    try:
        return book.law(key, region=region, category=category, on=on)
    except NoLawInForce as missing:
        raise not_verified(key, region, on) from missing


def value_if_any(book: LawBook, key: str, *, region: str, on: dt.date, category: str = "") -> Law | None:
    try:
        return book.law(key, region=region, category=category, on=on)
    except NoLawInForce:
        return None


def own_value(book: LawBook, key: str, *, region: str, on: dt.date, category: str = "") -> Law:
    """That of the place or of what lies between it and the nation, whose figure is a minimum or the average of all.

    Source: 国发〔2014〕8号 §6; 人社部发〔2021〕18号. Raises NOT_VERIFIED_HERE.
    """
    found = value_if_any(book, key, region=region, on=on, category=category)
    if found is None or found.region == NATIONAL:
        raise not_verified(key, region, on)
    return found


def table(book: LawBook, key: str, *, region: str, on: dt.date) -> dict[str, Law]:
    """Raises NOT_VERIFIED_HERE."""
    try:
        return book.table(key, region=region, on=on)
    except NoLawInForce as missing:
        raise not_verified(key, region, on) from missing


def bands(laws: dict[str, Law], kind: str) -> tuple[Band, ...]:
    """The rows of a table that are of one kind, in their order; months name their last one too.

    `kind`: `years`, `month`, `yuan`, or one of these behind what it is for (`level_3_yuan`).
    """
    found = []
    for category, law in laws.items():
        match = _BOUNDS.fullmatch(category.removeprefix(f"{kind}_")) if category.startswith(f"{kind}_") else None
        if match is None:
            continue
        below = None if match[2] == "up" else int(match[2]) + (kind == "month")
        found.append(Band(int(match[1]), below, law))
    return tuple(sorted(found, key=lambda band: band.least))
