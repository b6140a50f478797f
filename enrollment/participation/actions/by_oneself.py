"""Verbs of people who pay for themselves: join, choose other terms, stop; residents choose a tier for a year.

Sources: SIL 10, 16, 20, 23, 25; R8 §3–5; 国办发〔2019〕13号 (60%–300%). No work injury, no maternity. Whoever comes to
be employed is insured through the employer from the first month they have not paid themself.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pghistory
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from enrollment.participation.actions.insuring import INSURED_ELSEWHERE
from enrollment.participation.models import FLEXIBLE, RESIDENT, InsuredPeriod, OwnKind, OwnTerms, PeriodEnd, Rhythm
from enrollment.participation.own_terms import base_limits, flexible_insurances, rhythms
from enrollment.participation.protocols import after_own_change, first_unpaid_month
from enrollment.participation.rules.ages import WORKING_AGE
from enrollment.participation.selectors import flexible_terms_of, in_month
from enrollment.registry.models import Person
from enrollment.registry.records import asked_as, records_of
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.selectors import LawOfDay, law_of_day

EACH_WITH_THEM: Mapping[str, Month] = MappingProxyType({})
JOINED_ALREADY = Reason(
    "joined_by_oneself_already",
    "{name}已以灵活就业身份参保。",
    "{name} has joined by themself already.",
    "如需调整缴费基数或周期，请办理变更。",
    "To pay on another base or in another rhythm, change the terms.",
)
NOT_JOINED = Reason(
    "not_joined_by_oneself",
    "{name}没有以灵活就业身份参保。",
    "{name} has not joined by themself.",
    "请先办理灵活就业参保登记。",
    "Join first.",
)
NOTHING_CHOSEN = Reason(
    "no_insurance_chosen",
    "没有选择险种，或所选险种当地不接受灵活就业人员参加。",
    "No insurance is chosen, or one that people in flexible employment cannot join here.",
    "至少选择养老或医疗；工伤、生育不能以个人身份参加。",
    "Choose pension or medical at least; work injury and maternity cannot be joined by oneself.",
)
BASE_OUTSIDE = Reason(
    "own_base_outside",
    "缴费基数 {base} 元不在 {floor} 元至 {ceiling} 元之间。",
    "The base of {base} yuan is not between {floor} and {ceiling} yuan.",
    "在上下限之间选择整元数。",
    "Choose a whole number of yuan between the limits.",
)
RHYTHM_NOT_HERE = Reason(
    "rhythm_not_here",
    "{region}不办理{rhythm}。",
    "{region} does not offer to pay {rhythm}.",
    "选择当地办理的缴费周期。",
    "Choose a rhythm that is offered here.",
)
MONTH_IS_PAST = Reason(
    "own_month_is_past",
    "{month} 已经过去，不能从该月起参保；灵活就业人员不能补缴以前的月份。",
    "{month} has passed; nobody joins from it. People who pay for themselves do not pay back earlier months.",
    "从本月或下月起参保。",
    "Join from this month or the next.",
)
TOO_YOUNG = Reason(
    "too_young_to_join",
    "{name}未满 {age} 周岁，不能参加该保险。",
    "{name} is younger than {age} and cannot join this insurance.",
    "未成年人可以参加城乡居民医疗保险。",
    "Minors may join the residents' medical insurance.",
)
PAID_ALREADY = Reason(
    "own_months_paid_already",
    "{name}已缴到 {until}，不能从更早的月份起停止或变更。",
    "{name} has paid up to {until}; it cannot end or change before that.",
    "从 {next} 起办理。",
    "Choose {next} or later.",
)
INSURED_AS_EMPLOYEE = Reason(
    "insured_as_employee",
    "{name}已参加职工保险，不能同时参加城乡居民的同类保险。",
    "{name} is insured as an employee and cannot join the residents' scheme beside it.",
    "职工保险终止后再参加城乡居民保险。",
    "Join the residents' scheme after the employees' insurance has ended.",
)
YEAR_NOT_OPEN = Reason(
    "tier_year_not_open",
    "现在不能选择 {year} 年的档次。",
    "A tier for {year} cannot be chosen now.",
    "只能选择本年度或下一年度。",
    "Choose this year or the next.",
)
RESIDENT_RELATION_ENDED = Reason(
    "resident_relation_ended",
    "{name}的居民养老保险已转入职工养老保险，居民养老保险关系已终止。",
    "{name} has moved from the residents' to the employees' pension; the residents' relation has ended.",
    "不再缴纳居民养老保险（人社部发〔2014〕17号）。",
    "Nothing is paid as a resident any more (MOHRSS [2014] 17).",
)
TIER_CHOSEN_ALREADY = Reason(
    "tier_chosen_already",
    "{name}已选择 {year} 年的档次。",
    "{name} has chosen a tier for {year} already.",
    "已缴费的年度不再改选；未缴费的，先撤销再重新选择。",
    "A year that is paid stays; one that is not can be given up and chosen anew.",
)
TIER_IS_PAID = Reason(
    "tier_is_paid",
    "{name} {year} 年度的费用已由本人或政府缴纳，不能撤销。",
    "{year} is paid for {name}, by themself or by government in their place; it cannot be given up.",
    "下一年度可以另选档次。",
    "Another tier can be chosen for the next year.",
)
RHYTHM_WORDS = {
    Rhythm.MONTHLY: ("按月缴费", "by the month"),
    Rhythm.QUARTERLY: ("按季缴费", "by the quarter"),
    Rhythm.HALF_YEARLY: ("按半年缴费", "by the half-year"),
    Rhythm.YEARLY: ("按年缴费", "by the year"),
}


@transaction.atomic
def join_by_oneself(
    *,
    person: Person,
    region: Region,
    insurances: Sequence[str],
    base_fen: int,
    rhythm: str,
    from_month: Month,
    is_hard_to_place: bool = False,
    by: User | None,
    at: dt.datetime,
    channel: str = "portal",
) -> OwnTerms:
    """Insure somebody in flexible employment from a month on: what they chose, on the base they chose.

    Raises MONTH_IS_PAST, TOO_YOUNG, NOTHING_CHOSEN, BASE_OUTSIDE, RHYTHM_NOT_HERE, JOINED_ALREADY, INSURED_ELSEWHERE,
    NO_LAW_IN_FORCE.
    """
    person = _locked(person)
    book = law_of_day(region, from_month.first_day)
    if from_month < Month.of(timezone.localdate(at)):
        raise MONTH_IS_PAST(month=from_month)
    _old_enough(person, from_month, region)
    if not insurances or not set(insurances) <= set(flexible_insurances(book)):
        raise NOTHING_CHOSEN()
    _check_terms(book, base_fen, rhythm)
    known = JOINED_ALREADY(name=person.name)
    if flexible_terms_of(person.pk) is not None:
        raise known
    with refusing("own_terms_one_open", known), refusing("own_terms_once_at_a_time", known):
        terms = OwnTerms.objects.create(
            person=person, region=region, kind=OwnKind.FLEXIBLE, base_fen=base_fen, rhythm=rhythm,
            is_hard_to_place=is_hard_to_place, from_month=from_month, chosen_by=by, chosen_at=at,
        )  # fmt: skip
    _insure(person, region, insurances, FLEXIBLE, from_month, None)
    record(
        by=by, at=at, code="joined_by_oneself", subject_kind="person", subject=person.number, channel=channel,
        insurances=list(insurances), base_fen=base_fen, rhythm=rhythm, from_month=str(from_month),
    )  # fmt: skip
    after_own_change.call(person, OwnKind.FLEXIBLE, from_month, by, at)
    return terms


@transaction.atomic
def change_terms(
    *, person: Person, base_fen: int, rhythm: str, from_month: Month, by: User | None, at: dt.datetime
) -> OwnTerms:
    """Pay on another base or in another rhythm from a month on that is not paid yet; the old terms end before it.

    Raises NOT_JOINED, BASE_OUTSIDE, RHYTHM_NOT_HERE, PAID_ALREADY, MONTH_IS_PAST.
    """
    old = _open_terms(_locked(person))
    person = old.person
    from_month = max(from_month, old.from_month)
    _not_before(person, from_month, at)
    _check_terms(law_of_day(old.region, from_month.first_day), base_fen, rhythm)
    with pghistory.context(actor=by.pk if by else None, reason="change_terms"):
        old.before_month = from_month
        old.save(update_fields=["before_month"])
    terms = OwnTerms.objects.create(
        person=person, region=old.region, kind=OwnKind.FLEXIBLE, base_fen=base_fen, rhythm=rhythm,
        is_hard_to_place=old.is_hard_to_place, from_month=from_month, chosen_by=by, chosen_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="own_terms_changed", subject_kind="person", subject=person.number,
        base_fen=base_fen, rhythm=rhythm, from_month=str(from_month),
    )  # fmt: skip
    after_own_change.call(person, OwnKind.FLEXIBLE, from_month, by, at)
    return terms


@transaction.atomic
def stop_paying(*, person: Person, before: Month, by: User | None, at: dt.datetime, channel: str = "portal") -> None:
    """End what somebody pays for themself: from `before` on they are not insured. Raises NOT_JOINED, PAID_ALREADY."""
    terms = _open_terms(_locked(person))
    person = terms.person
    before = max(before, terms.from_month)
    _not_before(person, before, at)
    _end(person, before, PeriodEnd.STOPPED, by, at)
    record(
        by=by, at=at, code="stopped_paying", subject_kind="person", subject=person.number, channel=channel,
        before=str(before),
    )  # fmt: skip


@transaction.atomic
def set_hard_to_place(*, person: Person, by: User | None, at: dt.datetime, reason: str) -> None:
    """The employment service recognised somebody as hard to place: terms from the present month on say so.

    Months before stay as they were. Raises NOT_JOINED.
    """
    terms, present = _open_terms(_locked(person)), Month.of(timezone.localdate(at))
    person = terms.person
    with pghistory.context(actor=by.pk if by else None, reason=reason):
        if terms.from_month >= present:
            OwnTerms.objects.filter(pk=terms.pk).update(is_hard_to_place=True)
        else:
            OwnTerms.objects.filter(pk=terms.pk).update(before_month=present)
            OwnTerms.objects.create(
                person=person, region=terms.region, kind=terms.kind, base_fen=terms.base_fen, rhythm=terms.rhythm,
                is_hard_to_place=True, from_month=present, chosen_by=by, chosen_at=at,
            )  # fmt: skip
    record(
        by=by, at=at, code="hard_to_place_recorded", subject_kind="person", subject=person.number, reason=reason,
        from_month=str(max(terms.from_month, present)),
    )  # fmt: skip


def make_way(people: Iterable[tuple[Person, Month]], by: User | None, at: dt.datetime) -> None:
    """Whoever comes to be employed stops paying for themself, in each insurance from the first month not paid.

    The caller insures them through the employer in the same transaction (SIL 10, 23: employees join as employees).
    """
    joining = {person.pk: month for person, month in people}
    whose = asked_as(joining)
    open_ones = OwnTerms.objects.filter(person__in=whose, kind=OwnKind.FLEXIBLE, before_month__isnull=True)
    for terms in open_ones.select_related("person").order_by("person_id"):
        person, month = _locked(terms.person), min(joining[each] for each in whose[terms.person_id])
        of_each = InsuredPeriod.objects.filter(person=person, employer__isnull=True, category=FLEXIBLE)
        unpaid = {
            insurance: first_unpaid_month.call(person, OwnKind.FLEXIBLE, month, insurance)
            for insurance in set(of_each.values_list("insurance", flat=True))
        }
        _end(person, max([month, *unpaid.values()]), PeriodEnd.CHANGED, by, at, unpaid)


@transaction.atomic
def choose_tier(
    *,
    person: Person,
    region: Region,
    scheme: str,
    year: int,
    tier_fen: int,
    category: str = RESIDENT,
    by: User | None,
    at: dt.datetime,
    channel: str = "portal",
) -> OwnTerms:
    """Insure a resident for a calendar year on a tier: pension by choice (R8 §4), medical by the year's amount.

    The room above says which tiers there are. Raises YEAR_NOT_OPEN, TOO_YOUNG, INSURED_AS_EMPLOYEE,
    TIER_CHOSEN_ALREADY, RESIDENT_RELATION_ENDED.
    """
    person, today = _locked(person), Month.of(timezone.localdate(at))
    if year not in (today.year, today.year + 1):
        raise YEAR_NOT_OPEN(year=year)
    first, after = Month(year, 1), Month(year + 1, 1)
    if scheme == ResidentScheme.PENSION:
        _old_enough(person, min(today, first + 11), region)
    rival = Insurance.PENSION if scheme == ResidentScheme.PENSION else Insurance.MEDICAL
    month = max(first, today)
    records = records_of(person.pk)
    if InsuredPeriod.objects.filter(in_month(month), person__in=records, insurance=rival).exists():
        raise INSURED_AS_EMPLOYEE(name=person.name)
    with refusing("own_terms_once_at_a_time", TIER_CHOSEN_ALREADY(name=person.name, year=year)):
        terms = OwnTerms.objects.create(
            person=person, region=region, kind=scheme, base_fen=tier_fen, rhythm=Rhythm.YEARLY, category=category,
            from_month=first, before_month=after, chosen_by=by, chosen_at=at,
        )  # fmt: skip
    with refusing("resident_relation_ended", RESIDENT_RELATION_ENDED(name=person.name)):
        _insure(person, region, [scheme], category, first, after)
    record(
        by=by, at=at, code="tier_chosen", subject_kind="person", subject=person.number, channel=channel,
        scheme=scheme, year=year, tier_fen=tier_fen, category=category,
    )  # fmt: skip
    after_own_change.call(person, scheme, first, by, at)
    return terms


@transaction.atomic
def give_up_tier(*, person: Person, scheme: str, year: int, by: User | None, at: dt.datetime) -> None:
    """Give up a year that was chosen and is not paid; it can be chosen anew. Raises NOT_JOINED, TIER_IS_PAID."""
    person, first = _locked(person), Month(year, 1)
    chosen = OwnTerms.objects.filter(person__in=records_of(person.pk), kind=scheme, from_month=first)
    terms = chosen.filter(before_month__gt=first).select_related("person").order_by("pk").first()
    if terms is None:
        raise NOT_JOINED(name=person.name)
    person = terms.person
    if first_unpaid_month.call(person, scheme, first, "") != first:
        raise TIER_IS_PAID(name=person.name, year=year)
    with pghistory.context(actor=by.pk if by else None, reason="give_up_tier"):
        OwnTerms.objects.filter(pk=terms.pk).update(before_month=first)
        InsuredPeriod.objects.filter(person=person, employer__isnull=True, insurance=scheme, from_month=first).update(
            before_month=first, ended_because=PeriodEnd.STOPPED
        )
    record(by=by, at=at, code="tier_given_up", subject_kind="person", subject=person.number, scheme=scheme, year=year)
    after_own_change.call(person, scheme, first, by, at)


def _locked(person: Person) -> Person:
    """The record, locked with the others of the same person: what stands under one of them counts for all."""
    own = Person.objects.filter(pk__in=records_of(person.pk)).order_by("pk")
    return next(each for each in own.select_for_update(no_key=True) if each.pk == person.pk)


def _old_enough(person: Person, month: Month, region: Region) -> None:
    least = law_of_day(region, month.first_day).law(WORKING_AGE)
    if Month.of(person.birth_on) + int(least.value) > month:
        raise TOO_YOUNG(name=person.name, age=int(least.value) // 12)


def _check_terms(book: LawOfDay, base_fen: int, rhythm: str) -> None:
    floor, ceiling = base_limits(book)
    if not floor <= base_fen <= ceiling or base_fen % 100:
        raise BASE_OUTSIDE(base=written(base_fen), floor=written(floor), ceiling=written(ceiling))
    if rhythm not in Rhythm.values or rhythm not in rhythms(book):
        zh, en = RHYTHM_WORDS.get(Rhythm(rhythm), (rhythm, rhythm)) if rhythm in Rhythm.values else (rhythm, rhythm)
        raise RHYTHM_NOT_HERE(region=book.region.words, rhythm=f"{zh} ({en})")


def _open_terms(person: Person) -> OwnTerms:
    """They go on under the record they were chosen under."""
    terms = flexible_terms_of(person.pk)
    if terms is None:
        raise NOT_JOINED(name=person.name)
    return terms


def _not_before(person: Person, month: Month, at: dt.datetime) -> None:
    """Months that are over stay as they were, and so do those that are paid."""
    present = Month.of(timezone.localdate(at))
    unpaid = first_unpaid_month.call(person, OwnKind.FLEXIBLE, min(month, present), "")
    if month < unpaid:
        raise PAID_ALREADY(name=person.name, until=unpaid - 1, next=unpaid)
    if month < present:
        raise MONTH_IS_PAST(month=month)


def _insure(
    person: Person, region: Region, insurances: Iterable[str], category: str, first: Month, before: Month | None
) -> None:
    with refusing("insured_once_at_a_time", INSURED_ELSEWHERE(name=person.name)):
        InsuredPeriod.objects.bulk_create(
            [
                InsuredPeriod(
                    person=person, insurance=insurance, region=region, category=category, from_month=first,
                    before_month=before, ended_because=PeriodEnd.YEAR_OVER if before else "",
                )
                for insurance in insurances
            ]
        )  # fmt: skip


def _end(
    person: Person,
    before: Month,
    why: str,
    by: User | None,
    at: dt.datetime,
    of: Mapping[str, Month] = EACH_WITH_THEM,
) -> None:
    """Terms end before a month, and each insurance with them or before its own month in `of`."""
    with pghistory.context(actor=by.pk if by else None, reason=str(why)):
        later = Q(before_month__isnull=True) | Q(before_month__gt=before)
        for terms in OwnTerms.objects.filter(later, person=person, kind=OwnKind.FLEXIBLE).exclude(
            before_month=F("from_month")
        ):
            terms.before_month = max(before, terms.from_month)
            terms.save(update_fields=["before_month"])
        periods = InsuredPeriod.objects.filter(person=person, employer__isnull=True, category=FLEXIBLE)
        for period in periods.exclude(before_month=F("from_month")):
            end = of.get(period.insurance, before)
            if period.before_month is None or period.before_month > end:
                period.before_month, period.ended_because = max(end, period.from_month), PeriodEnd(why)
                period.save(update_fields=["before_month", "ended_because"])
    after_own_change.call(person, OwnKind.FLEXIBLE, min([before, *of.values()]), by, at)
