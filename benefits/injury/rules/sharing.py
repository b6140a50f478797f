"""What a dependant's share is from month to month as others end: what the law gives, and no more than is left.

Source: WIR 39; 因工死亡职工供养亲属范围规定. That a share that was cut grows once another ends is our reading:
the cap is of the sum, and the law gives each the whole of their share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benefits.injury.rules.death import Dependant, DependantLaw
from benefits.injury.rules.dependants import share_of_one
from benefits.injury.rules.instead import Stretch
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace


@dataclass(frozen=True, slots=True)
class Part:
    """Fen a month from a month on, up to `before`; None: no end is known."""

    from_month: Month
    before: Month | None
    fen: int

    def holds(self, month: Month) -> bool:
        return self.from_month <= month and (self.before is None or month < self.before)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What another dependant was granted, in all its parts."""

    who: Dependant
    parts: Sequence[Part]

    @property
    def before(self) -> Month | None:
        """The first month without any of it."""
        ends = [each.before for each in self.parts]
        return None if None in ends else max(end for end in ends if end is not None)

    def fen_in(self, month: Month) -> int:
        return sum(each.fen for each in self.parts if each.holds(month))

    def ended_by(self, month: Month) -> bool:
        return self.before is not None and self.before <= month


def ends_of(others: Sequence[Drawn], first: Month, last: Month) -> list[Month]:
    """The months from one on, up to another, from which the share of somebody else no longer counts."""
    ends = {each.before for each in others if each.before is not None and each.before <= last}
    return sorted({max(first, end) for end in ends})


def shares(
    wage: Explained[Fraction], told: Sequence[Dependant], others: Sequence[Drawn], months: Sequence[Month],
    law: DependantLaw,
) -> Explained[Sequence[Stretch]]:  # fmt: skip
    """Of the first of `told`, who are all that depend now; who drew and has ended since counts until then."""
    found, why = list[Stretch](), Trace()
    for month in months:
        gone = [each.who for each in others if each.ended_by(months[-1]) and not each.ended_by(month)]
        answer = share_of_one(wage, [*told, *gone], sum(each.fen_in(month) for each in others), law)
        if found:
            how = Words(f"{month}之前的份额", f"the share before {month}")
            why.money(Words(f"自{found[-1].from_month}", f"From {found[-1].from_month}"), found[-1].fen, how)
        if not found or found[-1].fen != int(answer.value):
            found.append(Stretch(month, int(answer.value)))
    why.steps.extend(answer.trace.steps)
    now = written(found[-1].fen)
    sentence = Words(f"供养亲属抚恤金每月{now}元。", f"The pension is {now} yuan a month.")
    return why.conclude(found, sentence)
