"""Whatever the file is made of, the same people come out of it."""

import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contributions.declarations.intake import older_workbooks
from contributions.declarations.intake.tables import Limits
from siadmin.kernel.refusal import Refusal
from tests.declarations.payrolls import (
    checked,
    delimited,
    number,
    people,
    problems,
    rows,
    saved,
    with_sheet_xml,
    workbook,
)

HEADING = ("姓名", "身份证号", "应发工资")
PEOPLE = people(12)
FILES = Path(__file__).parents[1] / "data" / "intake"


def refusal_of(content: bytes, **options: Any) -> str:
    with pytest.raises(Refusal) as refused:
        checked(content, **options)
    return refused.value.code


def assert_all_read(content: bytes, first_row: int = 2) -> None:
    found = checked(content)
    assert [(row.name, row.id_number, row.wage_fen) for row in found.rows] == [
        (name, identity, round(float(wage) * 100)) for name, identity, wage in PEOPLE
    ]
    assert [row.row for row in found.rows] == list(range(first_row, first_row + len(PEOPLE)))
    assert not found.refused
    assert not found.warned


# --- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_common_encoding_is_read(encoding):
    assert_all_read(delimited([HEADING, *PEOPLE], encoding=encoding))


def test_traditional_characters_in_big5_are_read():
    staff = [("王小明", identity, wage) for _, identity, wage in PEOPLE]
    found = checked(delimited([("姓名", "身分證號碼", "應發薪資"), *staff], encoding="big5"))
    assert {row.name for row in found.rows} == {"王小明"}
    assert not found.refused


def test_names_of_foreigners_in_a_western_encoding_are_read():
    staff = [("José García", identity, wage) for _, identity, wage in PEOPLE]
    found = checked(delimited([("Name", "ID number", "Gross wage"), *staff], encoding="cp1252"))
    assert {row.name for row in found.rows} == {"José García"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，", "；"])
def test_every_delimiter_is_read(delimiter):
    assert_all_read(delimited([HEADING, *PEOPLE], delimiter=delimiter))


def test_columns_aligned_by_spaces_are_read():
    assert_all_read("\n".join("    ".join(row) for row in [HEADING, *PEOPLE]).encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end):
    assert_all_read(delimited([HEADING, *PEOPLE], end=end))


def test_the_delimiter_hint_of_excel_is_a_line_but_not_a_row():
    text = "sep=;\n" + "\n".join(";".join(row) for row in [HEADING, *PEOPLE])
    assert_all_read(text.encode("utf-8-sig"), first_row=3)


def test_lines_are_counted_as_a_text_editor_counts_them():
    text = '\n\n"姓\n名","身份证号\n(18位)","应发工资"\n\n' + "\n\n".join(",".join(row) for row in PEOPLE)
    assert rows(text.encode()) == list(range(7, 7 + 2 * len(PEOPLE), 2))


def test_a_quote_that_never_closes_swallows_nobody():
    lines = [",".join(row) for row in [HEADING, *PEOPLE]]
    lines[3] = '"' + lines[3]
    assert_all_read("\n".join(lines).encode())


def test_thousands_without_quotes_do_not_shift_the_columns():
    staff = [f"{name},{identity},{float(wage):,.2f}" for name, identity, wage in PEOPLE]
    assert_all_read("\n".join([",".join(HEADING), *staff]).encode())


def test_a_few_broken_bytes_cost_one_name_not_the_file():
    content = delimited([HEADING, *PEOPLE]) + b"\xe5\xbc" + f"三,{number(sequence=977)},8000".encode()
    assert problems(content) == {14: ["name_invalid"]}


def test_digits_protected_as_formulas_are_read():
    staff = [(name, f'="{identity}"', f'="{wage}"') for name, identity, wage in PEOPLE]
    assert_all_read(delimited([HEADING, *staff]))


# --- workbooks ------------------------------------------------------------------------------------------------------


def test_text_and_number_cells_are_both_read():
    staff = [(name, identity, float(wage)) for name, identity, wage in PEOPLE]
    assert_all_read(workbook({"工资": [HEADING, *staff]}))
    assert_all_read(workbook({"工资": [HEADING, *PEOPLE]}))


def test_rows_are_counted_from_the_first_row_of_the_worksheet():
    assert rows(workbook({"工资": [[], [], HEADING, [], *PEOPLE]})) == list(range(5, 17))


def test_a_cell_in_the_very_last_corner_costs_neither_time_nor_memory():
    book = openpyxl.Workbook()
    for row in [HEADING, *PEOPLE]:
        book.worksheets[0].append(row)
    book.worksheets[0]["XFD1048576"] = "x"
    assert_all_read(saved(book))


def test_cells_without_references_are_counted():
    content = workbook({"工资": [HEADING, *PEOPLE]})
    assert_all_read(with_sheet_xml(content, lambda xml: re.sub(r'(<(?:c|row)\b[^>]*?) r="[^"]*"', r"\1", xml)))


def test_a_prefix_before_every_element_does_not_matter():
    content = workbook({"工资": [HEADING, *PEOPLE]})

    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml)
        return xml.replace("xmlns=", "xmlns:x=").replace("<x:xml", "<?xml")

    assert_all_read(with_sheet_xml(content, prefixed))


