"""How a clearing goes. Pure.

Source: REG 37 (tiered review), 40; 财社〔2017〕144号 art. 40–41.
"""

from enum import StrEnum

from benefits.payments.rules.course import Answer
from siadmin.kernel.language import Words
from siadmin.kernel.workflow import Workflow, move


class State(StrEnum):
    ASSEMBLING = "assembling"
    CHECKING = "checking"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    PAID = "paid"
    CANCELLED = "cancelled"


class Act(StrEnum):
    ASSEMBLED = "assembled"
    REVIEW = "review"
    APPROVE = "approve"
    CANCEL = "cancel"
    SEND_BACK = "send_back"
    PAY = "pay"
    LEAVE_OUT = "leave_out"


CLEARING = Workflow(
    name="clearing",
    initial=State.ASSEMBLING,
    moves=(
        move(Act.ASSEMBLED, State.ASSEMBLING, to=State.CHECKING),
        move(Act.REVIEW, State.CHECKING, to=State.REVIEWED, post="reviewer", not_by="open"),
        move(Act.APPROVE, State.REVIEWED, to=State.APPROVED, post="approver", not_by=("open", Act.REVIEW)),
        move(Act.CANCEL, State.CHECKING, to=State.CANCELLED, post="reviewer", not_by="open"),
        move(Act.SEND_BACK, State.REVIEWED, to=State.CHECKING, post="approver", not_by=("open", Act.REVIEW)),
        move(Act.CANCEL, State.REVIEWED, to=State.CANCELLED, post="reviewer", not_by=("open", Act.REVIEW)),
        move(Act.CANCEL, State.APPROVED, to=State.CANCELLED, post="reviewer", not_by=("open", Act.REVIEW, Act.APPROVE)),
        move(Act.LEAVE_OUT, State.CHECKING, to=State.CHECKING, post="reviewer", not_by="open"),
        move(Act.LEAVE_OUT, State.REVIEWED, to=State.REVIEWED, post="reviewer", not_by="open"),
        move(Act.LEAVE_OUT, State.APPROVED, to=State.APPROVED, post="reviewer", not_by="open"),
        move(Act.PAY, State.APPROVED, to=State.PAID, post="cashier", not_by=("open", Act.REVIEW, Act.APPROVE)),
    ),
)
STATE_WORDS: dict[str, Words] = {
    State.ASSEMBLING: Words("正在汇总", "being assembled"),
    State.CHECKING: Words("待复核", "waits for review"),
    State.REVIEWED: Words("待审批", "waits for approval"),
    State.APPROVED: Words("待拨付", "waits to be paid"),
    State.PAID: Words("已拨付", "paid"),
    State.CANCELLED: Words("已作废", "cancelled"),
}


class Stop(StrEnum):
    """Why an institution is not paid by a clearing."""

    SUSPENDED = "suspended"
    HELD = "held"
    ACCOUNT = "account"
    OWES = "owes"
    BY_HAND = "by_hand"


STOP_WORDS: dict[str, Words] = {
    Stop.SUSPENDED: Words("已被暂停或拒绝拨付", "payment suspended or refused"),
    Stop.HELD: Words("已人工暂缓拨付", "held by hand"),
    Stop.ACCOUNT: Words("收款账户待变更", "its account is being changed"),
    Stop.OWES: Words("应扣大于应付，结转下一批次", "owes more than it is due; carried into the next clearing"),
    Stop.BY_HAND: Words("人工移出", "left out by hand"),
}


class LineStands(StrEnum):
    """How a line of a clearing stands with the institution it pays."""

    SENT = "sent"
    PAID = "paid"
    RETURNED = "returned"
    CORRECTED = "corrected"
    PAID_ANEW = "paid_anew"


LINE_WORDS: dict[str, Words] = {
    LineStands.SENT: Words("已交银行", "with the bank"),
    LineStands.PAID: Words("已到账", "arrived"),
    LineStands.RETURNED: Words("银行退回，待更正账户", "returned by the bank; waits for another account"),
    LineStands.CORRECTED: Words("银行退回，账户已更正，待重新拨付", "returned; waits to be paid anew"),
    LineStands.PAID_ANEW: Words("银行退回，已重新拨付", "returned by the bank, and paid anew"),
}
LINE_REMEDIES: dict[str, Words] = {
    LineStands.RETURNED: Words(
        "请以书面向经办机构提供更正后的收款账户，户名须与本机构登记名称一致；经两人核准后重新拨付，不会少付。",
        "Tell the agency the right account in writing, held in the name you are registered under; once two people "
        "there have put it on record the sum is paid anew, and nothing is lost.",
    ),
    LineStands.CORRECTED: Words("无需再办理，等待重新拨付。", "Nothing more to do: it is paid anew."),
}


def line_stands(answer: str, *, is_paid_anew: bool, is_corrected: bool) -> LineStands:
    """By the bank's last word (empty before there is one), and whether another account is on record since."""
    if not answer:
        return LineStands.SENT
    if answer == Answer.PAID:
        return LineStands.PAID
    if is_paid_anew:
        return LineStands.PAID_ANEW
    return LineStands.CORRECTED if is_corrected else LineStands.RETURNED
