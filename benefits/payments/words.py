"""Words of payments, in both languages."""

from benefits.payments.checks import kinds_found
from benefits.payments.models import EndingKind
from benefits.payments.rules.course import SUSPECTED_WORDS, Outcome
from benefits.payments.rules.reporting import REPORTED_WORDS
from siadmin.kernel.language import Words
from siadmin.letters.texts import MessageText
from siadmin.policy.names import name_value

RETURNED_TEXT = MessageText(
    "payment_returned",
    "{month} 待遇未能到账",
    "Your benefit for {month} did not arrive",
    "银行退回：{why}。请更正收款账户，更正后重新发放，不会少付。",
    "The bank returned it: {why}. Have the account put right; it is paid again then, and nothing is lost.",
)
ARRIVED_TEXT = MessageText(
    "payment_arrived",
    "{month} 待遇已到账",
    "Your benefit for {month} has arrived",
    "此前报为银行退回（{why}），经银行书面证实款项已到您账户，已更正，不再重新发放。",
    "It had been told as returned ({why}); the bank confirms in writing that it arrived. It is not paid again.",
)
TWICE_TEXT = MessageText(
    "payment_arrived_twice",
    "{month} 待遇到账两次，请退还一笔",
    "Your benefit for {month} arrived twice: please return one",
    "此前报为银行退回（{why}）的一笔，经银行书面证实已到您账户。请在 {due_on} 前退还 {amount_fen} 元。通知书附后。",
    "What was told as returned ({why}) reached your account, the bank confirms. Return ¥{amount_fen} by {due_on}.",
)
TWICE = Words("到账两次的待遇", "A benefit that arrived twice")
TWICE_CAUSE = Words(
    "原报银行退回的一笔经银行证实已到账，同一待遇另已发放，或者不应发放",
    "what was told as returned had arrived, and was paid otherwise, or was not due",
)
PAYMENT_STATES: dict[str, Words] = {
    "assembling": Words("正在核对", "being checked"),
    "held": Words("待核实", "being looked into"),
    "ready": Words("即将划付", "about to be paid"),
    "sent": Words("已交银行", "with the bank"),
    "paid": Words("已到账", "paid"),
    "returned": Words("银行退回", "returned by the bank"),
    "given_up": Words("所含待遇已停发，不再发放", "not paid: a benefit in it has ended"),
}
PAYMENT_STATE_KINDS: dict[str, str] = {
    "assembling": "due", "held": "wait", "ready": "due", "sent": "wait", "paid": "ok", "returned": "late",
    "given_up": "back",
}  # fmt: skip
RUN_STATE_KINDS: dict[str, str] = {
    "assembling": "wait", "checking": "act", "reviewed": "act", "approved": "act", "cancelled": "back",
    "partly_sent": "act", "sent": "wait", "partly_answered": "wait", "answered": "ok",
}  # fmt: skip
RISE_STATE_KINDS: dict[str, str] = {
    "reckoning": "wait", "checking": "act", "approved": "wait", "done": "ok", "cancelled": "back",
}  # fmt: skip
ENDINGS: dict[str, Words] = {
    EndingKind.SUSPENDED: Words("暂停", "suspended"),
    EndingKind.ENDED: Words("停发", "ended"),
}
OUTCOMES: dict[str, Words] = {
    Outcome.ENTITLED: Words("仍可领取", "still entitled"),
    Outcome.STOPPED: Words("已停发或暂停", "stopped or suspended"),
}
STOPPED_TEXT = MessageText(
    "benefit_stopped",
    "待遇{what}",
    "A benefit is {what}",
    "您的待遇自 {from_month} 起{what}：{why}。决定书附后，写明事实、依据和救济途径。",
    "Your benefit is {what} from {from_month} on: {why}. The letter says the facts, the law and what you may do.",
)
DEMANDED_TEXT = MessageText(
    "overpayment_demanded",
    "请退还多享受的待遇",
    "Benefits that were not due are to be returned",
    "自 {from_month} 起多享受待遇 {amount_fen} 元，请在 {due_on} 前退还，也可以申请分期。通知书附后。",
    "¥{amount_fen} were paid from {from_month} on that were not due; return it by {due_on}, or agree on instalments.",
)
REPAID_TEXT = MessageText(
    "overpayment_repaid",
    "已收到退还的待遇",
    "What you returned has arrived",
    "已收到 {amount_fen} 元，尚余 {left_fen} 元。",
    "¥{amount_fen} arrived; ¥{left_fen} are left.",
)
OWED_TEXT = MessageText(
    "owed_back_found",
    "有 {amount_fen} 元应退回给您",
    "¥{amount_fen} are owed to you",
    "您已退还（或抵扣）的待遇，银行又退回了原款：{amount_fen} 元并未到您账户。"
    "由经办机构两人核定后退回，或者抵作您其他应退款，不需要申请。",
    "You returned, or had set off, ¥{amount_fen} that the bank has now sent back: they never reached you. Two people "
    "decide; it is paid to you, or kept for what else you are to return. You need not apply.",
)
SETTLED_TEXT = MessageText(
    "owed_back_settled",
    "应退回给您的款项已办理",
    "What was owed to you is settled",
    "{how}：{amount_fen} 元，尚余 {left_fen} 元。",
    "{how}: ¥{amount_fen}; ¥{left_fen} are left.",
)
PAID_BACK, KEPT_BACK = (
    Words("已退回本人账户", "paid to your account"),
    Words("已抵作其他应退款", "kept for what else is to be returned"),
)
SUSPECTED_TEXT = MessageText(
    "entitlement_suspected",
    "您的{benefit}需要核实领取资格",
    "Whether {benefit} is still due to you is looked into",
    "收到的线索：{what}（{day}）。这只是线索，本身不停发待遇；核实前尚未划付的暂缓。与事实不符的，可以向经办机构说明、"
    "自助确认或者请求免费上门核实。决定停发的，另行书面告知理由；不服的，可以申请行政复议或者提起行政诉讼"
    "（社会保险经办条例第25条、第26条、第52条）。",
    "What was told: {what} ({day}). That is a lead and stops nothing by itself; what has not left waits until it is "
    "verified. If it is not so, tell the agency, confirm it here, or wish for a visit, which is free. A stop would be "
    "told in writing with its reasons; against it you may apply for reconsideration or go to court (REG 25, 26, 52).",
)
RISEN_TEXT = MessageText(
    "benefit_risen",
    "您的待遇自 {month} 起调整",
    "Your benefit rises from {month} on",
    "{what}：每月由 {before_fen} 调整为 {after_fen}，增加 {more_fen}，以前月份随下一批次补发。"
    "依据：{basis}。对调整有异议的，可以向经办机构查询，或者申请行政复议、提起行政诉讼。",
    "{what}: from {before_fen} to {after_fen} a month, {more_fen} more, from {month} on; months gone by come with the "
    "next run. By: {basis}. If you doubt it, ask the agency, apply for reconsideration or go to court.",
)
CONFIRM_TEXT = MessageText(
    "entitlement_to_confirm",
    "请确认领取资格",
    "Please confirm that you are still entitled",
    "您的{benefit}需要核实领取资格。请在 {due_on} 前登录确认仍符合条件；未确认的，经办机构另行核实，未经核实不停发。",
    "Whether {benefit} is still due to you is looked into. Confirm it here by {due_on}; else we verify it otherwise.",
)
ENTRUSTED_TEXT = MessageText(
    "verification_entrusted",
    "核实领取资格：{how}",
    "Your entitlement is looked into: {how}",
    "{who}将在 {due_on} 前核实您的{benefit}（{how}）。不收费用，您不需要专程到场；核实不直接停发，您的说明会如实记录。",
    "{who} looks into {benefit} by {due_on} ({how}). It is free and you need not come; it stops nothing by itself, and "
    "what you say to it is written down.",
)
OFFSET_TEXT = MessageText(
    "overpayment_set_off",
    "多享受的待遇将从后续待遇中抵扣",
    "What is to be returned is set off by the month",
    "尚余 {left_fen} 元，自下一批次起每次发放最多抵扣 {most_fen} 元，直到退清。",
    "¥{left_fen} are left; from the next payment on at most ¥{most_fen} of each are kept back until nothing is.",
)
WITHDRAWN_TEXT = MessageText(
    "overpayment_offset_ended",
    "不再从待遇中抵扣",
    "Nothing more is set off",
    "已撤回抵扣同意，自下一批次起不再抵扣。尚余 {left_fen} 元，请退还，也可以申请分期。",
    "You withdrew your consent; nothing is kept back from the next run on. ¥{left_fen} are left to return.",
)
RESUMED_TEXT = MessageText(
    "benefit_resumed",
    "待遇恢复发放",
    "Your benefit is paid again",
    "您的待遇自 {from_month} 起恢复发放，未发的月份随下一批次补发。",
    "Your benefit is paid again from {from_month} on; months that were not paid come with the next run.",
)
VERIFIED: dict[str, Words] = {
    "compared": Words("数据比对并经核实", "registers compared, then confirmed"),
    "self_service": Words("本人自助认证", "self-service verification"),
    "entrusted": Words("委托核实", "verified by an entrusted body"),
    "visited": Words("上门核实", "home visit"),
}

# How the values of this room are called.
for _key, _words in {
    "payments.jump_rate": Words("比上月变动的界限", "Change against last month that waits"),
    "payments.outlier_month": Words("月发放额的界限", "Monthly amount that waits"),
    "payments.back_pay_months": Words("补发月数的界限", "Months gone by that wait"),
    "payments.confirm_days": Words("本人自助确认领取资格的期限", "Time to confirm entitlement oneself"),
    "payments.repay_days": Words("退还多享受待遇的期限", "Time to return what was not due"),
    "payments.sample_rate": Words("随机抽查的比例", "Share drawn as an audit sample"),
    "payments.report_days": Words("报告停发情形的期限", "Time to report what ends a benefit"),
    "payments.entrust_days": Words("委托、上门核实领取资格的期限", "Time to look into entitlement on the spot"),
}.items():
    name_value(_key, _words)


def suspected_words(kind: str) -> Words:
    """What a register, a check of our own records or a report says against a benefit."""
    return suspected_kinds().get(kind, Words(kind, kind))


def suspected_kinds() -> dict[str, Words]:
    """What registers and our own records say, and what was reported, each in words."""
    return {**SUSPECTED_WORDS, **REPORTED_WORDS, **kinds_found()}
