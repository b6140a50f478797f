"""How one row of a history file is read, what is wrong with it, and what rows come to together."""

import csv
import datetime as dt
import io
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from contributions.history.example import as_file, example_rows, totals_told
from contributions.history.rules import COLUMNS, Asked, ReadRow, Totals, differing, read, totals_of
from siadmin.kernel.months import Month
from tests.factories import citizen_number
from tests.history.telling import LI, balance, deemed, months, person

HRSS = frozenset({"pension_employee", "unemployment", "injury"})
ASKED = Asked(HRSS, frozenset({"pension_employee"}), Month(2024, 7), dt.date(2026, 11, 23), is_legacy=True)


def reading(row: dict[str, str], asked: Asked = ASKED) -> ReadRow:
    return read(dict.fromkeys(COLUMNS, "") | row, asked)


def test_months_are_read_to_the_month_after_the_last() -> None:
    row = reading(months("2015-03", "201602", "4,588.50", paid_months="12"))
    assert (row.problem, row.from_month, row.before_month) == ("", Month(2015, 3), Month(2016, 3))
    assert (row.base_fen, row.months, row.employer_name) == (458_850, 12, "城南纺织厂")


def test_a_number_of_fifteen_digits_is_the_same_persons() -> None:
    number = citizen_number(born_on=dt.date(1960, 5, 6), order=7)
    short = number[:6] + number[8:17]
    assert reading(person(number) | {"number": short}).number == number


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (months("2015-01", "2015-12") | {"record": "month"}, "history_record"),
        (months("2015-01", "2015-12", name=""), "history_name"),
        (months("2015-01", "2015-12", name="李" * 61), "history_too_long"),
        (months("2015-01", "2015-12", number=LI[:17] + ("1" if LI[17] != "1" else "2")), "history_number"),
        (months("2015-01", "2015-12", number=LI[:-3]), "history_number"),
        (months("2015-01", "2015-12", insurance="medical_employee"), "history_insurance"),
        (months("2015-01", "2015-12", insurance=""), "history_insurance"),
        (months("2015-13", "2015-12"), "history_months"),
        (months("2015-12", "2015-01"), "history_months"),
        (months("1900-01", "2015-01"), "history_months"),
        (months("2024-01", "2024-07"), "history_too_late"),
        (months("1990-01", "1990-12"), "history_before_birth"),
        (months("2015-01", "2015-12", "0"), "history_base"),
        (months("2015-01", "2015-12", "5000.001"), "history_base"),
        (months("2015-01", "2015-12", "-5000"), "history_base"),
        (months("2015-01", "2015-12", "5e3"), "history_base"),
        (months("2015-01", "2015-12", paid_months="11"), "history_paid_months"),
        (months("2015-01", "2015-12", employer_name=""), "history_employer"),
        (balance("abc"), "history_amount"),
        (balance("-1"), "history_amount"),
        (balance(as_of="2023-02-30"), "history_as_of"),
        (balance(as_of="2026-11-24"), "history_as_of"),
        (balance(insurance="unemployment"), "history_insurance"),
        (deemed("2010-01", "2010-12", decision=""), "history_decision"),
        (deemed("2010-01", "2010-12", decided_on="2027-01-01"), "history_decision"),
        (person(group="F55"), "history_retirement_group"),
        (person(citizen_number(order=812), group="M60"), "history_retirement_group"),
        (person("USA123456789012345"), "history_foreigner"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(row: dict[str, str], problem: str) -> None:
    assert reading(row).problem == problem


def test_a_woman_must_say_her_group_and_a_man_need_not() -> None:
    woman = citizen_number(order=812)
    assert reading(person(woman) | {"retirement_group": ""}).problem == "history_retirement_group"
    assert reading(person() | {"retirement_group": ""}).retirement_group == "M60"


def test_a_certificate_may_leave_the_employer_out() -> None:
    assert reading(months("2015-01", "2015-12", employer_name=""), replace(ASKED, is_legacy=False)).problem == ""


def test_totals_count_each_person_once_and_each_base_by_its_months() -> None:
    rows = [person(), months("2015-01", "2015-12"), months("2016-01", "2016-03", "6000"), balance(), deemed()]
    rows.append(months("2017-01", "2017-02", "0"))
    row_of_1990 = deemed("1996-01", "1997-12", decision="x")
    told = totals_of([reading(row) for row in (*rows, row_of_1990)])
    assert told == Totals(1, 15, 12 * 500_000 + 3 * 600_000, 48, 3_100_050)
    assert differing(told, replace(told, months=14, balance_fen=0)) == ["months", "balance_fen"]


def test_the_example_can_be_read_whole_and_is_the_same_each_time() -> None:
    rows = list(example_rows(people=21))
    assert as_file(rows) == as_file(example_rows(people=21))
    assert {reading(row).problem for row in rows} == {""}
    told = totals_told(rows, dt.date(2026, 11, 23))
    assert (told.people, told.months, told.deemed_months) == (21, 21 * 120, 3 * 24)
    other = {row["number"] for row in example_rows(people=21, first=21)}
    assert not other & {row["number"] for row in rows}


def test_the_example_of_the_recipe_is_what_it_says() -> None:
    page = (Path(settings.BASE_DIR) / "docs/howto/bring-history-in.md").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(page.partition("```csv\n")[2].partition("```")[0])))
    assert tuple(rows[0]) == COLUMNS
    told = totals_of([reading(row) for row in rows])
    assert told == Totals(1, 12, 2_880_000, 24, 3_000_000)
    assert {name for name in COLUMNS if f"`{name}`" not in page} == set()


def test_the_command_writes_a_file_and_tells_its_totals(tmp_path: Path) -> None:
    said = io.StringIO()
    call_command("history_example", people=3, out=tmp_path / "h.csv", stdout=said)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "h.csv").read_text(encoding="utf-8"))))
    assert json.loads(said.getvalue()) == asdict(totals_of([reading(row) for row in rows]))
