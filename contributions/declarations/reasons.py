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
ROWS_OF_SEVERAL_MONTHS = Reason(
    "rows_of_several_months",
    "一次只能补报同一月份的行。",
    "Rows of one month are filed at a time.",
    "按月份分别提交。",
    "Submit each month on its own.",
)
GRID_TOO_LONG = Reason(
    "grid_too_long",
    "录入了 {rows} 人，网上录入一次最多 {most} 人。什么都没有申报。",
    "{rows} people were entered; the grid takes at most {most} at a time. Nothing was filed.",
    "请改用文件上传：先下载本单位的模板，填好后上传，人数不限。",
    "Use a file instead: download the template with your people, fill it in and upload it.",
)
