"""Why a stay is not opened, a bill not settled, a settlement not taken back."""

from typing import Any

from siadmin.kernel.refusal import Reason, Refusal

NOBODY = Reason(
    "stay_nobody",
    "没有以该证件号码登记的参保人。",
    "Nobody is registered under this number.",
    "核对证件号码。",
    "Check the number.",
)
DEAD = Reason(
    "stay_dead",
    "参保人已于 {on} 死亡。",
    "The person died on {on}.",
    "核对证件号码。",
    "Check the number.",
)
AWAY = Reason(
    "stay_away",
    "参保地为 {insured}，本机构在 {here}；异地就医不在此结算。",
    "Insured in {insured}, while the institution is in {here}: care elsewhere is not settled here.",
    "按异地就医规定备案和报销。",
    "File care elsewhere and claim it.",
)
SCHEME_UNKNOWN = Reason(
    "stay_scheme_unknown",
    "没有可直接结算的险种“{scheme}”。",
    "No insurance “{scheme}” settles directly.",
    "可用：{known}。",
    "There are: {known}.",
)
ADMITTED_WHEN = Reason(
    "stay_admitted_when",
    "入院（就诊）日期 {on} 还没有到。",
    "The day {on} has not come yet.",
    "按实际日期填写。",
    "Write the day it was.",
)
TOLD_TOO_LATE = Reason(
    "stay_told_too_late",
    "{on} 的入院（就诊）超过 {days} 天才登记，不能直接结算。",
    "The admission or visit of {on} is told more than {days} days after it: it is not settled directly.",
    "由参保人凭材料手工报销。",
    "The person claims the costs back by hand, with the documents.",
)
NOT_THEIR_CARE = Reason(
    "stay_not_their_care",
    "{kind_zh}不办理{care_zh}直接结算。",
    "{care_en} care of this kind of institution ({kind_en}) is not settled directly.",
    "核对就诊类型和机构类型。",
    "Check the kind of care and of the institution.",
)
STAY_OVERLAPS = Reason(
    "stay_overlaps",
    "该人在其他机构的住院尚未出院结算。",
    "The person is in hospital elsewhere, and that stay is not settled to its end.",
    "由原机构办理出院结算或撤销后再办理入院；患者本人或经办机构知道是哪一家。",
    "That institution settles it to its end or withdraws it first; the patient and the agency know which it is.",
)
LIES_HERE = Reason(
    "stay_lies_here",
    "该人 {since} 起在本机构住院（{stay}），尚未出院结算。",
    "The person is in hospital here since {since} ({stay}), and that stay is not settled to its end.",
    "先办理出院结算或撤销。",
    "Settle it to its end or withdraw it first.",
)
STAY_KNOWN = Reason(
    "stay_known",
    "就诊号 {reference} 已登记为 {stay}。",
    "The reference {reference} is stay {stay} already.",
    "每次就诊使用一个就诊号。",
    "Use a reference of its own for every stay.",
)
STAY_WITHDRAWN = Reason(
    "stay_withdrawn",
    "{stay} 已撤销。",
    "Stay {stay} was withdrawn.",
    "重新登记。",
    "Tell it anew.",
)
STAY_SETTLED = Reason(
    "stay_settled",
    "{stay} 有未冲正的结算 {numbers}。",
    "Stay {stay} has settlements that stand: {numbers}.",
    "先冲正这些结算。",
    "Take these back first.",
)
STAY_ENDED = Reason(
    "stay_ended",
    "{stay} 已于 {until} 出院结算（{number}）。",
    "Stay {stay} was settled to its end on {until} ({number}).",
    "需要更正的，先冲正该结算。",
    "To correct it take that settlement back first.",
)
UNTIL_WHEN = Reason(
    "bill_until_when",
    "账单截止日期 {until} 早于入院日期、早于已结算的日期，或者还没有到。",
    "The last day {until} of the bill lies before the admission or what was settled, or has not come yet.",
    "核对截止日期。",
    "Check the last day.",
)
VISIT_WHOLE = Reason(
    "bill_visit_whole",
    "门诊一次结清，截止日期为就诊当日。",
    "A visit is settled at once, to its own day.",
    "is_last 填 true，until 填就诊日期。",
    "Tell is_last as true and until as the day of the visit.",
)
BILL_REFUSED = Reason(
    "bill_refused",
    "账单有 {count} 处问题，未受理。",
    "The bill has {count} problems and is not taken.",
    "按 problems 逐项更正后再提交。",
    "Correct what `problems` lists, then send it again.",
)
NO_PRESETTLEMENT = Reason(
    "no_presettlement",
    "{stay} 没有编号为 {number} 的预结算。",
    "Stay {stay} has no pre-settlement {number}.",
    "使用该次就诊预结算返回的编号。",
    "Use the number that its pre-settlement answered.",
)
SETTLED_ALREADY = Reason(
    "settled_already",
    "预结算 {number} 已结算为 {settlement}。",
    "Pre-settlement {number} was settled by {settlement} already.",
    "查询该结算；重试请使用原来的幂等键。",
    "Look at that settlement; a retry uses its own key.",
)
RESULT_CHANGED = Reason(
    "result_changed",
    "结果与预结算 {number} 不同，共 {count} 处，未结算。",
    "The result differs from pre-settlement {number} in {count} places; nothing was settled.",
    "向患者说明 differences 后，以 accept_changes 重新提交，或重新预结算。",
    "Explain `differences` to the patient and send it with accept_changes, or pre-settle again.",
)
ACCOUNT_OF_OTHER_FUND = Reason(
    "account_of_other_fund",
    "该结算由没有个人账户的基金支付，不能直接使用个人账户。",
    "The fund of this bill has no personal accounts, so that none pays for it directly.",
    "个人负担部分以现金支付，from_account 填 false。",
    "The person pays their share in cash; tell from_account as false.",
)
REVERSED_ALREADY = Reason(
    "reversed_already",
    "结算 {number} 已由 {reversal} 冲正。",
    "Settlement {number} was taken back by {reversal} already.",
    "查询该冲正。",
    "Look at that reversal.",
)
IS_REVERSAL = Reason(
    "is_reversal",
    "{number} 本身是冲正，不能再冲正。",
    "{number} takes a settlement back itself.",
    "需要恢复的，重新结算。",
    "Settle anew instead.",
)
LATER_STANDS = Reason(
    "later_stands",
    "之后还有未冲正的结算：{numbers}。",
    "Later settlements stand: {numbers}.",
    "按此顺序先冲正这些结算；年度累计逐笔相接。",
    "Take these back first, in this order: a year's bills build on one another.",
)

ASKED_TOO_OFTEN = Reason(
    "eligibility_asked_too_often",
    "该接口今日查询参保状态已达 {most} 次，不再受理。",
    "This program asked {most} times today who somebody is insured as: no more is answered.",
    "明日再查；确有需要的，与经办机构联系。",
    "Ask again tomorrow, or talk to the agency.",
)
PAID_SINCE = Reason(
    "paid_since",
    "之后已支付：{what_zh}；年度累计逐笔相接。",
    "Since then was paid: {what_en}. A year's bills build on one another.",
    "由经办机构按顺序撤销之后再冲正；请与经办机构联系。",
    "The agency undoes it first, in order; ask the agency.",
)


class Told(Refusal):
    """A refusal that an answer of the API explains in more places than one."""

    def __init__(self, reason: Reason, values: dict[str, Any], more: dict[str, Any]) -> None:
        super().__init__(reason, values)
        self.more = more
