"""Half of the death lump sum is paid in advance to a family in need while its worker is missing (WIR 41)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant
from benefits.injury.forms import MissingAdvanceForm
from benefits.injury.items import DEATH_PAID
from benefits.injury.law import law_of
from benefits.injury.models import Injury
from benefits.injury.rules.death import death_lump, lump_in_advance
from benefits.injury.schemes.death import UponADeathOfWork
from benefits.injury.schemes.reckoning import NOT_INSURED, is_the_employers, not_due
from benefits.injury.selectors.drawing import granted_for
from benefits.injury.selectors.missing import missing_of
from benefits.injury.selectors.sharing import MISSING_ADVANCE
from enrollment.registry.models import Person
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import MatterForm
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

COMPONENT = "death_lump_advance"
_NOT_MISSING = Words(
    "没有登记因工下落不明，或者已宣告死亡（第41条）",
    "nobody is recorded as missing, or they are declared dead (WIR 41)",
)


class MissingAdvance(UponADeathOfWork):
    """Once of an injury: taken off the lump once the worker is declared dead, and returned if they come back."""

    code = MISSING_ADVANCE
    title = Words("预支一次性工亡补助金", "Half of the death lump sum in advance")
    noun = Words("预支一次性工亡补助金", "Death lump sum in advance")
    who = Words("因工下落不明职工的近亲属，生活有困难的", "The family in need of who is missing by work")
    conditions: Sequence[Words] = (
        Words("已登记因工下落不明，没有宣告死亡", "It is on record that they are missing; nobody declared them dead"),
        Words("生活有困难", "The family is in need"),
        Words(
            "宣告死亡后从补助金中扣除；重新出现的退还",
            "Taken off the lump upon death; returned if they live",
        ),
    )
    basis = Words("工伤保险条例第41条", "WIR 41")
    result = Words("一次性预支补助金的百分之五十", "Half of the lump, paid once")
    components: Mapping[str, Words] = {COMPONENT: noun}
    items: Mapping[str, str] = dict.fromkeys(components, DEATH_PAID)
    form: type[MatterForm] = MissingAdvanceForm

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        return self.record(facts)[2].number

    def record(self, facts: Mapping[str, Any]) -> tuple[Person, dt.date, Injury]:
        """Of who is missing the day since when. Raises NO_DEATH_OF_WORK."""
        gone = self._dead(facts)
        missing = missing_of(gone) if gone else None
        if gone is None or missing is None:
            return super().record(facts)
        return gone, missing.since_on, missing.injury

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day it is applied for. Raises NO_DEATH_OF_WORK, NOT_VERIFIED_HERE."""
        gone, _, injury = self.record(facts)
        if is_the_employers(injury):
            return not_due(self.noun, NOT_INSURED)
        if gone.died_on or missing_of(gone) is None:
            return not_due(self.noun, _NOT_MISSING)
        if granted_for(self.code, injury.number) is not None:
            return not_due(self.noun, Words("已预支过，不重复支付", "it was advanced already, and is not paid twice"))
        on = claimant.applied_on
        income = value(StoredLawBook(), "income.urban_disposable_year", region=NATIONAL, on=on)
        lump = death_lump(income, law_of("injury.death_lump_multiple", injury.region, on))
        found = lump_in_advance(lump, law_of("injury.missing_advance_share", injury.region, on))
        item = Item(COMPONENT, int(found.value), Rhythm.ONCE, Month.of(on))
        return Explained(Assessed(items=[item]), found.trace)
