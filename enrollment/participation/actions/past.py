"""Months that lie behind and were never insured: an employer makes them good (补缴, SIL 58, 60)."""

import datetime as dt

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from enrollment.participation.actions.insuring import INSURED_ELSEWHERE, spells
from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd, WorkerKind
from enrollment.participation.selectors import missing_months
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

NOTHING_MISSING = Reason(
    "nothing_missing",
    "{name}在所填月份已经参保，或已在外地缴费，没有需要补缴的月份。",
    "{name} is insured in all of these months, or paid elsewhere; there is nothing to make good.",
    "核对人员和月份；只更正工资的，办理申报更正。",
    "Check the person and the months; to correct a wage only, correct the declaration.",
)


@transaction.atomic
def insure_past(
    *, employer: Employer, person: Person, first: Month, last: Month, by: User, at: dt.datetime, reason: str
) -> int:
    """Insure a person for the months of a spell that lack it; returns how many insured months that adds.

    Where no employment reaches so far back, the one that follows begins earlier, or a closed one is added. Charged
    months follow. Raises NOTHING_MISSING, INSURED_ELSEWHERE, NoLawInForce.
    """
    with changing(employer, by=by, at=at) as change, pghistory.context(actor=by.pk, reason=reason[:200]):
        missing = missing_months(change.employer, person, first, last)
        if not missing:
            raise NOTHING_MISSING(name=person.name)
        _employ(change.employer, person, first, last, timezone.localdate(at))
        periods = [
            InsuredPeriod(
                person=person, employer=change.employer, insurance=insurance, region=change.employer.pooling_region,
                from_month=start, before_month=before, ended_because=PeriodEnd.CHANGED,
            )
            for insurance, months in missing.items()
            for start, before in spells(months)
        ]  # fmt: skip
        with refusing("insured_once_at_a_time", INSURED_ELSEWHERE(name=person.name)):
            InsuredPeriod.objects.bulk_create(periods)
        record(
            by=by, at=at, code="past_months_insured", subject_kind="person", subject=person.number, reason=reason,
            employer=employer.number, first=str(first), last=str(last),
        )  # fmt: skip
        change.since(first)
    return sum(len(months) for months in missing.values())


def _employ(employer: Employer, person: Person, first: Month, last: Month, today: dt.date) -> None:
    """An employment covers the spell: one that is there, the following one from earlier on, or a closed one."""
    own = Employment.objects.filter(employer=employer, person=person)
    reaching = Q(ends_before__isnull=True) | Q(ends_before__gt=last.first_day)
    if own.filter(reaching, starts_on__lte=first.last_day).exists():
        return
    following = own.filter(starts_on__gt=first.last_day).order_by("starts_on").first()
    if following is not None and following.starts_on <= (last + 1).last_day:
        following.starts_on = first.first_day
        following.save(update_fields=["starts_on"])
    else:
        Employment.objects.create(
            employer=employer, person=person, kind=WorkerKind.EMPLOYEE, starts_on=first.first_day,
            ends_before=(last + 1).first_day, end_reason=EndReason.OTHER, reported_on=today, end_reported_on=today,
        )  # fmt: skip
