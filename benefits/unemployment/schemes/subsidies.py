"""Grants that belong to no spell join the claim workflow: to migrant workers once, and for a skill (UIR 21; REG 24(3)).

Amounts are of the place, or of a notice that ends; where none is in force on the day, that is said before anybody asks.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.claims.models import GrantedOnce
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.unemployment.forms import MigrantForm, SkillForm
from benefits.unemployment.items import OTHER_PAID
from benefits.unemployment.models import MIGRANT, SKILL
from benefits.unemployment.rules.grants import TOO_SHORT, MigrantLaw, migrant_grant, skill_subsidy
from benefits.unemployment.schemes.reckoning import BENEFIT
from benefits.unemployment.selectors import (
    last_insured,
    last_spell,
    last_work,
    paid_months,
    work_now,
)
from enrollment.participation.models import Employment
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import not_verified, table, value

_BILLS = Words("缴费记录", "paid bills")
_EMPLOYER = Words("单位申报", "told by the employer")
_AT_WORK = Words("工作没有终止", "the work has not ended")
_NO_WORK = Words("没有已终止的工作记录", "no work that ended is on record")
_NOT_RURAL = Words("不是农民合同制工人（失业保险条例第21条）", "no contract worker from the country (UIR 21)")
_DRAWN = Words(
    "这段工作终止后已核定失业保险金，不再享受一次性生活补助",
    "unemployment benefit was granted upon the end of this work: no one-off grant beside it",
)


@dataclass(frozen=True, slots=True)
class Due:
    """Fen once, and what it is for: the work or the certificate, of which it is granted once."""

    amount_fen: Fen
    of: str


class Subsidy(Scheme):
    """What both have in common. `law_key`: the values without which a place does not pay it."""

    insurance = Insurance.UNEMPLOYMENT
    law_key: str
    category = "unemployment_grant"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the person was insured last."""
        period = last_insured(person)
        return period.region if period else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        """No value in force where it would be paid: nothing an application could change."""
        place = self.place(person, {}, on)
        if place is None:
            return []
        try:
            StoredLawBook().table(self.law_key, region=place.pk, on=on)
        except NoLawInForce:
            refusal = not_verified(self.law_key, place.pk, on)
            return [Obstacle.of(refusal)]
        return []

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It rests on papers: two at least."""
        return Risk.MIDDLE

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day of the application. Raises NOT_VERIFIED_HERE."""
        try:
            found = self.due(claimant, facts)
        except Refusal as refusal:
            if refusal.reason is not TOO_SHORT:
                raise
            found = _not_due(Words(refusal.zh.rstrip("。"), refusal.en.rstrip(".")))
        if isinstance(found.value, Words):
            return Explained(Assessed(unmet=[found.value]), found.trace)
        (component,) = self.components
        item = Item(component, found.value.amount_fen, Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), found.trace)

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        found = self.due(claimant, facts).value
        assert isinstance(found, Due), "it was assessed a moment ago"
        return found.of

    def due(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Due | Words]:
        """What it comes to, or the condition that is not met. Raises NOT_VERIFIED_HERE, TOO_SHORT."""
        raise NotImplementedError

    def _law(self, key: str, claimant: Claimant, category: str = "") -> Law:
        region, on = claimant.region.pk, claimant.applied_on
        return value(StoredLawBook(), key, region=region, category=category, on=on)

    def _granted(self, of: str) -> Words | None:
        before = GrantedOnce.objects.filter(scheme=self.code, of=of).select_related("decision__claim__case").first()
        if before is None:
            return None
        case = before.decision.claim.case.number
        return Words(f"已由办件 {case} 核定，不重复支付", f"granted by case {case}; it is not paid twice")


