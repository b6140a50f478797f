"""What goes back to the employer: the report, the template, and nothing that a spreadsheet would execute."""

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contributions.declarations.intake.check import check_path
from contributions.declarations.intake.report import report
from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.spreadsheet_out import safe_cell
from contributions.declarations.intake.template import template
from tests.declarations.payrolls import OCTOBER, checked, number, people, saved, workbook

FOLDER = Path(__file__).parents[1] / "data" / "payroll"


def lines_of(content: bytes) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "|x", "%x"])
def test_text_that_starts_a_formula_is_disarmed(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["王丽", "8000", "1101**********0018", "a=b", "", "（500）"])
def test_other_text_is_left_alone(text):
    assert safe_cell(text) == text


def test_characters_that_no_workbook_may_hold_are_dropped():
    assert safe_cell("王\x00丽\x0b") == "王丽"
    assert safe_cell("\ufffe=1") == "'=1"


def test_the_report_has_a_line_for_every_problem_and_shows_no_whole_number():
    found = check_path(FOLDER / "pay_office.xlsx", month=OCTOBER)
    lines = lines_of(report(found))
    assert lines[0][:3] == ["行 Row", "工作表 Sheet", "姓名 Name"]
    assert len(lines) == 1 + sum(max(1, len(row.problems)) for row in found.rows)
    refused = {line[0]: line for line in lines if line[5] and "不能申报" in line[5]}
    assert sorted(refused) == [15, 18, 21, 23, 26, 35, 45, 48, 54]
    assert "负数" in refused[18][6]
    assert "negative" in refused[18][6]
    whole = {row.id_number for row in found.rows if len(row.id_number) == 18}
    assert not any(str(cell) in whole for line in lines for cell in line)


def test_the_report_speaks_one_language_or_both_in_the_order_asked_for():
    found = check_path(FOLDER / "pay_office.xlsx", month=OCTOBER)
    english = lines_of(report(found, languages=("en",)))
    assert english[0][0] == "Row"
    said = "".join(str(line[column] or "") for line in english for column in (5, 7))
    assert said
    assert not re.search("[一-鿿]", said)
    assert lines_of(report(found, languages=("en", "zh")))[0][0] == "Row 行"


def test_what_a_file_brings_in_does_not_go_out_as_a_formula():
    lines = [("姓名", "身份证号", "工资"), ("=HYPERLINK(1)", "@SUM(1)", "+cmd"), ("王丽", number(), 8000)]
    book = openpyxl.load_workbook(io.BytesIO(report(checked(workbook({"=a": lines})))))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "@")) for cell in cells if cell.value)


STAFF = [RosterEntry(name, identity, round(float(wage) * 100)) for name, identity, wage in people(5)]


@pytest.mark.parametrize("languages", [("zh",), ("en",), ("zh", "en"), ("en", "zh")])
def test_a_template_sent_back_unchanged_has_no_problem(languages):
    content = template(STAFF, employer="某某公司", month=OCTOBER, languages=languages)
    found = checked(content, roster=STAFF)
    assert [(row.row, row.name, row.id_number, row.wage_fen) for row in found.rows] == [
        (4 + index, entry.name, entry.number, entry.last_wage_fen) for index, entry in enumerate(STAFF)
    ]
    assert not any(row.problems for row in found.rows)


def test_a_template_keeps_numbers_as_text_down_to_the_spare_rows():
    sheet = openpyxl.load_workbook(io.BytesIO(template(STAFF, employer="某某公司", month=OCTOBER))).worksheets[0]
    assert {sheet.cell(row, 3).number_format for row in range(4, 4 + len(STAFF) + 200)} == {"@"}
    assert {sheet.cell(row, 3).data_type for row in range(4, 4 + len(STAFF))} == {"s"}
    wage = next(v for v in sheet.data_validations.dataValidation if v.type == "decimal")
    assert (wage.operator, wage.formula1, str(wage.sqref)) == ("greaterThanOrEqual", "0", "D4:D208")


def test_a_template_may_leave_the_wages_to_be_filled_in():
    content = template(STAFF, employer="某某公司", month=OCTOBER, fills_in_wages=False)
    assert {problem.code for row in checked(content).rows for problem in row.problems} == {"wage_missing"}
    filled = openpyxl.load_workbook(io.BytesIO(content))
    for index in range(len(STAFF)):
        filled.worksheets[0].cell(4 + index, 4, 6000 + index)
    filled.worksheets[0].cell(9, 2, "丁一凡")
    filled.worksheets[0].cell(9, 3, number(sequence=971))
    filled.worksheets[0].cell(9, 4, 7000)
    found = checked(saved(filled))
    assert [row.wage_fen for row in found.rows] == [600_000, 600_100, 600_200, 600_300, 600_400, 700_000]
    assert not found.refused
