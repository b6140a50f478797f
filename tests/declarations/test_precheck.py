"""`manage.py precheck`: one JSON object or a table to read, and the exit code."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from contributions.declarations.management.commands.precheck import Command
from tests.declarations.payrolls import OCTOBER

FOLDER = Path(__file__).parents[1] / "data" / "payroll"


def run(path: Path, *, as_json: bool = True, language: str = "zh") -> tuple[str, Any]:
    said = io.StringIO()
    command = Command(stdout=said)
    try:
        command.handle(file=path, json=as_json, month=OCTOBER, language=language)
    except SystemExit as left:
        return said.getvalue(), left.code
    return said.getvalue(), 0


def test_rows_are_answered_as_one_json_object():
    said, code = run(FOLDER / "pay_office.xlsx")
    answer = json.loads(said)
    assert code == 0
    assert len(answer["rows"]) == 80
    assert [row["row"] for row in answer["rows"] if row["state"] == "refused"] == [15, 18, 21, 23, 26, 35, 45, 48, 54]
    warned = {
        row["row"]: row["problems"][0]["code"]
        for row in answer["rows"]
        if row["problems"] and row["state"] == "accepted"
    }
    assert warned == {39: "over_age_worker", 42: "wage_implausible"}


def test_a_refused_file_is_answered_and_leaves_with_one():
    said, code = run(FOLDER / "no_id_column.csv")
    assert code == 1
    assert json.loads(said)["file_refused"]["code"] == "column_missing"
    assert run(FOLDER / "empty.csv", as_json=False)[1] == 1


@pytest.mark.parametrize(("language", "words"), [("zh", "不能申报"), ("en", "refused")])
def test_people_read_a_table_in_their_language(language, words):
    said, code = run(FOLDER / "gb18030_totals.csv", as_json=False, language=language)
    assert code == 0
    assert words in said
    assert said.count("→") == 3


def test_a_file_that_is_not_there_is_an_error_of_the_command():
    with pytest.raises(CommandError):
        run(FOLDER / "missing.csv")


def test_the_month_is_an_argument():
    parser = Command().create_parser("manage.py", "precheck")
    assert parser.parse_args(["x.csv", "--month", "2026-10"]).month == OCTOBER
    with pytest.raises(CommandError):
        parser.parse_args(["x.csv", "--month", "October"])
