"""What survivors of somebody who drew unemployment benefit are paid once (SIL 49; Guangdong regulations 25).

The claim is of the survivor, at the counter, as with a pension's. Of the funeral grants of three insurances one is paid
(`claims.models.DeathGrant`); the payment to the survivors is this insurance's own.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme, scheme_of
from benefits.claims.selectors import granted_upon, person_named
from benefits.payments.models import EndingKind
from benefits.unemployment.forms import FROM_ELSEWHERE, SurvivorForm
from benefits.unemployment.items import DEATH_PAID
from benefits.unemployment.rules.death import death_benefit
from benefits.unemployment.schemes.reckoning import BENEFIT
from benefits.unemployment.selectors import Spell, last_spell
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.matters.catalogue import Door, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

CODE = "unemployment_survivor_benefit"
# The funeral grant has this name in each of the three insurances that pay one (SIL 49).
FUNERAL, SURVIVORS = "funeral_grant", "unemployment_survivors"
NOT_DEAD_ON_RECORD = Reason(
    "unemployment_not_dead_on_record",
    "申请中的死者身份号码现在没有登记死亡记录，或者没有失业保险金记录。",
    "Of the identity number in the claim no death, or no unemployment benefit, is on record now.",
    "核对死亡登记；更正后退回经办重新核定。",
    "Check the record of the death; once it is put right, return the claim to be handled again.",
)
_REGISTER, _DECISIONS = Words("参保登记", "the register"), Words("核定决定", "earlier decisions")
_NOT_DRAWN = Words(
    "死亡当月没有在领取失业保险金（社会保险法第49条）",
    "no unemployment benefit was drawn in the month of death (SIL 49)",
)


class UnemploymentSurvivorBenefit(Scheme):
    code = CODE
    insurance = Insurance.UNEMPLOYMENT
    title = Words("申领失业人员死亡待遇", "Survivors' benefits of who drew unemployment benefit")
    who = Words("领取失业保险金期间死亡人员的遗属", "A survivor of who died while drawing unemployment benefit")
    conditions = (
        Words("死亡已登记，死亡当月在领取失业保险金", "The death is on record; the benefit was drawn in that month"),
        Words(
            "养老、工伤、失业保险的丧葬补助金只能领取一项",
            "Only one of the funeral grants of pension, injury and unemployment insurance is paid",
        ),
        Words("同一人死亡，每项只核定一次", "Upon one death each of them is granted once"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "kinship",
            Words("与死者关系的证明（户口簿、结婚证等）", "What shows the relation to who died (household register)"),
            Words("社会保险法第49条", "SIL 49"),
        ),
    )
    basis = Words("社会保险法第49条；广东省失业保险条例第25条", "SIL 49; Guangdong regulations 25")
    result = Words(
        "核定丧葬补助金和抚恤金，一次性支付给申请的遗属",
        "Funeral grant and survivors' payment are decided, and paid once to who claims",
    )
    category = "unemployment_grant"
    components: Mapping[str, Words] = {
        FUNERAL: Words("丧葬补助金", "Funeral grant"),
        SURVIVORS: Words("抚恤金", "Survivors' payment"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, DEATH_PAID)
    form = SurvivorForm
    doors = frozenset({Door.COUNTER})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the benefit was paid."""
        deceased = self.deceased(facts)
        spell = last_spell(deceased, BENEFIT) if deceased else None
        return spell.region if spell else None

    def deceased(self, facts: Mapping[str, Any]) -> Person | None:
        return person_named(str(facts.get("deceased", "")))

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """Who the survivor is rests on papers: two people at least look at them."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        deceased, died_on, spell = self._record(facts)
        told = [
            Known(Words("死者", "Who died"), deceased.name, _REGISTER),
            Known(Words("死亡日期", "Died on"), died_on, _REGISTER),
            Known(Words("失业保险金自", "Benefit from"), spell.first, _DECISIONS),
            Known(Words("核定至", "Granted until"), spell.before - 1, _DECISIONS),
        ]
        if spell.over_from is not None:
            told.append(Known(Words("不再领取自", "Not drawn from"), spell.over_from, _DECISIONS))
        for component, grant in granted_upon(deceased).items():
            other = scheme_of(grant.item.decision.claim.scheme)
            told.append(Known(Words("已核定", "Granted already"), other.components[component], _DECISIONS))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day of death. Raises NOT_DEAD_ON_RECORD, NOT_VERIFIED_HERE."""
        deceased, died_on, spell = self._record(facts)
        granted = granted_upon(deceased)
        if not _was_drawn_in(spell, Month.of(died_on)):
            return self._not_due(_NOT_DRAWN)
        if (before := granted.get(SURVIVORS)) is not None:
            case = before.item.decision.claim.case.number
            return self._not_due(
                Words(
                    f"已由办件 {case} 核定，同一人死亡只支付一次（社会保险法第49条）",
                    f"granted by case {case}, and paid once upon a death (SIL 49)",
                )
            )
        found = death_benefit(
            self._law("wage.on_post_average_month", claimant, died_on),
            self._law("unemployment.funeral_months", claimant, died_on),
            self._law("unemployment.survivors_months", claimant, died_on),
            funeral_elsewhere=FUNERAL in granted or facts.get("funeral") == FROM_ELSEWHERE,
        )
        amounts = {FUNERAL: int(found.value.funeral_fen), SURVIVORS: int(found.value.survivors_fen)}
        month = Month.of(claimant.applied_on)
        items = [Item(component, fen, Rhythm.ONCE, month) for component, fen in amounts.items() if fen]
        return Explained(Assessed(items=items), found.trace)

    def _law(self, key: str, claimant: Claimant, on: dt.date) -> Law:
        return value(StoredLawBook(), key, region=claimant.region.pk, on=on)

    def _record(self, facts: Mapping[str, Any]) -> tuple[Person, dt.date, Spell]:
        deceased = self.deceased(facts)
        spell = last_spell(deceased, BENEFIT) if deceased else None
        if deceased is None or deceased.died_on is None or spell is None:
            raise NOT_DEAD_ON_RECORD()
        return deceased, deceased.died_on, spell

    def _not_due(self, why: Words) -> Explained[Assessed]:
        trace = Trace()
        trace.money(Words("死亡待遇", "Survivors' benefits"), 0, why)
        sentence = Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}.")
        return Explained(Assessed(unmet=[why]), Trace(sentence, trace.steps))


def _was_drawn_in(spell: Spell, month: Month) -> bool:
    """Also where it was stopped because of the death, from whichever month; not once work had begun again."""
    if spell.again is not None and Month.of(spell.again.starts_on) <= month:
        return False
    ended = [each for each in spell.entitlement.endings.all() if each.kind == EndingKind.ENDED]
    if any(each.because == "died" and each.from_month == spell.over_from for each in ended):
        return spell.first <= month < spell.before
    return spell.is_drawn_in(month)
