"""Grants beside the monthly benefit join the claim workflow (Guangdong regulations 20–23; REG 24(3)).

Each belongs to a spell of the benefit, whose place pays it; where that place has no value on file for it, that is said
before anybody asks. What pays months at once ends the benefit by the same decision (`schemes.granted`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.unemployment.forms import ChildbirthForm, JobSeekingForm, ReemployedForm, StartupForm
from benefits.unemployment.items import BENEFIT_PAID, OTHER_PAID
from benefits.unemployment.models import CHILDBIRTH, JOB_SEEKING, REEMPLOYED, STARTUP
from benefits.unemployment.rules.grants import TOO_SHORT, childbirth, has_new_work, job_seeking, paid_at_once
from benefits.unemployment.rules.stopping import Stop
from benefits.unemployment.schemes.reckoning import BENEFIT
from benefits.unemployment.selectors import (
    Spell,
    average_base,
    last_run_month,
    last_spell,
    months_left_from,
    paid_months,
    work_now,
)
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import not_verified, value, value_if_any

_DECISIONS, _BILLS = Words("核定决定", "earlier decisions"), Words("缴费记录", "paid bills")
_EMPLOYER = Words("单位申报", "told by the employer")
_YEAR = 12
NO_SPELL = Reason(
    "unemployment_no_spell",
    "没有核定过失业保险金，不能申领这一项。",
    "No unemployment benefit was granted: this is paid beside one.",
    "先申领失业保险金。",
    "Claim unemployment benefit first.",
)
_NOT_DRAWN = Words("当时没有在领取失业保险金", "no benefit was drawn then")
_NOTHING_LEFT = Words("没有剩余的领取期限", "no months of the benefit are left")
_NO_NEW_WORK = Words("没有重新就业的用工登记", "no new employment is on record")
_AT_WORK = Words("已有单位申报就业，按重新就业申领", "an employer has told of work: claim as re-employed")
_ENDED_OTHERWISE = Words(
    "失业保险金此前已因其他情形停发（社会保险法第51条）", "the benefit had ended for another reason (SIL 51)"
)
_NO_BASES = Words("失业前没有缴费基数记录", "no contribution base of before is on record")
_OLD = Words("已达到法定退休年龄", "the statutory retirement age is reached")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a grant comes to: fen once; months of the benefit it uses up from a month on; the birth it is for."""

    amount_fen: int
    from_month: Month
    months_used: int = 0
    born_on: dt.date | None = None


