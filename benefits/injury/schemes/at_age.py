"""At pension age the allowance stops; where the pension is lower the fund pays the difference (SIL 40; WIR 35).

The system finds whom it is about; nothing is asked of the person. What was paid of the allowance for months of the
pension is demanded back as it ends, and the difference is paid for the same months.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.injury.grounds import ON_PENSION
from benefits.injury.items import DISABILITY_PAID
from benefits.injury.rules.disability import pension_difference
from benefits.injury.schemes.reckoning import not_due
from benefits.injury.selectors.at_age import at_age
from benefits.payments.actions import stop, suspension_of
from benefits.payments.models import EndingKind
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk

CODE = DIFFERENCE = "injury_pension_difference"
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


class PensionDifference(Scheme):
    code = CODE
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
    components: Mapping[str, Words] = {DIFFERENCE: noun}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)
    form = MatterForm
    doors = frozenset({Door.COUNTER})
    may_agents = False

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Which pays the allowance."""
        found = at_age(person)
        return found.allowance.region if found else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found = at_age(person)
        if found is None:
            return [Obstacle(_NOTHING)]
        if suspension_of(found.allowance) is not None:
            return [Obstacle(Words("伤残津贴已暂停发放，须先处理", "The allowance is suspended: decide that first"))]
        return []

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It is paid for life: never by one alone."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        found = at_age(claimant.person)
        if found is None:
            return []
        return [
            Known(Words("在付伤残津贴", "Allowance in payment"), found.allowance.number, _PAYMENTS),
            Known(Words("伤残津贴每月（元）", "Allowance a month, yuan"), written(found.allowance_fen), _PAYMENTS),
            Known(Words("养老金每月（元）", "Pension a month, yuan"), written(found.pension_fen), _PAYMENTS),
            Known(Words("两项同时在付自", "Both drawn from"), found.first, _PAYMENTS),
        ]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By what is in payment in the first month both are drawn for."""
        found = at_age(claimant.person)
        if found is None:
            return not_due(self.noun, _NOTHING)
        answer = pension_difference(found.allowance_fen, found.pension_fen)
        if not answer.value:
            return not_due(self.noun, _NOT_LOWER, answer.trace.steps)
        item = Item(DIFFERENCE, int(answer.value), Rhythm.MONTHLY, found.first)
        return Explained(Assessed(items=[item]), answer.trace)


def end_allowance(decision: Decision) -> None:
    """With the last signature the allowance ends as the difference begins. Raises SWITCHED_ALREADY."""
    claim = decision.claim
    if claim.scheme != CODE:
        return
    found = at_age(claim.person)
    if found is None or suspension_of(found.allowance) is not None:
        raise SWITCHED_ALREADY()
    first = min(item.from_month for item in decision.items.all())
    stop(
        entitlement=found.allowance, kind=EndingKind.ENDED, from_month=first, because=ON_PENSION, verified="compared",
        reason=f"自 {first} 起领取基本养老金，伤残津贴停发，由基金补足差额", case=claim.case,
        by=decision.decided_by, at=decision.decided_at,
    )  # fmt: skip
