"""The disability allowance of who lost all working capacity before the age joins the claim workflow (SIL 17).

Near the age it is the whole pension, part by part, and goes on as the pension; else the base pension, for a time or up
to the age.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Pension, Scheme
from benefits.pension.forms.disability import DisabilityForm
from benefits.pension.items import DISABILITY_PAID
from benefits.pension.rules.award import AwardLaw, Counted, monthly_award, wage_parts
from benefits.pension.rules.contribution_record import index_of_history
from benefits.pension.rules.disability import (
    AT_RETIREMENT_AGE,
    AllowanceKind,
    DisabilityAllowance,
    DisabilityFacts,
    DisabilityLaw,
    disability_allowance,
)
from benefits.pension.schemes.employees import (
    ACCOUNT,
    BASIC,
    ELSEWHERE,
    ROUNDED,
    TRANSITIONAL,
    Retirement,
    award_facts,
    award_items,
    retirement,
)
from benefits.pension.schemes.employees import CODE as OLD_AGE
from benefits.pension.selectors.career import minimum_law, paid_by_nobody_here, pays_at
from benefits.pension.selectors.drawing import ALLOWANCES, DISABILITY, is_drawn
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Step, Trace
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.matters.rules import Risk

ALLOWANCE = "disability_allowance"
WHOLE: Mapping[str, Words] = {
    BASIC: Words("病残津贴：基础养老金", "Disability allowance: base pension"),
    ACCOUNT: Words("病残津贴：个人账户养老金", "Disability allowance: account pension"),
    TRANSITIONAL: Words("病残津贴：过渡性养老金", "Disability allowance: transitional pension"),
    ROUNDED: Words("病残津贴：合计进位", "Disability allowance: rounding of the total"),
}
_RECORD, _REGISTER = (
    Words("缴费记录、转入和历史记录", "paid bills, transfers and history"),
    Words("参保登记", "the register"),
)


APPRAISAL_PAPER = Paper(
    "capacity_appraisal",
    Words("劳动能力鉴定结论", "Conclusion of the labour capacity appraisal"),
    Words("社会保险法第17条；人社部发〔2024〕72号", "SIL 17; MOHRSS [2024] 72"),
)


class DisabilityPension(Scheme):
    code = DISABILITY
    pension = Pension.DISABILITY
    insurance = Insurance.PENSION
    title = Words("申领病残津贴", "Disability allowance")
    who = Words(
        "参加职工基本养老保险，达到退休年龄前因病或非因工致残完全丧失劳动能力的个人",
        "Whoever is in the employees' pension and lost all working capacity before the age, not through work",
    )
    conditions = (
        Words("未达到法定退休年龄，没有领取基本养老金", "The retirement age is not reached and no pension drawn"),
        Words(
            "经劳动能力鉴定为完全丧失劳动能力，鉴定结论在有效期内",
            "An appraisal that holds says that all working capacity is lost",
        ),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        APPRAISAL_PAPER,
    )
    basis = Words(
        "社会保险法第17条；人社部发〔2024〕72号；社会保险经办条例第17条、第18条",
        "SIL 17; MOHRSS [2024] 72; REG 17, 18",
    )
    result = Words(
        "核定病残津贴的金额和期限，自申请次月起按月支付",
        "Amount and time are decided; it is paid each month from the one after the application",
    )
    category = "pension"
    components: Mapping[str, Words] = {ALLOWANCE: Words("病残津贴", "Disability allowance"), **WHOLE}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)
    form = DisabilityForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """As of a pension (国办发〔2009〕66号 art. 6)."""
        return pays_at(person, on)

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found = []
        month = Month.of(on)
        if is_drawn(person, Insurance.PENSION, month, schemes=[OLD_AGE]):
            found.append(Obstacle(Words("已领取基本养老金", "A pension is in payment")))
        if is_drawn(person, Insurance.PENSION, month, schemes=ALLOWANCES):
            found.append(Obstacle(Words("已领取病残津贴", "A disability allowance is in payment")))
        if (place := paid_by_nobody_here(person, on)) is not None:
            found.append(Obstacle(ELSEWHERE.filled(place=place.words)))
        return found

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It is paid for years on one appraisal: never by one alone."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        as_of = _as_of(claimant)
        return [
            Known(Words("出生日期", "Born on"), claimant.person.birth_on, _REGISTER),
            Known(Words("法定退休月份", "Statutory month"), as_of.window.value.statutory, _REGISTER),
            Known(Words("缴费月数（含视同）", "Months counted, deemed ones included"), as_of.career.months, _RECORD),
        ]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the month of the application.

        Raises NoLawInForce and what the rules of the province refuse.
        """
        as_of, on = _as_of(claimant), claimant.applied_on
        appraised = Month.of(dt.date.fromisoformat(str(facts["appraised_on"])))
        law = DisabilityLaw.from_book(as_of.book, on=on)
        minimum = minimum_law(as_of.book, on.year)
        base, steps = _base(claimant, as_of)
        told = DisabilityFacts(
            months_to_age=as_of.window.value.statutory.index - as_of.chosen.index,
            paid_months=as_of.career.months, base_fen=base, other_items_fen=0, appraised_in=appraised,
        )  # fmt: skip
        if told.months_to_age <= 0:
            refusal = AT_RETIREMENT_AGE()
            return _unmet(refusal.words, Trace())
        found = disability_allowance(told, minimum, law)
        if found.value.appraise_before <= as_of.chosen:
            return _unmet(
                Words(
                    f"{appraised}的鉴定结论已过有效期，须重新鉴定",
                    f"The appraisal of {appraised} holds no more: a new one is needed",
                ),
                found.trace,
            )
        if found.value.kind == AllowanceKind.WHOLE_PENSION:
            return _whole(claimant, as_of, told, minimum, law)
        item = Item(
            ALLOWANCE, int(found.value.monthly_fen), Rhythm.MONTHLY, as_of.chosen + 1, _until(found.value, as_of)
        )
        return Explained(Assessed(items=[item]), Trace(found.trace.sentence, [*steps, *found.trace.steps]))


