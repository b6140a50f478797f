"""Joining an employer, and being insured again after a suspension (SIL 58)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone

from enrollment.participation.actions.insuring import (
    INSURED_ELSEWHERE,
    NOT_EMPLOYED,
    Terms,
    applying,
    first_month,
    paid_by_themselves,
    paid_elsewhere,
    taken_months,
)
from enrollment.participation.models import Employment, InsuredPeriod, LateCause
from enrollment.participation.protocols import before_joining
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.selectors import ORDINARY

ALREADY_EMPLOYED = Reason(
    "already_employed",
    "{name}在本单位已有未结束的用工关系。",
    "{name} already has an open employment with this employer.",
    "如需变更，请办理参保变更。",
    "To change what it says, ask for a change of participation.",
)

NOT_TOLD_LATE = Reason(
    "not_told_late",
    "{name}的用工登记没有待说明的逾期。",
    "The start of {name} was told in time, or why it was late is said already.",
    "刷新页面查看现在的情况。",
    "Load the page again to see how it stands.",
)


@dataclass(frozen=True, slots=True)
class Joining:
    """One person to be insured from the day their work starts (SIL 58)."""

    person: Person
    kind: str
    starts_on: dt.date
    medical_category: str = ORDINARY
    pension_category: str = ORDINARY
    late_because: str = ""
    late_note: str = ""

    @property
    def terms(self) -> Terms:
        return Terms(self.kind, self.medical_category, self.pension_category)


@transaction.atomic
def join(
    *, employer: Employer, joinings: Iterable[Joining], by: User | None, at: dt.datetime, channel: str = "portal"
) -> list[Employment]:
    """Insure people with an employer, set-based. Raises ALREADY_EMPLOYED, INSURED_ELSEWHERE, NO_LAW_IN_FORCE."""
    wanted = list(joinings)
    if not wanted:
        return []
    with changing(employer, by=by, at=at) as change:
        before_joining.call([(j.person, Month.of(j.starts_on)) for j in wanted], by, at)
        employments, periods = _joined(change.employer, wanted, timezone.localdate(at))
        record(
            by=by, at=at, code="people_joined", subject_kind="employer", subject=employer.number, channel=channel,
            people=[j.person.number for j in wanted[:200]], count=len(wanted),
        )  # fmt: skip
        change.since(*(period.from_month for period in periods))
    return employments


def planned_periods(employer: Employer, wanted: Iterable[Joining]) -> list[InsuredPeriod]:
    """The insured months that joinings would begin, not saved. Raises NO_LAW_IN_FORCE.

    They begin in the month of the first day of work, or after what still covers it elsewhere (SIL 58, IMPL 9), what
    the person has paid by themself, or what was paid elsewhere and counts here already (T66 12).
    """
    joinings = list(wanted)
    people = [(j.person, Month.of(j.starts_on)) for j in joinings]
    books = {month: applying(employer, month) for month in {Month.of(j.starts_on) for j in joinings}}
    taken = taken_months([j.person.pk for j in joinings])
    for paid in (paid_by_themselves(people), paid_elsewhere(people)):
        for place, months in paid.items():
            taken.setdefault(place, []).extend(months)
    periods = [
        period
        for j in joinings
        for month in (Month.of(j.starts_on),)
        for period in j.terms.periods(j.person, employer, month, books[month])
    ]
    for period in periods:
        period.from_month = first_month(period, taken)
    return periods


def _joined(employer: Employer, wanted: list[Joining], today: dt.date) -> tuple[list[Employment], list[InsuredPeriod]]:
    names = {j.person.pk: j.person.name for j in wanted}
    for person_id in _employed_here(employer, list(names)):
        raise ALREADY_EMPLOYED(name=names[person_id])
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
                    reported_on=today,
                    late_because=j.late_because,
                    late_note=j.late_note,
                )
                for j in wanted
            ],
            batch_size=2000,
        )
    periods = planned_periods(employer, wanted)
    with refusing("insured_once_at_a_time", lambda person_id: INSURED_ELSEWHERE(name=names[int(person_id)])):
        InsuredPeriod.objects.bulk_create(periods, batch_size=5000)
    return employments, periods


def _employed_here(employer: Employer, person_ids: list[int]) -> list[int]:
    return list(
        Employment.objects.filter(employer=employer, person_id__in=person_ids, ends_before__isnull=True).values_list(
            "person_id", flat=True
        )
    )


@transaction.atomic
def resume(
    *, employer: Employer, person: Person, from_month: Month, by: User | None, at: dt.datetime, reason: str
) -> None:
    """Insure again after a suspension, in what the law then prescribes. Raises NOT_EMPLOYED, INSURED_ELSEWHERE."""
    with changing(employer, by=by, at=at) as change:
        employment = Employment.objects.filter(employer=employer, person=person, ends_before__isnull=True).first()
        if employment is None:
            raise NOT_EMPLOYED(name=person.name)
        _insure_again(change.employer, employment, person, from_month, by, at)
        record(
            by=by, at=at, code="insurance_resumed", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, from_month=str(from_month),
        )  # fmt: skip
        change.since(from_month)


def _insure_again(
    employer: Employer, employment: Employment, person: Person, from_month: Month, by: User | None, at: dt.datetime
) -> None:
    taken = paid_elsewhere([(person, from_month)])
    for place, months in paid_by_themselves([(person, from_month)]).items():
        taken.setdefault(place, []).extend(months)
    before_joining.call([(person, from_month)], by, at)
    periods = Terms.of(employment).periods(person, employer, from_month, applying(employer, from_month))
    for period in periods:
        period.from_month = first_month(period, taken)
    with refusing("insured_once_at_a_time", INSURED_ELSEWHERE(name=person.name)):
        InsuredPeriod.objects.bulk_create(periods)


@transaction.atomic
def explain_late(*, employment: Employment, because: str, note: str, by: User | None, at: dt.datetime) -> None:
    """Say why a start of work was told late (SIL 58); it is said once. Raises NOT_TOLD_LATE."""
    locked = Employment.objects.select_for_update().select_related("person").get(pk=employment.pk)
    if locked.late_because or locked.reported_on is None or locked.reported_on <= locked.starts_on:
        raise NOT_TOLD_LATE(name=locked.person.name)
    with pghistory.context(actor=by.pk if by else None, reason="late"):
        locked.late_because, locked.late_note = LateCause(because), note
        locked.save(update_fields=["late_because", "late_note"])
    record(
        by=by, at=at, code="late_start_explained", subject_kind="person", subject=locked.person.number,
        because=because,
    )  # fmt: skip
