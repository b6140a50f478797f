"""What pay offices call their columns, and which of several columns is the wage."""

from decimal import Decimal
from typing import Any

import pytest

from contributions.declarations.intake.headings import Heading, Role, recognise, unit_factor, unit_line
from siadmin.kernel.refusal import Refusal
from tests.declarations.payrolls import checked, delimited, people, workbook

PEOPLE = people(8)


def meaning(text: str) -> Heading:
    found = recognise(text)
    assert found is not None, text
    return found


def each(words: str) -> list[str]:
    return words.split()


@pytest.mark.parametrize(
    "text",
    [
        *each("姓名 员工姓名 职工姓名 名字 人员姓名 参保人姓名 参保人员姓名 雇员姓名 姓名(必填) *姓名"),
        *each("1.姓名 姓名： 姓名/Name 员工名称"),
        *["姓 名", "姓　　名", "姓\n名", "姓名 Name", "Name 姓名", "Name", "NAME", "Full name", "Employee name"],
        *["Employee_Name", "employeeName", "Name of employee", "Worker's name", "Staff Name", "職工姓名", "（姓名）"],
    ],
)
def test_names(text):
    assert meaning(text).role is Role.NAME


@pytest.mark.parametrize(
    "text",
    [
        *each("身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 社会保障号 社会保障号码"),
        *each("居民身份证号码 身份证件号码 ID号"),
        *each("*证件号码 身份证号（18位） 身份證號碼 身分證號 身份证号/护照号 社保号 idNumber ID_NO"),
        *each("id_card_no IDNumber"),
        *["身 份 证 号 码", "身份\n证号", "ID number", "ID No.", "ID Card No.", "Identity Card Number", "National ID"],
        *["Citizen ID number", "Resident Identity Card Number", "Identification No.", "Social Security Number", "SSN"],
        *["身份证号 ID number", "Identity No", "Passport/ID No.", "ID / Passport", "Citizen identification number"],
    ],
)
def test_numbers(text):
    found = meaning(text)
    assert found.role is Role.ID_NUMBER
    assert found.rank >= 80


@pytest.mark.parametrize(
    "text",
    [
        *each("工资 月工资 应发工资 应发合计 缴费工资 缴费基数 申报工资 本月工资总额 工资总额 应发数"),
        *each("税前工资 月薪 薪资 应發合計"),
        *each("工资(元) 工资（万元） 应发工资/元 10月工资 2026年10月工资 申报缴费工资 月缴费工资"),
        *each("本期收入 劳动报酬 工资奖金合计"),
        *["Gross wage", "Gross Salary (RMB)", "Total gross pay", "Monthly wage", "Wage", "Salary", "Pay", "grossWage"],
        *["Contribution wage", "Declared wage", "Total earnings", "Salary before tax", "Monthly gross remuneration"],
        *["本月工资 Gross wage (元 CNY)", "应 发 合 计", "工资\n(元)", "Wages for October", "Salary before deductions"],
    ],
)
def test_wages(text):
    found = meaning(text)
    assert found.role is Role.WAGE
    assert found.rank >= 60


@pytest.mark.parametrize(
    "text",
    [*each("基本工资 岗位工资 绩效工资 加班工资 奖金 绩效奖金 津贴 应发奖金 奖金合计"), "Basic salary", "Bonus"],
)
def test_parts_of_a_wage(text):
    found = meaning(text)
    assert (found.role, found.rank) == (Role.WAGE, 10)


@pytest.mark.parametrize(
    "text",
    [
        *each("实发工资 实发合计 税后工资 个税 个人所得税 应扣合计 代扣代缴 上月工资 工资卡号 银行卡号"),
        *each("年薪 计税工资 工资（实发）"),
        *[
            "公积金基数",
            "工资发放日期",
            "本期免税收入",
            "Net pay",
            "Take-home pay",
            "Income tax",
            "Annual salary",
            "Pay date",
        ],
        *["实发工资 Net pay", "上月工资 Last month's wage", "Salary after tax", "实际发放工资"],
    ],
)
def test_other_money_is_not_the_wage(text):
    assert meaning(text).role is Role.NOT_A_WAGE