class MigrantGrant(Subsidy):
    code = MIGRANT
    law_key = "unemployment.migrant_month"
    title = Words("申领农民合同制工人一次性生活补助", "One-off grant of migrant workers")
    who = Words("劳动合同期满未续订或者提前解除的农民合同制工人", "Contract workers from the country whose work ended")
    conditions: Sequence[Words] = (
        Words("在同一单位连续工作并由单位缴费满规定时间", "Continuous work with one employer who paid, long enough"),
        Words(
            "劳动合同已终止或者解除，这段工作没有核定过失业保险金", "The work ended, and no benefit was granted upon it"
        ),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "rural_household",
            Words("户口簿（农村户籍）", "The household register"),
            Words("失业保险条例第21条", "UIR 21"),
        ),
    )
    basis = Words("失业保险条例第21条", "UIR 21")
    result = Words("按连续工作的年限一次性支付生活补助", "Paid once by the years of continuous work")
    components: Mapping[str, Words] = {"migrant_grant": Words("一次性生活补助", "One-off grant")}
    items: Mapping[str, str] = dict.fromkeys(components, OTHER_PAID)
    form: type[MatterForm] = MigrantForm

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        work = last_work(claimant.person)
        if work is None:
            return []
        name = Words(work.employer.name, work.employer.name_en or work.employer.name)
        return [
            Known(Words("最后的单位", "Last employer"), name, _EMPLOYER),
            Known(Words("单位缴费月数", "Months the employer paid"), _months_at(claimant, work), _BILLS),
        ]

    def due(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Due | Words]:
        work = last_work(claimant.person)
        if (why := self._unmet(claimant.person, work, facts)) is not None:
            return _not_due(why)
        assert work is not None, "else it is said that none ended"
        law = MigrantLaw(
            self._law("unemployment.migrant_qualifying_months", claimant),
            self._law(self.law_key, claimant),
            self._law("unemployment.migrant_months_a_year", claimant),
            self._law("unemployment.migrant_most_months", claimant),
        )
        found = migrant_grant(_months_at(claimant, work), law)
        return Explained(Due(found.value, str(work.pk)), found.trace)

    def _unmet(self, person: Person, work: Employment | None, facts: Mapping[str, Any]) -> Words | None:
        if not facts.get("rural"):
            return _NOT_RURAL
        if work_now(person) is not None:
            return _AT_WORK
        if work is None:
            return _NO_WORK
        spell = last_spell(person, BENEFIT)
        assert work.ends_before is not None, "the work that ended last"
        if spell is not None and spell.first >= Month.of(work.ends_before - dt.timedelta(days=1)):
            return _DRAWN
        return self._granted(str(work.pk))


class SkillSubsidy(Subsidy):
    code = SKILL
    law_key = "unemployment.skill_subsidy"
    title = Words("申领技能提升补贴", "Skill subsidy")
    who = Words("取得职业资格证书或者技能等级证书的参保职工", "Insured people with a certificate of a skill")
    conditions: Sequence[Words] = (
        Words("参加失业保险满规定时间", "Insured against unemployment long enough"),
        Words("同一证书只能享受一次", "Once for each certificate"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "skill_certificate",
            Words("职业资格证书或者职业技能等级证书", "The certificate"),
            Words("社会保险经办条例第24条", "REG 24(3)"),
        ),
    )
    basis = Words("社会保险经办条例第24条；当期技能提升补贴的通知", "REG 24(3); the notice in force")
    result = Words("按证书等级一次性支付", "Paid once by the grade of the certificate")
    components: Mapping[str, Words] = {"skill_subsidy": Words("技能提升补贴", "Skill subsidy")}
    items: Mapping[str, str] = dict.fromkeys(components, OTHER_PAID)
    form: type[MatterForm] = SkillForm

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        return [Known(Words("参加失业保险的月数", "Months insured"), _insured(claimant), _BILLS)]

    def due(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Due | Words]:
        certificate = str(facts["certificate"])
        if (why := self._granted(certificate)) is not None:
            return _not_due(why)
        standards = table(StoredLawBook(), self.law_key, region=claimant.region.pk, on=claimant.applied_on)
        standard = standards.get(facts["grade"]) or self._law(self.law_key, claimant, facts["grade"])
        qualifying = self._law("unemployment.skill_qualifying_months", claimant)
        found = skill_subsidy(_insured(claimant), qualifying, standard)
        return Explained(Due(found.value, certificate), found.trace)


def _months_at(claimant: Claimant, work: Employment) -> int:
    """Whole months of the work, no more than were paid since it began."""
    assert work.ends_before is not None, "the work that ended last"
    began, ended = work.starts_on, work.ends_before
    worked = Month.of(ended).index - Month.of(began).index - (ended.day < began.day)
    paid, _ = paid_months(claimant.person, claimant.region, since=Month.of(began))
    return min(worked, paid)


def _insured(claimant: Claimant) -> int:
    """Months paid, here and elsewhere."""
    return sum(paid_months(claimant.person, claimant.region))


def _not_due(why: Words) -> Explained[Due | Words]:
    return Trace().conclude(why, Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}."))


SUBSIDIES: tuple[Subsidy, ...] = (MigrantGrant(), SkillSubsidy())
