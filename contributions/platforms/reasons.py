"""Why orders are not declared, in the words of a platform's pay office."""

from siadmin.kernel.refusal import Reason

NOT_A_PLATFORM = Reason(
    "not_a_platform",
    "本单位没有登记为按单缴费的平台企业，或 {month} 不在登记期间。",
    "This employer is not registered as a platform that insures by the order, or not for {month}.",
    "先到经办机构登记。",
    "Register with the agency first.",
)
ORDERS_TO_COME = Reason(
    "orders_to_come",
    "{month} 还没有到，不能申报订单。",
    "{month} is still to come; its orders cannot be declared.",
    "月份结束后申报，或核对月份。",
    "Declare it once the month has come, or check the month.",
)
ORDER_COLUMNS = Reason(
    "order_columns_missing",
    "找不到“{missing}”列。",
    "There is no column for {missing}.",
    "第一行写列名：姓名、证件号码、订单数（name, id_number, orders）。",
    "Name the columns in the first row: name, id_number, orders.",
)
ORDER_ROWS_NONE = Reason(
    "order_rows_none",
    "没有可以申报的行。",
    "There is no row that can be declared.",
    "按每行的提示改正后重新上传。",
    "Correct the rows as they say and upload again.",
)
ORDER_ROWS_MANY = Reason(
    "order_rows_many",
    "超过 {most} 行。",
    "There are more than {most} rows.",
    "分月上传，或改用接口。",
    "Use the API.",
)
ORDERS_DECLARED_ALREADY = Reason(
    "orders_declared_already",
    "这份清单已经申报。",
    "This list is declared already.",
    "需要更正的，上传该月完整的新清单。",
    "To correct it, upload the whole month anew.",
)
ORDERS_DECLARED_SINCE = Reason(
    "orders_declared_since",
    "{last} 及以前的订单已经申报，不改变其类型和费额。",
    "Orders up to {last} are declared; their sort and fee stay as they were.",
    "自 {first} 或以后登记变更。",
    "Register the change from {first} on, or later.",
)
ORDERS_SUPERSEDED = Reason(
    "orders_superseded",
    "这份清单检查之后，该月又有新的申报，或每单费额有变动。",
    "The month was declared again, or the fee changed, after this list was checked.",
    "重新上传核对。",
    "Upload it again.",
)
NAME_EMPTY = Reason("order_name_missing", "没有姓名。", "There is no name.", "补上姓名。", "Add the name.")
ORDERS_NOT_A_NUMBER = Reason(
    "orders_not_a_number",
    "订单数“{given}”不是大于 0 的整数。",
    "“{given}” is not a whole number of orders above 0.",
    "填写当月完成的订单数；没有订单的人不列入。",
    "Write the orders completed in the month; leave out who had none.",
)
ORDERS_IMPLAUSIBLE = Reason(
    "orders_implausible",
    "一个月 {given} 单，超过合理范围（{most}）。",
    "{given} orders in a month are more than one person does ({most}).",
    "核对是否多输了位数，或合并了多人。",
    "Check for a digit too many, or several people in one row.",
)
ORDERS_TWICE = Reason(
    "orders_twice",
    "与第 {row} 行是同一个人。",
    "The same person as in row {row}.",
    "合并成一行。",
    "Put them into one row.",
)
NAME_NOT_THEIRS = Reason(
    "order_name_not_theirs",
    "该证件号码登记在另一姓名名下。",
    "This number is registered under another name.",
    "核对姓名和证件号码；改过名的，请本人到经办机构更正。",
    "Check name and number; who changed their name has it corrected at the agency.",
)
