"""Paid leave and recurrences are put on record: what the employer pays and until when, what is treated again."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from benefits.injury.models import Injury, PaidLeave, Recurrence
from benefits.injury.rules.leave import FIRST, GRADED_ALREADY, ends_of_leave, why_not_leave
from benefits.injury.selectors.leaving import graded_on, leave_law, leave_on_record, recurrence_of
from enrollment.registry.actions import lock_people
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

CONFIRMED_WHEN = Reason(
    "injury_confirmed_when",
    "确认日期 {confirmed} 应当不早于复发日期 {starts}，复发日期不早于受伤日期 {happened}，且都不晚于今天。",
    "Confirmed on {confirmed}, it began on {starts}, after the injury of {happened}; none in days to come.",
    "核对确认文件上的日期。",
    "Check the days on the confirmation.",
)
RECURRENCE_KNOWN = Reason(
    "injury_recurrence_known",
    "{committee}的确认文件 {document} 已登记过。",
    "Confirmation {document} of {committee} is on record already.",
    "不重复登记。",
    "It is not recorded twice.",
)


@dataclass(frozen=True, slots=True)
class LeaveTold:
    """`committee` and `document`: of a longer one, what confirmed it."""

    kind: str
    months: int
    committee: str = ""
    document: str = ""


def why_not_record_leave(injury: Injury, told: LeaveTold, on: dt.date) -> Refusal | None:
    """Of the newest recurrence, or of the injury. Raises NOT_VERIFIED_HERE."""
    recurrence = recurrence_of(injury)
    since = recurrence.starts_on if recurrence else injury.happened_on
    if graded_on(injury, since) is not None:
        return GRADED_ALREADY(injury=injury.number)
    return why_not_leave(
        told.kind, told.months, leave_on_record(injury, recurrence), injury.number, leave_law(injury, on)
    )


@transaction.atomic
def record_leave(*, injury: Injury, told: LeaveTold, case: Case, by: User, at: dt.datetime) -> PaidLeave:
    """Raises what `why_not_record_leave` answers."""
    lock_people(records_of(injury.person_id))
    if refusal := why_not_record_leave(injury, told, timezone.localdate(at)):
        raise refusal
    recurrence = recurrence_of(injury)
    before = leave_on_record(injury, recurrence)
    starts_on = before.ends_before if before else recurrence.starts_on if recurrence else injury.happened_on
    leave = PaidLeave.objects.create(
        injury=injury, recurrence=recurrence, kind=told.kind, starts_on=starts_on,
        ends_before=ends_of_leave(starts_on, told.months), months=told.months,
        committee="" if told.kind == FIRST else told.committee, document="" if told.kind == FIRST else told.document,
        case=case, recorded_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="injury_leave_recorded", subject_kind="person", subject=injury.person.number,
        number=injury.number, kind=told.kind, ends_before=str(leave.ends_before),
    )  # fmt: skip
    return leave


def why_not_recur(
    injury: Injury, starts_on: dt.date, confirmed_on: dt.date, committee: str, document: str, on: dt.date
) -> Refusal | None:
    if not injury.happened_on <= starts_on <= confirmed_on <= on:
        return CONFIRMED_WHEN(confirmed=confirmed_on, starts=starts_on, happened=injury.happened_on)
    if Recurrence.objects.filter(committee=committee, document=document).exists():
        return RECURRENCE_KNOWN(committee=committee, document=document)
    return None


@transaction.atomic
def record_recurrence(
    *, injury: Injury, starts_on: dt.date, confirmed_on: dt.date, committee: str, document: str, case: Case, by: User,
    at: dt.datetime,
) -> Recurrence:  # fmt: skip
    """It is treated again, with the benefits of WIR 30, 32 and 33. Raises CONFIRMED_WHEN, RECURRENCE_KNOWN."""
    lock_people(records_of(injury.person_id))
    if refusal := why_not_recur(injury, starts_on, confirmed_on, committee, document, timezone.localdate(at)):
        raise refusal
    with refusing("injury_recurrence_once", RECURRENCE_KNOWN(committee=committee, document=document)):
        again = Recurrence.objects.create(
            number=opaque_number("R"), injury=injury, starts_on=starts_on, confirmed_on=confirmed_on,
            committee=committee, document=document, case=case, recorded_at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="injury_recurred", subject_kind="person", subject=injury.person.number,
        number=injury.number, recurrence=again.number,
    )  # fmt: skip
    return again