def _as_of(claimant: Claimant) -> Retirement:
    """The career as it stands in the month of the application."""
    return retirement(claimant, {"month": str(Month.of(claimant.applied_on))})


def _base(claimant: Claimant, as_of: Retirement) -> tuple[int, list[Step]]:
    """The base pension in fen a month, whatever the age: neither annuity months nor early years are asked for."""
    facts = award_facts(claimant, as_of)
    law = AwardLaw.from_book(as_of.book, region=claimant.region.pk, on=as_of.chosen.first_day)
    index = index_of_history(facts.spells, facts.deemed_months, law.deemed_index, law.index_decimals)
    basic = wage_parts(Counted(facts.region, facts.months, index.value, 0, 0), law).basic
    return basic.value, [*index.trace.steps, *basic.trace.steps]


def _whole(
    claimant: Claimant, as_of: Retirement, told: DisabilityFacts, minimum: Law, law: DisabilityLaw
) -> Explained[Assessed]:
    """Every part as of a pension; it goes on at the age and is not reckoned again."""
    award_law = AwardLaw.from_book(as_of.book, region=claimant.region.pk, on=as_of.chosen.first_day)
    award = monthly_award(award_facts(claimant, as_of), award_law)
    other = award.value.total_fen - award.value.basic_fen
    found = disability_allowance(replace(told, base_fen=award.value.basic_fen, other_items_fen=other), minimum, law)
    trace = Trace(found.trace.sentence, [*award.trace.steps, *found.trace.steps])
    return Explained(Assessed(items=award_items(award.value, as_of.chosen + 1)), trace)


def _until(allowance: DisabilityAllowance, as_of: Retirement) -> Month:
    """The first month it is not paid in: after its time, and never after the month of the age."""
    at_age = as_of.window.value.statutory + 1
    return at_age if allowance.months is None else min(at_age, as_of.chosen + 1 + allowance.months)


def _unmet(why: Words, trace: Trace) -> Explained[Assessed]:
    return Explained(Assessed(unmet=[why]), Trace(why, trace.steps))
