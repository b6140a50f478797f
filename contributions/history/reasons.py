"""What may be wrong with a history file or a row of it, in words, and what to do."""

from siadmin.kernel.refusal import Reason

FILE_UNREADABLE = Reason(
    "history_file_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "从原系统重新导出为 CSV（UTF-8 或 GB18030）。",
    "Export it again from the former system as CSV (UTF-8 or GB18030).",
)
FILE_COLUMNS = Reason(
    "history_file_columns",
    "文件缺少列：{missing}。",
    "The file lacks the columns: {missing}.",
    "对照页面上的文件格式，或下载样例文件。",
    "Compare it with the layout on the page, or download the example.",
)
FILE_EMPTY = Reason(
    "history_file_empty",
    "文件中没有数据行。",
    "The file has no row.",
    "从原系统重新导出后上传。",
    "Export it again and upload it.",
)
FILE_LONG = Reason(
    "history_file_long",
    "文件超过 {most} 行，一次读不完。",
    "The file has more than {most} rows: too many to be read at once.",
    "按人员分成几份文件，同一人的行放在同一份里，每份附各自的移交合计。",
    "Split it by people, all rows of a person in one file, each file with the totals of its own people.",
)
NOT_YOURS = Reason(
    "history_not_yours",
    "您的岗位不在该统筹区的这条业务线上。",
    "Your post does not reach this line of this region.",
    "请由该统筹区本业务线的经办人上传。",
    "Let a clerk of that region and line upload it.",
)
PLACE_ELSEWHERE = Reason(
    "history_place_elsewhere",
    "缴费凭证应由其他统筹区出具。",
    "A contribution certificate is another region's.",
    "选择出具凭证的地区；本地原系统的数据请选“原系统”。",
    "Choose the region that issued it; for this region's former register choose that kind.",
)
TOTALS_DIFFER = Reason(
    "history_totals_differ",
    "文件合计与移交清单不一致：{which}。",
    "The rows do not come to what the covering letter says: {which}.",
    "与移交单位核对；更正文件或清单数字后重新上传。",
    "Ask who delivered it; correct the file or the figures and send it again.",
)
ROWS_WRONG = Reason(
    "history_rows_wrong",
    "还有 {count} 行有问题，不能提交复核。",
    "{count} rows have a problem; the file cannot be submitted.",
    "下载有问题的行，在原文件中更正后重新上传整份文件。",
    "Download these rows, correct them in the file and send the whole file again.",
)
MONEY_SHORT = Reason(
    "history_money_short",
    "随文件转入的资金少于个人账户储存额。",
    "The money that came with it is less than the personal accounts it opens (T66 4: the whole balance moves).",
    "与转出地核对划转金额。",
    "Ask the other region about the amount.",
)
MONEY_MISSING = Reason(
    "history_money_missing",
    "证明中有个人账户储存额，但没有随文转入的资金。",
    "These certificates tell of account balances, and no money came with their letter.",
    "资金到账后填写金额和到账日期再上传；没有资金的，只上传缴费月份。",
    "Tell its sum and day once it has arrived (T66 4); without money, send the months alone.",
)
MONEY_NOT_ENOUGH = Reason(
    "history_money_not_enough",
    "同一文号已核准的储存额合计 {opened} 元，已确认到账 {arrived} 元。",
    "The files of this letter open accounts with {opened} yuan; {arrived} yuan are confirmed as arrived.",
    "先核准带有资金的文件，或与转出地核对。",
    "Approve the file that tells of the money first, or ask the other region.",
)
MONEY_TOLD_ALREADY = Reason(
    "history_money_told_already",
    "随函（{letter}）转入的资金已由另一份文件登记，同一笔资金只入账一次。",
    "Another file tells of the money of this letter ({letter}) already; it is booked once.",
    "同一函件的其余行另行上传时不填资金，或以更正文件替换原文件。",
    "Leave the money out where the letter has further rows, or send the file as the correction of the other.",
)
NO_MONEY_TO_CONFIRM = Reason(
    "history_no_money_to_confirm",
    "该文件没有待确认到账的资金。",
    "No money of this file waits to be confirmed.",
    "打开文件核对资金和确认人。",
    "Open the file to see its money and who confirmed it.",
)
MONEY_NOT_CONFIRMED = Reason(
    "history_money_not_confirmed",
    "随函转入的资金尚未由基金会计确认到账。",
    "The fund accountant has not confirmed yet that the money arrived.",
    "请基金会计在此文件中确认到账；未到账的，退回。",
    "Ask the accountant to confirm it on this page; where it has not arrived, send the file back.",
)
MONEY_LINE_DIFFERS = Reason(
    "history_money_line_differs",
    "所选流水不是该专户尚未对上、金额相同的到账。",
    "This line of the bank is not money of this amount that came into the account and is still open.",
    "导入对账单后，在列表中选择该笔资金到账的流水；没有的，退回。",
    "Import the statement, then choose the line the money came by; where there is none, send the file back.",
)
MONEY_LINE_TAKEN = Reason(
    "history_money_line_taken",
    "该笔流水已作为另一历史文件的到账资金。",
    "This line of the bank already brings the money of another file.",
    "一笔到账只对应一个文件，请核对函号后另选流水。",
    "Each line brings the money of one file: compare the letters and choose the other line.",
)
MONEY_LINE_MATCHED = Reason(
    "history_money_line_matched",
    "到账流水 {reference} 此后已与其他分录对上。",
    "Line {reference} of the bank was matched with another entry since.",
    "请基金会计核对该流水，查明前先退回此文件。",
    "Ask the fund accountant to look into that line; send the file back meanwhile.",
)
MONEY_NO_BOOK = Reason(
    "history_money_no_book",
    "本统筹区没有该基金的账套，或资金在账套启用之前到账。",
    "This region has no book of the fund, or the money arrived before the book was opened.",
    "由基金会计启用账套后再上传；启用前到账的资金已在期初余额中。",
    "Have the fund accountant open the book; what arrived before is in its opening balance.",
)
REPLACED_ALREADY = Reason(
    "history_replaced_already",
    "该文件已经提交、入账或被替换，不能再更正。",
    "This file was submitted, booked or replaced; it cannot be corrected any more.",
    "打开最新的文件；已提交的请复核人退回。",
    "Open the newest file; one that was submitted has to be sent back first.",
)
CLASHES_SINCE = Reason(
    "history_clashes_since",
    "提交之后，有 {count} 行与已入账或已核定的月份、余额冲突。",
    "Since it was submitted {count} rows have come to clash with what was booked or charged meanwhile.",
    "退回经办人重新核对。",
    "Send it back to be checked again.",
)
SUMS_DIFFER = Reason(
    "history_sums_differ",
    "入账合计与复核时的合计不一致。",
    "What was booked is not what was reviewed.",
    "批次已停止，请系统管理岗核查。",
    "The run has stopped; the administrator must look into it.",
)
ROW_REASONS = {
    reason.code: reason
    for reason in (
        Reason(
            "history_record",
            "记录类型不是 person、months、balance 或 deemed。",
            "The record is not person, months, balance or deemed.",
            "按文件格式填写第一列。",
            "Fill the first column as the layout says.",
        ),
        Reason(
            "history_too_long",
            "有单元格过长。",
            "A cell is too long.",
            "姓名不超过 60 字，单位名称和文号不超过 120 字，单位代码不超过 18 位。",
            "A name has up to 60 characters, an employer's name or a decision 120, an employer's code 18.",
        ),
        Reason("history_name", "没有姓名。", "The name is missing.", "补上姓名。", "Add the name."),
        Reason(
            "history_number",
            "身份号码不正确（位数、日期或校验码）。",
            "The identity number is wrong: length, date or check character.",
            "对照身份证件更正；表格软件可能把末几位变成了 0。",
            "Correct it from the document; a spreadsheet may have turned its last digits into zeros.",
        ),
        Reason(
            "history_foreigner",
            "该号码不含可采信的出生日期，不能随文件登记。",
            "This number tells no birth date to rely on; its holder cannot be registered from a file.",
            "先在柜台办理个人登记，再重新上传，并删去该人的 person 行。",
            "Register the person at the counter first, then send the file without their person row.",
        ),
        Reason(
            "history_retirement_group",
            "退休类别与性别不符：男 M60；女 F55 或 F50。",
            "The retirement group does not fit: men M60, women F55 or F50.",
            "女性须填写 F55 或 F50。",
            "Write F55 or F50 for a woman.",
        ),
        Reason(
            "history_residence",
            "居住地代码不在行政区划中。",
            "The residence is not a code of an administrative division.",
            "填写六位代码，或留空。",
            "Write six digits, or leave it empty.",
        ),
        Reason(
            "history_insurance",
            "没有险种，或险种不属于该文件的业务线（余额和视同缴费限养老、医疗）。",
            "The insurance is missing or not of the file's line (balances and deemed months: pension or medical only).",
            "两条业务线的历史分两份文件上传。",
            "Send the history of the two lines as two files.",
        ),
        Reason(
            "history_months",
            "起止月份不是有效的月份区间。",
            "The first and last month are not months in their order.",
            "格式 2015-03；止月不早于起月。",
            "Write 2015-03; the last month is not before the first.",
        ),
        Reason(
            "history_too_late",
            "月份须早于该文件的截止月：此后的月份由本统筹区核定，或尚未到来。",
            "The months reach past the file's limit: from then on they are charged here, or have not come.",
            "只保留截止月之前的月份。",
            "Keep the months before the limit only.",
        ),
        Reason(
            "history_before_birth",
            "月份早于该人出生。",
            "The months begin before the person was born.",
            "核对身份号码与月份。",
            "Check the number and the months.",
        ),
        Reason(
            "history_base",
            "缴费基数不是大于零的元角分（每月）。",
            "The contribution base is not yuan and fen above zero, per month.",
            "例如 4588.00；全年合计须除以月数。",
            "Such as 4588.00; divide a yearly sum by its months.",
        ),
        Reason(
            "history_paid_months",
            "实缴月数与起止月份的月数不同。",
            "The months paid are not as many as from the first month to the last.",
            "把中断的年度拆成几行，每行只写连续缴费的月份。",
            "Split the row: each row tells of months paid without a gap.",
        ),
        Reason(
            "history_employer",
            "没有单位名称。",
            "The employer's name is missing.",
            "补上缴费单位；个人缴费的写“灵活就业”。",
            "Add who paid; write flexible employment where the person paid for themself.",
        ),
        Reason(
            "history_amount",
            "余额不是元角分。",
            "The balance is not yuan and fen.",
            "例如 35120.46。",
            "Such as 35120.46.",
        ),
        Reason(
            "history_as_of",
            "余额截止日不是有效日期，或尚未到来。",
            "The day of the balance is not a day that has come.",
            "格式 2023-12-31。",
            "Write 2023-12-31.",
        ),
        Reason(
            "history_as_of_old",
            "余额截止日早于本地建账的上一年年末，其后的利息无处可计。",
            "The balance is older than the end of the year before the books opened here; later interest is missing.",
            "由原保存地把利息计到建账上一年的12月31日或之后，再填余额和截止日。",
            "Have interest computed up to that 31 December or later where it was kept, then tell balance and day.",
        ),
        Reason(
            "history_decision",
            "视同缴费没有认定文号，或认定日期无效。",
            "The deemed months lack their decision or its day.",
            "补上认定文号和日期；没有认定的不能入账。",
            "Add the decision's number and day; without a decision they cannot be booked.",
        ),
        Reason(
            "history_name_differs",
            "姓名与本系统登记的，或与本文件其他行的不同。",
            "The name is not the one registered under this number, or not that of the other rows.",
            "对照身份证件：更正文件，或先在柜台更正登记。",
            "Compare the document: correct the file, or have the register corrected at the counter.",
        ),
        Reason(
            "history_person_unknown",
            "该人未登记，文件中也没有其可用的 person 行。",
            "The person is not registered, and the file has no good person row for them.",
            "加一行 person，或先在柜台登记。",
            "Add a person row, or register them at the counter.",
        ),
        Reason(
            "history_repeated",
            "与本文件另一行重复或月份重叠。",
            "It repeats another row of this file, or their months overlap.",
            "每个险种每个月只计一次，只保留一行。",
            "A month counts once in an insurance: keep one row.",
        ),
        Reason(
            "history_known",
            "其中有月份或余额已经入账，或在另一份已批准的文件中。",
            "Some of these months, or this balance, are booked already or in another file that was approved.",
            "删去已入账的月份；同一份历史只入账一次。",
            "Leave out what is booked: the same history is booked once.",
        ),
        Reason(
            "history_account_moves",
            "该账户在出具地由本系统记账，余额随关系转移划转，不能凭证明另开。",
            "The place that issued it keeps this account in the portal: it moves by a transfer, not by a certificate.",
            "删去余额行，为本人办理关系转移。",
            "Leave the balance out and have the relation transferred.",
        ),
        Reason(
            "history_charged_here",
            "其中有月份已在本系统参保或核定缴费（重复参保）。",
            "Some of these months are insured or were charged here: insured twice.",
            "删去重复的月份；重复缴费按退费办理。",
            "Leave these months out; a contribution paid twice is a matter of its own.",
        ),
    )
}
CURABLE = ("history_name_differs", "history_person_unknown")
