"""One row of a catalogue file: read, or refused with every reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from benefits.providers.rules import Class, ItemKind
from siadmin.kernel.refusal import Reason, Refusal

COLUMNS = (
    "code", "kind", "name", "name_en", "unit", "spec", "class", "advance_percent", "limit_yuan", "sex",
    "from_age_months", "before_age_months", "most_a_day",
)  # fmt: skip
REQUIRED = ("code", "kind", "name", "unit", "class")
PRICE_PARTS, QUANTITY_PARTS = 10_000, 1_000  # of a yuan, of a unit: as prices and quantities are kept
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{2,29}")
_LONGEST = {"name": 120, "name_en": 160, "unit": 20, "spec": 80}
_MOST_MONTHS = 1_800
_MOST = Decimal(10) ** 9

ROW_CODE = Reason(
    "catalogue_row_code",
    "编码“{given}”不是三至三十位的大写字母、数字、点或横线。",
    "The code “{given}” is not 3 to 30 capital letters, digits, dots or hyphens.",
    "按统一编码填写。",
    "Write the code everybody uses.",
)
ROW_KNOWN = Reason(
    "catalogue_row_known",
    "编码 {given} 在文件中已出现在第 {line} 行。",
    "The code {given} stands in line {line} of the file already.",
    "每个编码只保留一行。",
    "Keep one line for each code.",
)
ROW_IN_FORCE = Reason(
    "catalogue_row_in_force",
    "编码 {given} 从 {day} 起或以后已有规则。",
    "The code {given} has a rule that begins on {day} or later.",
    "选择更晚的生效日期。",
    "Let the file begin on a later day.",
)
ROW_OF_OTHERS = Reason(
    "catalogue_row_of_others",
    "编码 {given} 已由其他地区使用，为“{known}”；名称、单位和类别不能由本地区文件更改。",
    "Another region uses the code {given} as “{known}”; this file does not change its name, unit or kind.",
    "与统一编码核对后，按已登记的名称、单位和类别填写。",
    "Check the code, and write name, unit and kind as they are known.",
)
ROW_CHOICE = Reason(
    "catalogue_row_choice",
    "“{column}”的值“{given}”不在可选范围（{choices}）。",
    "“{given}” is none of what “{column}” may be ({choices}).",
    "按模板的可选值填写。",
    "Write one of these values.",
)
ROW_EMPTY = Reason(
    "catalogue_row_empty",
    "“{column}”没有填写。",
    "“{column}” is empty.",
    "补填后重新导入。",
    "Fill it in and read the file again.",
)
ROW_LONG = Reason(
    "catalogue_row_long",
    "“{column}”超过 {most} 个字符。",
    "“{column}” has more than {most} characters.",
    "缩短后重新导入。",
    "Shorten it and read the file again.",
)
ROW_NUMBER = Reason(
    "catalogue_row_number",
    "“{column}”的值“{given}”不是可用的数字。",
    "“{given}” in “{column}” is no number that can be used.",
    "填写不为负、位数不超过规定的数字；没有就留空。",
    "Write a number that is not negative and not too fine; leave it empty where there is none.",
)
ROW_ADVANCE = Reason(
    "catalogue_row_advance",
    "先行自付比例只用于乙类，且大于 0、不超过 100%。",
    "An advance self-pay is of class B, above 0 and at most 100 %.",
    "核对类别和比例。",
    "Check class and share.",
)
ROW_AGES = Reason(
    "catalogue_row_ages",
    "年龄上限须大于下限。",
    "The age from which it is used lies above the age before which it is.",
    "核对年龄范围。",
    "Check the ages.",
)


@dataclass(slots=True)
class Read:
    """What a row says, by column of `CatalogueRow`, and what is wrong with it."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Refusal] = field(default_factory=list)


def read_row(cells: Mapping[str, str]) -> Read:
    """Amounts: limits in 1/10000 yuan, quantities in thousandths, the advance in parts per million."""
    found = Read()
    code = cells["code"].upper()
    if not _CODE.fullmatch(code):
        found.problems.append(ROW_CODE(given=cells["code"][:40]))
    found.values["code"] = code
    found.values["kind"] = _choice(cells, "kind", tuple(ItemKind), found)
    found.values["item_class"] = _choice(cells, "class", tuple(Class), found)
    found.values["sex"] = _choice(cells, "sex", ("", "male", "female"), found)
    for column, most in _LONGEST.items():
        text = cells[column]
        if len(text) > most:
            found.problems.append(ROW_LONG(column=column, most=most))
        if not text and column in REQUIRED:
            found.problems.append(ROW_EMPTY(column=column))
        found.values[column] = text
    share = _number(cells, "advance_percent", 10_000, found)
    found.values["advance_ppm"] = share or 0
    if share and (found.values["item_class"] != Class.B or share > 1_000_000):
        found.problems.append(ROW_ADVANCE())
    found.values["limit"] = _number(cells, "limit_yuan", PRICE_PARTS, found)
    found.values["most_a_day"] = _number(cells, "most_a_day", QUANTITY_PARTS, found) or None
    _ages(cells, found)
    return found


def _ages(cells: Mapping[str, str], found: Read) -> None:
    for column in ("from_age_months", "before_age_months"):
        months = _number(cells, column, 1, found)
        if months is not None and months > _MOST_MONTHS:
            found.problems.append(ROW_NUMBER(column=column, given=cells[column][:40]))
        found.values[column] = months
    least, before = found.values["from_age_months"], found.values["before_age_months"]
    if least is not None and before is not None and before <= least:
        found.problems.append(ROW_AGES())


def _choice(cells: Mapping[str, str], column: str, choices: tuple[str, ...], found: Read) -> str:
    given = cells[column]
    if given not in choices:
        told = ", ".join(each for each in choices if each)
        found.problems.append(ROW_CHOICE(column=column, given=given[:40], choices=told))
    return given


def _number(cells: Mapping[str, str], column: str, parts: int, found: Read) -> int | None:
    """In so many parts of one, exactly; None where the cell is empty or no such number."""
    given = cells[column]
    if not given:
        return None
    try:
        number = Decimal(given)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < _MOST or number * parts % 1:
        found.problems.append(ROW_NUMBER(column=column, given=given[:40]))
        return None
    return int(number * parts)
