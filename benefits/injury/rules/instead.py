"""One benefit in the stead of another: from which month it is paid, and what is made up for months already paid.

Source: WIR 28, 35, 39, 42, 45; REG 46. Where the new one is more, paid months are made up for once; where it is less,
the old one ends as the law has it, and what was paid since is demanded back. Months of a suspension that was lifted
stay unpaid either way: what is unpaid before its end is paid once, and each month after it.
"""

from collections.abc import Collection, Mapping, Sequence
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
    """The old benefit ends before `from_month`; what is due until the first of `stretches` is in `once_fen`."""

    from_month: Month
    once_fen: int
    stretches: Sequence[Stretch]


def due_in(stretches: Sequence[Stretch], month: Month) -> int:
    """Fen of a month; nought before the first."""
    begun = [each for each in stretches if each.from_month <= month]
    return begun[-1].fen if begun else 0


def changeover(
    stretches: Sequence[Stretch], paid: Mapping[Month, int], suspended: Collection[Month] = (),
    risen: Mapping[Month, int] | None = None,
) -> Explained[Changeover]:  # fmt: skip
    """`stretches`: what is due instead, in order. `paid`: fen of months of the old one, from the first of these on.

    `suspended`: months from the first on in which nothing is due. `risen`: fen that go on beside what is due, by month.
    """
    why = Trace()
    first = stretches[0].from_month
    gone = {month: fen for month, fen in sorted(paid.items()) if month >= first and month not in suspended}
    more = sum(due_in(stretches, month) - fen for month, fen in gone.items())
    is_kept = bool(gone) and more >= 0
    if gone:
        why.fact(Words("已支付的月数", "Months paid already"), len(gone), "months")
    if suspended:
        why.fact(Words("暂停发放、不计的月数", "Months suspended, in which nothing is due"), len(suspended), "months")
    if gone:
        why.money(*_of_paid(more, is_kept=is_kept))
    unpaid = max(gone) + 1 if is_kept else first
    begins = max([unpaid, *(month + 1 for month in suspended)])
    due = [month for month in unpaid.until(begins) if month not in suspended]
    before = sum(due_in(stretches, month) + (risen or {}).get(month, 0) for month in due)
    if due:
        how = Words("（每月新标准）之和", "the new amount of each, added up")
        why.money(Words("暂停期满之前未付的月份", "Of months unpaid before the suspension's end"), before, how)
    once = before + (more if is_kept else 0)
    kept = [Stretch(begins, due_in(stretches, begins)), *(each for each in stretches if each.from_month > begins)]
    told = _told(begins, once if is_kept or due else None)
    return why.conclude(Changeover(min(due, default=begins), once, kept), told)


def _of_paid(more: int, *, is_kept: bool) -> tuple[Words, int, Words]:
    if is_kept:
        return Words("补发差额", "Made up, once"), more, Words("（新标准 − 已付）之和", "new less paid, added up")
    how = Words("多享受的部分依法退还", "paid too much: demanded back")
    return Words("已付月份差额", "Of months already paid"), more, how


def _told(begins: Month, once: int | None) -> Words:
    if once is None:
        return Words(f"自{begins}起按新标准支付。", f"Paid by the new amount from {begins} on.")
    return Words(
        f"自{begins}起按新标准支付，补发{written(once)}元。",
        f"Paid by the new amount from {begins} on; {written(once)} yuan are made up.",
    )
