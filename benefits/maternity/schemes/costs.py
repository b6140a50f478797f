"""Medical costs of a birth, one's own or those of a spouse who does not work (SIL 54–55; MM10).

The medical fund pays, and counts them as maternity. A place without an amount or a share on file pays none: told before
anybody asks.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from benefits.claims.models import GrantedOnce
from benefits.claims.papers import four_papers
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.claims.selectors import claimed_before, person_named
from benefits.maternity.forms import EARLY, LATE, SPOUSE, CostsForm
from benefits.maternity.items import COSTS_PAID
from benefits.maternity.rules.costs import CostsLaw, costs
from benefits.maternity.schemes.apart import granted_near
from benefits.maternity.selectors import claimed_back, insured_in, last_due_month, months_paid_before, works_in
from benefits.providers.rules import Care
from benefits.settlement.selectors.in_hospital import bills_about, settled_over, told_of
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person, Sex
from enrollment.registry.records import head_of, records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import not_verified, value, value_if_any

COSTS = "maternity_costs"
FLAT, RATE = "maternity.costs_flat", "maternity.costs_rate"
_REG_20 = Words("社会保险经办条例第20条", "REG 20")
_RECORD = Words("参保缴费记录", "the record")
_SETTLED = Words("直接结算记录", "direct settlements")
_NOT_INSURED = Words(
    "生育（流产）当月没有单位为职工参加生育保险（社会保险法第54条）",
    "no employer insured the employee in that month (SIL 54)",
)
_NOT_PAID = Words(
    "单位没有缴清生育（流产）时已到期的费用（社会保险法第54条）；单位补缴后可以再申请",
    "what was due by then is not paid (SIL 54); apply again once the employer has paid",
)
_SPOUSE_WORKS = Words(
    "配偶当月已由单位参加生育保险，请由配偶本人申请",
    "the spouse was insured by an employer in that month: she claims herself",
)
_NOT_HERS = Words("本人的生育医疗费用由女职工申请", "own costs of a birth are claimed by the woman who works")


class MaternityCosts(Scheme):
    code = COSTS
    insurance = Insurance.MATERNITY
    title = Words("生育医疗费用手工报销", "Medical costs of a birth")
    who = Words(
        "参加生育保险的职工本人，或者其未就业配偶", "Employees insured for maternity, or for a spouse who does not work"
    )
    conditions: Sequence[Words] = (
        Words("生育（流产）当月单位已参保并缴费", "The employer insured and paid for that month"),
        Words("当地规定缴费月数的，已缴满", "Where the place asks for months paid, these"),
        Words("同一次生育（流产）只支付一次", "Once for each birth or miscarriage"),
        Words(
            "住院费用没有直接结算，也没有作为医疗费用报销",
            "The stay neither settled directly nor claimed back as medical costs",
        ),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        *four_papers(_REG_20),
        Paper(
            "marriage_certificate",
            Words("结婚证（配偶的费用）", "The marriage certificate, of a spouse's costs"),
            Words("社会保险法第54条；婚姻登记条例", "SIL 54; the Marriage Registration Regulations"),
            is_required=False,
            required_if=lambda facts: facts.get("whose") == SPOUSE,
        ),
    )
    basis = Words("社会保险法第54条、第55条；国办发〔2019〕10号；社会保险经办条例第20条", "SIL 54–55; MM10; REG 20")
    result = Words(
        "由职工医保统筹基金一次性支付，按生育待遇单独统计", "Paid once by the medical fund, counted as maternity"
    )
    category = "medical_reimbursement"
    components: Mapping[str, Words] = {COSTS: Words("生育医疗费用", "Medical costs of a birth")}
    items: Mapping[str, str] = {COSTS: COSTS_PAID}
    form = CostsForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the employee was insured in the month it happened, else is now."""
        period = insured_in(person, Month.of(_day(facts))) if facts.get("happened_on") else None
        period = period or insured_in(person, Month.of(on))
        return period.region if period else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        """Neither an amount nor a share on file where it would be paid: nothing an application could change."""
        place = self.place(person, {}, on)
        if place is None or _on_file(place.pk, on):
            return []
        return [Obstacle.of(not_verified(FLAT, place.pk, on))]

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It rests on papers: two at least."""
        return Risk.MIDDLE

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        return f"{head_of(_mother(claimant, facts)).pk}:{_day(facts)}"

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        month = Month.of(_day(facts))
        period = insured_in(claimant.person, month)
        by = period.employer if period else None
        told = Words(by.name, by.name_en or by.name) if by else Words("没有", "no")
        found = [
            Known(Words("当月参保单位", "Insured by, in that month"), told, _RECORD),
            Known(
                Words("此前连续缴费月数", "Months paid in a row"), months_paid_before(claimant.person, month), _RECORD
            ),
        ]
        mother, day = _mother(claimant, facts), _day(facts)
        stays = bills_about(records_of(mother.pk), day, day).filter(stay__care=Care.INPATIENT)
        found.append(Known(Words("当日住院直接结算", "Stays of that day settled directly"), told_of(stays), _SETTLED))
        if facts["whose"] == SPOUSE:
            found.append(Known(Words("配偶当月就业参保", "The spouse works"), works_in(mother, month), _RECORD))
        return found

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day it happened. Raises NOT_VERIFIED_HERE."""
        if (why := self._unmet(claimant, facts)) is not None:
            sentence = Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}.")
            return Explained(Assessed(unmet=[why]), Trace(sentence))
        found = costs(fen(Decimal(str(facts["charged"])), HALF_UP), _law(claimant.region.pk, _day(facts), facts["how"]))
        item = Item(COSTS, int(found.value), Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), found.trace)

    def _unmet(self, claimant: Claimant, facts: Mapping[str, Any]) -> Words | None:
        month = Month.of(_day(facts))
        if insured_in(claimant.person, month) is None:
            return _NOT_INSURED
        due = last_due_month(claimant.person, month)
        if due is not None and not due.is_paid:
            return _NOT_PAID
        if facts["whose"] == SPOUSE and works_in(_mother(claimant, facts), month):
            return _SPOUSE_WORKS
        if facts["whose"] != SPOUSE and claimant.person.sex != Sex.FEMALE:
            return _NOT_HERS
        region, on = claimant.region.pk, _day(facts)
        needed = value_if_any(StoredLawBook(), "maternity.costs_months", region=region, on=on)
        paid = months_paid_before(claimant.person, month)
        if needed is not None and paid < needed.value:
            least = int(needed.value)
            return Words(
                f"连续缴费{paid}个月，不足当地规定的{least}个月", f"{paid} months paid in a row; the place asks {least}"
            )
        return self._granted(claimant, facts)

    def _granted(self, claimant: Claimant, facts: Mapping[str, Any]) -> Words | None:
        """Of the same mother, under any record, on the same day or another too near to be another's."""
        records = records_of(_mother(claimant, facts).pk)
        hers = reduce(or_, (Q(of__startswith=f"{record}:") for record in records))
        granted = GrantedOnce.objects.filter(hers, scheme=self.code)
        near = granted_near(granted, facts, lambda told: told["how"] not in (EARLY, LATE), claimant.region.pk)
        return near or claimed_before(self.receipts_of(facts)) or _paid_as_a_stay(_mother(claimant, facts), _day(facts))


