"""An employer that declared nothing and has no earlier month: a person sets the wages, with a reason (COLL 10).

Another natural person looks at them; approved they are filed as a declaration and the month is assessed on them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from contributions.assessment.actions.prepared import decide
from contributions.assessment.actions.reassess import reassess
from contributions.assessment.models import HandAssessment, HandProposal, PreparedState
from contributions.declarations.actions import FiledRow, file
from contributions.declarations.models import Declaration, Door
from contributions.declarations.selectors import filed
from enrollment.participation.selectors import roster
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

ASSESSED_ALREADY = Reason(
    "assessed_already",
    "{employer} {month} 已经核定。",
    "{month} of {employer} has been assessed already.",
    "打开该单位的账单查看；需要更正时按更正办理。",
    "Open the employer's bill; to change it, file a correction.",
)
PREPARED_ALREADY = Reason(
    "prepared_already",
    "{employer} {month} 的工资已由{name}拟定，等待另一人复核。",
    "{name} has prepared the wages of {employer} for {month}; they wait for another person.",
    "请复核人退回，或由拟定人撤回后再拟定。",
    "Have them sent back, or taken back by who prepared them, then prepare them anew.",
)
PEOPLE_CHANGED = Reason(
    "people_changed",
    "拟定之后 {employer} {month} 的参保人员有变动（{names}）。",
    "Who is insured at {employer} in {month} is not who the wages are for: {names}.",
    "按现在的参保人员重新拟定；已拟定的退回。",
    "Prepare the wages anew for the people now insured; send back what was prepared.",
)


@transaction.atomic
def prepare_by_hand(
    *, employer: Employer, month: Month, wages: Mapping[int, int], by: User, at: dt.datetime, reason: str
) -> HandProposal:
    """Put `wages` (person id → fen) forward for everybody insured in a month that waits for a person.

    Nothing is filed or billed until another natural person approves it. Raises ASSESSED_ALREADY, PREPARED_ALREADY,
    PEOPLE_CHANGED.
    """
    lock_employer(employer)
    waiting = _waiting(employer, month)
    _check_people(employer, month, wages)
    standing = waiting.proposals.filter(state=PreparedState.PREPARED).select_related("prepared_by").first()
    if standing is not None:
        raise PREPARED_ALREADY(employer=employer.name, month=month, name=standing.prepared_by.display_name)
    proposal = HandProposal.objects.create(
        waiting=waiting,
        wages={str(person_id): fen for person_id, fen in wages.items()},
        reason=reason,
        prepared_by=by,
        prepared_eyes=by.eyes,
        prepared_at=at,
    )
    record(by=by, at=at, code="hand_assessment_prepared", reason=reason, **_about(proposal))
    return proposal


@transaction.atomic
def approve_by_hand(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime, today: dt.date) -> Declaration:
    """File prepared wages at the counter in the employer's place, and assess the month on them.

    Where employers declare to the tax authority too: nobody declared there either. A later declaration, of whichever
    door, replaces it. Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE, ASSESSED_ALREADY, PEOPLE_CHANGED and the reasons
    of `declarations.actions.file`.
    """
    proposal = _locked(proposal_id)
    employer, month = proposal.waiting.employer, proposal.waiting.month
    _waiting(employer, month)
    decide(proposal, "approve", seen_version=seen_version, by=by, at=at)
    wages = {int(person_id): fen for person_id, fen in proposal.wages.items()}
    _check_people(employer, month, wages)
    people = Person.objects.in_bulk(list(wages))
    HandAssessment.objects.filter(pk=proposal.waiting_id).update(decided_by=by, decided_at=at, reason=proposal.reason)
    proposal.declaration = file(
        employer=employer,
        month=month,
        rows=[FiledRow(wage_fen=wages[person_id], person=people[person_id]) for person_id in wages],
        door=Door.COUNTER,
        by=by,
        at=at,
        today=today,
        summary={"by_hand": proposal.reason},
        is_by_hand=True,
    )
    proposal.save()
    reassess(employer=employer, month=month, by=by, at=at, reason=proposal.reason)
    record(by=by, at=at, code="month_assessed_by_hand", reason=proposal.reason, **_about(proposal))
    return proposal.declaration


@transaction.atomic
def send_back_by_hand(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> HandProposal:
    """Ask for other wages, saying why; what was prepared is kept, to start from.

    Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE.
    """
    proposal = _locked(proposal_id)
    decide(proposal, "send_back", seen_version=seen_version, by=by, at=at, answer=reason)
    proposal.save()
    record(by=by, at=at, code="hand_assessment_sent_back", reason=reason, **_about(proposal))
    return proposal


@transaction.atomic
def withdraw_by_hand(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime) -> HandProposal:
    """Take back what one prepared oneself. Raises ONLY_ITS_PREPARER, WRONG_STATE, CHANGED_SINCE."""
    proposal = _locked(proposal_id)
    decide(proposal, "withdraw", seen_version=seen_version, by=by, at=at)
    proposal.save()
    record(by=by, at=at, code="hand_assessment_withdrawn", **_about(proposal))
    return proposal


def _waiting(employer: Employer, month: Month) -> HandAssessment:
    """The month as long as it waits for a person, locked. Raises ASSESSED_ALREADY."""
    waiting = (
        HandAssessment.objects.select_for_update()
        .filter(employer=employer, month=month, decided_at__isnull=True)
        .first()
    )
    if waiting is None or filed(employer.pk, month) is not None:
        raise ASSESSED_ALREADY(employer=employer.name, month=month)
    return waiting


def _locked(proposal_id: int) -> HandProposal:
    """The employer first, like everything that changes its months."""
    lock_employer(HandProposal.objects.select_related("waiting__employer").get(pk=proposal_id).waiting.employer)
    return (
        HandProposal.objects.select_for_update(of=("self",))
        .select_related("waiting__employer__pooling_region")
        .get(pk=proposal_id)
    )


def _check_people(employer: Employer, month: Month, wages: Mapping[int, int]) -> None:
    """Everybody insured in the month has a wage, and nobody else. Raises PEOPLE_CHANGED."""
    insured = set(roster(employer.pk, month).values_list("person_id", flat=True))
    if differing := insured ^ wages.keys():
        names = Person.objects.filter(pk__in=differing).order_by("pk").values_list("name", flat=True)[:5]
        raise PEOPLE_CHANGED(employer=employer.name, month=month, names="、".join(names))


def _about(proposal: HandProposal) -> dict[str, Any]:
    """What the trail tells of it."""
    waiting = proposal.waiting
    return {
        "subject_kind": "employer",
        "subject": waiting.employer.number,
        "month": str(waiting.month),
        "people": len(proposal.wages),
    }
