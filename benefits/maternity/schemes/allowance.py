"""The maternity allowance joins the claim workflow (SIL 54–56; WWR 7–8; REG 20).

It is reckoned from the record: who insured her, what that employer's people earned in the year before. Of a birth it is
granted once; two days nearer than the place says are of one birth.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from benefits.claims.models import GrantedOnce
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.maternity.forms import BIRTH, LeaveForm
from benefits.maternity.items import ALLOWANCE_PAID
from benefits.maternity.rules.allowance import UNIT_WAGE, allowance, top_up
from benefits.maternity.rules.leave import BirthLaw, MiscarriageLaw, birth_days, miscarriage_days
from benefits.maternity.schemes.apart import granted_near
from benefits.maternity.selectors import UnitWage, insured_in, last_due_month, own_wage, unit_wage
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Employer, Person, Sex
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import half_up, written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

CODE = ALLOWANCE = "maternity_allowance"
_DECLARED, _PERIODS = Words("单位申报", "told by the employer"), Words("参保登记", "the register")
_BILLS = Words("缴费记录", "paid bills")
_MAN = Words("产假津贴由女职工享受（社会保险法第56条）", "the allowance of the leave is of women who work (SIL 56)")
_NOT_INSURED = Words(
    "生育（流产）当月没有单位为其参加生育保险（社会保险法第54条）；未参保的由用人单位支付（女职工劳动保护特别规定第8条）",
    "no employer insured her in that month (SIL 54); who did not insure pays the leave itself (WWR 8)",
)
_NOT_PAID = Words(
    "单位没有缴清生育（流产）时已到期的费用（社会保险法第54条）；单位补缴后可以再申请",
    "what was due by then is not paid (SIL 54); apply again once the employer has paid",
)
_NO_WAGES = Words(
    "单位上年度和本年度都没有申报缴费工资，无法核定", "the employer declared no wages, neither last year nor this one"
)


class MaternityAllowance(Scheme):
    code = CODE
    insurance = Insurance.MATERNITY
    title = Words("申领生育津贴", "Maternity allowance")
    who = Words("单位已参加生育保险的女职工", "Women whose employer insures them")
    conditions: Sequence[Words] = (
        Words("生育或者流产当月由单位参加生育保险并已缴费", "Insured and paid for by an employer in that month"),
        Words("同一次生育或者流产只核定一次", "Once for each birth or miscarriage"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "medical_record",
            Words("病历资料（写明生育或者流产的日期和情形）", "The medical record: the day, and how it was"),
            Words("社会保险经办条例第20条", "REG 20"),
        ),
    )
    basis = Words(
        "社会保险法第54条至第56条；女职工劳动保护特别规定第7条、第8条；社会保险经办条例第20条",
        "SIL 54–56; WWR 7–8; REG 20",
    )
    result = Words(
        "按产假天数和单位上年度平均工资核定，一次性支付给本人；本人工资较高的，差额由单位补足",
        "Paid once, by the days of leave and the employer's average wage; the employer adds to a higher wage",
    )
    category = CODE
    components: Mapping[str, Words] = {ALLOWANCE: Words("生育津贴", "Maternity allowance")}
    items: Mapping[str, str] = {ALLOWANCE: ALLOWANCE_PAID}
    form = LeaveForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where she was insured in the month it happened, else is now."""
        period = insured_in(person, _month(facts)) if facts.get("happened_on") else None
        period = period or insured_in(person, Month.of(on))
        return period.region if period else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        return [Obstacle(_MAN)] if person.sex != Sex.FEMALE else []

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        return f"{claimant.person.pk}:{_day(facts)}"

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        month = _month(facts)
        period = insured_in(claimant.person, month)
        if period is None:
            return [Known(Words("当月参保", "Insured in that month"), Words("没有", "no"), _PERIODS)]
        employer = _employer_of(period)
        told = [
            Known(
                Words("参保单位", "Insured by"),
                Words(employer.name, employer.name_en or employer.name),
                _PERIODS,
            )
        ]
        if (mean := unit_wage(employer, month)) is not None:
            told += [
                Known(UNIT_WAGE, f"{written(half_up(mean.mean))}", _DECLARED),
                Known(Words("计算期间", "Of the months"), _stretch(mean), _DECLARED),
                Known(Words("人月数", "Months of people"), mean.months, _DECLARED),
            ]
        if (own := own_wage(claimant.person, employer, month)) is not None:
            name = Words("本人上月缴费工资（元）", "Own wage of the month before, yuan")
            told.append(Known(name, written(own), _DECLARED))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day it happened. Raises NOT_VERIFIED_HERE."""
        month = _month(facts)
        period = insured_in(claimant.person, month)
        if (why := self._unmet(claimant, facts, period)) is not None:
            return _not_due(why)
        assert period is not None, "else it is said that nobody insured her"
        employer = _employer_of(period)
        mean = unit_wage(employer, month)
        if mean is None:
            return _not_due(_NO_WAGES)
        region, on = claimant.region.pk, _day(facts)
        days = _days(facts, region)
        divisor = value(StoredLawBook(), "maternity.allowance_day_divisor", region=region, on=on)
        paid = allowance(mean.mean, days.value, divisor)
        steps = [*days.trace.steps, *paid.trace.steps]
        if (own := own_wage(claimant.person, employer, month)) is not None and own > mean.mean:
            added = top_up(mean.mean, Fraction(own), days.value, divisor)
            steps += added.trace.steps[len(paid.trace.steps) :]
        item = Item(ALLOWANCE, int(paid.value), Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), Trace(paid.trace.sentence, steps))

    def _unmet(self, claimant: Claimant, facts: Mapping[str, Any], period: InsuredPeriod | None) -> Words | None:
        if period is None:
            return _NOT_INSURED
        due = last_due_month(claimant.person, _month(facts))
        if due is not None and not due.is_paid:
            return _NOT_PAID
        return self._granted(claimant, facts)

    def _granted(self, claimant: Claimant, facts: Mapping[str, Any]) -> Words | None:
        """Of the same event, or of another day too near to be another's; under any record."""
        records = records_of(claimant.person.pk)
        granted = GrantedOnce.objects.filter(scheme=self.code, decision__claim__person__in=records)
        return granted_near(granted, facts, lambda told: bool(told["event"] == BIRTH), claimant.region.pk)


def _days(facts: Mapping[str, Any], region: str) -> Explained[int]:
    on = _day(facts)
    if facts["event"] == BIRTH:
        law = BirthLaw.from_book(StoredLawBook(), region=region, on=on)
        return birth_days(int(facts["infants"]), dystocia=bool(facts.get("dystocia")), law=law)
    return miscarriage_days(int(facts["weeks"]), MiscarriageLaw.from_book(StoredLawBook(), region=region, on=on))


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["happened_on"])


def _month(facts: Mapping[str, Any]) -> Month:
    return Month.of(_day(facts))


def _employer_of(period: InsuredPeriod) -> Employer:
    assert period.employer is not None, "maternity is insured by employers"
    return period.employer


def _stretch(mean: UnitWage) -> Words:
    text = f"{mean.first} – {mean.before - 1}"
    return Words(text, text)


def _not_due(why: Words) -> Explained[Assessed]:
    trace = Trace()
    trace.money(Words("生育津贴", "Maternity allowance"), 0, why)
    sentence = Words(f"不予支付：{why.zh}。", f"Nothing is due: {why.en}.")
    return Explained(Assessed(unmet=[why]), Trace(sentence, trace.steps))
