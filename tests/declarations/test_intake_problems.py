"""Every problem a row can have, one case on each side of every edge."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contributions.declarations.intake.ages import surely_retired
from contributions.declarations.intake.plausibility import Plausibility
from contributions.declarations.intake.results import Employment, RowResult
from enrollment.participation.rules.ages import working_age
from siadmin.kernel.identifiers.citizen import Sex
from siadmin.kernel.months import Month
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NoLawInForce
from tests.declarations.payrolls import OCTOBER, checked, delimited, number, people, problems, workbook

HEADING = ("姓名", "身份证号", "应发工资")
STAFF = people(12)
GOOD = number("19850203", 957)
WITH_X = next(n for n in (number("19850203", s) for s in range(100, 200)) if n.endswith("X"))


def codes(name: str = "王丽", identity: str | None = None, wage: str = "8000", **options: Any) -> list[str]:
    """The codes of one person among ordinary colleagues."""
    row = (name, GOOD if identity is None else identity, wage)
    as_text = delimited([HEADING, row, *STAFF])
    found = problems(as_text, **options)
    assert found.keys() <= {2}, "the colleagues have no problem"
    return found.get(2, [])


def first(name: str = "王丽", identity: str | None = None, wage: str = "8000", **options: Any) -> RowResult:
    row = (name, GOOD if identity is None else identity, wage)
    return checked(delimited([HEADING, row, *STAFF]), **options).rows[0]


# --- the number -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        f" {GOOD} ",
        f"'{GOOD}",
        f"‘{GOOD}",
        f"\t{GOOD}",
        f"{GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}",
        f"{GOOD[:6]}-{GOOD[6:14]}-{GOOD[14:]}",
        GOOD.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}),
        f"{GOOD}\u200b",
        f"{GOOD}\xa0",
        f"{GOOD};",
        f"{GOOD}，",
        WITH_X.lower(),
        WITH_X.replace("X", "Ｘ"),
        WITH_X.replace("X", "×"),
        WITH_X.replace("X", "Х"),
    ],
)
def test_the_way_a_number_is_written_is_no_problem(written):
    assert first(identity=written).id_number in (GOOD, WITH_X)
    assert codes(identity=written) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "id_missing"),
        ("  ", "id_missing"),
        ("-", "id_missing"),
        ("—", "id_missing"),
        ("/", "id_missing"),
        ("#N/A", "id_missing"),
        (GOOD[:17], "id_length"),
        (GOOD + "1", "id_length"),
        (GOOD[:15], "id_length"),
        ("无", "id_length"),
        ("待补", "id_length"),
        ("1985-02-03", "id_length"),
        ("13800138000", "id_length"),
        (GOOD[:17] + "A", "id_invalid_characters"),
        (GOOD.replace("0", "O", 1), "id_invalid_characters"),
        (GOOD[:6] + "********" + GOOD[14:], "id_invalid_characters"),
        (GOOD[:-1] + str((int(GOOD[-1]) + 1) % 10), "id_check_digit"),
        (number("19850230"), "birth_date"),
        (number("19851303"), "birth_date"),
        (number("20850203"), "birth_date"),
        (number("18850203"), "birth_date"),
        (number("19250203"), "birth_date"),
        (number(area="990104"), "id_area"),
        (number(area="010104"), "id_area"),
        (number(area="840000"), "id_area"),
        ("5.10104E+17", "id_lost_precision"),
        ("5.1010419850203e+17", "id_lost_precision"),
        (GOOD[:15] + "000", "id_lost_precision"),
        (f"{GOOD}.0", "id_lost_precision"),
        ("E12345678", "id_travel_document"),
        ("H12345678", "id_travel_document"),
    ],
)
def test_a_wrong_number_is_named(written, code):
    assert codes(identity=written) == [code]


def test_a_number_cell_has_lost_the_last_digits_of_an_identity_number():
    for stored in (float(GOOD), int(GOOD), int(GOOD[:15]) * 1000, float(GOOD[:17])):
        assert problems(workbook({"a": [HEADING, ("王丽", stored, 8000), *STAFF]})) == {2: ["id_lost_precision"]}


def test_fifteen_digits_survive_in_a_number_cell_and_are_converted():
    old = GOOD[:6] + GOOD[8:17]
    found = checked(workbook({"a": [HEADING, ("王丽", int(old), 8000), *STAFF]})).rows[0]
    assert found.id_number == GOOD
    assert [problem.code for problem in found.problems] == ["id_fifteen_digits"]
    assert found.is_accepted


@pytest.mark.parametrize(
    ("identity", "holder"),
    [
        (number("19850203", area="810000"), "residence_permit"),
        (number("19850203", area="830000"), "residence_permit"),
        ("932682198501010017", "foreign_pr"),
    ],
)
def test_residence_permits_and_permanent_residents_are_accepted(identity, holder):
    found = first(identity=identity)
    assert found.problems == ()
    assert found.holder == holder


@pytest.mark.parametrize("identity", ["USA000000123456789", "CAN110080010101"])
def test_numbers_of_foreigners_without_a_check_digit_ask_for_a_second_look(identity):
    assert codes(name="John Smith", identity=identity) == ["id_without_check"]
    assert first(name="John Smith", identity=identity).is_accepted


# --- ages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "month", "expected"),
    [
        ("20101001", Month(2026, 10), []),
        ("20101002", Month(2026, 10), ["under_working_age"]),
        ("20101002", Month(2026, 11), []),
        ("20080229", Month(2024, 3), []),
        ("20080229", Month(2024, 2), ["under_working_age"]),
        ("20261031", Month(2026, 10), ["under_working_age"]),
        ("20261101", Month(2026, 10), ["birth_date"]),
    ],
)
def test_sixteen_is_reached_on_the_first_day_of_the_month_or_not(born, month, expected):
    assert codes(identity=number(born), month=month) == expected


def test_the_age_of_work_is_the_laws_of_the_month():
    shipped_law = working_age(shipped(), OCTOBER.first_day)
    assert (shipped_law.value, shipped_law.source[:8]) == (16 * 12, "中华人民共和国劳动法"[:8])
    eighteen = replace(shipped_law, value=Decimal(18 * 12))
    youth = number("20091001")
    assert codes(identity=youth, month=Month(2026, 10)) == []
    assert codes(identity=youth, month=Month(2026, 10), working_age=eighteen) == ["under_working_age"]
    with pytest.raises(NoLawInForce):
        codes(month=Month(1994, 12))


@pytest.mark.parametrize(
    ("born", "expected"),
    [("19600115", ["over_age_worker"]), ("19641231", ["over_age_worker"]), ("19650101", []), ("19660901", [])],
)
def test_only_who_is_surely_past_the_retirement_age_draws_a_warning(born, expected):
    assert codes(identity=number(born)) == expected
    assert first(identity=number(born)).is_accepted


def test_the_cautious_retirement_rule_waits_for_the_latest_age():
    assert surely_retired(dt.date(1964, 10, 1), Sex.MALE, dt.date(2024, 10, 1))
    assert not surely_retired(dt.date(1964, 10, 2), Sex.MALE, dt.date(2024, 10, 1))
    assert not surely_retired(dt.date(1965, 1, 1), Sex.FEMALE, dt.date(2027, 12, 31))
    assert surely_retired(dt.date(1965, 1, 1), Sex.FEMALE, dt.date(2028, 1, 1))


def test_the_rule_of_the_law_can_be_given():
    def fifty_five(birth_on, sex, on):
        return sex is Sex.FEMALE and on.year - birth_on.year >= 55

    woman, man = number("19700203", 902), number("19700203", 903)
    assert codes(identity=woman, retirement_reached=fifty_five) == ["over_age_worker"]
    assert codes(identity=man, retirement_reached=fifty_five) == []


# --- the name -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王丽", "王丽"),
        ("王  丽", "王丽"),
        ("王　丽", "王丽"),
        (" 王丽 ", "王丽"),
        ("欧阳国刚", "欧阳国刚"),
        ("买买提·艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 ・ 艾力", "买买提·艾力"),
        ("阿卜杜热西提·阿卜杜克热木", "阿卜杜热西提·阿卜杜克热木"),
        ("㛃雯", "㛃雯"),
        ("\U00020bb7野", "\U00020bb7野"),
        ("John Smith", "John Smith"),
        ("John  Smith", "John Smith"),
        ("O'Brien", "O'Brien"),
        ("José García-López", "José García-López"),
        ("J. R. Smith", "J. R. Smith"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("김철수", "김철수"),
        ("Иван Петров", "Иван Петров"),
    ],
)
def test_names_of_all_kinds_are_accepted_in_one_form(written, name):
    found = first(name=written)
    assert found.name == name
    assert found.problems == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "name_missing"),
        ("　", "name_missing"),
        ("-", "name_missing"),
        ("——", "name_missing"),
        ("张3", "name_invalid"),
        ("张伟2", "name_invalid"),
        ("12345", "name_invalid"),
        ("王丽（实习）", "name_invalid"),
        ("王丽 Lily", "name_invalid"),
        ("张*", "name_invalid"),
        ("张?", "name_invalid"),
        ("张\ufffd", "name_invalid"),
        ("某某", "name_invalid"),
        ("N/A", "name_invalid"),
        ("#REF!", "name_invalid"),
        ("测试", "name_invalid"),
        ("王丽@公司", "name_invalid"),
        ("<b>王丽</b>", "name_invalid"),
        ("李", "name_short"),
    ],
)
def test_what_is_no_name_is_named(written, code):
    assert codes(name=written) == [code]


def test_a_number_cell_is_no_name():
    assert problems(workbook({"a": [HEADING, (12, GOOD, 8000), *STAFF]})) == {2: ["name_invalid"]}


# --- the wage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("8000", 800_000),
        ("8,000.50", 800_050),
        ("￥8,000.50", 800_050),
        ("¥8000", 800_000),
        ("8000元", 800_000),
        ("8000.00 元整", 800_000),
        ("RMB 8,000", 800_000),
        ("CNY8000.5", 800_050),
        ("8000 yuan", 800_000),
        ("８０００．５０", 800_050),
        (" 8 000 ", 800_000),
        ("8'000.00", 800_000),
        ("+8000", 800_000),
        ("'8000", 800_000),
        ("8000元/月", 800_000),
        ("8000.005", 800_001),
        ("8.00012E+03", 800_012),
        ("1.2345e+04", 1_234_500),
    ],
)
def test_the_way_an_amount_is_written_is_no_problem(written, fen):
    found = first(wage=written)
    assert found.wage_fen == fen
    assert found.problems == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "wage_missing"),
        ("   ", "wage_missing"),
        ("-", "wage_missing"),
        ("—", "wage_missing"),
        ("/", "wage_missing"),
        ("-500", "wage_negative"),
        ("−500", "wage_negative"),
        ("(500)", "wage_negative"),
        ("（500.00）", "wage_negative"),
        ("500-", "wage_negative"),
        ("￥-500", "wage_negative"),
        ("abc", "wage_not_a_number"),
        ("面议", "wage_not_a_number"),
        ("N/A", "wage_not_a_number"),
        ("无", "wage_not_a_number"),
        ("#REF!", "wage_not_a_number"),
        ("一万", "wage_not_a_number"),
        ("1.2万", "wage_not_a_number"),
        ("8k", "wage_not_a_number"),
        ("8.65E+03", "wage_not_a_number"),
        ("8689,97", "wage_not_a_number"),
        ("1.2.3", "wage_not_a_number"),
        ("8000-9000", "wage_not_a_number"),
        ("约8000", "wage_not_a_number"),
        ("$8000", "wage_not_a_number"),
        (GOOD, "wage_not_a_number"),
        ("0", "wage_zero"),
        ("0.00", "wage_zero"),
    ],
)
def test_a_wrong_amount_is_named(written, code):
    found = checked(workbook({"a": [HEADING, ("王丽", GOOD, written), *STAFF]})).rows[0]
    assert [problem.code for problem in found.problems] == [code]
    assert found.is_accepted == (code == "wage_zero")


def test_number_cells_and_date_cells_as_wages():
    staff = [
        ("王丽", GOOD, -500),
        ("李明", number(sequence=953), 0),
        ("赵军", number(sequence=955), dt.date(2026, 1, 2)),
    ]
    content = workbook({"a": [HEADING, *staff, *STAFF]})
    assert problems(content) == {2: ["wage_negative"], 3: ["wage_zero"], 4: ["wage_not_a_number"]}


# --- implausible wages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wage", "expected"),
    [
        ("60000", []),
        ("3500000", ["wage_implausible"]),
        ("850000", ["wage_implausible"]),
        ("99", ["wage_implausible"]),
        ("1.2", ["wage_implausible"]),
        ("100", []),
    ],
)
def test_a_wage_far_from_what_most_people_earn_draws_a_warning(wage, expected):
    assert codes(wage=wage) == expected
    assert first(wage=wage).is_accepted


def test_in_a_small_file_the_yardstick_is_a_typical_wage():
    small = [HEADING, ("王丽", GOOD, "300000"), ("李明", number(sequence=953), "300001")]
    assert problems(delimited(small)) == {3: ["wage_implausible"]}
    strict = Plausibility(typical_fen=500_000)
    assert problems(delimited(small), plausibility=strict) == {2: ["wage_implausible"], 3: ["wage_implausible"]}


# --- the same person twice ------------------------------------------------------------------------------------------


def test_the_first_of_two_rows_is_accepted_and_the_second_refused():
    old_form = GOOD[:6] + GOOD[8:17]
    lines = [
        HEADING,
        *STAFF,
        ("王丽", GOOD, "8000"),
        ("王 丽", GOOD, "8000"),
        ("李明", GOOD.lower(), "900"),
        ("王丽", old_form, "1"),
    ]
    assert problems(delimited(lines)) == {
        15: ["duplicate_person"],
        16: ["duplicate_person"],
        17: ["duplicate_person", "id_fifteen_digits", "wage_implausible"],
    }
    said = checked(delimited(lines)).refused[0].problems[0].words
    assert "第 14 行" in said.zh
    assert "row 14" in said.en


def test_people_of_the_same_name_are_different_people():
    assert problems(delimited([HEADING, ("王丽", GOOD, "8000"), ("王丽", number(sequence=953), "8000"), *STAFF])) == {}


def test_a_row_with_several_problems_names_them_all_refusals_first():
    assert codes(name="张3", identity=GOOD[:17], wage="面议") == ["id_length", "name_invalid", "wage_not_a_number"]
    assert codes(identity=number("19600115"), wage="-5") == ["wage_negative", "over_age_worker"]


# --- optional columns -----------------------------------------------------------------------------------------------


def employment(row: RowResult) -> Employment:
    assert row.employment is not None
    return row.employment


def test_dates_and_reasons_of_leaving_are_read_when_given():
    heading = (*HEADING, "入职日期", "离职日期", "离职原因", "用工形式")
    lines = [
        (*STAFF[0], "2020/1/5", "2026年10月15日", "辞职", "合同工"),
        (*STAFF[1], "20200105", "", "", ""),
        (*STAFF[2], "", "下个月", "", ""),
        (*STAFF[3], "", "-", "", ""),
    ]
    found = checked(delimited([heading, *lines])).rows
    assert employment(found[0]).hired_on == dt.date(2020, 1, 5)
    assert employment(found[0]).left_on == dt.date(2026, 10, 15)
    assert (employment(found[0]).leaving_reason, employment(found[0]).employment_type) == ("辞职", "合同工")
    assert employment(found[1]).hired_on == dt.date(2020, 1, 5)
    assert [problem.code for problem in found[2].problems] == ["date_unreadable"]
    assert found[2].is_accepted
    assert found[3].problems == ()
    in_cells = workbook({"a": [heading, (*STAFF[0], dt.date(2020, 1, 5), 46310, None, None)]})
    read = employment(checked(in_cells).rows[0])
    assert (read.hired_on, read.left_on) == (dt.date(2020, 1, 5), dt.date(2026, 10, 15))