class GrantBeside(Scheme):
    """What the grants have in common. `law_key`: the value without which a place does not pay it."""

    insurance = Insurance.UNEMPLOYMENT
    law_key: str
    name: Words
    is_once_a_spell = True
    category = "unemployment_grant"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the benefit is paid."""
        spell = last_spell(person, BENEFIT)
        return spell.region if spell else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        """No spell, no such grant where it is paid, or granted already: nothing an application could change."""
        spell = last_spell(person, BENEFIT)
        if spell is None:
            return [Obstacle(NO_SPELL.words)]
        if value_if_any(StoredLawBook(), self.law_key, region=spell.region.pk, on=on) is None:
            refusal = not_verified(self.law_key, spell.region.pk, on)
            return [Obstacle.of(refusal)]
        before = self._granted_before(spell) if self.is_once_a_spell else None
        return [Obstacle(before)] if before else []

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It rests on papers, and may end a benefit: two at least."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        spell = self._spell(claimant.person)
        told = [
            Known(Words("失业保险金期间", "Months of the benefit"), _span(spell), _DECISIONS),
            Known(Words("核定月数", "Months granted"), spell.granted, _DECISIONS),
        ]
        if spell.over_from is not None:
            told.append(Known(Words("不再按月领取自", "Not drawn any more from"), spell.over_from, _DECISIONS))
        if spell.again is not None:
            work = spell.again.employer
            told.append(
                Known(Words("新的单位", "New employer"), Words(work.name, work.name_en or work.name), _EMPLOYER)
            )
            told.append(Known(Words("入职日期", "Began on"), spell.again.starts_on, _EMPLOYER))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day of the application. Raises NOT_VERIFIED_HERE, NO_SPELL."""
        found = self.taken(claimant, facts)
        if isinstance(found.value, Taken):
            (component,) = self.components
            item = Item(component, found.value.amount_fen, Rhythm.ONCE, Month.of(claimant.applied_on))
            return Explained(Assessed(items=[item]), found.trace)
        return Explained(Assessed(unmet=[found.value]), found.trace)

    def taken(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Taken | Words]:
        """What it comes to, or the condition that is not met."""
        spell = self._spell(claimant.person)
        before = self._granted_before(spell) if self.is_once_a_spell else None
        return self._reckoned(claimant, facts, spell) if before is None else self._not_due(before)

    def _reckoned(self, claimant: Claimant, facts: Mapping[str, Any], spell: Spell) -> Explained[Taken | Words]:
        raise NotImplementedError

    def _spell(self, person: Person) -> Spell:
        spell = last_spell(person, BENEFIT)
        if spell is None:
            raise NO_SPELL()
        return spell

    def _granted_before(self, spell: Spell) -> Words | None:
        """The same of this spell, or what paid its months at once, if this does too."""
        pays_months = self.code in (REEMPLOYED, STARTUP)
        for each in spell.granted_beside:
            if each.scheme == self.code or (pays_months and each.months_used):
                case = each.decision.claim.case.number
                return Words(
                    f"本次领取期间已由办件 {case} 核定，不重复支付",
                    f"granted for this spell by case {case}; it is not paid twice",
                )
        return None

    def _law(self, key: str, claimant: Claimant) -> Law:
        return value(StoredLawBook(), key, region=claimant.region.pk, on=claimant.applied_on)

    def _not_due(self, why: Words) -> Explained[Taken | Words]:
        trace = Trace()
        trace.money(self.name, 0, why)
        return trace.conclude(why, Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}."))

    def _at_once(
        self, claimant: Claimant, key: str, spell: Spell, left: int, first: Month, why: Trace
    ) -> Explained[Taken | Words]:
        """A share of the months left, and from when they are not paid monthly any more."""
        if not left:
            return self._not_due(_NOTHING_LEFT)
        found = paid_at_once(spell.amount_in(first), left, self._law(key, claimant))
        taken = Taken(found.value.lump_fen, first, found.value.months_used)
        why.steps += found.trace.steps
        how = Words("余下月份一次性支付，不再按月支付", "these months are paid at once, and not monthly too")
        why.step(Words("按月支付止于", "Paid monthly until"), first - 1, "month", how)
        assert found.trace.sentence is not None
        return why.conclude(taken, found.trace.sentence)


