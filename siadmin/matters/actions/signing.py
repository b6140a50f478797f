"""Signing a case, one natural person after another; with the last signature it is carried out. Returning, refusing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.reading import one_reading
from siadmin.kernel.workflow import SAME_PERSON
from siadmin.matters.actions.moving import ended, examined, moved, on_record, saved, taken, weighed
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.matters.rules import Act
from siadmin.matters.selectors.cases import changes_as_json, facts_of, signers_of, subject_of


@on_record
@transaction.atomic
def handle(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Case:
    """A clerk's signature: facts and papers stand from here on. Of a case for one person it is the last.

    Raises what `taken` refuses (PAPERS_MISSING among them) and, with the last signature, what the matter refuses.
    """
    case = _signed(Act.HANDLE, case_id, seen_version, by, at, reason)
    record(by=by, at=at, code="case_handled", subject_kind="case", subject=case.number, reason=reason)
    return _carried_out_if_enough(case, by, at, reason)


@on_record
@transaction.atomic
def review(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Case:
    """A reviewer's signature, by another person than the clerk. Raises like `handle`."""
    case = _signed(Act.REVIEW, case_id, seen_version, by, at, reason)
    record(by=by, at=at, code="case_reviewed", subject_kind="case", subject=case.number, reason=reason)
    return _carried_out_if_enough(case, by, at, reason)


@on_record
@transaction.atomic
def approve(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Case:
    """An approver's signature, by a third person. Raises like `handle`."""
    case = _signed(Act.APPROVE, case_id, seen_version, by, at, reason)
    record(by=by, at=at, code="case_approved", subject_kind="case", subject=case.number, reason=reason)
    return _carried_out_if_enough(case, by, at, reason)


def _signed(act: Act, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Case:
    with one_reading():
        case = taken(case_id, seen_version, act, by, at)
        matter, facts = matter_of(case.matter), facts_of(case)
        weighed(case, matter, facts, subject_of(case), timezone.localdate(at))
    with refusing("step_four_eyes", SAME_PERSON()):
        moved(case, act, by, at, reason)
    case.assigned_to = None
    matter.signed(case, facts, by, at)
    return case


def _carried_out_if_enough(case: Case, by: User, at: dt.datetime, reason: str) -> Case:
    """Once as many people have signed as must: checked once more, carried out, done, in this transaction."""
    if len(signers_of(case)) < case.hands:
        return saved(case)
    matter, facts, subject = matter_of(case.matter), facts_of(case), subject_of(case)
    examined(matter, facts, subject, timezone.localdate(at))
    case.changed = changes_as_json(matter.changes(facts, subject))
    case.outcome = matter.carry_out(case, facts, by, at)
    moved(case, Act.COMPLETE, by, at)
    ended(case, at, reason)
    record(by=by, at=at, code="case_done", subject_kind="case", subject=case.number, matter=case.matter)
    return saved(case)


@on_record
@transaction.atomic
def send_back(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Case:
    """Return it to whoever handled it, saying why; a new round begins and all who sign sign again."""
    case = taken(case_id, seen_version, Act.SEND_BACK, by, at)
    handler = next(step.by for step in signers_of(case) if step.act == Act.HANDLE)
    moved(case, Act.SEND_BACK, by, at, reason)
    case.round += 1
    case.assigned_to = handler
    record(by=by, at=at, code="case_returned", subject_kind="case", subject=case.number, reason=reason)
    return saved(case)


@on_record
@transaction.atomic
def refuse(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Case:
    """Decide against it, with the reason; the decision's page names the remedies (REG 52).

    A refusal passes as many people as a grant: only the last of them may. Raises LAST_HAND_ONLY, what `taken` refuses.
    """
    case = taken(case_id, seen_version, Act.REFUSE, by, at)
    with refusing("step_four_eyes", SAME_PERSON()):
        moved(case, Act.REFUSE, by, at, reason)
    ended(case, at, reason)
    matter_of(case.matter).decided_against(case, facts_of(case), by, at)
    record(by=by, at=at, code="case_refused", subject_kind="case", subject=case.number, reason=reason)
    return saved(case)
