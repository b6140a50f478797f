"""At pension age the allowance stops; where the pension is lower the fund pays the difference (SIL 40; WIR 35).

The system finds whom it is about; nothing is asked of the person. What was paid of the allowance for months of the
pension is demanded back as it ends, and the difference is paid for the same months. Where either side has risen since,
the difference is settled anew in the stead of the old one.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.injury.grounds import ON_PENSION, SETTLED_ANEW
from benefits.injury.items import DISABILITY_PAID
from benefits.injury.rules.disability import differences
from benefits.injury.rules.instead import changeover
from benefits.injury.schemes.instead import (
    SUSPENDED,
    InStead,
    both,
    instead_of,
    made_up,
    monthly,
    suspension_stands,
    taken_over,
)
from benefits.injury.schemes.reckoning import not_due
from benefits.injury.selectors.at_age import DIFFERENCE, AtAge, SinceSettled, at_age, beside, since_settled
from benefits.injury.selectors.drawing import fen_in, granted_before, granted_of, suspended_since
from benefits.injury.words import MADE_UP, MADE_UP_NAME
from benefits.payments.protocols import GivesWay
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk

SWITCHED_ALREADY = Reason(
    "injury_switched_already",
    "这项伤残津贴已经停发或者暂停，或者没有在付的养老金。",
    "This allowance has ended or is suspended, or no pension is in payment.",
    "查看在付待遇后重新办理。",
    "Look at what is in payment, and handle it again.",
)
_PAYMENTS = Words("在付待遇", "benefits in payment")
_NOTHING = Words("没有与养老金同时在付的伤残津贴", "no allowance is in payment beside a pension")
_NOT_LOWER = Words(
    "养老金不低于伤残津贴，没有差额；请按“停发待遇”停发伤残津贴",
    "the pension is not lower than the allowance: nothing to add; end the allowance as a benefit is stopped",
)
_NOT_LOWER_NOW = Words(
    "养老金已不低于伤残津贴，没有差额；请按“停发待遇”停发补差",
    "the pension is no longer lower than the allowance: nothing to add; end the difference as a benefit is stopped",
)
_NOT_LOWER_LEFT = Words(
    "养老金低于伤残津贴的月份都已暂停发放，没有差额；请按“停发待遇”停发伤残津贴",
    "in the months in which the pension was lower the allowance was suspended: nothing to add; end the allowance as a "
    "benefit is stopped",
)
_UNCHANGED = Words(
    "自上次核定以来伤残津贴和养老金都没有变化", "neither the allowance nor the pension has changed since it was settled"
)


class PensionDifference(InStead, Scheme):
    code = DIFFERENCE
    insurance = Insurance.INJURY
    title = Words("伤残津贴转养老金补差", "Difference between an injury allowance and a pension")
    noun = Words("养老金补差", "Difference to the allowance")
    who = Words(
        "领取伤残津贴、已开始领取基本养老金的个人，由系统按月找出",
        "Who draws an allowance of an injury and a pension; found by the system each month",
    )
    conditions: Sequence[Words] = (
        Words("已领取基本养老金", "A pension is drawn"),
        Words("养老金低于伤残津贴", "It is lower than the allowance"),
    )
    papers: Sequence[Paper] = ()
    basis = Words("社会保险法第40条；工伤保险条例第35条", "SIL 40; WIR 35")
    result = Words(
        "伤残津贴自领取养老金之月起停发，由工伤保险基金按月补足差额",
        "The allowance ends with the first month of the pension; the fund pays the difference each month",
    )
    category = "injury_benefit"
    components: Mapping[str, Words] = {DIFFERENCE: noun, MADE_UP: MADE_UP_NAME}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)
    form = MatterForm
    doors = frozenset({Door.COUNTER})
    may_agents = False

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Which pays the allowance, or the difference by now."""
        if (found := at_age(person)) is not None:
            return found.allowance.region
        settled = since_settled(person, Month.of(on))
        return settled.difference.region if settled else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found, settled = at_age(person), since_settled(person, Month.of(on))
        if found is None and settled is None:
            return [Obstacle(_NOTHING)]
        if found is not None and suspension_stands(found.allowance):
            return [Obstacle(Words("伤残津贴已暂停发放，须先处理", "The allowance is suspended: decide that first"))]
        return []

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It is paid for life: never by one alone."""
        return Risk.MIDDLE

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """Upon which injury, so that what was paid because of it can be added up, and the how manieth difference."""
        if (found := at_age(claimant.person)) is not None:
            standing = found.allowance
        else:
            settled = since_settled(claimant.person, Month.of(claimant.applied_on))
            assert settled is not None, "granted beside a benefit in payment"
            standing = settled.difference
        injury, _, _ = granted_of(standing).partition(":")
        return f"{injury}:{granted_before(claimant.person, self.code)}"

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        if (found := at_age(claimant.person)) is not None:
            return [
                Known(Words("在付伤残津贴", "Allowance in payment"), found.allowance.number, _PAYMENTS),
                Known(Words("伤残津贴每月（元）", "Allowance a month, yuan"), written(found.allowance_fen), _PAYMENTS),
                Known(Words("养老金每月（元）", "Pension a month, yuan"), written(found.pension_fen), _PAYMENTS),
                Known(Words("两项同时在付自", "Both drawn from"), found.first, _PAYMENTS),
            ]
        settled = since_settled(claimant.person, Month.of(claimant.applied_on))
        if settled is None:
            return []
        drawn_fen = fen_in(settled.difference, settled.settled_from)
        return [
            Known(Words("在付补差", "Difference in payment"), settled.difference.number, _PAYMENTS),
            Known(Words("补差每月（元）", "Difference a month, yuan"), written(drawn_fen), _PAYMENTS),
            Known(Words("核定自", "Settled from"), settled.settled_from, _PAYMENTS),
        ]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By what is in payment from the first month both are drawn for; later by what either has risen to since."""
        until = Month.of(claimant.applied_on)
        if (found := at_age(claimant.person)) is not None:
            return self._first(found, until)
        settled = since_settled(claimant.person, until)
        if settled is None:
            return not_due(self.noun, _NOTHING)
        if suspension_stands(settled.difference):
            return not_due(self.noun, SUSPENDED)
        return self._anew(settled)

    def _first(self, found: AtAge, until: Month) -> Explained[Assessed]:
        """Months in which the allowance was suspended are not made up for, as they would not have been paid."""
        answer = differences(beside(found, until))
        if not any(each.fen for each in answer.value):
            return not_due(self.noun, _NOT_LOWER, answer.trace.steps)
        anew = changeover(answer.value, {}, suspended_since(found.allowance, found.first))
        items = [*monthly(DIFFERENCE, anew.value.stretches), *made_up(anew.value)]
        if not items:
            return not_due(self.noun, _NOT_LOWER_LEFT, [*answer.trace.steps, *anew.trace.steps])
        return both(answer.trace, Explained(Assessed(items=items), anew.trace))

    def _anew(self, settled: SinceSettled) -> Explained[Assessed]:
        if not settled.changes:
            return not_due(self.noun, _UNCHANGED)
        now = differences(settled.changes)
        if all(each.fen == fen_in(settled.difference, each.from_month) for each in now.value):
            return not_due(self.noun, _UNCHANGED, now.trace.steps)
        if not now.value[-1].fen:
            return not_due(self.noun, _NOT_LOWER_NOW, now.trace.steps)
        return both(now.trace, instead_of(settled.difference, DIFFERENCE, now.value, carries=False))

    def gives_way(self, decision: Decision) -> Iterator[GivesWay]:
        """The allowance where it is still drawn; else the difference as it was settled before."""
        claim = decision.claim
        if (found := at_age(claim.person)) is not None:
            if suspension_stands(found.allowance):
                raise SWITCHED_ALREADY()
            reason = f"自 {found.first} 起领取基本养老金，伤残津贴停发，由基金补足差额"
            yield GivesWay(found.allowance, found.first, ON_PENSION, reason)
            return
        settled = since_settled(claim.person, Month.of(claim.applied_on))
        if settled is None or suspension_stands(settled.difference):
            raise SWITCHED_ALREADY()
        anew = taken_over(settled.difference, differences(settled.changes).value)
        first = min(item.from_month for item in decision.items.filter(component=DIFFERENCE))
        yield GivesWay(
            settled.difference, anew.value.from_month, SETTLED_ANEW,
            f"伤残津贴或者养老金已变化，自 {first} 起按新的差额支付",
        )  # fmt: skip