class Reemployed(GrantBeside):
    code = REEMPLOYED
    law_key = "unemployment.reemployed_share"
    title = Words("申领重新就业一次性失业保险金", "Benefit paid at once to who is back at work early")
    name = Words("重新就业一次性失业保险金", "Paid at once on re-employment")
    who = Words("领取期满前重新就业的失业人员", "Whoever found work before the benefit was used up")
    conditions: Sequence[Words] = (
        Words("签订一年以上劳动合同", "A contract of a year or more"),
        Words("就业后参加失业保险满三个月", "Insured against unemployment for three months of the new work"),
        Words("领取期限还有剩余；其余一半月份保留", "Months are left; the other half of them is kept"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "labour_contract",
            Words("劳动合同", "The labour contract"),
            Words("广东省失业保险条例第22条", "Guangdong regulations 22"),
        ),
    )
    basis = Words("广东省失业保险条例第22条；社会保险法第51条", "Guangdong regulations 22; SIL 51")
    result = Words(
        "剩余月份的一半一次性支付，按月支付的失业保险金随之停发",
        "Half of the months left is paid at once, and the monthly benefit ends with it",
    )
    components: Mapping[str, Words] = {"reemployed_at_once": name}
    items: Mapping[str, str] = dict.fromkeys(components, BENEFIT_PAID)
    form: type[MatterForm] = ReemployedForm

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        spell = self._spell(claimant.person)
        told = [*super().known(claimant, facts), Known(Words("剩余月数", "Months left"), spell.unused, _DECISIONS)]
        if spell.again is not None:
            told.append(Known(Words("就业后缴费月数", "Months paid since"), self._insured(claimant, spell), _BILLS))
        return told

    def _reckoned(self, claimant: Claimant, facts: Mapping[str, Any], spell: Spell) -> Explained[Taken | Words]:
        if spell.again is None or work_now(claimant.person) is None:
            return self._not_due(_NO_NEW_WORK)
        assert spell.over_from is not None
        began = Month.of(spell.again.starts_on)
        endings = spell.entitlement.endings.all()
        if any(
            each.kind == "ended" and each.because != Stop.REEMPLOYED and each.from_month < began for each in endings
        ):
            return self._not_due(_ENDED_OTHERWISE)
        try:
            why = has_new_work(
                int(facts["contract_months"]),
                self._insured(claimant, spell),
                self._law("unemployment.reemployed_contract_months", claimant),
                self._law("unemployment.reemployed_insured_months", claimant),
            )
        except Refusal as refusal:
            if refusal.reason is not TOO_SHORT:
                raise
            return self._not_due(Words(refusal.zh.rstrip("。"), refusal.en.rstrip(".")))
        return self._at_once(claimant, self.law_key, spell, spell.unused, spell.over_from, why)

    def _insured(self, claimant: Claimant, spell: Spell) -> int:
        """Months paid since work began, wherever."""
        assert spell.again is not None
        return sum(paid_months(claimant.person, claimant.region, since=Month.of(spell.again.starts_on)))


class Startup(GrantBeside):
    code = STARTUP
    law_key = "unemployment.startup_share"
    title = Words("申领创业一次性失业保险金", "Benefit paid at once to start a business")
    name = Words("创业一次性失业保险金", "Paid at once to start a business")
    who = Words("领取期间创业的失业人员", "Whoever starts a business while drawing the benefit")
    conditions: Sequence[Words] = (
        Words("正在领取失业保险金", "The benefit is being drawn"),
        Words("已领取营业执照或者依法登记", "The business is licensed or registered"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "business_licence",
            Words("营业执照或者登记证明", "The licence or registration"),
            Words("广东省失业保险条例第23条", "Guangdong regulations 23"),
        ),
    )
    basis = Words("广东省失业保险条例第23条", "Guangdong regulations 23")
    result = Words(
        "剩余月份一次性支付，按月支付的失业保险金随之停发",
        "All months left are paid at once, and the monthly benefit ends with it",
    )
    components: Mapping[str, Words] = {"startup_at_once": name}
    items: Mapping[str, str] = dict.fromkeys(components, BENEFIT_PAID)
    form: type[MatterForm] = StartupForm

    def _reckoned(self, claimant: Claimant, facts: Mapping[str, Any], spell: Spell) -> Explained[Taken | Words]:
        """From the month after the application on, or after what runs have taken up already."""
        if work_now(claimant.person) is not None:
            return self._not_due(_AT_WORK)
        applied, paid = Month.of(claimant.applied_on), last_run_month(spell)
        if not spell.is_drawn_in(applied) or spell.over_from is not None:
            return self._not_due(_NOT_DRAWN)
        first = max(applied, paid or applied) + 1
        return self._at_once(claimant, self.law_key, spell, months_left_from(spell, first), first, Trace())


