"""Who is missing since an accident of work is put on record, and who came back (WIR 41)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.injury.models import CameBack, Injury, Missing
from benefits.injury.rules.grounds import Ground
from enrollment.registry.actions import lock_people
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

MISSING_ALREADY = Reason(
    "injury_missing_already",
    "工伤 {number} 已登记下落不明。",
    "Of injury {number} it is on record already that its person is missing.",
    "不重复登记。",
    "It is not recorded twice.",
)
NOT_SUCH_AN_ACCIDENT = Reason(
    "injury_missing_not_such_an_accident",
    "工伤 {number} 不是因工外出期间或者抢险救灾中的事故，或者本人已登记死亡。",
    "Injury {number} is of no accident while away for work or in rescue, or the death of its person is on record.",
    "只有因工外出期间发生事故或者在抢险救灾中下落不明的按第41条办理。",
    "WIR 41 is about who went missing while away for work, or in rescue.",
)
MISSING_WHEN = Reason(
    "injury_missing_when",
    "日期 {day} 早于 {first}，或者晚于今天。",
    "The day {day} lies before {first}, or has not come yet.",
    "核对日期。",
    "Check the day.",
)
CAME_BACK_ALREADY = Reason(
    "injury_came_back_already",
    "工伤 {number} 的职工已登记重新出现。",
    "Of injury {number} it is on record already that its person came back.",
    "不重复登记。",
    "It is not recorded twice.",
)


def why_not_missing(injury: Injury, since_on: dt.date, on: dt.date) -> Refusal | None:
    if hasattr(injury, "missing"):
        return MISSING_ALREADY(number=injury.number)
    if injury.certification.ground not in (Ground.ON_ERRAND, Ground.RESCUE) or injury.person.died_on:
        return NOT_SUCH_AN_ACCIDENT(number=injury.number)
    if not injury.happened_on <= since_on <= on:
        return MISSING_WHEN(day=since_on, first=injury.happened_on)
    return None


@transaction.atomic
def record_missing(*, injury: Injury, since_on: dt.date, case: Case, by: User, at: dt.datetime) -> Missing:
    """Raises MISSING_ALREADY, NOT_SUCH_AN_ACCIDENT, MISSING_WHEN."""
    lock_people(records_of(injury.person_id))
    if refusal := why_not_missing(injury, since_on, timezone.localdate(at)):
        raise refusal
    with refusing("injury_missing_injury_id_key", MISSING_ALREADY(number=injury.number)):
        missing = Missing.objects.create(injury=injury, since_on=since_on, case=case, recorded_at=at)
    record(
        by=by, at=at, code="injury_missing_recorded", subject_kind="person", subject=injury.person.number,
        number=injury.number, since_on=str(since_on),
    )  # fmt: skip
    return missing


def why_not_came_back(missing: Missing, came_on: dt.date, on: dt.date) -> Refusal | None:
    if hasattr(missing, "came_back"):
        return CAME_BACK_ALREADY(number=missing.injury.number)
    return None if missing.since_on <= came_on <= on else MISSING_WHEN(day=came_on, first=missing.since_on)


@transaction.atomic
def record_came_back(*, missing: Missing, came_on: dt.date, case: Case, by: User, at: dt.datetime) -> CameBack:
    """The next check of the month finds what stands because of it. Raises CAME_BACK_ALREADY, MISSING_WHEN."""
    injury = missing.injury
    lock_people(records_of(injury.person_id))
    if refusal := why_not_came_back(missing, came_on, timezone.localdate(at)):
        raise refusal
    with refusing("injury_cameback_missing_id_key", CAME_BACK_ALREADY(number=injury.number)):
        back = CameBack.objects.create(missing=missing, on=came_on, case=case, recorded_at=at)
    record(
        by=by, at=at, code="injury_came_back_recorded", subject_kind="person", subject=injury.person.number,
        number=injury.number, on=str(came_on),
    )  # fmt: skip
    return back
