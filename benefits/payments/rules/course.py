"""How a payment run goes, why a payment waits, and what banks answer. Pure.

Source: REG 37 (tiered review), 40 (expenditure account by the funding plan), 42, 46; 64号 (pay-out control).
"""

from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.workflow import Workflow, move


class State(StrEnum):
    ASSEMBLING = "assembling"
    CHECKING = "checking"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class Leaving(StrEnum):
    """How far an approved run has left, as files and answers tell; none of it while nothing was sent."""

    PARTLY_SENT = "partly_sent"
    SENT = "sent"
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"


def leaving(ready_fen: int, sent_fen: int, answered_fen: int) -> State | Leaving:
    """How far an approved run is."""
    if not sent_fen:
        return State.APPROVED
    if ready_fen:
        return Leaving.PARTLY_SENT
    if not answered_fen:
        return Leaving.SENT
    return Leaving.PARTLY_ANSWERED if answered_fen < sent_fen else Leaving.ANSWERED


class Act(StrEnum):
    ASSEMBLED = "assembled"
    REVIEW = "review"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    CANCEL = "cancel"


_REVIEWER, _APPROVER = "reviewer", "approver"
# Who opened it neither reviews nor approves; nobody does both.
PAYMENT_RUN = Workflow(
    name="payment_run",
    initial=State.ASSEMBLING,
    moves=(
        move(Act.ASSEMBLED, State.ASSEMBLING, to=State.CHECKING),
        move(Act.REVIEW, State.CHECKING, to=State.REVIEWED, post=_REVIEWER, not_by="open"),
        move(Act.APPROVE, State.REVIEWED, to=State.APPROVED, post=_APPROVER, not_by=("open", Act.REVIEW)),
        move(Act.SEND_BACK, State.REVIEWED, to=State.CHECKING, post=_APPROVER, not_by=("open", Act.REVIEW)),
        move(Act.CANCEL, State.CHECKING, to=State.CANCELLED, post=_REVIEWER, not_by="open"),
    ),
)
OPEN = (State.ASSEMBLING, State.CHECKING, State.REVIEWED)
SENDING = "payment_files"  # the kind of the run that writes files


class Why(StrEnum):
    """Why a payment waits for a person's reason before it leaves (the pay-out guard)."""

    DIED = "died"
    NO_ACCOUNT = "no_account"
    SHARED_ACCOUNT = "shared_account"
    WORKING = "working"
    TWO_BENEFITS = "two_benefits"
    JUMP = "jump"
    OUTLIER = "outlier"
    BACK_PAY = "back_pay"
    SAMPLE = "sample"
    SUSPECTED = "suspected"
    STOPPED = "stopped"
    ARRIVED = "arrived"


WHY_WORDS: dict[str, Words] = {
    Why.DIED: Words("登记为已死亡", "on record as dead"),
    Why.NO_ACCOUNT: Words("没有登记收款账户", "no account is recorded"),
    Why.SHARED_ACCOUNT: Words("多人使用同一账户", "one account for several people"),
    Why.WORKING: Words("领取待遇期间在职参保", "insured by an employer while drawing a benefit that work ends"),
    Why.TWO_BENEFITS: Words("同时领取互斥的待遇", "draws benefits that exclude each other"),
    Why.JUMP: Words("与上月相比变动过大", "differs much from last month"),
    Why.OUTLIER: Words("金额超出常规", "an unusual amount"),
    Why.BACK_PAY: Words("补发的月数过多", "pays for many months gone by"),
    Why.SAMPLE: Words("随机抽查", "drawn as an audit sample"),
    Why.SUSPECTED: Words(
        "比对发现疑似丧失领取资格", "a register or our own record suggests that entitlement has ended"
    ),
    Why.STOPPED: Words("汇总后已决定停发或暂停", "stopped or suspended after it was assembled"),
    Why.ARRIVED: Words("原发的一笔实际已到账", "the payment it was made in the stead of had arrived"),
}
# A reason somebody may lift with a word; the others end only when what is behind them is mended.
LIFTED_BY_A_WORD = (
    Why.SHARED_ACCOUNT, Why.JUMP, Why.OUTLIER, Why.BACK_PAY, Why.SAMPLE, Why.SUSPECTED, Why.STOPPED,
)  # fmt: skip


class Suspected(StrEnum):
    """What a register says of somebody whose benefit is in payment (REG 25, 26; UIR 15)."""

    DIED = "died"
    IMPRISONED = "imprisoned"
    MOVED_OUT = "moved_out"


class Outcome(StrEnum):
    """What looking into it came to: still entitled, or stopped or suspended by a case of two."""

    ENTITLED = "entitled"
    STOPPED = "stopped"


class Answer(StrEnum):
    """What a bank says of a payment, in plain codes."""

    PAID = "paid"
    NO_SUCH_ACCOUNT = "no_such_account"
    NAME_DIFFERS = "name_differs"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_FROZEN = "account_frozen"
    OTHER = "other"


ANSWER_WORDS: dict[str, Words] = {
    Answer.PAID: Words("已到账", "paid"),
    Answer.NO_SUCH_ACCOUNT: Words("账号不存在", "no such account"),
    Answer.NAME_DIFFERS: Words("户名不符", "the name differs"),
    Answer.ACCOUNT_CLOSED: Words("账户已销户", "the account is closed"),
    Answer.ACCOUNT_FROZEN: Words("账户冻结或挂失", "the account is frozen"),
    Answer.OTHER: Words("其他原因退回", "returned for another reason"),
}
STATE_WORDS: dict[str, Words] = {
    State.ASSEMBLING: Words("正在汇总", "being assembled"),
    State.CHECKING: Words("待复核", "waits for review"),
    State.REVIEWED: Words("待审批", "waits for approval"),
    State.APPROVED: Words("已审批", "approved"),
    State.CANCELLED: Words("已作废", "cancelled"),
    Leaving.PARTLY_SENT: Words("部分已划付", "partly sent"),
    Leaving.SENT: Words("已划付，待银行回盘", "sent, banks to answer"),
    Leaving.PARTLY_ANSWERED: Words("部分已回盘", "answered in part"),
    Leaving.ANSWERED: Words("已全部回盘", "answered in full"),
}
SUSPECTED_WORDS: dict[str, Words] = {
    Suspected.DIED: Words("死亡登记中有此人", "named by the register of deaths"),
    Suspected.IMPRISONED: Words("服刑人员数据中有此人", "named by the register of prisons"),
    Suspected.MOVED_OUT: Words("户籍数据显示已迁出或者注销", "moved out, or struck off, by the register of households"),
}