class Childbirth(GrantBeside):
    code = CHILDBIRTH
    law_key = "unemployment.childbirth_months"
    is_once_a_spell = False
    title = Words("申领生育加发失业保险金", "Benefit added on a birth")
    name = Words("生育加发失业保险金", "Added on a birth")
    who = Words("领取期间生育的失业人员", "Whoever gave birth while drawing the benefit")
    conditions: Sequence[Words] = (
        Words("领取失业保险金期间生育", "The child was born while the benefit was drawn"),
        Words("每次生育只加发一次", "Once for each birth"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "birth_certificate",
            Words("出生医学证明", "The birth certificate"),
            Words("广东省失业保险条例第21条", "Guangdong regulations 21"),
        ),
    )
    basis = Words("广东省失业保险条例第21条", "Guangdong regulations 21")
    result = Words(
        "按当地规定的月数一次性加发失业保险金", "So many months of the benefit as the place says are added, once"
    )
    components: Mapping[str, Words] = {"childbirth_grant": name}
    items: Mapping[str, str] = dict.fromkeys(components, BENEFIT_PAID)
    form: type[MatterForm] = ChildbirthForm

    def _reckoned(self, claimant: Claimant, facts: Mapping[str, Any], spell: Spell) -> Explained[Taken | Words]:
        """Days of birth nearer than `unemployment.between_births_days` are of one birth."""
        born_on = dt.date.fromisoformat(facts["born_on"])
        apart = self._law("unemployment.between_births_days", claimant)
        for each in spell.granted_beside:
            if each.born_on is not None and abs((each.born_on - born_on).days) < apart.value:
                case = each.decision.claim.case.number
                return self._not_due(Words(f"这次生育已由办件 {case} 核定", f"granted for this birth by case {case}"))
        if not spell.is_drawn_in(Month.of(born_on)):
            return self._not_due(_NOT_DRAWN)
        found = childbirth(spell.amount_in(Month.of(born_on)), self._law(self.law_key, claimant))
        taken = Taken(found.value, Month.of(claimant.applied_on), born_on=born_on)
        return Explained(taken, found.trace)


class JobSeeking(GrantBeside):
    code = JOB_SEEKING
    law_key = "unemployment.job_seeking_rate"
    title = Words("申领求职补贴", "Job-seeking subsidy")
    name = Words("求职补贴", "Job-seeking subsidy")
    who = Words("领取失业保险金的失业人员", "Whoever draws unemployment benefit")
    conditions: Sequence[Words] = (
        Words(
            "失业保险金已领满补贴的最长月数，或者已经停止领取：每次领取期间一次核定",
            "The most months it is paid for are drawn, or the benefit is over: it is decided once a spell",
        ),
        Words("没有达到法定退休年龄", "The statutory retirement age is not reached"),
    )
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    basis = Words("广东省失业保险条例第20条", "Guangdong regulations 20")
    result = Words(
        "按实际领取的月数一次性支付，不超过规定的最长月数", "Paid once for the months drawn, up to the most of the law"
    )
    components: Mapping[str, Words] = {"job_seeking_subsidy": name}
    items: Mapping[str, str] = dict.fromkeys(components, OTHER_PAID)
    form: type[MatterForm] = JobSeekingForm

    def _reckoned(self, claimant: Claimant, facts: Mapping[str, Any], spell: Spell) -> Explained[Taken | Words]:
        person, month = claimant.person, Month.of(claimant.applied_on)
        group = RetirementGroup(person.retirement_group)
        if (
            month
            > statutory_retirement(Month.of(person.birth_on), group, retirement_law(claimant.applied_on)).value.month
        ):
            return self._not_due(_OLD)
        most, drawn = self._law("unemployment.job_seeking_most_months", claimant), self._drawn(spell, month)
        if not drawn or (drawn < most.value and not spell.is_over_in(month)):
            return self._not_due(
                Words(
                    f"已领取{drawn}个月：领满{int(most.value)}个月或者停止领取后一次核定",
                    f"{drawn} months are drawn: it is decided once {int(most.value)} are, or the benefit is over",
                )
            )
        base, known = average_base(spell, person, _YEAR)
        if not known:
            return self._not_due(_NO_BASES)
        found = job_seeking(base, drawn, self._law(self.law_key, claimant), most)
        return Explained(Taken(found.value.total_fen, month), found.trace)

    def _drawn(self, spell: Spell, month: Month) -> int:
        """Months drawn before the one of the application, and that one if it is."""
        ends = (
            min(spell.before, month + 1) if spell.over_from is None else min(spell.before, month + 1, spell.over_from)
        )
        return max(0, ends.index - spell.first.index)


def _span(spell: Spell) -> Words:
    last = spell.before - 1
    return Words(f"{spell.first} 至 {last}", f"{spell.first} to {last}")


GRANTS: tuple[GrantBeside, ...] = (Reemployed(), Startup(), Childbirth(), JobSeeking())
