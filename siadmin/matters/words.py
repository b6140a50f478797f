"""How states, acts, channels and risks of cases are called, and how they look."""

from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Door
from siadmin.matters.models import AppliedBy, AskedBy, Channel, VisitOutcome, VisitReason
from siadmin.matters.rules import Act, Risk, State, VisitAct, VisitState
from siadmin.policy.names import name_value

name_value("matter.limit_calendar_days", Words("法定办理时限（日历日）", "Time limit set by law, in calendar days"))

STATES: dict[str, Words] = {
    State.RECEIVED: Words("待经办", "To handle"),
    State.CORRECTING: Words("待申请人补正", "Applicant to complete"),
    State.RETURNED: Words("退回待经办", "Returned, to handle"),
    State.HANDLED: Words("待复核", "To review"),
    State.REVIEWED: Words("待审批", "To approve"),
    State.APPROVED: Words("已审批", "Approved"),
    State.DONE: Words("已办结", "Done"),
    State.REFUSED: Words("不予办理", "Refused"),
    State.WITHDRAWN: Words("已撤回", "Withdrawn"),
}
STATE_KINDS: dict[str, str] = {
    State.RECEIVED: "act",
    State.CORRECTING: "wait",
    State.RETURNED: "back",
    State.HANDLED: "act",
    State.REVIEWED: "act",
    State.APPROVED: "ok",
    State.DONE: "ok",
    State.REFUSED: "late",
    State.WITHDRAWN: "wait",
}
# What was done, as the record tells it.
ACTS: dict[str, Words] = {
    Act.RECEIVE: Words("受理", "received"),
    Act.APPLY: Words("提交申请", "applied"),
    Act.CHANGE_FACTS: Words("修改申请内容", "changed the facts"),
    Act.ASK_CORRECTION: Words("一次性告知补正", "asked for what is missing"),
    Act.CORRECT: Words("补正", "completed it"),
    Act.HANDLE: Words("经办", "handled"),
    Act.REVIEW: Words("复核", "reviewed"),
    Act.APPROVE: Words("审批", "approved"),
    Act.COMPLETE: Words("办结", "carried it out"),
    Act.SEND_BACK: Words("退回", "returned"),
    Act.REFUSE: Words("不予办理", "refused"),
    Act.WITHDRAW: Words("撤回", "withdrew"),
    Act.STOP_CLOCK: Words("中止计时", "stopped the clock"),
    Act.GO_ON: Words("恢复计时", "started the clock again"),
    Act.HAND_OVER: Words("移交", "handed over"),
    Act.RECOUNT: Words("按公布的日历重算时限", "counted the limit again on the published calendar"),
    Act.REOPEN: Words("决定重新办理", "reopened"),
}
# What comes next, in a list and on the rail.
NEXT: dict[str, Words] = {
    Act.HANDLE: Words("经办", "Handle"),
    Act.REVIEW: Words("复核", "Review"),
    Act.APPROVE: Words("审批", "Approve"),
    Act.CORRECT: Words("补正", "Complete"),
}
# What one presses; a review that is the last signature decides.
REVIEW_DECIDES = Words("复核通过并办结", "Agree, decide")
PRESSES: dict[str, Words] = {
    Act.HANDLE: Words("经办完成", "Handle"),
    Act.REVIEW: Words("复核通过", "Agree, send on"),
    Act.APPROVE: Words("审批通过", "Approve"),
    Act.SEND_BACK: Words("退回经办", "Return"),
    Act.REFUSE: Words("不予办理", "Refuse"),
    Act.ASK_CORRECTION: Words("告知补正", "Ask for what is missing"),
    Act.CORRECT: Words("补正完毕", "It is complete now"),
    Act.WITHDRAW: Words("撤回申请", "Withdraw"),
    Act.STOP_CLOCK: Words("中止计时", "Stop the clock"),
    Act.GO_ON: Words("恢复计时", "Start the clock again"),
    Act.HAND_OVER: Words("移交", "Hand over"),
    Act.REOPEN: Words("重新办理", "Reopen"),
}
ICONS: dict[str, str] = {
    Act.HANDLE: "ti-check",
    Act.REVIEW: "ti-check",
    Act.APPROVE: "ti-check",
    Act.SEND_BACK: "ti-arrow-back-up",
    Act.REFUSE: "ti-x",
    Act.ASK_CORRECTION: "ti-list-check",
    Act.CORRECT: "ti-check",
    Act.WITHDRAW: "ti-arrow-back-up",
    Act.STOP_CLOCK: "ti-player-pause",
    Act.GO_ON: "ti-player-play",
    Act.HAND_OVER: "ti-users",
    Act.REOPEN: "ti-refresh",
}
CHANNELS: dict[str, Words] = {
    Channel.COUNTER: Words("窗口", "counter"),
    Channel.WEBSITE: Words("网上", "online"),
    Channel.MOBILE: Words("手机", "mobile"),
    Channel.TERMINAL: Words("自助终端", "self-service terminal"),
    Channel.HOME_VISIT: Words("上门服务", "home visit"),
}
APPLIED_BY: dict[str, Words] = {
    AppliedBy.SELF: Words("本人", "the person"),
    AppliedBy.AGENT: Words("代办人", "an agent"),
    AppliedBy.EMPLOYER: Words("用人单位", "the employer"),
    AppliedBy.AGENCY: Words("经办机构依职权", "the agency itself"),
}
DOORS: dict[str, Words] = {
    Door.COUNTER: Words("窗口办理：任一社保或医保经办窗口", "At the counter of the agency"),
    Door.CITIZEN: Words("本人网上办理", "Online, by the person"),
    Door.EMPLOYER: Words("用人单位网上办理", "Online, by the employer"),
}
VISIT_STATES: dict[str, Words] = {
    VisitState.ASKED: Words("待安排", "To plan"),
    VisitState.PLANNED: Words("已安排", "Planned"),
    VisitState.DONE: Words("已完成", "Done"),
    VisitState.CANCELLED: Words("已取消", "Cancelled"),
}
VISIT_KINDS: dict[str, str] = {
    VisitState.ASKED: "act",
    VisitState.PLANNED: "wait",
    VisitState.DONE: "ok",
    VisitState.CANCELLED: "wait",
}
VISIT_ACTS: dict[str, Words] = {
    VisitAct.PLAN: Words("安排上门", "Plan it"),
    VisitAct.MISS: Words("未遇到人", "Nobody met"),
    VisitAct.FINISH: Words("填报结果", "Report it"),
    VisitAct.CANCEL: Words("取消", "Cancel it"),
}
VISIT_OUTCOMES: dict[str, Words] = {
    VisitOutcome.PAPERS_TAKEN: Words("已办，材料归入办件", "Done; papers are in the case"),
    VisitOutcome.EXPLAINED: Words("已解答，无需办理", "Explained; nothing to be done"),
    VisitOutcome.NOT_WANTED: Words("本人不需要", "Not wanted"),
    VisitOutcome.NOT_MET: Words("未遇到人，另行安排", "Nobody met; another day"),
}
VISIT_REASONS: dict[str, Words] = {
    VisitReason.ELDERLY: Words("年老", "old age"),
    VisitReason.DISABLED: Words("残疾", "disability"),
    VisitReason.ILL: Words("患病", "illness"),
    VisitReason.OTHER: Words("其他不便", "other"),
}
ASKED_BY: dict[str, Words] = {
    AskedBy.PHONE: Words("电话", "by phone"),
    AskedBy.AGENT: Words("代办人", "by an agent"),
    AskedBy.VILLAGE: Words("村（社区）", "by the village or community"),
    AskedBy.COUNTER: Words("窗口", "at the counter"),
}
RISKS: dict[str, Words] = {
    Risk.LOW: Words("一般", "low risk"),
    Risk.MIDDLE: Words("较高风险", "raised risk"),
    Risk.HIGH: Words("高风险", "high risk"),
}
HANDS: dict[int, Words] = {
    1: Words("经办即办结", "one person: the clerk decides"),
    2: Words("经办、复核，两人", "two people: clerk, reviewer"),
    3: Words("经办、复核、审批，三人", "three people: clerk, reviewer, approver"),
}
# How matters are grouped, among the guides and at the desk: a topic, and its categories; services have
# one of their own.
CERTIFICATES = Words("证明和查询", "Certificates and statements")
OTHER = Words("其他", "Other")
TOPICS: dict[Words, frozenset[str]] = {
    Words("申领待遇", "Claim benefits"): frozenset(
        {
            "injury_advance", "injury_benefit", "injury_reimbursement", "maternity_allowance", "medical_reimbursement",
            "pension", "pension_survivor_benefit", "unemployment_benefit", "unemployment_grant",
        }
    ),
    Words("工伤认定和鉴定", "Have an injury certified and appraised"): frozenset(
        {
            "injury_application", "injury_appraisal", "injury_certification", "injury_certification_clear",
            "injury_leave", "injury_missing", "injury_recurrence", "injury_statement",
        }
    ),
    Words("转移接续", "Move relations"): frozenset(
        {
            "medical_transfer", "pension_conversion", "pension_transfer", "resident_pension_transfer",
            "temporary_account", "unemployment_transfer",
        }
    ),
    Words("登记、变更和争议", "Register, change and dispute"): frozenset({"registration", "change", "month_dispute"}),
    Words("缴费、缓缴和退费", "Pay, defer and have returned"): frozenset(
        {"attribution", "back_payment", "deferral", "enforcement", "injury_rate", "refund"}
    ),
    Words("停发、恢复和退还待遇", "Stop, resume and return benefits"): frozenset({"benefit_stop", "overpayment"}),
}  # fmt: skip


def topic_of(category: str) -> Words:
    """The topic matters of a category stand under, the last one for what is of none."""
    return next((topic for topic, within in TOPICS.items() if category in within), OTHER)
