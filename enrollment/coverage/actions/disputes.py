"""A disputed month: kept when it is told, answered by the employer."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from enrollment.coverage.actions.outreach import Evidence
from enrollment.coverage.messages import DISPUTE_ANSWERED, DISPUTE_OPENED
from enrollment.coverage.models import Dispute
from enrollment.coverage.reasons import ANSWERED_ALREADY, DISPUTE_DECIDED, DISPUTE_STANDS, NOT_OURS
from enrollment.coverage.rules.kinds import Answer
from enrollment.coverage.words import ANSWERS
from enrollment.registry.models import Person
from enrollment.registry.selectors import employer_numbered
from siadmin.agency import documents
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters import subjects
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day


@transaction.atomic
def keep_dispute(*, case: Case, facts: Mapping[str, Any], at: dt.datetime) -> Dispute:
    """Keep which months of which employer a case is about, start the employer's clock, and tell it.

    Told anew, the months follow while the employer has not answered. Raises DISPUTE_STANDS, NoLawInForce.
    """
    on = timezone.localdate(at)
    employer = employer_numbered(facts["employer"])
    law = law_of_day(employer.pooling_region, on).law("coverage.answer_days")
    wanted = {
        "employer": employer,
        "claim": facts["claim"],
        "from_month": Month.parse(facts["first"]),
        "before_month": Month.parse(facts["last"]) + 1,
        "answer_due_on": after_working_days(on, int(law.value), WorkCalendar()),
        "answer_basis": law.source,
    }
    dispute = Dispute.objects.select_for_update().filter(case=case).first()
    if dispute is not None and dispute.answer:
        if any(getattr(dispute, name) != wanted[name] for name in ("employer", "claim", "from_month", "before_month")):
            raise DISPUTE_STANDS()
        return dispute
    if dispute is None:
        dispute = Dispute(case=case, person=Person.objects.get(number=case.subject))
    for name, value in wanted.items():
        setattr(dispute, name, value)
    dispute.save()
    send(
        DISPUTE_OPENED,
        to=Recipient(RecipientKind.EMPLOYER, employer.number),
        at=at,
        values={"months": span(dispute), "answer_due_on": dispute.answer_due_on},
        page=("employer_dispute", employer.number, case.number),
        key=f"{case.number}:{case.facts_version}",
    )
    return dispute


def span(dispute: Dispute) -> str:
    """`2026-03`, or `2026-03 – 2026-06`."""
    first, last = dispute.from_month, dispute.before_month - 1
    return str(first) if first == last else f"{first} – {last}"


@transaction.atomic
def answer(
    *,
    dispute_id: int,
    answer: Answer,
    words: str,
    evidence: Evidence | None = None,
    by: User,
    at: dt.datetime,
) -> Dispute:
    """The employer's answer, once, by somebody who acts for it; the person is told.

    It is taken until the case is decided, also after its day. Raises NOT_OURS, ANSWERED_ALREADY, DISPUTE_DECIDED.
    """
    dispute = (
        Dispute.objects.select_for_update(of=("self",)).select_related("case", "employer", "person").get(pk=dispute_id)
    )
    if not subjects.speaks_for(by, "employer", dispute.employer.number, timezone.localdate(at)):
        raise NOT_OURS()
    if dispute.answer:
        raise ANSWERED_ALREADY()
    if not dispute.case.is_open:
        raise DISPUTE_DECIDED()
    dispute.answer, dispute.answer_words = answer, words
    dispute.answered_by, dispute.answered_at = by, at
    if evidence is not None:
        dispute.answer_document = documents.keep(
            name=evidence.name, kind=evidence.kind, content=evidence.content, by=by, at=at
        )
    dispute.save()
    record(
        by=by, at=at, code="dispute_answered", subject_kind="case", subject=dispute.case.number, answer=str(answer),
        employer=dispute.employer.number,
    )  # fmt: skip
    send(
        DISPUTE_ANSWERED,
        to=Recipient(RecipientKind.PERSON, dispute.person.number),
        at=at,
        values={"months": span(dispute), "answer": ANSWERS[answer], "decided_by_on": dispute.case.due_on},
        page=("citizen_case", dispute.case.number),
        key=dispute.case.number,
    )
    return dispute
