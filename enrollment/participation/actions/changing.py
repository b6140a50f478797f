"""Changing what an open insurance relation says, without leaving: the kind of worker, the categories (REG 10; SIL 57).

Which insurances run follows from the kind by the law of the month; the region is the employer's. What goes on
unchanged is not cut; what the change ends or begins does so with its month; undone in that month, it is as before.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from enrollment.participation.actions.insuring import (
    INSURED_ELSEWHERE,
    NOT_EMPLOYED,
    Terms,
    applying,
    first_month,
    taken_months,
)
from enrollment.participation.models import (
    LOCAL_HOUSEHOLD,
    MEDICAL_TIER_TWO,
    Employment,
    InsuredPeriod,
    PeriodEnd,
    WorkerKind,
)
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, flexible_window, reached_statutory_age
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.names import category_name
from siadmin.policy.selectors import ORDINARY, law_of_day

NOTHING_TO_CHANGE = Reason(
    "participation_as_it_is",
    "{name}自 {month} 起本来就是这样参保的，没有需要变更的。",
    "From {month} on {name} is insured in just this way already; nothing would change.",
    "请核对人员、月份和变更内容。",
    "Check the person, the month and what is to change.",
)
CHANGES_BEFORE_JOINING = Reason(
    "changes_before_joining",
    "{name}的变更月份早于入职月份 {joined}。",
    "A change for {name} cannot begin before the month of joining, {joined}.",
    "从 {joined} 或以后的月份起变更。",
    "Change it from {joined} or a later month.",
)
CHANGES_LATER = Reason(
    "changes_later",
    "{month} 还没有到，{name}的参保变更尚未发生。",
    "{month} has not begun: the change for {name} has not happened yet.",
    "在变更当月办理。",
    "Record it in the month in which it happens.",
)
CHANGE_STANDS_LATER = Reason(
    "change_stands_later",
    "{name}的参保自 {since} 起已有变动，新的变更不能早于它。",
    "The insurance of {name} changed in {since}; another change cannot begin before that.",
    "从 {since} 或以后的月份起变更；如那次变动有误，先从该月更正。",
    "Change it from {since} or a later month; if that change was wrong, correct it from its own month first.",
)
SUSPENDED_NOW = Reason(
    "participation_suspended",
    "{name}自 {since} 起停保，没有可以变更的参保。",
    "The insurance of {name} is suspended since {since}; there is nothing to change.",
    "先办理恢复参保，再变更。",
    "Resume the insurance first, then change it.",
)
UNDER_AGE = Reason(
    "not_over_age_yet",
    "{name}在 {month} 还没有达到法定退休年龄，不能按超龄劳动者参保。",
    "In {month} {name} has not reached the statutory retirement age and is no over-age worker.",
    "核对出生日期和退休类别；达到年龄的当月起再变更。",
    "Check the day of birth and the retirement group; change it from the month the age is reached.",
)
OVER_AGE_FOR_GOOD = Reason(
    "past_flexible_retirement",
    "{name}在 {month} 已超过弹性延迟退休的最后月份 {latest}，不能再按职工参保。",
    "In {month} {name} is past {latest}, the last month to which retirement can be put off, and is no employee.",
    "按超龄劳动者参加工伤保险。",
    "Insure for work injury as an over-age worker.",
)
NO_OTHER_EMPLOYER = Reason(
    "no_other_employer",
    "{name}没有在其他单位的用工关系，本单位不是第二家单位，变更后养老、医疗等险种会中断。",
    "{name} works for no other employer on record: this one is not the second, and the other insurances would lapse.",
    "先由另一单位登记用工；已离职的办理减员。",
    "Let the other employer register the employment first; if the work ended, report the leaving.",
)
CATEGORY_NOT_HERE = Reason(
    "category_not_here",
    "{region} {month} 没有“{category}”的缴费规定。",
    "{region} has no rates for “{category}” in {month}.",
    "选择当地规定的类别。",
    "Choose a category the place has.",
)
HOUSEHOLD_DOES_NOT_FIT = Reason(
    "household_does_not_fit",
    "{name}登记的户籍与“{category}”不符。",
    "The household registration on record for {name} does not fit “{category}”.",
    "核对户籍；户籍有变动的先更正登记。",
    "Check the household registration; have it corrected first if it has changed.",
)
_RATE = {MEDICAL_TIER_TWO: "medical.employer_rate", LOCAL_HOUSEHOLD: "pension.local_supplement_employer_rate"}


@dataclass(slots=True)
class ChangePlan:
    """What a change would end, begin, or let go on as before a change that is undone; nothing is written."""

    employment: Employment
    terms: Terms
    from_month: Month
    ends: list[InsuredPeriod] = field(default_factory=list)
    begins: list[InsuredPeriod] = field(default_factory=list)
    undone: list[InsuredPeriod] = field(default_factory=list)
    goes_on: list[InsuredPeriod] = field(default_factory=list)

    @property
    def begun(self) -> list[str]:
        """Insurances that begin, or go on as before a change that is undone."""
        return sorted(each.insurance for each in (*self.begins, *self.undone))

    @property
    def lapsing(self) -> list[str]:
        """Insurances that stop, and are not begun again in another category."""
        return [
            each.insurance for each in self.ends if each.insurance not in {other.insurance for other in self.begins}
        ]

    @property
    def is_empty(self) -> bool:
        return not (self.ends or self.begun) and self.terms == Terms.of(self.employment)


@transaction.atomic
def change_participation(
    *,
    employer: Employer,
    person: Person,
    terms: Terms,
    from_month: Month,
    by: User | None,
    at: dt.datetime,
    reason: str,
) -> Employment:
    """From a month on somebody is insured by other terms; months charged since then follow.

    Raises what `plan_change` raises, INSURED_ELSEWHERE.
    """
    with changing(employer, by=by, at=at) as change, pghistory.context(actor=by.pk if by else None, reason=reason):
        plan = plan_change(change.employer, person, terms, from_month, timezone.localdate(at))
        before = Terms.of(plan.employment)
        _write(plan)
        record(
            by=by, at=at, code="participation_changed", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, from_month=str(from_month), before=before.as_detail(), after=terms.as_detail(),
            ended=sorted(each.insurance for each in plan.ends), begun=plan.begun,
        )  # fmt: skip
        change.since(from_month)
    return plan.employment


def plan_change(employer: Employer, person: Person, terms: Terms, from_month: Month, today: dt.date) -> ChangePlan:
    """What the change would do, as things stand. Within an act the caller holds the employer's lock.

    Raises NOT_EMPLOYED, CHANGES_BEFORE_JOINING, CHANGES_LATER, CHANGE_STANDS_LATER, SUSPENDED_NOW, UNDER_AGE,
    OVER_AGE_FOR_GOOD, NO_OTHER_EMPLOYER, CATEGORY_NOT_HERE, HOUSEHOLD_DOES_NOT_FIT, NOTHING_TO_CHANGE,
    NO_LAW_IN_FORCE.
    """
    employment = Employment.objects.filter(employer=employer, person=person, ends_before__isnull=True).first()
    if employment is None:
        raise NOT_EMPLOYED(name=person.name)
    joined = Month.of(employment.starts_on)
    if from_month < joined:
        raise CHANGES_BEFORE_JOINING(name=person.name, joined=joined)
    if from_month > Month.of(today):
        raise CHANGES_LATER(name=person.name, month=from_month)
    periods = InsuredPeriod.objects.filter(employer=employer, person=person, from_month__gte=joined)
    held = list(periods.exclude(before_month=F("from_month")).order_by("from_month"))
    _check_nothing_later(person, held, from_month)
    _check_terms(employer, person, employment, terms, from_month)
    plan = ChangePlan(employment, terms, from_month)
    _compare(plan, terms.periods(person, employer, from_month, applying(employer, from_month)), held)
    if plan.is_empty:
        raise NOTHING_TO_CHANGE(name=person.name, month=from_month)
    return plan


def _check_nothing_later(person: Person, held: list[InsuredPeriod], from_month: Month) -> None:
    later = [period.before_month for period in held if period.before_month and period.before_month > from_month]
    if later:
        raise CHANGE_STANDS_LATER(name=person.name, since=max(later))
    suspended = [p.before_month for p in held if p.before_month and p.ended_because == PeriodEnd.SUSPENDED]
    if suspended and all(period.before_month for period in held):
        raise SUSPENDED_NOW(name=person.name, since=max(suspended))


def _check_terms(employer: Employer, person: Person, employment: Employment, terms: Terms, from_month: Month) -> None:
    if terms.kind != employment.kind:
        _check_age(person, terms.kind, from_month)
    if terms.kind == WorkerKind.SECOND_EMPLOYER and terms.kind != employment.kind:
        jobs = Employment.objects.filter(person__in=records_of(person.pk), ends_before__isnull=True)
        others = jobs.exclude(employer=employer)
        if not others.exists():
            raise NO_OTHER_EMPLOYER(name=person.name)
    present = Terms.of(employment)
    for category in {terms.medical_category, terms.pension_category} - {
        ORDINARY, present.medical_category, present.pension_category,
    }:  # fmt: skip
        _check_category(employer, person, category, from_month)


def _check_age(person: Person, kind: str, from_month: Month) -> None:
    group, law = RetirementGroup(person.retirement_group), retirement_law(from_month.first_day)
    reached = reached_statutory_age(person.birth_on, group, from_month.first_day, law)
    if kind == WorkerKind.OVER_AGE and not reached:
        raise UNDER_AGE(name=person.name, month=from_month)
    if kind == WorkerKind.EMPLOYEE and reached:
        latest = flexible_window(Month.of(person.birth_on), group, law).value.latest
        if from_month > latest:
            raise OVER_AGE_FOR_GOOD(name=person.name, month=from_month, latest=latest)


def _check_category(employer: Employer, person: Person, category: str, from_month: Month) -> None:
    region, words, key = employer.pooling_region, category_name(category), _RATE.get(category, "")
    book = law_of_day(region, from_month.first_day)
    if (key, category) not in book.laws:
        raise CATEGORY_NOT_HERE(region=region.words, category=words, month=from_month)
    is_local = person.household is not None and person.household.path.startswith(region.path)
    fits = is_local if category == LOCAL_HOUSEHOLD else not is_local
    if not fits:
        raise HOUSEHOLD_DOES_NOT_FIT(name=person.name, category=words)


def _compare(plan: ChangePlan, wanted: Iterable[InsuredPeriod], held: list[InsuredPeriod]) -> None:
    """Sort what runs and what is wanted into what goes on, what ends and what begins."""
    running = {period.insurance: period for period in held if period.before_month is None}
    taken = taken_months([plan.employment.person_id])
    for period in wanted:
        present = running.get(period.insurance)
        if present is not None and _alike(present, period):
            plan.goes_on.append(running.pop(period.insurance))
            continue
        if present is not None:
            period.from_month = max(period.from_month, present.from_month)
        undone = next((each for each in held if _ended_for(each, period)), None)
        if undone is not None:
            plan.undone.append(undone)
            continue
        period.from_month = first_month(period, taken)
        plan.begins.append(period)
    plan.ends.extend(running.values())


def _alike(one: InsuredPeriod, other: InsuredPeriod) -> bool:
    return (one.category, one.region_id) == (other.category, other.region_id)


def _ended_for(one: InsuredPeriod, other: InsuredPeriod) -> bool:
    """Whether `one` was ended by the change that is now undone: it then goes on and is not begun anew."""
    return (
        one.insurance == other.insurance
        and _alike(one, other)
        and (one.before_month, one.ended_because) == (other.from_month, PeriodEnd.CHANGED)
    )


def _write(plan: ChangePlan) -> None:
    employment, terms = plan.employment, plan.terms
    for period in plan.ends:
        period.before_month = max(plan.from_month, period.from_month)
        period.ended_because = PeriodEnd.CHANGED
    InsuredPeriod.objects.bulk_update(plan.ends, ["before_month", "ended_because"])
    for period in plan.undone:
        period.before_month, period.ended_because = None, ""
    with refusing("insured_once_at_a_time", INSURED_ELSEWHERE(name=employment.person.name)):
        InsuredPeriod.objects.bulk_update(plan.undone, ["before_month", "ended_because"])
        InsuredPeriod.objects.bulk_create(plan.begins)
    employment.kind = WorkerKind(terms.kind)
    employment.medical_category, employment.pension_category = terms.medical_category, terms.pension_category
    employment.save(update_fields=["kind", "medical_category", "pension_category"])
