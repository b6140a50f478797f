"""What an appraisal committee concluded is put on record (WIR 23–29; LCA 17: the committee sends it)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from benefits.injury.law import law_of
from benefits.injury.models import Appraisal, Injury
from benefits.injury.rules.appraising import AppraisalLaw, Concluded, counts, why_not
from enrollment.registry.actions import lock_people
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar

CONCLUDED_WHEN = Reason(
    "injury_concluded_when",
    "结论日期 {concluded} 应当在受伤害日期 {happened} 之后、送达日期 {delivered} 之前，且都不晚于今天。",
    "The day of the conclusion ({concluded}) must lie after the injury ({happened}) and before it was served "
    "({delivered}), none of them after today.",
    "核对结论书上的日期。",
    "Check the days on the conclusion.",
)
CONCLUSION_KNOWN = Reason(
    "injury_conclusion_known",
    "{committee}的结论书 {document} 已登记过。",
    "Conclusion {document} of {committee} is on record already.",
    "不重复登记。",
    "It is not recorded twice.",
)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """As the committee wrote it. `asked_on`: of one asked for again or reviewed, the day it was asked for."""

    kind: str
    grade: int | None
    nursing: str
    committee: str
    document: str
    concluded_on: dt.date
    delivered_on: dt.date
    asked_on: dt.date | None


def why_not_record(injury: Injury, told: Conclusion, on: dt.date) -> Refusal | None:
    if not injury.happened_on <= told.concluded_on <= told.delivered_on <= on:
        return CONCLUDED_WHEN(concluded=told.concluded_on, happened=injury.happened_on, delivered=told.delivered_on)
    if Appraisal.objects.filter(committee=told.committee, document=told.document).exists():
        return CONCLUSION_KNOWN(committee=told.committee, document=told.document)
    law = _law(injury, told.delivered_on)
    return why_not(told.kind, told.asked_on, _before(injury), injury.number, law, WorkCalendar())


@transaction.atomic
def record_appraisal(*, injury: Injury, told: Conclusion, case: Case, by: User, at: dt.datetime) -> Appraisal:
    """Raises what `why_not_record` answers."""
    lock_people(records_of(injury.person_id))
    if refusal := why_not_record(injury, told, timezone.localdate(at)):
        raise refusal
    law = _law(injury, told.delivered_on)
    final, month = counts(
        told.kind, told.concluded_on, told.delivered_on, _before(injury), law, WorkCalendar()
    )  # fmt: skip
    with refusing("injury_conclusion_once", CONCLUSION_KNOWN(committee=told.committee, document=told.document)):
        appraisal = Appraisal.objects.create(
            injury=injury, kind=told.kind, grade=told.grade, nursing=told.nursing, committee=told.committee,
            document=told.document, concluded_on=told.concluded_on, delivered_on=told.delivered_on, final_from=final,
            from_month=month, case=case, recorded_at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="injury_appraised", subject_kind="person", subject=injury.person.number,
        number=injury.number, kind=told.kind, grade=told.grade or 0,
    )  # fmt: skip
    return appraisal


def _before(injury: Injury) -> Concluded | None:
    found = injury.appraisals.order_by("-pk").first()
    if found is None:
        return None
    return Concluded(found.kind, found.concluded_on, found.delivered_on, found.from_month)


def _law(injury: Injury, on: dt.date) -> AppraisalLaw:
    return AppraisalLaw(
        law_of("injury.reappraisal_days", injury.region, on),
        law_of("injury.review_appraisal_months", injury.region, on),
    )
