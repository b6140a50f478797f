"""Dependants of one who died of work draw each month: together no more than the own wage of who died (WIR 39).

Once another's share has ended, one that was cut is claimed again and granted in the stead of what is drawn.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, Known
from benefits.claims.selectors import granted_upon
from benefits.injury.forms import DependantForm
from benefits.injury.items import DEATH_PAID
from benefits.injury.law import law_of
from benefits.injury.models import DependantShare, Injury
from benefits.injury.rules.death import Dependant, DependantLaw
from benefits.injury.rules.dependants import AgeLaw, Relative, until
from benefits.injury.rules.sharing import Drawn, ends_of, shares
from benefits.injury.schemes.death import LUMP, NOT_OF_WORK, REGISTER, UponADeathOfWork, was_of_worst_grades
from benefits.injury.schemes.instead import (
    SUSPENDED,
    InStead,
    both,
    facts_signed,
    instead_of,
    monthly,
    suspension_stands,
)
from benefits.injury.schemes.reckoning import NOT_INSURED, is_the_employers, not_due, wage_of
from benefits.injury.selectors.drawing import fen_in, first_drawn
from benefits.injury.selectors.missing import missing_of
from benefits.injury.selectors.sharing import MONTHLY, drawn_by_others, shares_before, standing_share
from benefits.injury.words import MADE_UP, MADE_UP_NAME, RAISED, RAISED_NAME
from benefits.payments.models import Entitlement
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person, Sex
from enrollment.registry.records import records_of
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.money import half_up, written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import MatterForm

_DECISIONS = Words("核定决定", "earlier decisions")
_DRAWN_ALL = Words("各供养亲属抚恤金之和已达到死者本人工资（第39条）", "others draw the whole wage already (WIR 39)")
_NO_MORE = Words(
    "已核定过，不重复支付；其他供养亲属的份额没有终止，份额不变",
    "it was granted already, and is not paid twice; no share of others has ended: it stays as it is",
)

SHARES_EXCEED = Reason(
    "injury_shares_exceed_the_wage",
    "各供养亲属的抚恤金之和将超过死者本人工资。",
    "Together the shares of all dependants would exceed the own wage of who died.",
    "其他亲属的份额刚刚核定，退回经办重新核定（工伤保险条例第39条）。",
    "Another share was granted just now: return the claim to be handled again (WIR 39).",
)


class Dependants(InStead, UponADeathOfWork):
    """One claim for each dependant."""

    code = MONTHLY
    title = Words("申领供养亲属抚恤金", "A dependant's pension upon a death of work")
    noun = Words("供养亲属抚恤金", "Dependant's pension")
    who = Words("由因工死亡职工生前提供主要生活来源、无劳动能力的亲属", "Relatives without work who lived on the dead")
    conditions: Sequence[Words] = (
        Words(
            "死者因工死亡，或者是一至四级伤残职工；因工下落不明的，自第4个月起",
            "Who died, died of work, or was of grades 1 to 4; of who is missing from the fourth month on",
        ),
        Words(
            "配偶、父母等达到规定年龄，子女未满18周岁，或者完全丧失劳动能力",
            "Elders of the age, children under eighteen, or wholly unable to work",
        ),
        Words("各人之和不超过死者本人工资", "Together no more than the wage of the dead"),
        Words(
            "其他亲属的份额终止后，被核减的份额可以再次申请，按新的份额支付",
            "Once another's share has ended, one that was cut is claimed again and paid by what it is then",
        ),
    )
    basis = Words("工伤保险条例第39条、第64条；因工死亡职工供养亲属范围规定", "WIR 39, 64; 劳社部令第18号")
    result = Words("自死亡次月起按月支付", "Paid each month from that after the death")
    components: Mapping[str, Words] = {MONTHLY: noun, RAISED[MONTHLY]: RAISED_NAME, MADE_UP: MADE_UP_NAME}
    items: Mapping[str, str] = dict.fromkeys(components, DEATH_PAID)
    form: type[MatterForm] = DependantForm

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """Upon which injury, so that what was paid because of it can be added up; of a dependant the how manieth."""
        _, _, injury = self.record(facts)
        return f"{injury.number}:{claimant.person.number}:{shares_before(injury, claimant.person)}"

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        injury = self.record(facts)[2]
        month = Month.of(claimant.applied_on)
        others = drawn_by_others(injury, claimant.person)
        told = [
            *super().known(claimant, facts),
            Known(Words("亲属的出生日期", "Born on"), claimant.person.birth_on, REGISTER),
            Known(
                Words("其他亲属在领（元）", "Others draw, yuan"), written(sum(each.fen_in(month) for each in others)),
                _DECISIONS,
            ),
        ]  # fmt: skip
        if (standing := standing_share(injury, claimant.person)) is not None:
            told.append(Known(Words("本人在领", "Drawn by the claimant"), standing.number, _DECISIONS))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """Raises NO_DEATH_OF_WORK, NOT_VERIFIED_HERE, NO_WAGES."""
        deceased, on, injury = self.record(facts)
        if is_the_employers(injury):
            return not_due(self.noun, NOT_INSURED)
        if not self._follows_from_work(injury, on):
            return not_due(self.noun, NOT_OF_WORK)
        first = _first(deceased, on, injury)
        ends = until(_relative(claimant, facts), first, _age_law(injury, on))
        if isinstance(ends.value, Words):
            return not_due(self.noun, ends.value, ends.trace.steps)
        return self._of_a_dependant(claimant, facts, injury, first, ends)

    def _of_a_dependant(
        self, claimant: Claimant, facts: Mapping[str, Any], injury: Injury, first: Month, ends: Explained[Any]
    ) -> Explained[Assessed]:
        """What is left of the wage, month by month; of who draws already what it has grown to."""
        others, standing = drawn_by_others(injury, claimant.person), standing_share(injury, claimant.person)
        months = _months(first, standing, others, Month.of(claimant.applied_on) + 1)
        if not months:
            return not_due(self.noun, _NO_MORE)
        found = shares(wage_of(injury), _all_of(facts), others, months, _law(injury, first.first_day))
        trace = Trace(found.trace.sentence, [*ends.trace.steps, *found.trace.steps])
        if standing is None:
            items = [*monthly(MONTHLY, found.value, ends.value)]
            if not items:
                return not_due(self.noun, _DRAWN_ALL, trace.steps)
            return Explained(Assessed(items=items), trace)
        raised = [RAISED[MONTHLY]]
        if all(each.fen == fen_in(standing, each.from_month, without=raised) for each in found.value):
            return not_due(self.noun, _NO_MORE, trace.steps)
        if suspension_stands(standing):
            return not_due(self.noun, SUSPENDED)
        return both(trace, instead_of(standing, MONTHLY, found.value, carries=True, before=ends.value))

    def record(self, facts: Mapping[str, Any]) -> tuple[Person, dt.date, Injury]:
        """Of who is missing the day since when. Raises NO_DEATH_OF_WORK."""
        deceased = self._dead(facts)
        missing = missing_of(deceased) if deceased and not deceased.died_on else None
        if deceased is None or missing is None:
            return super().record(facts)
        return deceased, missing.since_on, missing.injury

    def takes_place_of(self, decision: Decision) -> Entitlement | None:
        """Only of the same injury."""
        claim = decision.claim
        return standing_share(self.record(facts_signed(decision))[2], claim.person)

    def _follows_from_work(self, injury: Injury, died_on: dt.date) -> bool:
        """Missing since it, or a death lump was granted upon it, or the grade was one of the worst."""
        return hasattr(injury, "missing") or LUMP in granted_upon(injury.person) or was_of_worst_grades(injury, died_on)


def keep_share(decision: Decision) -> None:
    """With the last signature, under the lock of who died. Raises SHARES_EXCEED."""
    if decision.claim.scheme != MONTHLY:
        return
    facts = facts_signed(decision)
    deceased, _, injury = Dependants().record(facts)
    lock_people(records_of(deceased.pk))
    own = _own_share(facts)
    with refusing("injury_shares_within_wage", SHARES_EXCEED()):
        DependantShare.objects.create(
            injury=injury, decision=decision, wage_fen=half_up(wage_of(injury).value), is_spouse=own.is_spouse,
            is_alone=own.alone,
        )  # fmt: skip


def _first(deceased: Person, on: dt.date, injury: Injury) -> Month:
    """The month after the death; of who is missing the fourth from that of the accident: before it wages go on."""
    if deceased.died_on:
        return Month.of(on) + 1
    wages = law_of("injury.missing_wage_months", injury.region, on)
    return Month.of(injury.happened_on) + int(wages.value)


def _own_share(facts: Mapping[str, Any]) -> Dependant:
    return Dependant(is_spouse=facts["relation"] == "spouse", alone=bool(facts.get("is_alone")))


def _months(first: Month, standing: Entitlement | None, others: Sequence[Drawn], last: Month) -> list[Month]:
    """In which a share begins, or may change: as another ends; of who draws already only those since."""
    if standing is None:
        return sorted({first, *ends_of(others, first, last)})
    return ends_of(others, first_drawn(standing), last)


def _relative(claimant: Claimant, facts: Mapping[str, Any]) -> Relative:
    person = claimant.person
    return Relative(
        relation=facts["relation"],
        birth_month=Month.of(person.birth_on),
        is_woman=person.sex == Sex.FEMALE,
        is_incapable=bool(facts.get("is_incapable")),
    )


def _all_of(facts: Mapping[str, Any]) -> list[Dependant]:
    """Who claims first, then those told beside: the shares of all are cut together."""
    spouse = [Dependant(is_spouse=True)] if facts.get("has_spouse") else []
    others, alone = int(facts.get("others") or 0), int(facts.get("alone_others") or 0)
    return [_own_share(facts), *spouse, *(Dependant(alone=place < alone) for place in range(others))]


def _law(injury: Injury, on: dt.date) -> DependantLaw:
    return DependantLaw(*(
        law_of("injury.dependant_share", injury.region, on, each) for each in ("spouse", "other_relative", "alone_more")
    ))  # fmt: skip


def _age_law(injury: Injury, on: dt.date) -> AgeLaw:
    return AgeLaw(*(
        law_of(f"injury.dependant_{each}_months", injury.region, on) for each in ("child", "man", "woman")
    ))  # fmt: skip
