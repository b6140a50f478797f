"""Verbs of insurance relations: join, leave, suspend, resume. Which insurances follow is dated law.

Each locks the employer and says from which month contributions may differ: months charged since then follow.

A month with any employment counts whole; if the person is still insured elsewhere in that month, the new relation
starts with the next one (work injury runs per employer and starts at once, IMPL 9).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd, WorkerKind
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import PARAMETER_PREFIX, Insurance
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.selectors import LawOfDay, law_of_day

ALREADY_EMPLOYED = Reason(
    "already_employed",
    "{name}在本单位已有未结束的用工关系。",
    "{name} already has an open employment with this employer.",
    "如需变更，请先办理减员再增员。",
    "To change it, end it first and then join again.",
)
INSURED_ELSEWHERE = Reason(
    "insured_elsewhere",
    "{name}同期已在其他单位参加同一险种，不能重复参保。",
    "{name} is insured in the same insurance through another employer for these months.",
    "请原单位先办理减员；第二家单位只参加工伤保险。",
    "The other employer must end it first; a second employer insures for work injury only.",
)
NOT_EMPLOYED = Reason(
    "not_employed",
    "{name}在本单位没有未结束的用工关系。",
    "{name} has no open employment with this employer.",
    "请核对人员和离职日期，或先登记入职。",
    "Check the person and the day, or register the employment first.",
)
LEAVES_BEFORE_JOINING = Reason(
    "leaves_before_joining",
    "{name}的离职日期早于入职日期 {joined}。",
    "{name} cannot leave before joining on {joined}.",
    "请核对离职日期。",
    "Check the leaving date.",
)
LEAVES_LATER = Reason(
    "leaves_later",
    "{name}的离职日期 {day} 在本月以后，离职尚未发生。",
    "{name} would leave on {day}, after the end of this month: that has not happened yet.",
    "请核对日期；将来的离职在离职当月登记。",
    "Check the date; record a leaving in the month in which it happens.",
)
NOT_INSURED = Reason(
    "not_insured",
    "{name}自 {month} 起在本单位没有参保，无需停保。",
    "{name} is not insured with this employer from {month} on; there is nothing to suspend.",
    "请核对人员与月份。",
    "Check the person and the month.",
)


@dataclass(frozen=True, slots=True)
class Joining:
    """One person to be insured from the day their work starts (SIL 58)."""

    person: Person
    kind: str
    starts_on: dt.date
    medical_category: str = "employee"
    pension_category: str = "employee"


def insurances_for(kind: str, book: LawOfDay) -> list[str]:
    """Which insurances apply to a kind of worker, by the law in force (`<insurance>.applies`)."""
    return [i for i in Insurance.values if book.is_set(f"{PARAMETER_PREFIX[i]}.applies", kind)]


_APPLIES = [f"{prefix}.applies" for prefix in PARAMETER_PREFIX.values()]


def _category(insurance: str, joining: Joining) -> str:
    if insurance == Insurance.MEDICAL:
        return joining.medical_category
    if insurance == Insurance.PENSION:
        return joining.pension_category
    return "employee"


@transaction.atomic
def join(
    *, employer: Employer, joinings: Iterable[Joining], by: User | None, at: dt.datetime, channel: str = "portal"
) -> list[Employment]:
    """Insure people with an employer, set-based. Raises ALREADY_EMPLOYED, INSURED_ELSEWHERE, NO_LAW_IN_FORCE."""
    wanted = list(joinings)
    if not wanted:
        return []
    with changing(employer, by=by, at=at) as change:
        employments, periods = _joined(change.employer, wanted)
        record(
            by=by, at=at, code="people_joined", subject_kind="employer", subject=employer.number, channel=channel,
            people=[j.person.number for j in wanted[:200]], count=len(wanted),
        )  # fmt: skip
        change.since(*(period.from_month for period in periods))
    return employments


def _joined(employer: Employer, wanted: list[Joining]) -> tuple[list[Employment], list[InsuredPeriod]]:
    books = {
        month: law_of_day(employer.pooling_region, month.first_day, keys=_APPLIES)
        for month in {Month.of(j.starts_on) for j in wanted}
    }
    names = {j.person.pk: j.person.name for j in wanted}
    for person_id in _employed_here(employer, list(names)):
        raise ALREADY_EMPLOYED(name=names[person_id])
    taken = _taken_months(list(names))
    with refusing("employment_one_open", ALREADY_EMPLOYED(name="—")):
        employments = Employment.objects.bulk_create(
            [
                Employment(
                    person=j.person,
                    employer=employer,
                    kind=j.kind,
                    medical_category=j.medical_category,
                    pension_category=j.pension_category,
                    starts_on=j.starts_on,
                )
                for j in wanted
            ],
            batch_size=2000,
        )
    periods = [
        InsuredPeriod(
            person=j.person,
            employer=employer,
            insurance=insurance,
            region=employer.pooling_region,
            category=_category(insurance, j),
            from_month=_first_month(j, insurance, taken, employer),
        )
        for j in wanted
        for insurance in insurances_for(j.kind, books[Month.of(j.starts_on)])
    ]
    with refusing("insured_once_at_a_time", lambda person_id: INSURED_ELSEWHERE(name=names[int(person_id)])):
        InsuredPeriod.objects.bulk_create(periods, batch_size=5000)
    return employments, periods


def _employed_here(employer: Employer, person_ids: list[int]) -> list[int]:
    return list(
        Employment.objects.filter(employer=employer, person_id__in=person_ids, ends_before__isnull=True).values_list(
            "person_id", flat=True
        )
    )


Taken = dict[tuple[int, str], list[tuple[Month, Month, int]]]


def _taken_months(person_ids: list[int]) -> Taken:
    """For each person and insurance: the closed periods in time order, each with its employer."""
    taken: Taken = {}
    rows = InsuredPeriod.objects.filter(person_id__in=person_ids, before_month__gt=F("from_month")).order_by(
        "from_month"
    )
    for period in rows:
        place = (period.person_id, period.insurance)
        assert period.before_month is not None
        taken.setdefault(place, []).append((period.from_month, period.before_month, period.employer_id))
    return taken


def _first_month(joining: Joining, insurance: str, taken: Taken, employer: Employer) -> Month:
    """The month of joining, or the first after what still covers it; work injury waits for nobody else (IMPL 9)."""
    month = Month.of(joining.starts_on)
    for first, before, employer_id in taken.get((joining.person.pk, insurance), []):
        if first <= month < before and (insurance != Insurance.INJURY or employer_id == employer.pk):
            month = before
    return month


@dataclass(frozen=True, slots=True)
class Leaving:
    """One person whose employment ended: the last day of work, and why (IMPL 13)."""

    person: Person
    last_day: dt.date
    reason: str


@transaction.atomic
def leave(
    *, employer: Employer, leavings: Iterable[Leaving], by: User | None, at: dt.datetime, channel: str = "portal"
) -> int:
    """End employments; insured months run to the end of the month of the last day, and charged ones after it follow.

    Raises NOT_EMPLOYED, LEAVES_BEFORE_JOINING, LEAVES_LATER.
    """
    wanted = list(leavings)
    this_month = Month.of(timezone.localdate(at))
    for leaving in wanted:
        if leaving.last_day > this_month.last_day:
            raise LEAVES_LATER(name=leaving.person.name, day=leaving.last_day)
    with changing(employer, by=by, at=at) as change:
        _end(change.employer, wanted, by)
        record(
            by=by, at=at, code="people_left", subject_kind="employer", subject=employer.number, channel=channel,
            people=[leaving.person.number for leaving in wanted[:200]], count=len(wanted),
        )  # fmt: skip
        change.since(*(_first_month_without(leaving) for leaving in wanted))
    return len(wanted)


def _first_month_without(leaving: Leaving) -> Month:
    return Month.of(leaving.last_day) + 1


def _end(employer: Employer, wanted: list[Leaving], by: User | None) -> None:
    open_ones = {
        e.person_id: e
        for e in Employment.objects.select_for_update().filter(
            employer=employer, ends_before__isnull=True, person__in=[leaving.person for leaving in wanted]
        )
    }
    for leaving in wanted:
        employment = open_ones.get(leaving.person.pk)
        if employment is None:
            raise NOT_EMPLOYED(name=leaving.person.name)
        if leaving.last_day < employment.starts_on:
            raise LEAVES_BEFORE_JOINING(name=leaving.person.name, joined=employment.starts_on)
        employment.ends_before = leaving.last_day + dt.timedelta(days=1)
        employment.end_reason = EndReason(leaving.reason)
    with pghistory.context(actor=by.pk if by else None, reason="leave"):
        Employment.objects.bulk_update(open_ones.values(), ["ends_before", "end_reason"], batch_size=1000)
        _close(
            employer,
            {each.person.pk: (_first_month_without(each), _why(each.reason)) for each in wanted},
        )


def _why(reason: str) -> str:
    return {EndReason.RETIRED: PeriodEnd.RETIRED, EndReason.DIED: PeriodEnd.DIED}.get(EndReason(reason), PeriodEnd.LEFT)


def _close(employer: Employer, ends: Mapping[int, tuple[Month, str]]) -> set[int]:
    """End what runs into a month or later, for people (by id) each with a month and a reason; whose periods ended.

    A period that would begin only then keeps no month. One statement for each month and reason.
    """
    periods = (
        InsuredPeriod.objects.select_for_update()
        .filter(employer=employer, person_id__in=ends.keys())
        .exclude(before_month=F("from_month"))
    )
    alike: dict[tuple[Month, str], list[int]] = {}
    ended = set()
    for period in periods:
        before, why = ends[period.person_id]
        if period.before_month is None or period.before_month > before:
            alike.setdefault((max(before, period.from_month), why), []).append(period.pk)
            ended.add(period.person_id)
    for (before, why), ids in alike.items():
        InsuredPeriod.objects.filter(pk__in=ids).update(before_month=before, ended_because=PeriodEnd(why))
    return ended


@transaction.atomic
def suspend(
    *, employer: Employer, person: Person, before: Month, by: User | None, at: dt.datetime, reason: str
) -> None:
    """Stop insured months while the employment goes on (停保): from `before` on nothing is charged.

    Raises NOT_EMPLOYED, NOT_INSURED.
    """
    with changing(employer, by=by, at=at) as change, pghistory.context(actor=by.pk if by else None, reason=reason):
        if not Employment.objects.filter(employer=employer, person=person, ends_before__isnull=True).exists():
            raise NOT_EMPLOYED(name=person.name)
        if not _close(employer, {person.pk: (before, PeriodEnd.SUSPENDED)}):
            raise NOT_INSURED(name=person.name, month=before)
        record(
            by=by, at=at, code="insurance_suspended", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, before=str(before),
        )  # fmt: skip
        change.since(before)


@transaction.atomic
def resume(
    *, employer: Employer, person: Person, from_month: Month, by: User | None, at: dt.datetime, reason: str
) -> None:
    """Insure again after a suspension, in what the law then prescribes. Raises NOT_EMPLOYED, INSURED_ELSEWHERE."""
    with changing(employer, by=by, at=at) as change:
        employment = Employment.objects.filter(employer=employer, person=person, ends_before__isnull=True).first()
        if employment is None:
            raise NOT_EMPLOYED(name=person.name)
        _insure_again(change.employer, employment, person, from_month)
        record(
            by=by, at=at, code="insurance_resumed", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, from_month=str(from_month),
        )  # fmt: skip
        change.since(from_month)


def _insure_again(employer: Employer, employment: Employment, person: Person, from_month: Month) -> None:
    joining = Joining(
        person, employment.kind, from_month.first_day, employment.medical_category, employment.pension_category
    )
    book = law_of_day(employer.pooling_region, from_month.first_day, keys=_APPLIES)
    with refusing("insured_once_at_a_time", INSURED_ELSEWHERE(name=person.name)):
        InsuredPeriod.objects.bulk_create(
            [
                InsuredPeriod(
                    person=person,
                    employer=employer,
                    insurance=insurance,
                    region=employer.pooling_region,
                    category=_category(insurance, joining),
                    from_month=from_month,
                )
                for insurance in insurances_for(employment.kind, book)
            ]
        )


def kind_of_worker(*, is_over_age: bool, insured_elsewhere: bool) -> str:
    """What sort of worker somebody is who starts with an employer."""
    if is_over_age:
        return WorkerKind.OVER_AGE
    return WorkerKind.SECOND_EMPLOYER if insured_elsewhere else WorkerKind.EMPLOYEE
