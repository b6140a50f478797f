"""What one natural person prepares, another approves or sends back; who prepared it may take it back (REG 37)."""

import datetime as dt

from contributions.assessment.models import Prepared, PreparedState
from siadmin.agency.models import User
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, Workflow, move

PREPARED = Workflow(
    name="prepared",
    initial=PreparedState.PREPARED,
    moves=(
        move("approve", PreparedState.PREPARED, to=PreparedState.APPROVED, not_by="prepare"),
        move("send_back", PreparedState.PREPARED, to=PreparedState.SENT_BACK, not_by="prepare"),
        move("withdraw", PreparedState.PREPARED, to=PreparedState.WITHDRAWN),
    ),
)
ONLY_ITS_PREPARER = Reason(
    "only_its_preparer",
    "只有拟定人可以撤回。",
    "Only the person who prepared it may take it back.",
    "请拟定人撤回，或由复核、审批人退回。",
    "Ask the person who prepared it, or have the second person send it back.",
)


def decide(row: Prepared, name: str, *, seen_version: int, by: User, at: dt.datetime, answer: str = "") -> None:
    """Make a move on a locked row; the caller saves it with what it leads to.

    Raises CHANGED_SINCE, WRONG_STATE, SAME_PERSON, ONLY_ITS_PREPARER.
    """
    if row.version != seen_version:
        raise CHANGED_SINCE()
    arrow = PREPARED.check(name, state=row.state, actor=by.eyes, actors={"prepare": row.prepared_by.eyes})
    if name == "withdraw":
        if row.prepared_by.eyes != by.eyes:
            raise ONLY_ITS_PREPARER()
    else:
        row.decided_by, row.decided_eyes, row.decided_at, row.answer = by, by.eyes, at, answer
    row.state = PreparedState(arrow.target)
    row.version += 1