def test_a_declared_document_type_is_refused():
    content = workbook({"工资": [HEADING, *PEOPLE]})
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    changed = with_sheet_xml(
        content, lambda xml: bomb + xml if not xml.startswith("<?") else xml.replace("?>", "?>" + bomb)
    )
    assert refusal_of(changed) == "unreadable"


def test_error_cells_and_formulas_never_calculated_are_not_amounts():
    staff = [list(row) for row in PEOPLE]
    staff[1][2], staff[2][2], staff[3][1] = "#REF!", "=1+1", "#N/A"
    assert problems(workbook({"工资": [HEADING, *staff]})) == {
        3: ["wage_not_a_number"],
        4: ["wage_missing"],
        5: ["id_missing"],
    }


def test_the_value_a_formula_had_when_it_was_saved_is_used():
    staff = [list(row) for row in PEOPLE]
    staff[0][2] = "=A1"
    content = workbook({"工资": [HEADING, *staff]})
    calculated = with_sheet_xml(content, lambda xml: re.sub(r"</f><v ?/?>(</v>)?", "</f><v>7084.5</v>", xml))
    assert_all_read(calculated)


def test_amounts_are_read_as_the_spreadsheet_shows_them():
    staff = [(PEOPLE[0][0], PEOPLE[0][1], 8689.005), (PEOPLE[1][0], PEOPLE[1][1], 0.1 + 0.2)]
    assert [row.wage_fen for row in checked(workbook({"工资": [HEADING, *staff]})).rows] == [868_901, 30]


def test_the_old_excel_format_is_read():
    found = checked((FILES / "old_format.xls").read_bytes())
    assert [row.row for row in found.rows] == [4, 5, 6, 7, 8, 9]
    assert {row.row: [p.code for p in row.problems] for row in found.refused} == {
        6: ["id_lost_precision"],
        8: ["wage_missing"],
    }
    employment = found.rows[0].employment
    assert employment is not None
    assert str(employment.hired_on) == "2020-01-02"


def test_open_documents_are_read():
    assert problems((FILES / "open_document.ods").read_bytes()) == {3: ["id_lost_precision"], 5: ["wage_missing"]}


def test_a_sheet_too_large_to_hold_is_refused_within_the_memory_of_another_process():
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = "x"
    with pytest.raises(Refusal) as refused:
        older_workbooks.tables(saved(book), Limits(memory_bytes=400 << 20, seconds=10))
    assert refused.value.code == "too_large"


def test_a_web_page_named_xls_is_read():
    body = "".join(f"<tr><td>{name}<td>{identity}<td>1<td>{wage}</tr>" for name, identity, wage in PEOPLE)
    page = (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"></head><body><table>'
        "<tr><td colspan=4>某公司工资表</td></tr><tr><td rowspan=2>姓名</td><td rowspan=2>身份证号</td>"
        f"<td colspan=2>工资</td></tr><tr><td>基本</td><td>合计</td></tr>{body}</table></body></html>"
    )
    assert_all_read(page.encode("gbk"), first_row=4)


def test_an_xml_workbook_of_2003_is_read():
    def cell(value: str, kind: str = "String") -> str:
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    lines = [f"<Row>{''.join(map(cell, HEADING))}</Row>"]
    lines += [f"<Row>{cell(n)}{cell(i)}{cell(w, 'Number')}</Row>" for n, i, w in PEOPLE]
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="工资"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    )
    assert_all_read(xml.encode())


