"""What registers, outreach and disputes refuse, in words."""

from siadmin.kernel.refusal import Reason

REGISTER_UNREADABLE = Reason(
    "register_unreadable",
    "文件不是 UTF-8 或 GB18030 编码的 CSV 文本。",
    "The file is not CSV text in UTF-8 or GB18030.",
    "另存为 CSV 后再导入。",
    "Save it as CSV and send it again.",
)
REGISTER_COLUMNS = Reason(
    "register_columns",
    "首行缺少列：{missing}。",
    "The first line lacks the columns {missing}.",
    "对照样例文件的首行补齐。",
    "Compare it with the first line of the sample.",
)
REGISTER_EMPTY = Reason(
    "register_empty",
    "文件中没有数据行。",
    "The file has no rows.",
    "核对后重新导出。",
    "Export it again.",
)
REGISTER_LONG = Reason(
    "register_long",
    "文件超过 {most} 行。",
    "The file has more than {most} rows.",
    "分成几份导入。",
    "Send it in parts.",
)
REGISTER_AHEAD = Reason(
    "register_ahead",
    "数据日期 {as_of} 还没有到。",
    "The day of the data, {as_of}, has not come yet.",
    "填写数据提供方截取数据的日期。",
    "Give the day on which the authority took the data.",
)
PLACE_UNKNOWN = Reason(
    "register_place_unknown",
    "没有地区代码 {code}。",
    "There is no division with the code {code}.",
    "按区划目录更正。",
    "Correct it from the list of divisions.",
)
PLACE_OUTSIDE = Reason(
    "register_place_outside",
    "地区 {code} 不在本批次的地区之内。",
    "The division {code} lies outside the region of this batch.",
    "由该地区的机构导入，或更正代码。",
    "Let the agency of that place import it, or correct the code.",
)
ROW_TAKEN_ALREADY = Reason(
    "register_row_taken",
    "这一行已经更正过。",
    "This row has been corrected already.",
    "无需再改。",
    "There is nothing left to do.",
)
MISMATCH_DECIDED = Reason(
    "mismatch_decided",
    "这处不一致已由他人处理。",
    "Somebody has decided this difference already.",
    "刷新页面查看处理结果。",
    "Load the page again to see what was decided.",
)
SAY_WHY_SO = Reason(
    "mismatch_say_why",
    "没有写明依据。",
    "It does not say on what the decision rests.",
    "写明核对了什么材料或问了谁。",
    "Say which paper was compared, or who was asked.",
)
NOT_OURS = Reason(
    "coverage_not_here",
    "此事不在您的辖区。",
    "This does not lie in your region.",
    "由当地机构办理。",
    "It is for the agency of that place.",
)
FINDING_CLOSED = Reason(
    "finding_closed",
    "这一条已经结束。",
    "This one is closed already.",
    "刷新名单。",
    "Load the list again.",
)
FINDING_MOVED = Reason(
    "finding_moved",
    "打开页面之后，他人已更新了这一条。",
    "Somebody has worked on this one since you opened it.",
    "查看最新记录后再登记。",
    "Look at the latest record, then enter yours.",
)
RESULT_NEEDS_PAPER = Reason(
    "result_needs_paper",
    "“{result_zh}”须附材料。",
    "“{result_en}” needs a paper.",
    "上传参保凭证、死亡证明等材料的扫描件。",
    "Attach a scan: proof of insurance, a death certificate.",
)
RESULT_NEEDS_A_DAY = Reason(
    "result_needs_a_day",
    "“{result_zh}”之后须约定下次联系的日期。",
    "After “{result_en}” a day to go on is needed.",
    "填写今天以后的日期。",
    "Give a day after today.",
)
MUST_NOT_REFUSE = Reason(
    "must_not_refuse",
    "{name}有工资收入，依法应当参加职工保险，不能按“不愿参加”结束。",
    "{name} earns a wage and must be insured by law; refusing does not end it.",
    "督促用人单位办理，必要时移送稽核。",
    "Urge the employer; hand it to inspection if needed.",
)
ANSWERED_ALREADY = Reason(
    "dispute_answered",
    "本单位已经答复过这一争议。",
    "This dispute was answered already.",
    "如需补充，请联系受理机构。",
    "To add something, call the office that handles it.",
)
DISPUTE_DECIDED = Reason(
    "dispute_decided",
    "这一争议已经结束，不再接受答复。",
    "This dispute is over; no answer is taken any more.",
    "查看处理结果。",
    "Look at what was decided.",
)
ANSWER_STILL_DUE = Reason(
    "dispute_answer_still_due",
    "{employer}尚未答复，答复期限到 {day} 为止。",
    "{employer} has not answered yet and may until {day}.",
    "收到答复或期限届满后再签批；不成立的可随时驳回。",
    "Sign once the answer is here or the day is over; a dispute that does not hold can be refused at any time.",
)
ORDER_FOLLOWED = Reason(
    "dispute_order_followed",
    "这一责令已经登记为办结。",
    "This order was found followed already.",
    "无需再办。",
    "There is nothing left to do.",
)
DISPUTE_STANDS = Reason(
    "dispute_stands",
    "单位已经答复，所争议的单位、月份和事由不能再改。",
    "The employer has answered: which employer, which months and what is wrong stand as they were told.",
    "其他月份另行提出异议。",
    "Dispute other months by themselves.",
)
NO_MONTHS_IN_DISPUTE = Reason(
    "dispute_without_months",
    "争议的月份 {first} 至 {last} 不成立。",
    "The months {first} to {last} cannot be in dispute.",
    "起始月份不晚于截止月份，且不晚于本月。",
    "The first month is not after the last, and neither after this month.",
)
MONTHS_ARE_IN_ORDER = Reason(
    "dispute_months_in_order",
    "{employer}在 {first} 至 {last} 为您参保的记录齐全。",
    "{employer} insured you in every month from {first} to {last}.",
    "在月度记录中查看；如对缴费基数有异议，选择“基数偏低”。",
    "See your record; if the base seems too low, choose that.",
)
UNKNOWN_EMPLOYER = Reason(
    "dispute_unknown_employer",
    "没有统一社会信用代码为 {code} 的登记单位。",
    "No employer with the code {code} is registered.",
    "核对代码；单位没有登记的，请到窗口或拨打 12333 投诉。",
    "Check the code; if it is not registered at all, complain at a counter or call 12333.",
)