@pytest.mark.parametrize(
    "text",
    [
        *each("部门 性别 岗位 联系人姓名 配偶姓名 身份证有效期 身份证住址 家属身份证号 姓名拼音 民族"),
        *each("联系电话"),
        *["Department", "Company name", "Bank account", "Date of birth", "Contact name", "Bank name", "Phone number"],
    ],
)
def test_other_columns_are_neither_name_nor_number_nor_wage(text):
    found = recognise(text)
    assert found is None or found.role is Role.NOT_A_WAGE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("入职日期", Role.HIRE_DATE),
        ("Hire date", Role.HIRE_DATE),
        ("离职日期 Left on", Role.LEAVING_DATE),
        ("减员时间", Role.LEAVING_DATE),
        ("离职原因", Role.LEAVING_REASON),
        ("Reason for leaving", Role.LEAVING_REASON),
        ("用工形式", Role.EMPLOYMENT_TYPE),
        ("Employment type", Role.EMPLOYMENT_TYPE),
        ("序号", Role.SEQUENCE),
    ],
)
def test_optional_columns(text, role):
    assert meaning(text).role is role


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("工资（万元）", 10_000),
        ("应发合计(千元)", 1_000),
        ("工资(元)", 1),
        ("工资/元", 1),
        ("工资（分）", Decimal("0.01")),
    ],
)
def test_units_in_headings(text, factor):
    assert unit_factor(text) == factor


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("单位：万元", 10_000),
        ("金额单位:元  制表日期：2026-11-02", 1),
        ("Unit: CNY", 1),
        ("编制单位：分公司", None),
        ("单位名称：元亨利公司", None),
        ("单位：元亨利公司", None),
    ],
)
def test_unit_lines_are_told_from_the_name_of_the_unit(text, factor):
    assert unit_line(text) == factor


def wage_heading(headings: list[str], values: list[str]) -> str:
    """The heading whose column was taken for the wage; each column holds its own value."""
    found = checked(delimited([["姓名", "身份证号", *headings], *[(n, i, *values) for n, i, _ in PEOPLE]]))
    return found.sheets[0].headings[Role.WAGE]


@pytest.mark.parametrize(
    ("headings", "taken"),
    [
        (["基本工资", "奖金", "应发合计", "个税", "实发工资"], "应发合计"),
        (["岗位工资", "绩效工资", "应发工资", "社保", "公积金", "实发合计"], "应发工资"),
        (["应发工资", "缴费工资"], "缴费工资"),
        (["缴费基数", "应发合计"], "应发合计"),
        (["上月工资", "本月工资"], "本月工资"),
        (["年薪", "月薪"], "月薪"),
        (["基本工资"], "基本工资"),
        (["养老保险", "工资", "医疗保险"], "工资"),
        (["Base", "Bonus", "Total", "Tax", "Net"], "Total"),
        (["Basic salary", "Allowances", "Gross pay", "Deductions", "Net pay"], "Gross pay"),
        (["上年度月平均工资"], "上年度月平均工资"),
        (["金额"], "金额"),
        (["10月"], "10月"),
    ],
)
def test_the_gross_total_wins_over_its_parts(headings, taken):
    assert wage_heading(headings, [str(4000 + 1000 * index) for index in range(len(headings))]) == taken


def test_of_two_totals_the_larger_is_the_gross_one():
    assert wage_heading(["工资总额", "应发合计"], ["5000", "9000"]) == "应发合计"
    assert wage_heading(["工资总额", "应发合计"], ["9000", "5000"]) == "工资总额"


@pytest.mark.parametrize(
    "headings",
    [
        ["实发工资"],
        ["基本工资", "奖金"],
        ["基本工资", "实发工资"],
        ["年薪"],
        ["上月工资"],
        ["Net pay"],
        ["Annual salary"],
    ],
)
def test_without_a_gross_wage_the_file_is_refused(headings):
    with pytest.raises(Refusal) as refused:
        wage_heading(headings, ["5000"] * len(headings))
    assert refused.value.code == "column_missing"


def test_a_weak_heading_is_decided_by_what_stands_below_it():
    staff = [(f"E{index:03}", *row) for index, row in enumerate(PEOPLE)]
    found = checked(delimited([("Employee ID", "Employee", "ID", "Salary"), *staff]))
    assert found.sheets[0].headings[Role.ID_NUMBER] == "ID"
    assert not found.refused
    swapped = [(identity, name, f"E{index:03}", wage) for index, (name, identity, wage) in enumerate(PEOPLE)]
    found = checked(delimited([("Employee ID", "Employee", "ID", "Salary"), *swapped]))
    assert found.sheets[0].headings[Role.ID_NUMBER] == "Employee ID"


def test_two_number_columns_are_decided_by_what_stands_below_them():
    staff = [("SB01", name, identity, wage) for name, identity, wage in PEOPLE]
    found = checked(delimited([("身份证号", "姓名", "社会保障号码", "工资"), *staff]))
    assert found.sheets[0].headings[Role.ID_NUMBER] == "社会保障号码"


def test_family_and_given_names_in_two_columns_are_joined():
    found = checked(delimited([("姓", "名", "身份证号", "工资"), *[(n[0], n[1:], i, w) for n, i, w in PEOPLE]]))
    assert [row.name for row in found.rows] == [name for name, _, _ in PEOPLE]
    found = checked(delimited([("First name", "Last name", "ID No.", "Salary"), ("John", "Smith", *PEOPLE[0][1:])]))
    assert found.rows[0].name == "Smith John"


