"""Staff who start or leave on any day, apart from the month's declaration (SIL 50, 58).

What is told here insures, and sets the wage that holds until one is declared; the month is still to be declared.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contributions.declarations.actions.enrolling import Newcomer, enrol, joinings, people_numbered
from contributions.declarations.actions.wages import set_wages
from contributions.declarations.reasons import (
    LATE_WITHOUT_CAUSE,
    NAMED_TWICE,
    NUMBER_OF_ANOTHER,
    STARTS_AFTER_CANCELLATION,
    STARTS_BEFORE_REGISTRATION,
    STARTS_LATER,
    STARTS_TOO_YOUNG,
)
from contributions.declarations.selectors import filing_rule
from enrollment.participation.actions import ALREADY_EMPLOYED, planned_periods
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.reporting import limits_of
from enrollment.participation.rules.ages import may_work, working_age
from enrollment.participation.rules.reporting import days_late
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import folded
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.lawbook import LawBook
from siadmin.policy.selectors import StoredLawBook


@dataclass(frozen=True, slots=True)
class Starting:
    """Somebody who starts work, and the wage of a month in fen; none where the tax authority hears of wages."""

    newcomer: Newcomer
    wage_fen: int | None

    @property
    def month(self) -> Month:
        return Month.of(self.newcomer.starts_on)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would follow of one start: insured months that begin, whether we know the person, how late we hear of it.

    With a `problem` nothing follows.
    """

    periods: Sequence[InsuredPeriod]
    is_known: bool
    days_late: int
    problem: Refusal | None = None

    @property
    def insured_from(self) -> Month | None:
        """The first insured month; none where no insurance applies."""
        return min((period.from_month for period in self.periods), default=None)


@transaction.atomic
def take_on(
    *, employer: Employer, starting: Sequence[Starting], by: User | None, at: dt.datetime, channel: str = "portal"
) -> list[Person]:
    """Insure people from the day their work began, at their wage; charged months follow. All of them, or none.

    Raises the problems of `plan_starting`, LATE_WITHOUT_CAUSE, NO_LAW_IN_FORCE and what `join` raises.
    """
    with changing(employer, by=by, at=at) as change:
        newcomers = [each.newcomer for each in starting]
        for newcomer, plan in zip(
            newcomers,
            plan_starting(employer=change.employer, newcomers=newcomers, today=timezone.localdate(at)),
            strict=True,
        ):
            if plan.problem is not None:
                raise plan.problem
            if plan.days_late and not newcomer.late_because:
                raise LATE_WITHOUT_CAUSE(name=newcomer.facts.name, days=plan.days_late)
        reason = f"joining {employer.number}"
        people = enrol(employer=change.employer, newcomers=newcomers, reason=reason, by=by, at=at, channel=channel)
        for month, wages in _wages_by_month(people, starting).items():
            set_wages(employer=change.employer, month=month, wages=wages, declaration=None, by=by, at=at)
    return people


def _wages_by_month(people: Sequence[Person], starting: Sequence[Starting]) -> dict[Month, dict[int, int]]:
    wages: dict[Month, dict[int, int]] = {}
    for person, each in zip(people, starting, strict=True):
        if each.wage_fen is not None:
            wages.setdefault(each.month, {})[person.pk] = each.wage_fen
    return wages


def plan_starting(*, employer: Employer, newcomers: Sequence[Newcomer], today: dt.date) -> list[Plan]:
    """What `take_on` would do on a day, one plan for each, without doing it. Raises NO_LAW_IN_FORCE.

    Problems are STARTS_LATER, STARTS_BEFORE_REGISTRATION, STARTS_AFTER_CANCELLATION, NUMBER_OF_ANOTHER, NAMED_TWICE
    and ALREADY_EMPLOYED.
    """
    known = people_numbered(each.facts.number for each in newcomers)
    open_here = Employment.objects.filter(employer=employer, person__in=known.values(), ends_before__isnull=True)
    here = set(open_here.values_list("person_id", flat=True))
    named, book = Counter(each.facts.number for each in newcomers), StoredLawBook()
    problems = [
        _problem_of(employer, each, known.get(each.facts.number), here, named[each.facts.number], today, book)
        for each in newcomers
    ]
    good = [each for each, problem in zip(newcomers, problems, strict=True) if problem is None]
    people = {each.facts.number: known.get(each.facts.number) or _stranger(each) for each in good}
    periods: dict[int, list[InsuredPeriod]] = {}
    for period in planned_periods(employer, joinings(employer, good, people)):
        periods.setdefault(id(period.person), []).append(period)
    limits = {day: limits_of(employer.pooling_region, day).joining for day in {each.starts_on for each in good}}
    return [
        Plan((), each.facts.number in known, 0, problem)
        if problem is not None
        else Plan(
            periods.get(id(people[each.facts.number]), ()),
            each.facts.number in known,
            days_late(each.starts_on, today, limits[each.starts_on]),
        )
        for each, problem in zip(newcomers, problems, strict=True)
    ]


def _stranger(newcomer: Newcomer) -> Person:
    """Somebody we do not know yet, not saved."""
    return Person(name=newcomer.facts.name, sex=newcomer.facts.sex, birth_on=newcomer.facts.birth_on)


def _problem_of(
    employer: Employer,
    newcomer: Newcomer,
    person: Person | None,
    here: Collection[int],
    named: int,
    today: dt.date,
    book: LawBook,
) -> Refusal | None:
    """`here`: who works here, by id. `named`: how often the number is told."""
    name = newcomer.facts.name
    if (wrong := _problem_of_day(employer, newcomer, person, today, book)) is not None:
        return wrong
    if person is not None and person.name_folded != folded(name):
        return NUMBER_OF_ANOTHER(name=name)
    if named > 1:
        return NAMED_TWICE(name=name)
    return ALREADY_EMPLOYED(name=name) if person is not None and person.pk in here else None


def _problem_of_day(
    employer: Employer, newcomer: Newcomer, person: Person | None, today: dt.date, book: LawBook
) -> Refusal | None:
    """What is wrong with the first day: of the employer, or for somebody so young (Labour Law 15)."""
    name, starts_on = newcomer.facts.name, newcomer.starts_on
    if starts_on > Month.of(today).last_day:
        return STARTS_LATER(name=name, day=starts_on)
    if starts_on < employer.registered_on:
        return STARTS_BEFORE_REGISTRATION(name=name, day=starts_on, registered=employer.registered_on)
    if employer.cancelled_on is not None and starts_on > employer.cancelled_on:
        return STARTS_AFTER_CANCELLATION(name=name, day=employer.cancelled_on)
    born = person.birth_on if person is not None else newcomer.facts.birth_on
    if not may_work(born, starts_on, working_age(book, starts_on)):
        return STARTS_TOO_YOUNG(name=name, born=born, day=starts_on)
    return None


def asks_wage(employer: Employer, month: Month) -> bool:
    """Whether the wage is told here: not where employers declare it to the tax authority."""
    return not filing_rule(employer.pooling_region, month).by_tax_authority
