"""A monthly benefit of an injury in the stead of the same one as it is drawn: one decision ends it and grants the new.

Nothing is paid twice and no month is left out: months that have left are made up for once, or demanded back as the
old one ends (`rules/instead.py`).
"""

from collections.abc import Iterator, Sequence

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import scheme_of
from benefits.injury.grounds import SETTLED_ANEW
from benefits.injury.rules.instead import Stretch, changeover
from benefits.injury.selectors.drawing import fen_in, paid_since
from benefits.injury.words import MADE_UP, RAISED
from benefits.payments.actions import suspension_of
from benefits.payments.models import Entitlement
from benefits.payments.protocols import GivesWay
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace

SUSPENDED = Words("在付待遇已暂停发放，须先处理", "what is in payment is suspended: decide that first")


def ends_first(decision: Decision) -> Iterator[GivesWay]:
    """What a grant of an injury takes the place of."""
    scheme = scheme_of(decision.claim.scheme)
    if isinstance(scheme, InStead):
        yield from scheme.gives_way(decision)


class InStead:
    """`takes_place_of`: what of the same scheme is drawn and ends with the first month granted."""

    code: str

    def takes_place_of(self, decision: Decision) -> Entitlement | None:
        raise NotImplementedError

    def gives_way(self, decision: Decision) -> Iterator[GivesWay]:
        standing = self.takes_place_of(decision)
        if standing is not None:
            first = min(item.from_month for item in decision.items.filter(rhythm=Rhythm.MONTHLY))
            yield GivesWay(
                standing, first, SETTLED_ANEW, f"自 {first} 起按办件 {decision.claim.case.number} 重新核定的标准支付"
            )


def suspension_stands(standing: Entitlement) -> bool:
    """One that nobody has lifted, whichever month it began in."""
    return suspension_of(standing) is not None


def instead_of(
    standing: Entitlement, component: str, stretches: Sequence[Stretch], *, carries: bool, before: Month | None = None
) -> Explained[Assessed]:
    """`carries`: what it has risen by goes on; else the new amount has it already."""
    raised = [RAISED[component]] if carries else []
    found = changeover(stretches, paid_since(standing, stretches[0].from_month, without=raised))
    items = [*monthly(component, found.value.stretches, before)]
    if carries and (risen := risen_by(standing, component, found.value.from_month)):
        items.append(Item(RAISED[component], risen, Rhythm.MONTHLY, found.value.from_month, before))
    if found.value.once_fen:
        items.append(Item(MADE_UP, found.value.once_fen, Rhythm.ONCE, found.value.from_month))
    return Explained(Assessed(items=items), found.trace)


def risen_by(standing: Entitlement, component: str, month: Month) -> int:
    """Fen a month by yearly adjustments up to a month; later ones follow as supplements."""
    return fen_in(standing, month) - fen_in(standing, month, without=[RAISED[component]])


def monthly(component: str, stretches: Sequence[Stretch], before: Month | None = None) -> Iterator[Item]:
    """Each until the next begins, the last until `before`."""
    for place, each in enumerate(stretches):
        ends = stretches[place + 1].from_month if place + 1 < len(stretches) else before
        if each.fen and (ends is None or each.from_month < ends):
            yield Item(component, each.fen, Rhythm.MONTHLY, each.from_month, ends)


def both(first: Trace, then: Explained[Assessed]) -> Explained[Assessed]:
    """The amount as it was reckoned, then how it takes the old one's place."""
    trace = Trace(steps=[*first.steps, *then.trace.steps])
    assert first.sentence is not None and then.trace.sentence is not None
    zh, en = first.sentence.zh + then.trace.sentence.zh, f"{first.sentence.en} {then.trace.sentence.en}"
    return trace.conclude(then.value, Words(zh, en))
