"""Which rows are people, over which sheets, in which month."""

import pytest

from contributions.declarations.intake.rows import Kind
from contributions.declarations.intake.sheets import named_month
from siadmin.kernel.months import Month
from tests.declarations.payrolls import OCTOBER, checked, delimited, number, people, problems, rows, workbook

HEADING = ("序号", "姓名", "身份证号", "部门", "应发工资")
STAFF = [(index, name, identity, "一车间", wage) for index, (name, identity, wage) in enumerate(people(6), start=1)]


@pytest.mark.parametrize(
    "row",
    [
        ("合计", "", "", "", "99999"),
        ("", "合计", "", "", "99999"),
        ("合  计", "", "", "", ""),
        ("", "", "合计（6人）", "", "99999"),
        ("一车间小计", "", "", "", "99999"),
        ("", "总计：", "", "", "99,999.00"),
        ("本页合计", "", "", "", "1"),
        ("Total", "", "", "", "99999"),
        ("", "Grand total", "", "", "99999"),
        ("Subtotal workshop 1", "", "", "", "99999"),
        ("TOTAL:", "", "", "", "99999"),
        ("平均", "", "", "", "5000"),
        ("", "", "", "", "99999"),
        ("制表人：某某", "", "", "审核：某某", ""),
        ("", "制表：张三", "审核：李四", "", ""),
        ("审核", "", "", "", ""),
        ("", "填表日期", "2026-11-02", "", ""),
        ("", "单位负责人", "张三", "", ""),
        ("制表", "张三", "复核", "李四", ""),
        ("", "", "", "单位盖章", ""),
        ("备注：本表仅供申报使用", "", "", "", ""),
        ("注：11月起执行新标准", "", "", "", ""),
        ("以下空白", "", "", "", ""),
        ("第 1 页 共 2 页", "", "", "", ""),
        ("共6人", "", "", "", ""),
        ("金额大写：柒拾肆万元", "", "", "", ""),
        ("财务负责人：王五", "", "", "日期：2026-11-02", ""),
        ("Prepared by: Ann", "", "", "Approved by: Bob", ""),
        ("Note: draft", "", "", "", ""),
        ("Page 1 of 2", "", "", "", ""),
        ("一车间", "", "", "", ""),
        ("", "管理人员", "", "", ""),
        ("单位盖章：", "", "", "", ""),
        HEADING,
        ("1", "2", "3", "4", "5"),
        ("栏次", "(1)", "(2)", "(3)", "(4)"),
        ("", "必填", "18位文本", "", "单位：元"),
        ("示例", "张三", "110101199001011237", "一车间", "5000"),
        ("-----", "-----", "-----", "-----", "-----"),
    ],
)
def test_rows_that_are_not_people_do_not_appear(row):
    content = delimited([HEADING, *STAFF[:3], row, *STAFF[3:]])
    assert rows(content) == [2, 3, 4, 6, 7, 8]
    assert problems(content) == {}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (("7", "", number(sequence=951), "一车间", "8000"), ["name_missing"]),
        (("7", "王丽", "", "一车间", "8000"), ["id_missing"]),
        (("7", "王丽", number(sequence=951), "一车间", ""), ["wage_missing"]),
        (("7", "王丽", "", "一车间", ""), ["id_missing", "wage_missing"]),
        (("", "王丽", "", "", ""), ["id_missing", "wage_missing"]),
        (("7", "", "", "一车间", "8000"), ["id_missing", "name_missing"]),
        (("", "", number(sequence=951), "", ""), ["name_missing", "wage_missing"]),
        (("7", "合计", number(sequence=951), "一车间", "8000"), []),
    ],
)
def test_a_person_with_something_missing_still_appears(row, codes):
    content = delimited([HEADING, *STAFF, row])
    assert 8 in rows(content)
    assert problems(content).get(8, []) == codes


def test_skipped_rows_are_listed_by_what_they_are():
    content = delimited(
        [HEADING, *STAFF[:3], HEADING, *STAFF[3:], ("合计", "", "", "", "9"), ("制表：某某", "", "", "", "")]
    )
    assert checked(content).sheets[0].skipped == {Kind.HEADING: [5], Kind.TOTAL: [9], Kind.NOTE: [10]}


def test_payslips_with_a_heading_each_are_read():
    blank: tuple[str, ...] = ()
    lines = [line for person in STAFF for line in (HEADING, person, blank)]
    assert rows(workbook({"工资条": lines})) == [2, 5, 8, 11, 14, 17]


def test_a_second_table_with_other_columns_is_read_by_its_own_heading():
    second = [(name, identity, "门卫", wage) for _, name, identity, _, wage in STAFF[3:]]
    lines = [["在职人员"], HEADING, *STAFF[:3], ("合计", None, None, None, 9), [], ["退休返聘人员"]]
    content = workbook({"工资": [*lines, ["姓名", "身份证号", "岗位", "工资总额"], *second]})
    assert rows(content) == [3, 4, 5, 10, 11, 12]
    assert problems(content) == {}


