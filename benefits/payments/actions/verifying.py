"""Whose benefit is suspected is asked, and confirms by self-service; a person still closes it (REG 26)."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from benefits.payments.actions.suspecting import locked_suspicion
from benefits.payments.models import Verification
from benefits.payments.selectors.persons import name_of
from benefits.payments.words import CONFIRM_TEXT
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

ASKED_ALREADY = Reason(
    "verification_asked_already",
    "已请本人确认，期限 {day}。",
    "The person was asked already, to answer by {day}.",
    "等待本人确认；逾期未确认的，委托或者上门核实。",
    "Wait for the answer; after that day have it verified on the spot.",
)


@transaction.atomic
def ask_person(*, suspicion_id: int, by: User, at: dt.datetime) -> Verification:
    """A clerk asks the person to confirm in the portal, within the days of the place.

    Raises ASKED_ALREADY, NoLawInForce and as `locked_suspicion`.
    """
    suspicion = locked_suspicion(suspicion_id, by, at)
    entitlement, today = suspicion.entitlement, timezone.localdate(at)
    if hasattr(suspicion, "verification"):
        raise ASKED_ALREADY(day=suspicion.verification.due_on)
    law = law_of_day(entitlement.region, today).law("payments.confirm_days")
    asked = Verification.objects.create(
        suspicion=suspicion, asked_by=by, asked_at=at, law=law.source[:300],
        due_on=after_working_days(today, int(law.value), WorkCalendar()),
    )  # fmt: skip
    person = entitlement.person
    record(
        by=by, at=at, code="verification_asked", subject_kind="person", subject=person.number,
        entitlement=entitlement.number, kind=suspicion.kind, due_on=str(asked.due_on),
    )  # fmt: skip
    send(
        CONFIRM_TEXT, to=Recipient(RecipientKind.PERSON, person.number), at=at, page=("citizen_benefits",),
        values={"benefit": name_of(entitlement), "due_on": asked.due_on}, key=f"verification:{asked.pk}",
    )  # fmt: skip
    return asked


@transaction.atomic
def wish_for_a_visit(*, records: Collection[int], by: User, at: dt.datetime) -> int:
    """The person cannot confirm it themself and wishes to be visited, which costs nothing (REG 30); of how many."""
    found = list(_unanswered(records).filter(visit_wished_at__isnull=True))
    for each in found:
        each.visit_wished_at = at
        each.save(update_fields=["visit_wished_at"])
        entitlement = each.suspicion.entitlement
        record(
            by=by, at=at, code="visit_wished", subject_kind="person", subject=entitlement.person.number,
            entitlement=entitlement.number, kind=each.suspicion.kind,
        )  # fmt: skip
    return len(found)


def _unanswered(records: Collection[int]) -> QuerySet[Verification]:
    waiting = Verification.objects.select_for_update(of=("self",)).filter(
        suspicion__entitlement__person__in=records, suspicion__closed_at__isnull=True, answered_at__isnull=True
    )
    return waiting.select_related("suspicion__entitlement__person").order_by("pk")


@transaction.atomic
def confirm_entitlement(*, records: Collection[int], by: User, at: dt.datetime) -> int:
    """The person, signed in, says of every open question that they are still entitled; how many that were."""
    found = list(_unanswered(records))
    for each in found:
        each.answered_by, each.answered_at = by, at
        each.save(update_fields=["answered_by", "answered_at"])
        entitlement = each.suspicion.entitlement
        record(
            by=by, at=at, code="verification_answered", subject_kind="person", subject=entitlement.person.number,
            entitlement=entitlement.number, kind=each.suspicion.kind,
        )  # fmt: skip
    return len(found)
