"""The conclusion an allowance rests on is kept: with the claim that is granted, and each later one by its own case."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from benefits.claims.models import Decision
from benefits.claims.selectors import content_of
from benefits.pension.models import CapacityAppraisal
from benefits.pension.selectors.appraisals import allowance_of, appraisal_law, last_appraisal
from benefits.pension.selectors.drawing import DISABILITY
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

APPRAISAL_KNOWN = Reason(
    "pension_appraisal_known",
    "鉴定结论 {document} 已经登记过。",
    "The conclusion {document} is on record already.",
    "核对结论书编号；一份结论只用于一个人、登记一次。",
    "Check its number: a conclusion is of one person, and recorded once.",
)
APPRAISAL_OVER = Reason(
    "pension_appraisal_over",
    "{day} 的鉴定结论有效期到 {month} 为止，已经届满，或不晚于已登记的结论。",
    "The conclusion of {day} held to the end of {month}: it is over, or no later than the one on record.",
    "提交新的鉴定结论。",
    "Submit a new conclusion.",
)
NO_ALLOWANCE = Reason(
    "pension_no_allowance_drawn",
    "{name}没有在付的病残津贴。",
    "{name} draws no disability allowance.",
    "查看在付待遇。",
    "Look at what is in payment.",
)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That all working capacity is lost: its number and its day."""

    document: str
    concluded_on: dt.date


def why_not_appraised(person: Person, told: Conclusion, today: dt.date) -> Refusal | None:
    """Why it says nothing for an allowance of the person."""
    if allowance_of(person, today) is None:
        return NO_ALLOWANCE(name=person.name)
    if CapacityAppraisal.objects.filter(document=told.document).exists():
        return APPRAISAL_KNOWN(document=told.document)
    before, holds_before = last_appraisal(person), _holds_before(told, today)
    if holds_before <= Month.of(today) or (before is not None and told.concluded_on <= before.concluded_on):
        return APPRAISAL_OVER(day=told.concluded_on, month=holds_before - 1)
    return None


@transaction.atomic
def record_appraisal(*, person: Person, told: Conclusion, case: Case, by: User, at: dt.datetime) -> CapacityAppraisal:
    """The allowance rests on it from then on. Raises what `why_not_appraised` answers."""
    lock_people(records_of(person.pk))
    today = timezone.localdate(at)
    if refusal := why_not_appraised(person, told, today):
        raise refusal
    kept = _kept(person, told, case, today, at)
    record(
        by=by, at=at, code="capacity_appraised", subject_kind="person", subject=person.number,
        document=told.document, holds_before=str(kept.holds_before),
    )  # fmt: skip
    return kept


def keep_appraisal(decision: Decision) -> None:
    """In the transaction of the last signature, which was given for exactly this. Raises APPRAISAL_KNOWN."""
    claim = decision.claim
    if claim.scheme == DISABILITY:
        _kept(claim.person, _told_by(decision), claim.case, claim.applied_on, decision.decided_at)


def _told_by(decision: Decision) -> Conclusion:
    assert decision.assessment is not None, "what is granted was assessed"
    facts = content_of(decision.assessment)["facts"]
    return Conclusion(str(facts["appraisal"]), dt.date.fromisoformat(str(facts["appraised_on"])))


def _kept(person: Person, told: Conclusion, case: Case, on: dt.date, at: dt.datetime) -> CapacityAppraisal:
    law = appraisal_law(on)
    with refusing("pension_capacityappraisal_document_key", APPRAISAL_KNOWN(document=told.document)):
        return CapacityAppraisal.objects.create(
            person=person, document=told.document, concluded_on=told.concluded_on,
            holds_before=_holds_before(told, on), law=law.source[:300], case=case, recorded_at=at,
        )  # fmt: skip


def _holds_before(told: Conclusion, on: dt.date) -> Month:
    return Month.of(told.concluded_on) + int(appraisal_law(on).value)
