"""Payrolls invented by chance: other people, headings, layouts, encodings and faults; every fault is found."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.declarations.payrolls import checked, delimited, number, people, workbook

NAMES = ["姓名", "员工姓名", "职工姓名", "*姓名", "姓 名", "名字", "Name", "Employee name", "姓名 Name", "參保人姓名"]
NUMBERS = [
    "身份证号",
    "身份证号码",
    "证件号码",
    "公民身份号码",
    "社会保障号",
    "ID number",
    "ID No.",
    "身分證號碼",
    "National ID",
]
WAGES = [
    "工资",
    "应发工资",
    "应发合计",
    "缴费工资",
    "月工资",
    "工资总额",
    "Gross wage",
    "Monthly salary",
    "應發工資",
    "税前工资（元）",
]
PARTS = ["基本工资", "岗位工资", "绩效工资", "奖金", "津贴", "Bonus", "Basic salary", "加班费补贴"]
OTHERS = [
    "部门",
    "性别",
    "岗位",
    "备注",
    "银行卡号",
    "Department",
    "手机号码",
    "实发工资",
    "个税",
    "Net pay",
    "上月工资",
]
TITLES = [
    ["某某公司2026年10月工资表"],
    ["单位：元", "", "制表日期：2026-11-02"],
    ["Payroll October 2026"],
    ["编制单位：某某厂", "", "2026年10月"],
    [],
]
ENDS = [
    ["合计", "", ""],
    ["", "总计", ""],
    ["Total"],
    ["制表人：某某", "", "审核：某某"],
    ["备注：仅供申报"],
    [],
    ["", "", "", "以下空白"],
]
Fault = Callable[[list[Any], random.Random], None]


def _wrong_check(person: list[Any], dice: random.Random) -> None:
    last = person[1][-1]
    person[1] = person[1][:-1] + dice.choice([digit for digit in "0123456789X" if digit != last])


def _cut_short(person: list[Any], dice: random.Random) -> None:
    person[1] = person[1][: dice.choice([12, 15, 16, 17])]


def _no_such_day(person: list[Any], dice: random.Random) -> None:
    person[1] = number(
        dice.choice(["19870230", "19911301", "20010431", "20750101", "18850203"]), dice.randint(100, 999)
    )


def _a_child(person: list[Any], dice: random.Random) -> None:
    person[1] = number(f"20{dice.randint(11, 24)}0{dice.randint(1, 9)}15", dice.randint(100, 999))


def _an_elder(person: list[Any], dice: random.Random) -> None:
    person[1] = number(f"19{dice.randint(40, 63)}0{dice.randint(1, 9)}15", dice.randint(100, 999))


def _set(column: int, *values: Any) -> Fault:
    def fault(person: list[Any], dice: random.Random) -> None:
        person[column] = dice.choice(values)

    return fault


FAULTS: dict[str, list[Fault]] = {
    "id_check_digit": [_wrong_check],
    "id_length": [_cut_short],
    "birth_date": [_no_such_day],
    "under_working_age": [_a_child],
    "over_age_worker": [_an_elder],
    "id_lost_precision": [_set(1, "5.10104E+17", "4.4E+17")],
    "name_missing": [_set(0, "", "  ", "　")],
    "name_invalid": [_set(0, "张3", "王丽2", "12345", "李??", "赵*")],
    "wage_missing": [_set(2, "", " ")],
    "wage_negative": [_set(2, "-500", "(800.00)", "-1,200.50", "－300")],
    "wage_not_a_number": [_set(2, "abc", "面议", "八千", "1.2.3", "N/A", "#REF!", "待定")],
    "wage_implausible": [_set(2, "9,500,000", "3500000", "￥8,800,000.00")],
}
WAYS_OF_WRITING: list[Fault] = [
    lambda person, dice: person.__setitem__(0, f"{person[0][0]}  {person[0][1:]}"),
    lambda person, dice: person.__setitem__(1, f"'{person[1]}"),
    lambda person, dice: person.__setitem__(1, person[1].lower()),
    lambda person, dice: person.__setitem__(1, f" {person[1]}\t"),
    lambda person, dice: person.__setitem__(1, "".join(chr(ord(c) + 0xFEE0) for c in person[1])),
    lambda person, dice: person.__setitem__(2, f"￥{float(person[2]):,.2f}"),
    lambda person, dice: person.__setitem__(2, f"{person[2]}元"),
]


def _person_line(person: list[Any], headings: list[str], dice: random.Random) -> list[Any]:
    line: list[Any] = []
    for heading in headings:
        if heading in NAMES:
            line.append(person[0])
        elif heading in NUMBERS:
            line.append(person[1])
        elif heading in WAGES:
            line.append(person[2])
        elif heading in PARTS or heading in ("实发工资", "个税", "Net pay", "上月工资"):
            line.append(str(dice.randint(100, 3000)))
        else:
            line.append(dice.choice(["一车间", "A", "6222000000000000005", "13800138000", ""]))
    return line


def _headings(dice: random.Random) -> list[str]:
    middle = dice.sample(PARTS, dice.randint(0, 3)) + dice.sample(OTHERS, dice.randint(0, 4))
    headings = [dice.choice(NAMES), dice.choice(NUMBERS), *middle, dice.choice(WAGES)]
    if dice.random() < 0.5:
        dice.shuffle(headings)
    return (["序号"] if dice.random() < 0.4 else []) + headings


def invent(seed: int) -> tuple[bytes, set[int], dict[int, str]]:
    """A file, the rows of its people, and the one fault of each faulty row."""
    dice = random.Random(seed)
    staff = [list(person) for person in people(dice.randint(15, 60), seed)]
    faults = dict(zip(dice.sample(range(len(staff)), len(FAULTS)), FAULTS, strict=True))
    headings = _headings(dice)
    lines: list[list[Any]] = dice.sample(TITLES, dice.randint(0, 3))
    lines.append(headings)
    rows, expected = set[int](), {}
    for index, person in enumerate(staff):
        if dice.random() < 0.05:
            lines.append(dice.choice([[], headings, ["一车间小计"]]))
        if index in faults:
            dice.choice(FAULTS[faults[index]])(person, dice)
            expected[len(lines) + 1] = faults[index]
        elif dice.random() < 0.2:
            dice.choice(WAYS_OF_WRITING)(person, dice)
        rows.add(len(lines) + 1)
        line = _person_line(person, headings, dice)
        lines.append([index + 1 if heading == "序号" else cell for heading, cell in zip(headings, line, strict=True)])
    if dice.random() < 0.5:
        again = dice.choice([row for row in sorted(rows) if row not in expected])
        expected[len(lines) + 1] = "duplicate_person"
        rows.add(len(lines) + 1)
        lines.append(lines[again - 1])
    lines += dice.sample(ENDS, dice.randint(0, 4))
    return _file(lines, dice), rows, expected


def _file(lines: list[list[Any]], dice: random.Random) -> bytes:
    kind = dice.choice(["workbook", "second sheet", "text", "text"])
    if kind == "workbook":
        return workbook({"Sheet1": lines, "说明": [["仅供申报使用"]]})
    if kind == "second sheet":
        return workbook({"封面": [["2026年10月"], ["Payroll"]], "数据": lines})
    delimiter = dice.choice([",", ";", "\t", "|"])
    return delimited(lines, encoding=dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), delimiter=delimiter)


@pytest.mark.parametrize("seed", range(150))
def test_every_fault_is_found_and_no_other(seed):
    content, rows, expected = invent(seed)
    found = checked(content).rows
    assert {row.row for row in found} == rows
    assert {row.row: [problem.code for problem in row.problems] for row in found if row.problems} == {
        row: [code] for row, code in expected.items()
    }
    warnings = {"over_age_worker", "wage_implausible"}
    assert {row.row for row in found if not row.is_accepted} == {
        r for r, code in expected.items() if code not in warnings
    }
