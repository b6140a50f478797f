"""What employers are told about money owed."""

from siadmin.letters.texts import MessageText

ORDERED_TO_PAY = MessageText(
    "ordered_to_pay",
    "责令限期缴纳社会保险费",
    "Ordered to pay contributions",
    "贵单位欠缴社会保险费 {owed_fen}，截至今日的滞纳金 {late_fee_fen}，请于 {due_on} 前缴清。"
    "逾期仍不缴纳的，将依法查询存款账户并申请划拨。",
    "{owed_fen} of contributions are past due, with a late fee of {late_fee_fen} to today. Pay by {due_on}; after that "
    "day the bank accounts are queried and a transfer is applied for.",
)
GUARANTEE_DEMANDED = MessageText(
    "guarantee_demanded",
    "请提供担保，签订延期缴费协议",
    "A guarantee is demanded",
    "存款不足以缴清欠费 {owed_fen}（滞纳金 {late_fee_fen}），请于 {due_on} 前提供担保并签订延期缴费协议。",
    "The accounts hold less than the {owed_fen} owed (late fee {late_fee_fen}). Give a guarantee and agree on payment "
    "by {due_on}.",
)
