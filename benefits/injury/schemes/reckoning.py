"""What benefits of an injury have in common: which injury, what was found of it, the own wage, the law of its place.

Who had not insured pays what the fund would have paid (WIR 62): that is decided in writing, never paid by the fund.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.injury.forms import InjuryClaimForm
from benefits.injury.law import law_of, wage_months
from benefits.injury.models import Appraisal, Injury
from benefits.injury.rules.wage import WageLaw, own_wage, site_wage
from benefits.injury.selectors import injuries_of, injury_numbered, standing_appraisal
from benefits.injury.selectors.drawing import granted_for
from benefits.injury.selectors.wages import wages_before
from benefits.injury.words import grade_words
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.trace import Explained, Step, Trace
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.selectors import StoredLawBook

CERTIFIED, APPRAISED = Words("工伤认定决定", "the certification"), Words("鉴定结论", "the appraisal")
DECLARED = Words("单位申报", "told by the employer")
NOT_INSURED = Words(
    "受伤时用人单位没有为其参加工伤保险，由用人单位按规定支付（工伤保险条例第62条）",
    "the employer had not insured the person by the day of the injury, and pays it itself (WIR 62)",
)
NOT_APPRAISED = Words(
    "没有已生效的劳动能力鉴定结论（工伤保险条例第21条至第28条）", "no conclusion of an appraisal is final (WIR 21–28)"
)


class OfAnInjury(Scheme):
    """`once`: of an injury it is granted once."""

    insurance = Insurance.INJURY
    category = "injury_benefit"
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    form: type[MatterForm] = InjuryClaimForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True
    once = True
    noun: Words

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Whose fund it is: where the employer was."""
        injury = injury_numbered(facts["injury"]) if facts.get("injury") else injuries_of(person).first()
        return injury.region if injury else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        if injuries_of(person).exists():
            return []
        return [Obstacle(Words("没有已认定的工伤", "No injury of work is on record"))]

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It rests on what others concluded: two look at it."""
        return Risk.MIDDLE

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        return str(facts["injury"]) if self.once else ""

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        injury = injury_numbered(facts["injury"])
        before = wage_months(injury.region, injury.happened_on)
        fen, months = wages_before(injury, before)
        wages = Words(f"受伤前{before}个月缴费工资合计（元）", f"Wages of {before} months before, yuan")
        name = Words(injury.employer.name, injury.employer.name_en or injury.employer.name)
        told = [
            Known(Words("工伤", "Injury"), f"{injury.number} · {injury.happened_on}", CERTIFIED),
            Known(Words("用人单位", "Employer"), name, CERTIFIED),
            Known(Words("受伤时已参保", "Insured by the day of the injury"), injury.was_insured, CERTIFIED),
            Known(wages, written(fen), DECLARED),
            Known(Words("其中有缴费工资的月数", "Months of these with a wage"), months, DECLARED),
        ]
        if injury.project is not None:
            site = f"{injury.project.name} · {injury.project.number}"
            told.append(Known(Words("参保建设项目", "Insured project"), site, CERTIFIED))
        if (appraisal := standing_appraisal(injury, claimant.applied_on)) is not None:
            told += [
                Known(Words("伤残等级", "Grade of disability"), grade_words(appraisal.grade), APPRAISED),
                Known(Words("结论书", "Conclusion"), f"{appraisal.document} · {appraisal.concluded_on}", APPRAISED),
            ]
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """Raises NOT_VERIFIED_HERE, NO_WAGES."""
        injury = injury_numbered(facts["injury"])
        appraisal = standing_appraisal(injury, claimant.applied_on)
        if (why := self._unmet(injury, appraisal, claimant)) is not None:
            return not_due(self.noun, why)
        assert appraisal is not None, "else it is said that none is final"
        return self.due(injury, appraisal, claimant)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        """What it comes to once the conditions of all are met."""
        raise NotImplementedError

    def _unmet(self, injury: Injury, appraisal: Appraisal | None, claimant: Claimant) -> Words | None:
        if is_the_employers(injury):
            return NOT_INSURED
        if appraisal is None:
            return NOT_APPRAISED
        if self.once and (before := granted_for(self.code, injury.number)) is not None:
            case = before.decision.claim.case.number
            return Words(f"已由办件 {case} 核定，不重复支付", f"granted by case {case}; it is not paid twice")
        return None


def is_the_employers(injury: Injury) -> bool:
    """Whether the employer, that had not insured, pays itself: no advance of the fund was decided (SIL 41)."""
    return not injury.was_insured and not hasattr(injury, "advance")


def wage_of(injury: Injury) -> Explained[Fraction]:
    """The own wage by the law of the day of the injury. Raises NOT_VERIFIED_HERE, NO_WAGES."""
    law = WageLaw.from_book(StoredLawBook(), region=injury.region_id, on=injury.happened_on)
    fen, months = wages_before(injury, wage_months(injury.region, injury.happened_on))
    if not months and injury.project_id is not None:
        return site_wage(law.average, law_of("injury.project_wage_share", injury.region, injury.happened_on))
    return own_wage(fen, months, law)


def not_due(noun: Words, why: Words, steps: Sequence[Step] = ()) -> Explained[Assessed]:
    trace = Trace(steps=[*steps])
    trace.money(noun, 0, why)
    sentence = Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}.")
    return Explained(Assessed(unmet=[why]), Trace(sentence, trace.steps))
