"""Costs the insured paid are claimed back by hand (REG 20(2)): reckoned in the order of the law on the year's state.

Of each receipt once. What SIL 30 excludes is denied in writing; what a third party owes and does not pay is advanced.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from benefits.claims.papers import four_papers
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.claims.selectors import claimed_before
from benefits.medical.forms import LEVELS, ReimbursementForm
from benefits.medical.items import COSTS_PAID
from benefits.medical.rules import law
from benefits.medical.rules.causes import Cause
from benefits.medical.rules.law import Care, CareLaw
from benefits.medical.rules.order import Bill, Settled, settle
from benefits.medical.rules.scope import LineScope
from benefits.medical.selectors import births_granted, filed_as, standing_of, year_so_far
from benefits.settlement.selectors.in_hospital import bills_about, settled_alike, settled_within, told_of
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Door, MatterForm, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.names import category_name
from siadmin.policy.selectors import StoredLawBook

_REG_20 = Words("社会保险经办条例第20条", "REG 20")
_RECORD, _BOOKS = Words("参保缴费记录", "the record"), Words("本年度报销记录", "this year's reimbursements")
_SETTLED = Words("直接结算记录", "direct settlements")
POOL, LARGE, MAJOR = "medical_pool", "medical_large_sum", "medical_major_illness"
_COUNTS = Words(
    "符合范围的费用没有超过起付线，或者年度限额已用完，基金不支付；这笔费用计入本年度累计",
    "what is in scope does not exceed the deductible, or the year's cap is used up: the fund pays nothing, and the "
    "costs count in the year",
)
_OUT_OF_SCOPE = Words("没有符合范围的费用", "none of the costs are in scope")


class MedicalReimbursement(Scheme):
    """Of the employees' scheme; that of residents has a fund of its own."""

    code = "medical_reimbursement"
    insurance: str = Insurance.MEDICAL
    kind = law.Scheme.EMPLOYEE
    title = Words("职工医疗费用手工报销", "Medical costs claimed back (employees)")
    who = Words("参加职工基本医疗保险、未能直接结算的个人", "Whoever is in the employees' scheme and paid themself")
    conditions: Sequence[Words] = (
        Words("就医当日享受职工基本医疗保险待遇", "Covered by the employees' scheme on the day care began"),
        Words(
            "不属于工伤、第三人、公共卫生负担和境外就医的费用（社会保险法第30条）",
            "Not the costs of a work injury, a third party, public health, or of care abroad (SIL 30)",
        ),
        Words("同一票据只报销一次", "Each receipt once"),
    )
    papers: Sequence[Paper] = (IDENTITY_CARD, *four_papers(_REG_20))
    basis = Words("社会保险法第28条至第30条；社会保险经办条例第20条", "SIL 28–30; REG 20")
    result = Words("按当地政策核定基金支付的部分，一次性支付给本人", "What the fund pays, by the place's rules, once")
    category = "medical_reimbursement"
    components: Mapping[str, Words] = {
        POOL: Words("医疗费用（统筹基金）", "Medical costs, pooled fund"),
        LARGE: Words("医疗费用（大额补助）", "Medical costs, large-sum aid"),
        MAJOR: Words("医疗费用（大病保险）", "Medical costs, major-illness insurance"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, COSTS_PAID)
    form: type[MatterForm] = ReimbursementForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the person was insured on the first day of care, else is."""
        return standing_of(person, _began(facts) or on, known_on=on).region

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It rests on papers: two at least. An advance is a claim against somebody: three."""
        return Risk.HIGH if facts.get("cause") == Cause.THIRD_PARTY_UNPAID else Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        began = _day(facts)
        standing = standing_of(claimant.person, began, known_on=claimant.applied_on)
        told = [Known(Words("就医当日待遇状态", "Cover on that day"), standing.why, _RECORD)]
        if facts.get("elsewhere"):
            filed = filed_as(claimant.person, began)
            told.append(
                Known(
                    Words("异地就医备案", "Care elsewhere filed as"), category_name(filed), Words("备案记录", "filings")
                )
            )
        bills = bills_about(records_of(claimant.person.pk), began, dt.date.fromisoformat(facts["ended_on"]))
        settled = Words("医疗机构已直接结算的这些日子的费用", "Settled directly by institutions, of these days")
        told.append(Known(settled, told_of(bills), _SETTLED))
        year = year_so_far(claimant.person, began.year)
        paid = year.pool_fen + year.large_fen + year.major_fen
        return [*told, Known(Words("本年度已支付（元）", "Paid this year so far, yuan"), written(paid), _BOOKS)]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the first day of care. Raises NOT_VERIFIED_HERE."""
        if (why := self._unmet(claimant, facts)) is not None:
            return _not_due(why)
        found = self.settled(claimant, facts)
        items = [
            Item(component, int(amount), Rhythm.ONCE, Month.of(claimant.applied_on))
            for component, amount in _parts(found.value)
            if amount
        ]
        if not items:
            in_scope = _scope(facts).in_scope_fen
            return Explained(Assessed(counts=_COUNTS) if in_scope else Assessed(unmet=[_OUT_OF_SCOPE]), found.trace)
        return Explained(Assessed(items=items), found.trace)

    def settled(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Settled]:
        """Raises NOT_VERIFIED_HERE."""
        began, care = _day(facts), Care(facts["care"])
        insured = standing_of(claimant.person, began, known_on=claimant.applied_on).insured
        assert insured is not None, "who is not covered is told so before"
        rules = CareLaw.from_book(
            StoredLawBook(),
            region=claimant.region.pk,
            on=began,
            insured=insured,
            care=care,
            level=int(facts["level"]),
            away=filed_as(claimant.person, began) if facts.get("elsewhere") else None,
        )
        year = year_so_far(claimant.person, began.year)
        bill = Bill(_scope(facts), is_further=care is Care.INPATIENT and year.stays > 0)
        found = settle(bill, year, rules)
        why = Trace()
        why.fact(Words("医疗机构级别", "Level of the hospital"), LEVELS[facts["level"]], "text")
        why.fact(Words("参保身份", "Insured as"), _as_whom(insured), "text")
        return Explained(found.value, Trace(found.trace.sentence, [*why.steps, *found.trace.steps]))

    def _unmet(self, claimant: Claimant, facts: Mapping[str, Any]) -> Words | None:
        if (excluded := Cause(facts["cause"]).excluded) is not None:
            return excluded
        standing = standing_of(claimant.person, _day(facts), known_on=claimant.applied_on)
        if standing.insured is None:
            return standing.why
        if standing.insured.scheme is not self.kind:
            return _OTHER_SCHEME[self.kind]
        if (claimed := claimed_before(self.receipts_of(facts))) is not None:
            return claimed
        return _settled_directly(claimant.person, facts) or _birth_granted(claimant.person, facts)


def _settled_directly(person: Person, facts: Mapping[str, Any]) -> Words | None:
    """Why nothing is due of days in hospital, or of a visit, that an institution settled with the agency."""
    began, ended, records = _day(facts), dt.date.fromisoformat(facts["ended_on"]), records_of(person.pk)
    if facts["care"] == Care.INPATIENT:
        bill = settled_within(records, began, ended)
    else:
        bill = settled_alike(records, began, ended, _scope(facts).charged_fen)
    if bill is None:
        return None
    name, since, until = bill.institution.employer, bill.stay.admitted_on, bill.until
    care = Words("住院费用", "the stay of") if bill.stay.care == Care.INPATIENT else Words("门诊费用", "the visit of")
    return Words(
        f"{name.name}{since}至{until}的{care.zh}已直接结算（{bill.number}），不重复支付",
        f"{name.name_en or name.name} settled {care.en} {since} to {until} directly ({bill.number}): not paid twice",
    )


def _birth_granted(person: Person, facts: Mapping[str, Any]) -> Words | None:
    """Why nothing is due of days in hospital, the last aside, of a birth whose costs were granted."""
    began, ended = _day(facts), dt.date.fromisoformat(facts["ended_on"])
    births = births_granted(records_of(person.pk), began, max(began, ended - dt.timedelta(days=1)))
    if facts["care"] != Care.INPATIENT or not births:
        return None
    day = min(births)
    return Words(
        f"{day}生育（流产）的医疗费用已由办件 {births[day]} 核定，不重复支付",
        f"the costs of the birth or miscarriage of {day} were granted by case {births[day]}: not paid twice",
    )


class ResidentsReimbursement(MedicalReimbursement):
    code = "residents_reimbursement"
    insurance = ResidentScheme.MEDICAL
    kind = law.Scheme.RESIDENT
    title = Words("居民医疗费用手工报销", "Medical costs claimed back (residents)")
    who = Words("参加城乡居民基本医疗保险、未能直接结算的个人", "Whoever is in the residents' scheme and paid themself")
    conditions: Sequence[Words] = (
        Words("就医当日享受城乡居民基本医疗保险待遇", "Covered by the residents' scheme on the day care began"),
        *MedicalReimbursement.conditions[1:],
    )


_OTHER_SCHEME = {
    law.Scheme.EMPLOYEE: Words(
        "就医当日参加的是城乡居民基本医疗保险，请申请居民医疗费用手工报销",
        "insured as a resident on that day: claim it from the residents' scheme",
    ),
    law.Scheme.RESIDENT: Words(
        "就医当日参加的是职工基本医疗保险，请申请职工医疗费用手工报销",
        "insured as an employee on that day: claim it from the employees' scheme",
    ),
}
REIMBURSEMENTS: tuple[MedicalReimbursement, ...] = (MedicalReimbursement(), ResidentsReimbursement())


def _parts(settled: Settled) -> tuple[tuple[str, Fen], ...]:
    return ((POOL, settled.pool_fen), (LARGE, settled.large_fen), (MAJOR, settled.major_fen))


def _scope(facts: Mapping[str, Any]) -> LineScope:
    charged, over_limit, excluded, advance = (
        fen(Decimal(str(facts[name] or 0)), HALF_UP) for name in ("charged", "over_limit", "excluded", "advance")
    )
    return LineScope(charged, over_limit, excluded, advance, Fen(charged - over_limit - excluded - advance))


def _began(facts: Mapping[str, Any]) -> dt.date | None:
    return _day(facts) if facts.get("began_on") else None


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["began_on"])


def _as_whom(insured: law.Insured) -> Words:
    if insured.scheme is law.Scheme.RESIDENT:
        return Words("城乡居民", "resident")
    return Words("退休人员", "retired employee") if insured.is_retired else Words("在职职工", "employee")


def _not_due(why: Words) -> Explained[Assessed]:
    sentence = Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}.")
    return Explained(Assessed(unmet=[why]), Trace(sentence))
