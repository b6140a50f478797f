"""The payroll files of tests/data/payroll: every refused and every warned row, and no others."""

import json
from pathlib import Path

import pytest

from contributions.declarations.intake.answer import as_json, as_text, refused_as_json, refused_as_text
from contributions.declarations.intake.check import check_file, check_path
from contributions.declarations.intake.problems import FILE, REFUSING, WARNING
from siadmin.kernel.refusal import Refusal
from tests.declarations.payrolls import OCTOBER

FOLDER = Path(__file__).parents[1] / "data" / "payroll"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
READABLE = [name for name, expected in EXPECTED.items() if "people" in expected]
REFUSED = [name for name, expected in EXPECTED.items() if "file_refused" in expected]


@pytest.mark.parametrize("name", READABLE)
def test_exactly_the_expected_rows_are_refused_and_warned(name):
    checked = check_path(FOLDER / name, month=OCTOBER)
    expected = EXPECTED[name]
    assert len(checked.rows) == expected["people"]
    assert {str(row.row): [p.code for p in row.problems] for row in checked.refused} == {
        row: [code] for row, code in expected["refused"].items()
    }
    assert {str(row.row): [p.code for p in row.problems] for row in checked.warned} == {
        row: [code] for row, code in expected.get("warned", {}).items()
    }


@pytest.mark.parametrize("name", REFUSED)
def test_exactly_the_expected_files_are_refused(name):
    with pytest.raises(Refusal) as refused:
        check_file((FOLDER / name).read_bytes(), month=OCTOBER)
    assert refused.value.code == EXPECTED[name]["file_refused"]


@pytest.mark.parametrize("name", READABLE)
def test_the_json_answer_has_the_agreed_shape(name):
    answer = as_json(check_path(FOLDER / name, month=OCTOBER))
    assert list(answer) == ["rows"]
    assert [row["row"] for row in answer["rows"]] == sorted({row["row"] for row in answer["rows"]})
    for row in answer["rows"]:
        assert list(row) == ["row", "state", "problems"]
        assert row["state"] in ("accepted", "refused")
        for problem in row["problems"]:
            assert list(problem) == ["code", "zh", "en", "remedy_zh", "remedy_en"]
            assert all(problem.values())
            assert "{" not in "".join(problem.values())


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_answered_with_what_to_do(name):
    with pytest.raises(Refusal) as refused:
        check_path(FOLDER / name, month=OCTOBER)
    answer = refused_as_json(refused.value)["file_refused"]
    assert answer["code"] == EXPECTED[name]["file_refused"]
    assert answer["remedy_zh"]
    assert answer["remedy_en"]
    assert answer["code"] in refused_as_text(refused.value)


def test_the_readable_answer_counts_first_and_shows_no_whole_number():
    checked = check_path(FOLDER / "pay_office.xlsx", month=OCTOBER)
    text = as_text(checked)
    assert text.startswith("2026-10：80 人，71 行可以申报，9 行要更正，2 行请核对。")
    assert not any(row.id_number in text for row in checked.rows if len(row.id_number) == 18)


def test_the_sheet_and_its_stated_total_are_reported():
    checked = check_path(FOLDER / "gb18030_totals.csv", month=OCTOBER)
    sheet = checked.sheets[0]
    assert (sheet.heading_rows, sheet.people) == ((1,), 45)
    assert sheet.stated_total_fen == 74_721_325
    assert sheet.wages_fen < sheet.stated_total_fen, "one person of the total has no wage in the file"


def test_every_problem_is_named_and_remedied_in_both_languages():
    for reason in (*FILE, *REFUSING, *WARNING):
        assert all((reason.zh, reason.en, reason.remedy_zh, reason.remedy_en)), reason.code
    codes = [reason.code for reason in (*FILE, *REFUSING, *WARNING)]
    assert len(codes) == len(set(codes))
