"""Why a declaration as a whole is refused."""

from siadmin.kernel.refusal import Reason

TAX_DECLARES_HERE = Reason(
    "tax_declares_here",
    "{region}自 {month} 起由单位直接向税务机关申报，本系统不再受理同一月份的第二次申报。",
    "In {region} employers declare to the tax authority for {month}; a second declaration is not taken here.",
    "请在电子税务局申报；税务机关的数据会自动导入。",
    "Declare in the tax authority's portal; its data is imported here.",
)
NOT_TAX_REGION = Reason(
    "not_tax_region",
    "{region}在 {month} 不由税务机关受理申报。",
    "In {region} the tax authority does not take declarations for {month}.",
    "请由用人单位向社会保险经办机构申报。",
    "The employer declares to the social insurance agency.",
)
MONTH_NOT_OPEN = Reason(
    "month_not_open",
    "{month} 还不能申报。",
    "{month} cannot be declared yet.",
    "每月申报当月或以前月份。",
    "Declare the present month or an earlier one.",
)
BEFORE_REGISTRATION = Reason(
    "before_registration",
    "{month} 早于单位登记月份 {registered}。",
    "{month} is before the employer was registered ({registered}).",
    "请选择登记以后的月份，或先更正登记日期。",
    "Choose a month since then, or have the registration corrected first.",
)
EMPLOYER_CANCELLED = Reason(
    "employer_cancelled",
    "单位已注销登记，不能申报 {month}。",
    "The employer's registration is cancelled; {month} cannot be declared.",
    "如注销有误，请到参保地经办机构更正。",
    "If the cancellation is wrong, ask the office to correct it.",
)
STARTS_TOO_YOUNG = Reason(
    "starts_under_working_age",
    "{name}于 {born} 出生，在 {day} 未满 16 周岁。",
    "{name} was born on {born} and is under 16 on {day}.",
    "用人单位不得招用未满 16 周岁的人（劳动法第十五条）。请核对身份号码和日期。",
    "Employers may not hire anyone under 16 (Labour Law, art. 15). Check the number and the day.",
)
NOTHING_TO_FILE = Reason(
    "nothing_to_file",
    "没有可申报的行。",
    "There is no row that can be filed.",
    "先更正被拒绝的行。",
    "Correct the refused rows first.",
)
NOBODY_INSURED = Reason(
    "nobody_insured",
    "单位 {month} 没有在保职工，不能按“与上月相同”申报。",
    "Nobody is insured with this employer in {month}; there is nothing unchanged to declare.",
    "请上传或录入职工名单。",
    "Upload or enter the staff list.",
)
NAMED_TWICE = Reason(
    "named_twice",
    "{name}在本次申报中出现两次。",
    "{name} is named twice in this declaration.",
    "保留正确的一行，删除另一行。",
    "Keep the right row and remove the other.",
)
WAGE_UNKNOWN = Reason(
    "wage_unknown",
    "{name}没有上月工资，不能按“与上月相同”申报。",
    "{name} has no wage from last month; “nothing changed” is not possible.",
    "请录入该职工的工资。",
    "Enter this person's wage.",
)
TAX_DECLARED_BEFORE = Reason(
    "tax_declared_before",
    "{name}本月已由税务机关申报（申报编号 {number}），不受理第二次申报。",
    "The tax authority declared {name} for this month already (declaration {number}); a second one is not taken.",
    "如需更正，请在“更正”中写明申报编号 {number}。",
    "To correct it, name declaration {number} as the one it corrects.",
)
TAX_CORRECTS_ANOTHER = Reason(
    "tax_corrects_another",
    "要更正的申报 {number} 不是本月有效的税务申报（有效的是 {standing}）。",
    "Declaration {number}, which this corrects, is not the tax authority's declaration in force ({standing}).",
    "请核对申报编号；不是更正的不要填写。",
    "Check the number; leave it out where nothing is corrected.",
)
TAX_DECLARED_ELSEWHERE = Reason(
    "tax_declared_elsewhere",
    "{name}在 {month} 已通过其他单位申报或参保。",
    "{name} is declared or insured through another employer for {month}.",
    "确属第二家用人单位的，请标明“第二家单位”：只缴工伤保险；已从原单位离职的，请原单位先办理减员。",
    "If this is a second employer, mark the row as such: work injury only. If the person left the other employer, "
    "it must end the insurance first.",
)
NOT_A_SECOND_EMPLOYER = Reason(
    "not_a_second_employer",
    "{name}标为第二家单位，但 {month} 没有其他单位为其参保。",
    "{name} is marked as working for a second employer, but no other employer insures the person in {month}.",
    "请去掉“第二家单位”的标记，按一般职工申报。",
    "Take the mark away and declare the person as an ordinary employee.",
)
TAX_FILE_UNREADABLE = Reason(
    "tax_file_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "请从税务系统重新导出为 CSV（UTF-8 或 GB18030）。",
    "Export it again from the tax system as CSV (UTF-8 or GB18030).",
)
TAX_FILE_COLUMNS = Reason(
    "tax_file_columns",
    "文件缺少列：{missing}。",
    "The file lacks the columns: {missing}.",
    "列名为 credit_code, month, name, id_number, wage, hired_on, second_employer, corrects；后三列可以没有。",
    "The columns are credit_code, month, name, id_number, wage, hired_on, second_employer, corrects; the last three "
    "may be left out.",
)
TAX_FILE_LONG = Reason(
    "tax_file_long",
    "文件超过 {most} 行。",
    "The file has more than {most} rows.",
    "请按单位分成几个文件。",
    "Send it as several files, each employer whole.",
)
TAX_FILE_MARK = Reason(
    "tax_file_mark",
    "第 {row} 行 second_employer 的“{given}”看不懂。",
    "Row {row}: “{given}” under second_employer is not understood.",
    "第二家单位写 1，其他留空。",
    "Write 1 for a second employer, otherwise leave it empty.",
)
TAX_FILE_MONTH = Reason(
    "tax_file_month",
    "“{given}”不是月份。",
    "“{given}” is not a month.",
    "请写成 2026-11 的样子。",
    "Write it like 2026-11.",
)
TAX_FILE_EMPLOYER = Reason(
    "tax_file_employer",
    "您的辖区内没有统一社会信用代码为 {code} 的单位。",
    "No employer with the credit code {code} is registered in your region.",
    "请核对代码；单位在其他辖区的，由该地区经办人员导入。",
    "Check the code; an employer of another region is imported there.",
)
NO_FILE = Reason(
    "no_file",
    "没有选择文件，或文件是空的。",
    "No file was chosen, or it is empty.",
    "先选择工资表文件，再上传。",
    "Choose the payroll file first, then upload it.",
)
GRID_TOO_LONG = Reason(
    "grid_too_long",
    "录入了 {rows} 人，网上录入一次最多 {most} 人。什么都没有申报。",
    "{rows} people were entered; the grid takes at most {most} at a time. Nothing was filed.",
    "请改用文件上传：先下载本单位的模板，填好后上传，人数不限。",
    "Use a file instead: download the template with your people, fill it in and upload it.",
)
STARTS_LATER = Reason(
    "starts_later",
    "{name}的用工日期 {day} 在本月以后，用工尚未发生。",
    "{name} would start on {day}, after the end of this month: that has not happened yet.",
    "请核对日期；将来的用工在当月登记。",
    "Check the date; record a start in the month in which it happens.",
)
STARTS_BEFORE_REGISTRATION = Reason(
    "starts_before_registration",
    "{name}的用工日期 {day} 早于单位登记日期 {registered}。",
    "{name} would have started on {day}, before the employer was registered on {registered}.",
    "请核对日期，或先更正单位的登记日期。",
    "Check the date, or have the employer's registration corrected first.",
)
STARTS_AFTER_CANCELLATION = Reason(
    "starts_after_cancellation",
    "单位已于 {day} 注销登记，{name}不能在此后参保。",
    "The employer's registration was cancelled on {day}; {name} cannot start after that.",
    "如注销有误，请到参保地经办机构更正。",
    "If the cancellation is wrong, ask the office to correct it.",
)
NUMBER_OF_ANOTHER = Reason(
    "number_of_another",
    "{name}的身份号码已登记在另一个姓名下。",
    "The number given for {name} is registered under another name.",
    "请核对姓名和号码；改过姓名的，请本人先办理姓名更正。",
    "Check name and number; where the name has changed, the person has it corrected first.",
)
LATE_WITHOUT_CAUSE = Reason(
    "late_without_cause",
    "{name}的用工登记已超过法定期限 {days} 天，请说明原因。",
    "The start of {name} is told {days} days after the legal time limit; say why.",
    "选择原因后再提交；参保从用工之日所在月份起算，不受影响。",
    "Choose the reason and send again; insurance starts in the month work began all the same.",
)
LEAVING_REASON_MISSING = Reason(
    "leaving_reason_missing",
    "{name}没有离职原因。",
    "There is no reason why {name} left.",
    "填写“离职原因”一列；它决定能否领取失业保险金。",
    "Fill the column “leaving reason”: it decides about unemployment benefit.",
)
START_DAY_MISSING = Reason(
    "start_day_missing",
    "{name}不是在册职工，也没有入职日期。",
    "{name} does not work here yet, and no first day of work is given.",
    "填写“入职日期”一列；要登记离职的，核对号码。",
    "Fill the column “hire date”; to record a leaving, check the number.",
)
NOBODY_STARTS_OR_LEAVES = Reason(
    "nobody_starts_or_leaves",
    "文件中没有可以登记的入职或离职。",
    "The file has nobody who starts or leaves and can be recorded.",
    "更正标出的行后重新上传。",
    "Correct the rows that are named and send the file again.",
)