# --- where the heading stands ---------------------------------------------------------------------------------------


def assert_everyone(rows: list[Any], first_row: int) -> None:
    found = checked(workbook({"工资": rows}))
    assert [(r.row, r.name, r.id_number, r.wage_fen) for r in found.rows] == [
        (first_row + index, name, identity, round(float(wage) * 100))
        for index, (name, identity, wage) in enumerate(PEOPLE)
    ]
    assert not found.refused
    assert not found.warned


def test_titles_and_unit_lines_stand_above_the_heading():
    title = [
        ["某某公司2026年10月工资发放明细表"],
        [],
        ["单位：元", None, None, "制表日期：2026-11-02"],
        ["编制单位：分公司"],
    ]
    assert_everyone([*title, ["姓名", "身份证号", "应发工资"], *PEOPLE], first_row=6)


def test_the_heading_may_stand_thirty_rows_down():
    notes = [[f"{index}. 填表须知"] for index in range(1, 31)]
    assert_everyone([*notes, ["姓名", "身份证号", "应发工资"], *PEOPLE], first_row=32)


def test_a_heading_of_two_rows_with_merged_cells_is_read():
    top = ["序号", "姓名", "身份证号", "工资", None, None, "扣款", None, "实发工资"]
    low = [None, None, None, "基本", "奖金", "合计", "社保", "合计", None]
    staff = [[index, n, i, 1000, 500, float(w), 300, 400, 5] for index, (n, i, w) in enumerate(PEOPLE, start=1)]
    assert_everyone([["工资表"], top, low, *staff], first_row=4)


def test_group_headings_above_a_complete_heading_decide_which_total_it_is():
    top = ["基本信息", None, None, "扣款项目", None, "应发项目", None, None]
    low = ["序号", "姓名", "身份证号", "社保", "合计", "基本工资", "奖金", "合计"]
    staff = [[index, n, i, 300, 99_000, 1000, 500, float(w)] for index, (n, i, w) in enumerate(PEOPLE, start=1)]
    assert_everyone([top, low, *staff], first_row=3)


def test_a_base_below_social_insurance_is_the_wage_when_there_is_no_other():
    top = ["姓名", "身份证号", "社会保险", None, None]
    low = [None, None, "缴费基数", "个人", "单位"]
    staff = [[name, identity, float(wage), 400, 800] for name, identity, wage in PEOPLE]
    assert_everyone([top, low, *staff], first_row=3)


def test_a_total_below_wages_before_tax_is_the_wage():
    top = ["姓名", "身份证号", "税前工资", None, "代扣", None]
    low = [None, None, "奖金", "合计", "个税", "合计"]
    staff = [[name, identity, 400, float(wage), 100, 99_000] for name, identity, wage in PEOPLE]
    assert_everyone([top, low, *staff], first_row=3)


def test_a_unit_row_below_the_heading_belongs_to_it():
    staff = [(name, identity, float(wage) / 10_000) for name, identity, wage in PEOPLE]
    assert_everyone([["姓名", "身份证号", "应发工资"], [None, None, "（万元）"], *staff], first_row=3)


def test_wages_in_ten_thousands_are_read_as_the_unit_line_says():
    staff = [(name, identity, float(wage) / 10_000) for name, identity, wage in PEOPLE]
    assert_everyone([["单位：万元"], ["姓名", "身份证号", "应发工资"], *staff], first_row=3)


def test_a_heading_in_two_languages_on_two_rows_is_read():
    assert_everyone([["name", "idNumber", "grossWage"], ["姓名", "身份证号", "应发工资"], *PEOPLE], first_row=3)


def test_the_export_of_the_tax_bureau_is_read():
    heading = ["工号", "*姓名", "*证件类型", "*证件号码", "本期收入", "本期免税收入", "基本养老保险费", "住房公积金"]
    staff = [(index, n, "居民身份证", i, w, 0, 100, 100) for index, (n, i, w) in enumerate(PEOPLE)]
    assert_everyone([heading, *staff], first_row=2)


@pytest.mark.parametrize(
    "above",
    [
        ["编制单位 某某公司", None, "2026年10月"],
        ["某某公司", "税号 91310000"],
        ["个人信息", None, "本月应发"],
        ["单位名称", "某某厂", "社会保险登记"],
    ],
)
def test_a_line_above_the_heading_does_not_make_the_wage_another_kind_of_money(above):
    assert_everyone([above, ["姓名", "身份证号", "应发工资"], *PEOPLE], first_row=3)