# --- what is no payroll ---------------------------------------------------------------------------------------------


def _packed(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\r\n,,,\r\n", "empty"),
        (delimited([HEADING]), "empty"),
        (workbook({"a": []}), "empty"),
        (workbook({"a": [HEADING, ("合计", None, 0)]}), "empty"),
        (b"%PDF-1.7 ...", "unreadable"),
        (b"\x89PNG\r\n\x1a\n....", "unreadable"),
        (b"PK\x03\x04 cut short", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "unreadable"),
        (bytes(range(256)) * 40, "unreadable"),
        (_packed(**{"工资.xlsx": "inside"}), "unreadable"),
        ((FILES / "with_password.xlsx").read_bytes(), "password_protected"),
        ("今天天气很好，我们去公园。\n再见。\n".encode(), "unreadable"),
        (b"this is not a workbook\n" * 20, "unreadable"),
        (b'{"rows": []}', "unreadable"),
        (delimited([["a", "b", "c", "d"], ["1", "2", "3", "4"]]), "column_missing"),
        (workbook({"a": [["这不是工资表"]]}), "column_missing"),
        (delimited(PEOPLE), "column_missing"),
        (delimited([("姓名", "工资"), ("王伟", "8000")]), "column_missing"),
        (delimited([("姓名", "身份证号"), *[row[:2] for row in PEOPLE]]), "column_missing"),
        (delimited([("身份证号", "工资"), *[row[1:] for row in PEOPLE]]), "column_missing"),
    ],
)
def test_what_is_no_payroll_is_refused_whole(content, code):
    assert refusal_of(content) == code


def test_the_refusal_names_the_missing_column_and_where_the_headings_are():
    with pytest.raises(Refusal) as refused:
        checked(delimited([["工资表"], ["姓名", "身份证号", "实发工资"], *PEOPLE]))
    assert "应发工资" in refused.value.zh
    assert "第 2 行" in refused.value.zh
    assert "row 2" in refused.value.en


def test_a_file_beyond_the_limit_is_refused():
    assert refusal_of(delimited([HEADING, *PEOPLE]), limits=Limits(file_bytes=100)) == "too_large"


def test_a_package_that_unpacks_beyond_the_limit_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    assert len(stream.getvalue()) < 20_000
    assert refusal_of(stream.getvalue(), limits=Limits(unpacked_bytes=1_000_000)) == "too_large"


def test_thousands_without_quotes_in_several_columns_are_put_back():
    heading = "姓名,身份证号,基本工资,奖金,应发合计"
    lines = [f"{name},{identity},5,000.00,500.00,{float(wage):,.2f}" for name, identity, wage in PEOPLE]
    assert_all_read("\n".join([heading, *lines]).encode())


def test_thousands_without_quotes_that_could_be_read_in_two_ways_are_refused():
    heading = "姓名,身份证号,奖金,应发合计"
    lines = [f"{name},{identity},5,500,8,650.00" for name, identity, _ in PEOPLE]
    lines[0] = f"{PEOPLE[0][0]},{PEOPLE[0][1]},5,500,650"
    found = checked("\n".join([heading, *lines]).encode())
    assert [row.wage_fen for row in found.rows] == [None, *[865_000] * 11]
    assert [problem.code for problem in found.rows[0].problems] == ["wage_not_a_number"]


def test_damaged_files_are_answered_never_a_crash():
    dice = random.Random(20261001)
    seeds = [delimited([HEADING, *PEOPLE], encoding=encoding) for encoding in ("utf-8", "gb18030", "utf-16")]
    seeds += [
        workbook({"a": [["单位：万元"], HEADING, *PEOPLE]}),
        with_sheet_xml(workbook({"a": [HEADING, *PEOPLE]}), str),
    ]
    answered = 0
    for _ in range(400):
        content = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 6)):
            place = dice.randrange(len(content))
            content[place : place + dice.randint(0, 20)] = dice.randbytes(dice.randint(0, 6))
        try:
            answered += bool(checked(bytes(content)).rows)
        except Refusal as refusal:
            assert refusal.remedy_zh
    assert answered > 50
