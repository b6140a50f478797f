"""How a measure that raises benefits goes. Pure.

Source: REG 18 (determined by law), 37 (tiered review): who reckons it does not approve it.
"""

from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.workflow import Workflow, move


class RiseState(StrEnum):
    RECKONING = "reckoning"
    CHECKING = "checking"
    APPROVED = "approved"
    DONE = "done"
    CANCELLED = "cancelled"


class RiseAct(StrEnum):
    RECKONED = "reckoned"
    APPROVE = "approve"
    CANCEL = "cancel"
    PUT = "put"


_APPROVER = "approver"
RISE = Workflow(
    name="rise",
    initial=RiseState.RECKONING,
    moves=(
        move(RiseAct.RECKONED, RiseState.RECKONING, to=RiseState.CHECKING),
        move(RiseAct.APPROVE, RiseState.CHECKING, to=RiseState.APPROVED, post=_APPROVER, not_by="open"),
        move(RiseAct.CANCEL, RiseState.CHECKING, to=RiseState.CANCELLED, post=_APPROVER, not_by="open"),
        move(RiseAct.PUT, RiseState.APPROVED, to=RiseState.DONE),
    ),
)
RISE_WORDS: dict[str, Words] = {
    RiseState.RECKONING: Words("正在试算", "being reckoned"),
    RiseState.CHECKING: Words("待审批", "waits for approval"),
    RiseState.APPROVED: Words("正在入账在付", "being put in payment"),
    RiseState.DONE: Words("已执行", "in payment"),
    RiseState.CANCELLED: Words("已作废", "cancelled"),
}
