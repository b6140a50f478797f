"""A payroll workbook prepared for one employer: its own people filled in, cells formatted so that nothing is lost."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.spreadsheet_out import in_languages, safe_cell
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month

BOTH = ("zh", "en")
SPARE_ROWS = 200
_HEADING_ROW = 3

_COLUMNS = (
    (Words("序号", "No."), 8, "0"),
    (Words("姓名", "Name"), 18, "@"),
    (Words("身份号码", "ID number"), 24, "@"),
    (Words("本月应发工资", "Gross wage this month"), 22, "#,##0.00"),
    (Words("上月工资", "Last month's wage"), 18, "#,##0.00"),
    (Words("入职日期", "Hire date"), 16, "yyyy-mm-dd"),
    (Words("离职日期", "Leaving date"), 16, "yyyy-mm-dd"),
    (Words("离职原因", "Leaving reason"), 24, "@"),
    (Words("用工类型", "Employment type"), 20, "@"),
)
_TITLE = Words("{employer} {month} 工资申报", "{employer} payroll declaration {month}")
_UNIT = Words("单位：元", "Unit: yuan")
_SHEET = Words("工资", "Payroll")
_HOW_SHEET = Words("填写说明", "How to fill in")
_HOW = (
    Words(
        "每人一行。姓名和身份号码已按名册填好，只改有变化的工资。",
        "One row for each person. Names and numbers come from your staff list; change the wages that changed.",
    ),
    Words(
        "工资填本月应发合计（含奖金、津贴、加班工资），不是实发，单位为元。没有发工资的填 0。",
        "The wage is this month's gross total (with bonuses, allowances and overtime), not take-home pay, in yuan. "
        "Enter 0 if nothing was paid.",
    ),
    Words(
        "新职工加在最后，并填入职日期。身份号码列已设为文本，请不要改成数字，否则末几位会丢失。",
        "Add new people at the end, with their hire date. The number column is text; "
        "as a number it loses its last digits.",
    ),
    Words(
        "离职的人请填离职日期和原因，不要直接删去；删去的人仍按在职处理。",
        "For people who left give the leaving date and reason. Whoever is merely deleted still counts as employed.",
    ),
    Words(
        "外国人填永久居留身份证号码或社会保障号码；港澳台居民填居住证上的 18 位号码。",
        "Foreigners: the permanent resident ID or the social security number. "
        "Residents of Hong Kong, Macao and Taiwan: the 18 characters on the residence permit.",
    ),
    Words(
        "上传后逐行检查，每个问题都会说明怎么改；没有问题的行可以先申报。",
        "After upload every row is checked and every problem says what to do; the other rows can be filed first.",
    ),
)
_BAD_WAGE = Words("工资应为不小于 0 的数字。", "The wage is a number of at least 0.")
_BAD_NUMBER = Words("身份号码应为 18 位。", "An ID number has 18 characters.")


def template(
    people: Sequence[RosterEntry],
    *,
    employer: str,
    month: Month,
    languages: Sequence[str] = BOTH,
    fills_in_wages: bool = True,
) -> bytes:
    """An XLSX file with one row for each of `people`; with `fills_in_wages` the wage starts as the last declared."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = in_languages(_SHEET, languages, " ")
    sheet["A1"] = safe_cell(in_languages(_TITLE.filled(employer=employer, month=month), languages, "  "))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = in_languages(_UNIT, languages, "  ")
    _add_headings(sheet, languages)
    for index, entry in enumerate(people, start=1):
        _add_person(sheet, index, entry, fills_in_wages=fills_in_wages)
    last = _HEADING_ROW + len(people) + SPARE_ROWS
    _format_columns(sheet, last)
    _add_validations(sheet, last, languages)
    _add_instructions(book.create_sheet(in_languages(_HOW_SHEET, languages, " ")), languages)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_headings(sheet: Worksheet, languages: Sequence[str]) -> None:
    for column, (words, width, _) in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(_HEADING_ROW, column)
        cell.value = in_languages(words, languages, " ")
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF2")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"D{_HEADING_ROW + 1}"


def _add_person(sheet: Worksheet, index: int, entry: RosterEntry, *, fills_in_wages: bool) -> None:
    row = _HEADING_ROW + index
    sheet.cell(row, 1, index)
    sheet.cell(row, 2, safe_cell(entry.name))
    sheet.cell(row, 3, safe_cell(entry.number))
    if entry.last_wage_fen is not None:
        sheet.cell(row, 5, yuan(entry.last_wage_fen))
        if fills_in_wages:
            sheet.cell(row, 4, yuan(entry.last_wage_fen))


def _format_columns(sheet: Worksheet, last: int) -> None:
    for row in range(_HEADING_ROW + 1, last + 1):
        for column, (_, _, number_format) in enumerate(_COLUMNS, start=1):
            sheet.cell(row, column).number_format = number_format


def _add_validations(sheet: Worksheet, last: int, languages: Sequence[str]) -> None:
    first = _HEADING_ROW + 1
    wage = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    wage.error = in_languages(_BAD_WAGE, languages, " ")
    wage.add(f"D{first}:D{last}")
    number = DataValidation(type="textLength", operator="between", formula1="15", formula2="18", allow_blank=True)
    number.error = in_languages(_BAD_NUMBER, languages, " ")
    number.add(f"C{first}:C{last}")
    for validation in (wage, number):
        validation.showErrorMessage = True
        sheet.add_data_validation(validation)


def _add_instructions(sheet: Worksheet, languages: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, words in enumerate(_HOW, start=1):
        line = sheet.cell(row, 1, f"{row}. {in_languages(words, languages, chr(10))}")
        line.alignment = Alignment(wrap_text=True, vertical="top")
