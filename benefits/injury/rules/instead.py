"""One benefit in the stead of another: from which month it is paid, and what is made up for months already paid.

Source: WIR 28, 35, 39, 45; REG 46. Where the new one is more, paid months are made up for once; where it is less, the
old one ends as the law has it, and what was paid since is demanded back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many fen a month from a month on, until the next one; nought where nothing is due."""

    from_month: Month
    fen: int


@dataclass(frozen=True, slots=True)
class Changeover:
    """The old benefit ends before `from_month`, in which the first of `stretches` begins; `once_fen` makes up."""

    from_month: Month
    once_fen: int
    stretches: Sequence[Stretch]


def due_in(stretches: Sequence[Stretch], month: Month) -> int:
    """Fen of a month; nought before the first."""
    begun = [each for each in stretches if each.from_month <= month]
    return begun[-1].fen if begun else 0


def changeover(stretches: Sequence[Stretch], paid: Mapping[Month, int]) -> Explained[Changeover]:
    """`stretches`: what is due instead, in order. `paid`: fen of months of the old one, from the first of these on."""
    why = Trace()
    first = stretches[0].from_month
    gone = {month: fen for month, fen in sorted(paid.items()) if month >= first}
    more = sum(due_in(stretches, month) - fen for month, fen in gone.items())
    if gone:
        why.fact(Words("已支付的月数", "Months paid already"), len(gone), "months")
    if not gone or more < 0:
        if gone:
            how = Words("多享受的部分依法退还", "paid too much: demanded back")
            why.money(Words("已付月份差额", "Of months already paid"), more, how)
        sentence = Words(f"自{first}起按新标准支付。", f"Paid by the new amount from {first} on.")
        return why.conclude(Changeover(first, 0, stretches), sentence)
    begins = max(gone) + 1
    later = [each for each in stretches if each.from_month > begins]
    kept = [Stretch(begins, due_in(stretches, begins)), *later]
    how = Words("（新标准 − 已付）之和", "new less paid, added up")
    why.money(Words("补发差额", "Made up, once"), more, how)
    sentence = Words(
        f"自{begins}起按新标准支付，补发{written(more)}元。",
        f"Paid by the new amount from {begins} on; {written(more)} yuan are made up.",
    )
    return why.conclude(Changeover(begins, more, kept), sentence)
