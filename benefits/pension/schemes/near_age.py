"""Five years before the age an allowance that was the base pension is reckoned anew: every item of the pension (72号).

The system finds whom it is about; nothing is asked of the person. What was paid stays: the new amounts are paid from
the first month no run took, and what the months since were paid too little, once.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Pension, Scheme
from benefits.payments.actions import stop, suspension_of
from benefits.payments.causes import Cause
from benefits.payments.models import EndingKind
from benefits.pension.items import DISABILITY_PAID
from benefits.pension.models import AllowanceAnew
from benefits.pension.rules.disability import reckoned_anew
from benefits.pension.schemes.disability import WHOLE
from benefits.pension.schemes.employees import award_items, awarded, retirement
from benefits.pension.selectors.drawing import RECKONED_ANEW
from benefits.pension.selectors.near_age import NearAge, anew_from, near_age_of, near_law
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk

DIFFERENCE = "disability_difference"
ANEW_ALREADY = Reason(
    "disability_reckoned_already",
    "这项病残津贴已经重算过，或者已停发、暂停。",
    "This allowance was reckoned anew already, has ended, or is suspended.",
    "查看已核定的办件。",
    "Look at the case by which it was.",
)
_PAYMENTS = Words("在付待遇", "benefits in payment")
REPLACED = "reckoned_anew"
REPLACED_CAUSE = Cause(
    Words("距退休五年重算，按新金额发放（人社部发〔2024〕72号）", "reckoned anew near the age (72号)")
)


class AllowanceNearAge(Scheme):
    code = RECKONED_ANEW
    pension = Pension.DISABILITY
    insurance = Insurance.PENSION
    title = Words("病残津贴距退休五年重算", "Disability allowance, five years before the age")
    who = Words(
        "按基础养老金领取病残津贴、距法定退休年龄五年的个人，由系统按月找出",
        "Who draws the base pension as an allowance and is five years from the age; found by the system each month",
    )
    conditions = (Words("距法定退休年龄五年", "Five years are left to the retirement age"),)
    papers: Sequence[Paper] = ()
    basis = Words(
        "社会保险法第17条；人社部发〔2024〕72号；社会保险经办条例第17条、第18条",
        "SIL 17; MOHRSS [2024] 72; REG 17, 18",
    )
    result = Words(
        "自次月起按基本养老金各项计发，已按原标准发放的月份补差，退休时不再重算",
        "Every item of the pension from the month after; months paid at the old amount are made up for once",
    )
    category = "pension"
    components: Mapping[str, Words] = {
        **WHOLE,
        DIFFERENCE: Words("病残津贴：重算补差", "Disability allowance: difference for months gone by"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)
    form = MatterForm
    doors = frozenset({Door.COUNTER})
    may_agents = False

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Which pays the allowance."""
        near = near_age_of(person, on)
        return near.drawn.entitlement.region if near else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        near = near_age_of(person, on)
        if near is None:
            return [Obstacle(Words("没有待重算的病残津贴", "No allowance waits to be reckoned anew"))]
        found = []
        if near.near_in > Month.of(on):
            words = Words("到{month}才距法定退休年龄五年", "Five years are left in {month} only")
            found.append(Obstacle(words.filled(month=near.near_in)))
        if suspension_of(near.drawn.entitlement) is not None:
            found.append(
                Obstacle(Words("病残津贴已暂停发放，须先处理", "The allowance is suspended: decide that first"))
            )
        return found

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It is paid for life: never by one alone."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        near = _near(claimant)
        if near is None:
            return []
        return [
            Known(Words("在付病残津贴", "Allowance in payment"), near.drawn.entitlement.number, _PAYMENTS),
            Known(Words("每月金额（元）", "A month, yuan"), written(near.drawn.amount_fen), _PAYMENTS),
            Known(Words("法定退休月份", "Statutory month"), near.statutory, Words("参保登记", "the register")),
            Known(Words("距退休五年的月份", "Five years are left in"), near.near_in, Words("参保登记", "the register")),
        ]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the record and the law of the month in which five years are left. Raises as `OldAgePension.assess`."""
        near = _near(claimant)
        if near is None or near.near_in > Month.of(claimant.applied_on):
            why = Words("没有待重算的病残津贴", "No allowance waits to be reckoned anew")
            return Explained(Assessed(unmet=[why]), Trace(why))
        first, months = anew_from(near)
        award = awarded(claimant, retirement(claimant, {"month": str(near.near_in)}))
        law = near_law(claimant.applied_on)
        found = reckoned_anew(near.drawn.amount_fen, award.value.total_fen, near.statutory, law, months)
        items = award_items(award.value, first)
        if found.value.difference_fen:
            items.append(Item(DIFFERENCE, int(found.value.difference_fen), Rhythm.ONCE, first))
        return Explained(Assessed(items=items), Trace(found.trace.sentence, [*award.trace.steps, *found.trace.steps]))


def _near(claimant: Claimant) -> NearAge | None:
    return near_age_of(claimant.person, claimant.applied_on)


def replace_allowance(decision: Decision) -> None:
    """In the transaction of the last signature: what was drawn ends as the new amounts begin. Raises ANEW_ALREADY."""
    claim = decision.claim
    if claim.scheme != RECKONED_ANEW:
        return
    near = _near(Claimant(claim.person, claim.region, claim.applied_on))
    if near is None or suspension_of(near.drawn.entitlement) is not None:
        raise ANEW_ALREADY()
    drawn = near.drawn.entitlement
    with refusing("allowance_reckoned_once", ANEW_ALREADY()):
        AllowanceAnew.objects.create(decision=decision, before=drawn, near_in=near.near_in)
    first = min(item.from_month for item in decision.items.all())
    stop(
        entitlement=drawn, kind=EndingKind.ENDED, from_month=first, because=REPLACED, verified="compared",
        reason=f"距法定退休年龄五年（{near.near_in}），自 {first} 起按重算金额发放", case=claim.case,
        by=decision.decided_by, at=decision.decided_at,
    )  # fmt: skip