def _paid_as_a_stay(mother: Person, day: dt.date) -> Words | None:
    """Why nothing is due of a day in hospital that was settled directly, or claimed back as medical costs."""
    if (bill := settled_over(records_of(mother.pk), day)) is not None:
        return Words(
            f"当日的住院费用已直接结算（{bill.number}），不重复支付",
            f"the stay of that day was settled directly ({bill.number}): it is not paid twice",
        )
    if (decision := claimed_back(mother, day)) is not None:
        case = decision.claim.case.number
        return Words(
            f"当日的住院费用已由办件 {case} 报销，不重复支付",
            f"the stay of that day was claimed back by case {case}; it is not paid twice",
        )
    return None


def _law(region: str, on: dt.date, how: str) -> CostsLaw:
    """Raises NOT_VERIFIED_HERE."""
    book = StoredLawBook()
    flat = value_if_any(book, FLAT, region=region, on=on, category=how)
    rate = None if flat else value_if_any(book, RATE, region=region, on=on)
    if flat is None and rate is None:
        raise not_verified(FLAT, region, on)
    return CostsLaw(flat, rate, value(book, "maternity.merged", region=region, on=on))


def _on_file(region: str, on: dt.date) -> bool:
    try:
        StoredLawBook().table(FLAT, region=region, on=on)
    except NoLawInForce:
        return value_if_any(StoredLawBook(), RATE, region=region, on=on) is not None
    return True


def _mother(claimant: Claimant, facts: Mapping[str, Any]) -> Person:
    if facts["whose"] != SPOUSE:
        return claimant.person
    found = person_named(facts["spouse"])
    assert found is not None, "the form knows the spouse"
    return found


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["happened_on"])
