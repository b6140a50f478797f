"""A case goes to other hands, is withdrawn by its applicant, or is opened again by somebody else's decision."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.matters.actions.moving import by_agent, counted, ended, moved, noted, on_record, saved, taken, weighed
from siadmin.matters.actions.receiving import already_open
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.matters.rules import Act
from siadmin.matters.selectors.cases import facts_of, subject_of
from siadmin.matters.selectors.permits import may_sign_next, named
from siadmin.matters.selectors.terms import terms_of
from siadmin.policy.calendar import WorkCalendar

CANNOT_TAKE_IT = Reason(
    "cannot_take_it",
    "{name}不能办理此环节（无此岗位，或本轮已办理过，或须回避）。",
    "{name} may not take this step: not their post, signed in this round already, or their own matter.",
    "可以移交给：{others_zh}。",
    "It can go to: {others_en}.",
)
SAY_WHY = Reason(
    "say_why_taken",
    "此件正由{name}办理，移交须说明理由。",
    "{name} has this case in hand: handing it over needs a reason.",
    "写明理由后再移交。",
    "Write the reason, then hand it over.",
)

NO_DECISION = Reason(
    "reopened_without_decision",
    "不予办理的事项，须有复核、复议或者其他决定才能重新办理。",
    "What was refused is taken up again by a decision only: of a review, a reconsideration or another authority.",
    "填写决定书的文号和理由。",
    "Write the number of the decision, and why.",
)


@transaction.atomic
def hand_over(*, case_id: int, seen_version: int, to: User | None, by: User, at: dt.datetime, reason: str = "") -> Case:
    """Give a case to somebody who may take the next step, oneself included; None: back to all in the post.

    Raises CANNOT_TAKE_IT, SAY_WHY (when it is in another's hands), and what `taken` refuses.
    """
    case = taken(case_id, seen_version, Act.HAND_OVER, by, at)
    if case.assigned_to is not None and case.assigned_to_id != by.pk and not reason.strip():
        raise SAY_WHY(name=case.assigned_to.display_name)
    able = may_sign_next(case, timezone.localdate(at))
    if to is not None and to not in able:
        others = named(able)
        raise CANNOT_TAKE_IT(name=to.display_name, others_zh=others.zh, others_en=others.en)
    noted(case, Act.HAND_OVER, by, at, _said(to, reason))
    case.assigned_to = to
    record(
        by=by, at=at, code="case_handed_over", subject_kind="case", subject=case.number, reason=reason,
        user=to.display_name if to else "",
    )  # fmt: skip
    return saved(case)


def _said(to: User | None, reason: str) -> str:
    whom = f"→ {to.display_name}" if to else "→ 待领"
    return f"{whom}：{reason}" if reason else whom


@transaction.atomic
def withdraw(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Case:
    """The applicant takes it back, online or through a clerk, until it is decided. Raises what `taken` refuses."""
    case = taken(case_id, seen_version, Act.WITHDRAW, by, at)
    moved(case, Act.WITHDRAW, by, at, reason)
    ended(case, at, reason)
    record(
        by=by, at=at, code="case_withdrawn", subject_kind="case", subject=case.number, reason=reason,
        **by_agent(case, by, timezone.localdate(at)),
    )  # fmt: skip
    return saved(case)


@on_record
@transaction.atomic
def reopen(*, case_id: int, seen_version: int, decision: str, by: User, at: dt.datetime, reason: str) -> Case:
    """Take a refused case up again, by a named decision of a person who did not sign it; a new round, a new clock.

    What is done is not reopened: it would be carried out twice. It is put right by a matter of its own.
    Raises NO_DECISION, what `taken` refuses, ALREADY_OPEN.
    """
    if not decision.strip() or not reason.strip():
        raise NO_DECISION()
    case = taken(case_id, seen_version, Act.REOPEN, by, at)
    matter, on = matter_of(case.matter), timezone.localdate(at)
    case.round += 1
    moved(case, Act.REOPEN, by, at, f"{decision}：{reason}")
    case.decided_at, case.reason = None, ""
    terms = terms_of(matter, case.region, on)
    case.counted_from, case.limit_basis = on, terms.limit.source
    case.limit_days, case.limit_unit = terms.limit_days, terms.limit.unit
    weighed(case, matter, facts_of(case), subject_of(case), on)
    counted(case, WorkCalendar())
    record(
        by=by, at=at, code="case_reopened", subject_kind="case", subject=case.number, reason=reason,
        decision=decision,
    )  # fmt: skip
    with refusing("case_open_once", already_open(case)):
        return saved(case)