@pytest.mark.parametrize("label", ["一车间", "一车间小计", "管理人员", "Workshop 1"])
def test_a_section_right_below_the_heading_is_not_part_of_it(label):
    heading = ("应发工资", "部门", "姓名", "身份证号")
    staff = [(wage, "", name, identity) for _, name, identity, _, wage in STAFF]
    assert rows(workbook({"工资": [heading, (label,), *staff]})) == [3, 4, 5, 6, 7, 8]


def test_the_upper_row_of_a_heading_repeated_on_the_next_page_changes_nothing():
    top = ["姓名", "身份证号", "工资", None, None]
    low = [None, None, "基本", "合计", "奖金"]
    staff = [[name, identity, 1000, float(wage), 500] for _, name, identity, _, wage in STAFF]
    found = checked(workbook({"工资": [top, low, *staff[:3], top, low, *staff[3:]]}))
    assert [row.wage_fen for row in found.rows] == [round(float(person[4]) * 100) for person in STAFF]


def test_a_choice_made_by_contents_is_kept_on_the_next_page():
    heading = ["姓名", "身份证号", "工资总额", "应发合计"]
    staff = [[name, identity, float(wage), 1000] for _, name, identity, _, wage in STAFF]
    found = checked(workbook({"工资": [heading, *staff[:3], heading, *staff[3:]]}))
    assert [row.wage_fen for row in found.rows] == [round(float(person[4]) * 100) for person in STAFF]


@pytest.mark.parametrize(
    "name", ["Page Smith", "Date Masamune", "Total Kumar", "Note Jensen", "Ann Summers", "Mark Average", "Signy Berg"]
)
def test_people_whose_names_resemble_labels_are_not_lost(name):
    content = delimited([HEADING, *STAFF, ("7", name, "E12345678", "Total Quality Dept", "8000")])
    assert problems(content) == {8: ["id_travel_document"]}


def test_tables_side_by_side_are_both_read():
    heading = ("姓名", "身份证号", "工资")
    staff = [person[1:3] + person[4:] for person in STAFF]
    content = workbook({"工资": [[*heading, None, *heading], *[[*staff[i], None, *staff[i + 3]] for i in range(3)]]})
    assert {row.name for row in checked(content).rows} == {name for name, _, _ in staff}
    assert rows(content) == [2, 2, 3, 3, 4, 4]


# --- sheets ---------------------------------------------------------------------------------------------------------


def test_people_on_several_sheets_are_all_read():
    found = checked(
        workbook({"一车间": [HEADING, *STAFF[:2]], "二车间": [["二车间"], HEADING, *STAFF[2:]], "说明": [["略"]]})
    )
    assert [(row.sheet, row.row) for row in found.rows][:3] == [("一车间", 2), ("一车间", 3), ("二车间", 3)]
    assert found.spans_sheets
    assert [(sheet.name, sheet.people, sheet.skipped_because) for sheet in found.sheets] == [
        ("一车间", 2, ""),
        ("二车间", 4, ""),
        ("说明", 0, "no_table"),
    ]


def test_a_person_on_two_sheets_is_declared_once():
    found = checked(workbook({"甲": [HEADING, *STAFF], "乙": [HEADING, STAFF[0]]}))
    assert [(row.sheet, row.problems[0].code) for row in found.refused] == [("乙", "duplicate_person")]
    assert "甲 2" in found.refused[0].problems[0].words.zh


def test_a_hidden_sheet_is_left_out_and_named():
    found = checked(workbook({"旧": [HEADING, *STAFF], "新": [HEADING, *STAFF[:2]]}, hidden=["旧"]))
    assert len(found.rows) == 2
    assert [(sheet.name, sheet.skipped_because) for sheet in found.sheets] == [("旧", "hidden"), ("新", "")]


def test_a_hidden_sheet_is_read_when_no_other_holds_people():
    assert rows(workbook({"说明": [["略"]], "数据": [HEADING, *STAFF]}, hidden=["数据"])) == [2, 3, 4, 5, 6, 7]


def test_of_sheets_named_by_months_only_the_month_declared_is_read():
    book = workbook({"9月": [HEADING, *STAFF[:5]], "10月": [HEADING, *STAFF], "11月": [HEADING, STAFF[0]]})
    assert {row.sheet for row in checked(book, month=OCTOBER).rows} == {"10月"}
    assert {row.sheet for row in checked(book, month=Month(2026, 9)).rows} == {"9月"}
    assert {row.sheet for row in checked(book, month=Month(2026, 12)).rows} == {"11月"}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("2026年10月", Month(2026, 10)),
        ("10月", Month(2026, 10)),
        ("12月", Month(2025, 12)),
        ("2026-10", Month(2026, 10)),
        ("202609", Month(2026, 9)),
        ("10月工资", Month(2026, 10)),
        ("工资表2026.9", Month(2026, 9)),
        ("Sheet1", None),
        ("1", None),
        ("一车间", None),
        ("9月-10月", None),
    ],
)
def test_names_of_sheets_that_are_months(name, month):
    assert named_month(name, OCTOBER) == month


def test_a_sheet_with_an_incomplete_heading_is_reported():
    found = checked(workbook({"甲": [HEADING, *STAFF], "乙": [("姓名", "工资"), ("王五", 3000)]}))
    assert [(sheet.name, sheet.skipped_because) for sheet in found.sheets] == [("甲", ""), ("乙", "incomplete")]
