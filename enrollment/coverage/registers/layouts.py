"""The layouts of register files: columns, what they mean, an example; how one row is read.

CSV with a head, in UTF-8 or GB18030; columns in any order, others are not read. `docs/registers.md` shows them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from enrollment.coverage.rules.kinds import Register
from siadmin.kernel.identifiers import citizen, credit_code
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, parse_yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

LONGEST_CELL, LONGEST_NAME = 200, 60  # characters
LARGEST_WAGE = 100_000_000  # yuan a month, which no wage reaches
CELL_EMPTY = Reason(
    "register_cell_empty",
    "“{column_zh}”为空。",
    "“{column_en}” is empty.",
    "补上后再提交这一行。",
    "Fill it in and send the row again.",
)
CELL_LONG = Reason(
    "register_cell_long",
    "“{column_zh}”超过 {most} 个字符。",
    "“{column_en}” is longer than {most} characters.",
    "核对是否错列，更正后再提交这一行。",
    "See whether columns are mixed up, and send the row again.",
)
CELL_NOT_A_DAY = Reason(
    "register_cell_not_a_day",
    "“{column_zh}”不是日期：{given}。",
    "“{column_en}” is not a day: {given}.",
    "写成 2026-11-03 的形式。",
    "Write it like 2026-11-03.",
)
CELL_NOT_A_MONTH = Reason(
    "register_cell_not_a_month",
    "“{column_zh}”不是年月：{given}。",
    "“{column_en}” is not a month: {given}.",
    "写成 2026-11 的形式。",
    "Write it like 2026-11.",
)
CELL_NOT_MONEY = Reason(
    "register_cell_not_money",
    "“{column_zh}”不是金额：{given}。",
    "“{column_en}” is not an amount: {given}.",
    "以元为单位填写数字，不小于零、小于一亿，如 8650.00。",
    "Give yuan as a number of zero or more, below a hundred million, such as 8650.00.",
)
CELL_NOT_A_MARK = Reason(
    "register_cell_not_a_mark",
    "“{column_zh}”应为 1 或留空：{given}。",
    "“{column_en}” is 1 or empty, not {given}.",
    "是填 1，否留空。",
    "Write 1 for yes; leave it empty for no.",
)
DIES_BEFORE_BIRTH = Reason(
    "register_dies_before_birth",
    "死亡日期 {day} 早于身份号码中的出生日期。",
    "The day of death, {day}, is before the birth in the identity number.",
    "核对身份号码与死亡日期。",
    "Compare number and day.",
)
IN_THE_FUTURE = Reason(
    "register_in_the_future",
    "“{column_zh}”{given} 在该批数据的日期 {as_of} 之后。",
    "“{column_en}” {given} is after the day of the batch, {as_of}.",
    "核对这一行，或批次的日期。",
    "Check the row, or the day of the batch.",
)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: Words
    meaning: Words
    is_needed: bool = True


def _column(name: str, zh: str, en: str, meaning_zh: str, meaning_en: str, needed: bool = True) -> Column:
    return Column(name, Words(zh, en), Words(meaning_zh, meaning_en), needed)


_ID = _column("id_number", "身份号码", "Identity number", "18 位，末位可为 X", "18 characters; the last may be X")
_NAME = _column("name", "姓名", "Name", "登记的姓名", "As registered there")
_PLACE = _column(
    "region_code",
    "地区代码",
    "Division code",
    "村（社区）12 位、乡镇 9 位或县 6 位",
    "Village 12, township 9 or county 6",
    needed=False,
)
_CODE = _column("credit_code", "统一社会信用代码", "Unified social credit code", "18 位", "18 characters")
LAYOUTS: dict[Register, tuple[Column, ...]] = {
    Register.DEATH: (
        _ID,
        _NAME,
        _column("died_on", "死亡日期", "Day of death", "如 2026-11-03", "Such as 2026-11-03"),
        _column("certificate", "证明编号", "Certificate", "死亡医学证明或火化证明编号", "Its number", False),
    ),
    Register.HOUSEHOLD: (
        _ID,
        _NAME,
        _column(
            "region_code",
            "地区代码",
            "Division code",
            "户籍所在村（社区）12 位",
            "Of the household, village, 12 digits",
        ),
        _column("is_student", "在校学生", "Student", "在校填 1", "1 for students", False),
        _column("moved_out", "迁出", "Moved out", "迁出或注销户口填 1", "1 when moved out or cancelled", False),
    ),
    Register.MARKET: (
        _CODE,
        _column("employer_name", "名称", "Name", "登记的单位名称", "Registered name of the unit"),
        _column("legal_representative", "法定代表人或经营者", "Legal representative or owner", "姓名", "Name"),
        _column(
            "owner_id_number",
            "经营者身份号码",
            "Owner's identity number",
            "个体工商户填写",
            "For individual businesses",
            False,
        ),
        _PLACE,
        _column("closed", "已注销", "Closed", "注销或吊销填 1", "1 when closed or revoked", False),
    ),
    Register.WAGE_TAX: (
        _CODE,
        _column("employer_name", "扣缴义务人名称", "Withholding agent", "单位名称", "Name of the employer", False),
        _column("month", "所属月份", "Month", "如 2026-11", "Such as 2026-11"),
        _ID,
        _NAME,
        _column("wage", "工资薪金", "Wage", "元，收入额", "Yuan, income before tax"),
        _PLACE,
    ),
    Register.PRISON: (
        _ID,
        _NAME,
        _column("imprisoned_on", "收监日期", "Imprisoned on", "如 2026-11-03", "Such as 2026-11-03"),
        _column("document", "文书编号", "Document", "执行通知书编号", "Number of the order", False),
        _column("released", "已释放", "Released", "已释放填 1", "1 when released", False),
    ),
}
EXAMPLES: dict[Register, tuple[str, ...]] = {
    Register.DEATH: ("440305193001010016,李伟,2026-11-03,粤2026110301",),
    Register.HOUSEHOLD: (
        "440305199001010014,李伟,440305001001,,",
        "440305200703040022,王芳,440305001001,1,",
    ),
    Register.MARKET: (
        "91440300MA5EXAMPL1,南山测试有限公司,张敏,,440305,",
        "92440300MA5EXAMPL2,李伟小吃店,李伟,440305199001010014,440305001,",
    ),
    Register.WAGE_TAX: (
        "91440300MA5EXAMPL1,南山测试有限公司,2026-11,440305199001010014,李伟,8650.00,440305001001",
        "91440300MA5EXAMPL1,南山测试有限公司,2026-11,440305199203040021,王芳,7200.00,",
    ),
    Register.PRISON: ("440305199001010014,李伟,2026-11-03,粤执2026110301,",),
}


@dataclass(frozen=True, slots=True)
class Read:
    """One row as understood. Who is told: a person by number, an employer by code, or both."""

    name: str = ""
    number: citizen.CitizenNumber | None = None
    region_code: str = ""
    died_on: dt.date | None = None
    credit_code: str = ""
    employer_name: str = ""
    legal_representative: str = ""
    month: Month | None = None
    wage_fen: int | None = None
    is_student: bool = False
    is_over: bool = False


def read(kind: Register, cells: Mapping[str, str], as_of: dt.date) -> Read:
    """One row. Raises the refusal that names its first fault."""
    row = _Row(LAYOUTS[kind], cells, as_of)
    if kind is Register.DEATH:
        number, died_on = row.number("id_number"), row.day("died_on")
        if died_on < number.birth_on:
            raise DIES_BEFORE_BIRTH(day=died_on)
        return Read(name=row.text("name", LONGEST_NAME), number=number, died_on=died_on)
    if kind is Register.HOUSEHOLD:
        return Read(
            name=row.text("name", LONGEST_NAME),
            number=row.number("id_number"),
            region_code=row.text("region_code"),
            is_student=row.mark("is_student"),
            is_over=row.mark("moved_out"),
        )
    if kind is Register.PRISON:
        return Read(
            name=row.text("name", LONGEST_NAME),
            number=row.number("id_number"),
            month=Month.of(row.day("imprisoned_on")),
            is_over=row.mark("released"),
        )
    code = credit_code.parse(row.text("credit_code")).code
    if kind is Register.MARKET:
        owner = row.text("legal_representative", LONGEST_NAME)
        return Read(
            name=owner,
            number=row.number("owner_id_number") if row.cell("owner_id_number") else None,
            region_code=row.cell("region_code"),
            credit_code=code,
            employer_name=row.text("employer_name"),
            legal_representative=owner,
            is_over=row.mark("closed"),
        )
    return Read(
        name=row.text("name", LONGEST_NAME),
        number=row.number("id_number"),
        region_code=row.cell("region_code"),
        credit_code=code,
        employer_name=row.cell("employer_name"),
        month=row.month("month"),
        wage_fen=row.money("wage"),
    )


class _Row:
    """Cells by column, each asked for what it should be."""

    def __init__(self, columns: tuple[Column, ...], cells: Mapping[str, str], as_of: dt.date) -> None:
        self.labels = {column.name: column.label for column in columns}
        self.cells, self.as_of = cells, as_of

    def cell(self, name: str, most: int = LONGEST_CELL) -> str:
        found = half_width(self.cells.get(name) or "")
        if len(found) > most:
            raise CELL_LONG(most=most, **self._column(name))
        return found

    def text(self, name: str, most: int = LONGEST_CELL) -> str:
        if found := self.cell(name, most):
            return found
        raise CELL_EMPTY(**self._column(name))

    def number(self, name: str) -> citizen.CitizenNumber:
        return citizen.parse(self.text(name))

    def day(self, name: str) -> dt.date:
        given = self.text(name)
        try:
            found = dt.date.fromisoformat(given.replace("/", "-"))
        except ValueError as error:
            raise CELL_NOT_A_DAY(given=given, **self._column(name)) from error
        if found > self.as_of:
            raise IN_THE_FUTURE(given=found, as_of=self.as_of, **self._column(name))
        return found

    def month(self, name: str) -> Month:
        given = self.text(name)
        try:
            found = Month.parse(given)
        except ValueError as error:
            raise CELL_NOT_A_MONTH(given=given, **self._column(name)) from error
        if found > Month.of(self.as_of):
            raise IN_THE_FUTURE(given=found, as_of=self.as_of, **self._column(name))
        return found

    def money(self, name: str) -> int:
        given = self.text(name).replace(",", "")
        try:
            amount = parse_yuan(given)
        except ValueError as error:
            raise CELL_NOT_MONEY(given=given, **self._column(name)) from error
        if not 0 <= amount < LARGEST_WAGE:
            raise CELL_NOT_MONEY(given=given, **self._column(name))
        return fen(amount, HALF_UP)

    def mark(self, name: str) -> bool:
        given = self.cell(name).lower()
        if given in ("", "0", "否", "no"):
            return False
        if given in ("1", "是", "yes"):
            return True
        raise CELL_NOT_A_MARK(given=given, **self._column(name))

    def _column(self, name: str) -> dict[str, str]:
        return {"column_zh": self.labels[name].zh, "column_en": self.labels[name].en}
