"""A monthly benefit of an injury in the stead of the same one as it is drawn: one decision ends it and grants the new.

Nothing is paid twice and no month is left out: months that have left are made up for once, or demanded back as the
old one ends; those of a suspension that was lifted stay unpaid (`rules/instead.py`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import scheme_of
from benefits.claims.selectors import claimant_of, content_of
from benefits.injury.grounds import SETTLED_ANEW
from benefits.injury.rules.instead import Changeover, Stretch, changeover
from benefits.injury.selectors.drawing import fen_in, paid_since, suspended_since
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


@dataclass(frozen=True, slots=True)
class SettledAnew(Assessed):
    """What is granted in the stead of a benefit that ends from `ends_from` on."""

    ends_from: Month | None = None


class InStead:
    """`takes_place_of`: what of the same scheme is drawn and ends as this is granted."""

    code: str

    def takes_place_of(self, decision: Decision) -> Entitlement | None:
        raise NotImplementedError

    def gives_way(self, decision: Decision) -> Iterator[GivesWay]:
        standing = self.takes_place_of(decision)
        if standing is not None:
            claim = decision.claim
            anew = scheme_of(claim.scheme).assess(claimant_of(claim), facts_signed(decision)).value
            assert isinstance(anew, SettledAnew) and anew.ends_from is not None, "as it was signed for"
            reason = f"自 {anew.ends_from} 起按办件 {claim.case.number} 重新核定的标准支付"
            yield GivesWay(standing, anew.ends_from, SETTLED_ANEW, reason)


def facts_signed(decision: Decision) -> Mapping[str, Any]:
    """What was told in the claim as everybody signed for it."""
    assert decision.assessment is not None, "granted as it was assessed"
    facts: Mapping[str, Any] = content_of(decision.assessment)["facts"]
    return facts


def suspension_stands(standing: Entitlement) -> bool:
    """One that nobody has lifted, whichever month it began in."""
    return suspension_of(standing) is not None


def instead_of(
    standing: Entitlement, component: str, stretches: Sequence[Stretch], *, carries: bool, before: Month | None = None
) -> Explained[Assessed]:
    """`carries`: what it has risen by goes on; else the new amount has it already."""
    raised = [RAISED[component]] if carries else []
    found = taken_over(standing, stretches, raised=raised)
    begins = found.value.stretches[0].from_month
    items = [*monthly(component, found.value.stretches, before)]
    if carries and (risen := risen_by(standing, raised, begins)):
        items.append(Item(RAISED[component], risen, Rhythm.MONTHLY, begins, before))
    items += made_up(found.value)
    return Explained(SettledAnew(items=items, ends_from=found.value.from_month), found.trace)


def taken_over(
    standing: Entitlement, stretches: Sequence[Stretch], *, raised: Collection[str] = ()
) -> Explained[Changeover]:
    """`raised`: the components that go on beside the new amount."""
    first = stretches[0].from_month
    suspended = suspended_since(standing, first)
    risen = {month: risen_by(standing, raised, month) for month in first.until(max(suspended, default=first))}
    return changeover(stretches, paid_since(standing, first, without=raised), suspended, risen)


def risen_by(standing: Entitlement, raised: Collection[str], month: Month) -> int:
    """Fen a month by yearly adjustments up to a month; later ones follow as supplements."""
    return fen_in(standing, month) - fen_in(standing, month, without=raised)


def monthly(component: str, stretches: Sequence[Stretch], before: Month | None = None) -> Iterator[Item]:
    """Each until the next begins, the last until `before`."""
    for place, each in enumerate(stretches):
        ends = stretches[place + 1].from_month if place + 1 < len(stretches) else before
        if each.fen and (ends is None or each.from_month < ends):
            yield Item(component, each.fen, Rhythm.MONTHLY, each.from_month, ends)


def made_up(found: Changeover) -> Iterator[Item]:
    """Of the last month before the new amount begins: whatever ends or suspends that from then on leaves it due."""
    if found.once_fen:
        yield Item(MADE_UP, found.once_fen, Rhythm.ONCE, found.stretches[0].from_month - 1)


def both(first: Trace, then: Explained[Assessed]) -> Explained[Assessed]:
    """The amount as it was reckoned, then how it takes the old one's place."""
    trace = Trace(steps=[*first.steps, *then.trace.steps])
    assert first.sentence is not None and then.trace.sentence is not None
    zh, en = first.sentence.zh + then.trace.sentence.zh, f"{first.sentence.en} {then.trace.sentence.en}"
    return trace.conclude(then.value, Words(zh, en))
