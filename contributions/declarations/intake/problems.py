"""The catalogue of problems: every code, what it says and what to do, in both languages.

`FILE` reasons refuse the whole file, `REFUSING` refuse one row, `WARNING` accept the row and ask for a second look.
Codes are stable: letters, reports and other systems quote them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from siadmin.kernel.identifiers.citizen import BIRTH_DATE, ID_AREA, ID_CHARACTERS, ID_CHECK_DIGIT, ID_LENGTH
from siadmin.kernel.refusal import Reason, Refusal

# --- the whole file --------------------------------------------------------------------------------------------

EMPTY = Reason(
    "empty",
    "文件里没有人员。",
    "There are no people in this file.",
    "请确认选对了文件：应有一行列名，下面每人一行。也可以下载预填好本单位职工的模板。",
    "Please check that it is the right file: one heading row, then one row for each person. "
    "You can also download a template filled with your own staff.",
)
UNREADABLE = Reason(
    "unreadable",
    "这个文件打不开：{what_zh}。",
    "This file cannot be read: {what_en}.",
    "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”或 CSV 后再上传。",
    "Open it in Excel or WPS, save it as “Excel workbook (.xlsx)” or CSV, and upload it again.",
)
COLUMN_MISSING = Reason(
    "column_missing",
    "没有找到{missing_zh}。",
    "Not found: {missing_en}.",
    "表中需要有一行列名，包含“姓名”“身份证号”和“应发工资”（工资总额，不是实发）。补上后再上传。",
    "The table needs one heading row with “Name”, “ID number” and “Gross wage” (the total, not take-home pay). "
    "Add it and upload the file again.",
)
TOO_LARGE = Reason(
    "too_large",
    "文件太大：{what_zh}。",
    "The file is too large: {what_en}.",
    "请只保留工资表，删去图片和其他工作表，或分成几个文件上传。",
    "Keep only the payroll sheet, remove pictures and other sheets, or send it as several files.",
)
PASSWORD_PROTECTED = Reason(
    "password_protected",
    "文件设有打开密码。",
    "The file is protected by a password.",
    "请在 Excel 或 WPS 中取消打开密码，保存后再上传。",
    "Remove the password in Excel or WPS, save the file and upload it again.",
)

FILE = (EMPTY, UNREADABLE, COLUMN_MISSING, TOO_LARGE, PASSWORD_PROTECTED)

# --- a row: the number -----------------------------------------------------------------------------------------

ID_MISSING = Reason(
    "id_missing",
    "没有身份号码。",
    "The ID number is missing.",
    "请按身份证填写 18 位号码。",
    "Enter the 18 characters from the identity card.",
)
ID_LOST_PRECISION = Reason(
    "id_lost_precision",
    "身份号码的末几位丢失：表格把号码当成数字保存，只保留前 15 位。",
    "The last digits of the ID number are gone: the spreadsheet kept it as a number, which holds only 15 digits.",
    "请把该列格式设为“文本”，再按身份证重新录入号码。",
    "Format the column as “Text” and enter the number again from the identity card.",
)
ID_TRAVEL_DOCUMENT = Reason(
    "id_travel_document",
    "这像是护照或通行证号码，不能作为社会保障号码申报。",
    "This looks like a passport or travel permit; it cannot be declared as a social security number.",
    "外国人填永久居留身份证号码或社会保险经办机构编制的社会保障号码；港澳台居民填居住证上的 18 位号码。"
    "还没有的，先到经办机构登记。",
    "For foreigners give the permanent resident ID or the social security number issued by the agency; for residents "
    "of Hong Kong, Macao and Taiwan the 18 characters on the residence permit. "
    "Whoever has none registers with the agency first.",
)
UNDER_WORKING_AGE = Reason(
    "under_working_age",
    "按身份号码，此人 {born} 出生，当月 1 日未满 16 周岁。",
    "By the ID number this person was born on {born} and was under 16 on the first day of the month.",
    "用人单位不得招用未满 16 周岁的人（劳动法第十五条）。请核对号码；号码无误的，请联系经办机构。",
    "Employers may not hire anyone under 16 (Labour Law, art. 15). Check the number; "
    "if it is right, contact the agency.",
)
DUPLICATE_PERSON = Reason(
    "duplicate_person",
    "此人在第 {first_row} 行已经出现：{first_name}，{first_wage} 元；本行 {this_wage} 元。",
    "This person already appears in row {first_row}: {first_name}, {first_wage} yuan; here {this_wage} yuan.",
    "每人每月只申报一行。请保留一行；若是分次发放，请把金额相加填在一行。",
    "Declare each person once a month. Keep one row; if the wage was paid in parts, add them up in one row.",
)

# --- a row: the name -------------------------------------------------------------------------------------------

NAME_MISSING = Reason(
    "name_missing",
    "没有姓名。",
    "The name is missing.",
    "请填写身份证上的姓名。",
    "Enter the name as on the identity card.",
)
NAME_INVALID = Reason(
    "name_invalid",
    "姓名“{name}”含有数字、符号或备注，不像是身份证上的姓名。",
    "The name “{name}” has digits, symbols or remarks in it; it does not look like the name on an identity card.",
    "请只填身份证上的姓名。区分同名的人用身份号码，备注写在另一列。",
    "Enter only the name on the identity card. The ID number tells people of the same name apart; put remarks in "
    "another column.",
)

# --- a row: the wage -------------------------------------------------------------------------------------------

WAGE_MISSING = Reason(
    "wage_missing",
    "没有工资。",
    "The wage is missing.",
    "请填写本月应发工资总额。没有发工资的填 0。若是公式，请在 Excel 或 WPS 中打开、保存一次后再上传。",
    "Enter this month's gross wage, 0 if nothing was paid. If it is a formula, open and save the file in Excel or WPS "
    "once, then upload it again.",
)
WAGE_NEGATIVE = Reason(
    "wage_negative",
    "工资是负数：{wage}。",
    "The wage is negative: {wage}.",
    "请填写本月应发工资总额。要冲减以前月份的，请办理更正申报。",
    "Enter this month's gross wage. To take back an earlier month, file a correction for that month.",
)
WAGE_NOT_A_NUMBER = Reason(
    "wage_not_a_number",
    "工资“{wage}”不是一个金额。",
    "The wage “{wage}” is not an amount.",
    "请填写以元为单位的数字，例如 8650.00。",
    "Enter a number in yuan, such as 8650.00.",
)

REFUSING = (
    ID_MISSING,
    ID_LENGTH,
    ID_CHARACTERS,
    ID_LOST_PRECISION,
    ID_TRAVEL_DOCUMENT,
    BIRTH_DATE,
    ID_CHECK_DIGIT,
    ID_AREA,
    UNDER_WORKING_AGE,
    DUPLICATE_PERSON,
    NAME_MISSING,
    NAME_INVALID,
    WAGE_MISSING,
    WAGE_NEGATIVE,
    WAGE_NOT_A_NUMBER,
)

# --- warnings --------------------------------------------------------------------------------------------------

OVER_AGE_WORKER = Reason(
    "over_age_worker",
    "按身份号码，此人 {born} 出生，已超过法定退休年龄。",
    "By the ID number this person was born on {born} and is past the statutory retirement age.",
    "仍在用工的可以申报：超龄劳动者一般只参加工伤保险。请核对号码。",
    "The row can be declared if the person works for you: over-age workers are usually insured against work injury "
    "only. Please check the number.",
)
WAGE_IMPLAUSIBLE = Reason(
    "wage_implausible",
    "工资 {wage} 元与{compared_zh}相差很大。",
    "The wage of {wage} yuan is far from {compared_en}.",
    "请核对小数点和单位（元、万元、分）。确实如此的可以申报。",
    "Check the decimal point and the unit (yuan, ten thousand, fen). If it is right, it can be declared.",
)
WAGE_ZERO = Reason(
    "wage_zero",
    "工资为 0。",
    "The wage is 0.",
    "仍在职的按缴费基数下限计算，请注明原因（如停薪留职）。已离职的请填离职日期。",
    "Someone still employed is assessed at the lower limit of the base; please state the reason, such as unpaid leave. "
    "For someone who has left, enter the leaving date.",
)
ID_FIFTEEN_DIGITS = Reason(
    "id_fifteen_digits",
    "号码是 15 位的旧号码，已按规则换算为 18 位。",
    "This is an old number of 15 digits; it was converted to 18 by rule.",
    "旧号码没有校验位，请对照现在的身份证核对一次。",
    "Old numbers have no check digit: please compare it once with the present identity card.",
)
ID_WITHOUT_CHECK = Reason(
    "id_without_check",
    "外国人号码没有校验位，也看不出出生日期。",
    "This number of a foreigner has no check digit and shows no birth date.",
    "请对照证件或社会保障卡核对一次。",
    "Please compare it once with the document or social security card.",
)
NAME_SHORT = Reason(
    "name_short",
    "姓名只有一个字。",
    "The name has only one character.",
    "请对照身份证核对；确实如此的可以申报。",
    "Compare it with the identity card; if it is right, it can be declared.",
)
NAME_NOT_AS_REGISTERED = Reason(
    "name_not_as_registered",
    "名册中此号码的姓名是“{registered}”，这里是“{name}”。",
    "Your staff list has “{registered}” for this number; here it is “{name}”.",
    "改名的请办理信息变更；填错行的请更正号码。",
    "If the person changed the name, file the change; if the number belongs to someone else, correct it.",
)
DATE_UNREADABLE = Reason(
    "date_unreadable",
    "“{column_zh}”中的“{given}”不是日期。",
    "“{given}” under “{column_en}” is not a date.",
    "请写成 2026-11-02 的样子。不更正时按没有填写处理。",
    "Write it like 2026-11-02. Unless corrected, it counts as not given.",
)

WARNING = (
    OVER_AGE_WORKER,
    WAGE_IMPLAUSIBLE,
    WAGE_ZERO,
    ID_FIFTEEN_DIGITS,
    ID_WITHOUT_CHECK,
    NAME_SHORT,
    NAME_NOT_AS_REGISTERED,
    DATE_UNREADABLE,
)
_WARNING_CODES = frozenset(reason.code for reason in WARNING)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason said of one row, with the values it names."""

    reason: Reason
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, refusal: Refusal) -> "Problem":
        return cls(refusal.reason, refusal.values)

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def refuses(self) -> bool:
        return self.reason.code not in _WARNING_CODES

    @property
    def words(self) -> Refusal:
        """The texts in both languages and in the reader's."""
        return Refusal(self.reason, dict(self.values))

    def as_dict(self) -> dict[str, str]:
        return self.words.as_dict()
