"""What of one line of a bill insurance looks at: the price limit, the class of the catalogue, the advance self-pay.

Source: 基本医疗保险用药管理暂行办法; SIL 28. Class A counts in full, B after a share that is paid first, C not.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written
from siadmin.kernel.trace import Explained, Law, Trace


class CatalogueClass(StrEnum):
    A = "A"
    B = "B"
    C = "C"

    @property
    def words(self) -> Words:
        return _CLASSES[self]


_CLASSES = {
    CatalogueClass.A: Words("甲类", "class A"),
    CatalogueClass.B: Words("乙类", "class B"),
    CatalogueClass.C: Words("自费（丙类）", "class C, not covered"),
}


@dataclass(frozen=True, slots=True)
class LineScope:
    """Fen; the parts add up to `charged_fen`."""

    charged_fen: Fen
    over_limit_fen: Fen
    excluded_fen: Fen
    advance_fen: Fen
    in_scope_fen: Fen

    @property
    def out_of_scope_fen(self) -> Fen:
        return Fen(self.charged_fen - self.in_scope_fen)


def scope_of(
    price: Decimal, quantity: Decimal, catalogue: CatalogueClass, *, limit: Decimal | None, advance: Decimal | None
) -> LineScope:
    """One line. `price`, `limit`: yuan a unit; `advance`: the share paid first for class B.

    What is charged is rounded to the fen, then what is left within the limit, then the advance; the rest is the scope.
    """
    charged = times(100, price * quantity, HALF_UP)
    if catalogue is CatalogueClass.C:
        return LineScope(charged, Fen(0), charged, Fen(0), Fen(0))
    within = charged if limit is None else min(charged, times(100, limit * quantity, HALF_UP))
    first = Fen(0)
    if catalogue is CatalogueClass.B and advance is not None:
        first = times(within, advance, HALF_UP)
    return LineScope(charged, Fen(charged - within), Fen(0), first, Fen(within - first))


def line_scope(
    price: Decimal, quantity: Decimal, catalogue: CatalogueClass, *, limit: Law | None, advance: Law | None
) -> Explained[LineScope]:
    """`scope_of` by values of the law, explained."""
    why = Trace()
    why.fact(Words("单价", "Price"), price, "yuan")
    why.fact(Words("数量", "Quantity"), quantity, "times")
    why.fact(Words("目录类别", "Class"), catalogue.words, "class")
    if limit is not None and catalogue is not CatalogueClass.C:
        why.law(Words("支付限价", "Price limit"), limit)
    if advance is not None and catalogue is CatalogueClass.B:
        why.law(Words("先行自付比例", "Paid first"), advance)
    found = scope_of(
        price, quantity, catalogue, limit=limit.value if limit else None, advance=advance.value if advance else None
    )
    return _told(found, why)


def _told(found: LineScope, why: Trace) -> Explained[LineScope]:
    why.money(Words("费用", "Charged"), found.charged_fen, Words("单价 × 数量", "price × quantity"))
    for amount, name, how in (
        (
            found.over_limit_fen,
            Words("超限价自付", "Above the limit"),
            Words("超过限价的部分", "what exceeds the limit"),
        ),
        (found.excluded_fen, Words("目录外自费", "Not covered"), Words("丙类全部自费", "class C is paid in full")),
        (found.advance_fen, Words("先行自付", "Paid first"), Words("限价内 × 比例", "within the limit × share")),
    ):
        if amount:
            why.money(name, amount, how)
    rest = Words("费用 − 以上各项", "charged − the above")
    why.money(Words("符合范围的费用", "In scope"), found.in_scope_fen, rest, is_result=True)
    shown = written(found.in_scope_fen)
    return why.conclude(found, Words(f"符合范围的费用{shown}元。", f"{shown} yuan are in scope."))
