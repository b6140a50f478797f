"""Words of direct settlement's values of the law, in both languages."""

from siadmin.kernel.language import Words
from siadmin.letters.texts import MessageText
from siadmin.policy.names import name_value

RETURNED_TEXT = MessageText(
    "clearing_returned",
    "{month} 定点机构费用未能到账",
    "What was cleared for {month} did not arrive",
    "拨付 {number} 的 {amount_fen} 被银行退回：{why}。请以书面向经办机构提供更正后的收款账户，核准后重新拨付。",
    "The bank returned {amount_fen} of clearing {number}: {why}. Tell the agency the right account in writing; the sum "
    "is paid anew then, and nothing is lost.",
)

LINE_KINDS: dict[str, str] = {
    "sent": "wait", "paid": "ok", "returned": "late", "corrected": "due", "paid_anew": "back",
}  # fmt: skip

for _key, _words in {
    "admission_late_days": Words("入院登记迟报的起算天数", "Days after which an admission is told late"),
    "admission_told_days": Words("入院登记最长天数", "Most days an admission may be told late"),
    "asked_a_day": Words("接口每日查询参保状态次数上限", "Most questions of a program in a day"),
    "outlier_times": Words("次均费用偏高提示的倍数", "From how many medians on a settlement's cost is far above"),
    "outlier_fewest": Words("次均费用比较的最少机构数", "Fewest institutions of a kind and level that are compared"),
}.items():
    name_value(f"settlement.{_key}", _words)
