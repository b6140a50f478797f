"""What the benefits of a fund are divided into in its books: whoever pays registers its items, by code and name.

law    财办〔2018〕43号 account 5001 (sub-items of benefits); REG 40; SIL 64

# in an app's `ready`
items.register(Fund.UNEMPLOYMENT, {"training": Words("职业培训和职业介绍补贴", "Training and placement subsidies")})
"""

from collections.abc import Mapping

from siadmin.kernel.language import Words

_items: dict[str, dict[str, Words]] = {}


def register(fund: str, named: Mapping[str, Words]) -> None:
    """In the order in which the books show them. Raises ValueError where a code has another name already."""
    known = _items.setdefault(fund, {})
    for code, name in named.items():
        if known.setdefault(code, name) != name:
            raise ValueError(f"{fund} has another item {code}")


def items_of(fund: str) -> dict[str, Words]:
    """By code, in order; none where no benefit of a fund is paid here."""
    return dict(_items.get(fund, {}))
