"""How a case goes: its states, who signs next, the workflow table, and when it is due. Pure.

Source: REG 37 (tiered review), REG 6–24 (limits are working days), WIR 20 (calendar days), Civil Code 201, 203 (how
days are counted).
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from siadmin.kernel.workdays import WorkCalendar, after_calendar_days, after_working_days, working_days_left
from siadmin.kernel.workflow import Workflow, move


class State(StrEnum):
    RECEIVED = "received"
    CORRECTING = "correcting"
    RETURNED = "returned"
    HANDLED = "handled"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What may happen to a case; each is a step on its record."""

    RECEIVE = "receive"
    APPLY = "apply"
    CHANGE_FACTS = "change_facts"
    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    HANDLE = "handle"
    REVIEW = "review"
    APPROVE = "approve"
    COMPLETE = "complete"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    STOP_CLOCK = "stop_clock"
    GO_ON = "go_on"
    HAND_OVER = "hand_over"
    RECOUNT = "recount"
    REOPEN = "reopen"


class Risk(StrEnum):
    """How risky a matter is on its facts; a dated table says how many people sign (REG 37)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


# Facts and papers may change here; from the first signature on they stand.
FACTS_OPEN = (State.RECEIVED, State.CORRECTING, State.RETURNED)
OPEN = (*FACTS_OPEN, State.HANDLED, State.REVIEWED)
DECIDED = (State.DONE, State.REFUSED, State.WITHDRAWN)
SIGNATURES = (Act.HANDLE, Act.REVIEW, Act.APPROVE)
# One natural person makes one of these in a round (REG 37).
FOUR_EYES = (*SIGNATURES, Act.REFUSE)
MOST_HANDS = len(SIGNATURES)
_CLERK, _REVIEWER, _APPROVER = "clerk", "reviewer", "approver"
# Whose turn it is.
DUE_POST: dict[str, str] = {
    State.RECEIVED: _CLERK,
    State.CORRECTING: _CLERK,
    State.RETURNED: _CLERK,
    State.HANDLED: _REVIEWER,
    State.REVIEWED: _APPROVER,
}
SIGNED_BY: dict[str, str] = {Act.HANDLE: _CLERK, Act.REVIEW: _REVIEWER, Act.APPROVE: _APPROVER}

CASE = Workflow(
    name="case",
    initial=State.RECEIVED,
    moves=(
        move(Act.HANDLE, State.RECEIVED, to=State.HANDLED, post=_CLERK),
        move(Act.HANDLE, State.RETURNED, to=State.HANDLED, post=_CLERK),
        move(Act.REVIEW, State.HANDLED, to=State.REVIEWED, post=_REVIEWER, not_by=Act.HANDLE),
        move(Act.APPROVE, State.REVIEWED, to=State.APPROVED, post=_APPROVER, not_by=(Act.HANDLE, Act.REVIEW)),
        # By itself, with the signature that makes their number enough.
        move(Act.COMPLETE, State.HANDLED, to=State.DONE),
        move(Act.COMPLETE, State.REVIEWED, to=State.DONE),
        move(Act.COMPLETE, State.APPROVED, to=State.DONE),
        move(Act.ASK_CORRECTION, State.RECEIVED, to=State.CORRECTING, post=_CLERK),
        move(Act.ASK_CORRECTION, State.RETURNED, to=State.CORRECTING, post=_CLERK),
        move(Act.CORRECT, State.CORRECTING, to=State.RECEIVED),
        move(Act.SEND_BACK, State.HANDLED, to=State.RETURNED, post=_REVIEWER, not_by=Act.HANDLE),
        move(Act.SEND_BACK, State.REVIEWED, to=State.RETURNED, post=_APPROVER, not_by=(Act.HANDLE, Act.REVIEW)),
        move(Act.REFUSE, State.RECEIVED, to=State.REFUSED, post=_CLERK),
        move(Act.REFUSE, State.RETURNED, to=State.REFUSED, post=_CLERK),
        move(Act.REFUSE, State.HANDLED, to=State.REFUSED, post=_REVIEWER, not_by=Act.HANDLE),
        move(Act.REFUSE, State.REVIEWED, to=State.REFUSED, post=_APPROVER, not_by=(Act.HANDLE, Act.REVIEW)),
        *(move(Act.WITHDRAW, state, to=State.WITHDRAWN) for state in OPEN),
        move(Act.REOPEN, State.REFUSED, to=State.RECEIVED, post=_APPROVER, not_by=FOUR_EYES),
    ),
)


class VisitState(StrEnum):
    ASKED = "asked"
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class VisitAct(StrEnum):
    PLAN = "plan"
    MISS = "miss"
    FINISH = "finish"
    CANCEL = "cancel"


VISIT = Workflow(
    name="visit",
    initial=VisitState.ASKED,
    moves=(
        move(VisitAct.PLAN, VisitState.ASKED, to=VisitState.PLANNED, post=_CLERK),
        move(VisitAct.PLAN, VisitState.PLANNED, to=VisitState.PLANNED, post=_CLERK),
        # Nobody was met, or the visitor is away and no deputy can go: another day is planned.
        move(VisitAct.MISS, VisitState.PLANNED, to=VisitState.ASKED),
        move(VisitAct.FINISH, VisitState.PLANNED, to=VisitState.DONE),
        move(VisitAct.CANCEL, VisitState.ASKED, to=VisitState.CANCELLED, post=_CLERK),
        move(VisitAct.CANCEL, VisitState.PLANNED, to=VisitState.CANCELLED, post=_CLERK),
    ),
)
VISIT_OPEN = (VisitState.ASKED, VisitState.PLANNED)


class LimitUnit(StrEnum):
    """In which days a limit of the law counts: one is never converted into the other."""

    WORKING_DAYS = "working_days"
    DAYS = "days"


def effective_limit(legal_days: int, committed_days: int | None) -> int:
    """Days the agency has: its own promise may be shorter than the law, never longer (REG 3)."""
    return legal_days if committed_days is None else min(legal_days, committed_days)


Stop = tuple[dt.date, dt.date | None]


def due_on(counted_from: dt.date, limit_days: int, stops: Sequence[Stop], calendar: WorkCalendar, unit: str) -> dt.date:
    """The last day of a limit of working or calendar days; days on which the clock stood are not counted.

    The day of the event is not counted (Civil Code 201). A stop counts from the day after it began up to the day it
    ended; while it is open the due day stays where it was. Calendar days that end on rest end on the next working day.
    """
    days = limit_days + stopped_days(stops, calendar, unit)
    after = after_calendar_days if unit == LimitUnit.DAYS else after_working_days
    return after(counted_from, days, calendar)


def stopped_days(stops: Sequence[Stop], calendar: WorkCalendar, unit: str) -> int:
    """Days on which the clock stood, as the limit counts them, of stops that have ended."""
    ended = [(first, last) for first, last in stops if last is not None]
    if unit == LimitUnit.DAYS:
        return sum((last - first).days for first, last in ended)
    return sum(working_days_left(first, last, calendar) for first, last in ended)
