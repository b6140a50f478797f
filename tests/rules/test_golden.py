"""Every golden row through the function that `calculate` prints from."""

import csv
import datetime as dt
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

import benefits.injury.calculations  # (families register on import)
import benefits.maternity.calculations
import benefits.medical.calculations
import benefits.pension.calculations
import benefits.unemployment.calculations  # noqa: F401
import contributions.accounts.calculations
import contributions.assessment.calculations
import contributions.transfers.calculations  # noqa: F401
import enrollment.participation.calculations  # noqa: F401
from siadmin.kernel.casefile import Row, answer, answers
from siadmin.kernel.months import Month
from siadmin.policy.files import shipped

GOLDEN = Path(__file__).parent.parent / "golden"
FILES = (
    "contributions",
    "retirement_age",
    "annuity_months",
    "pension",
    "residents_pension",
    "transfers",
    "unemployment",
    "injury",
    "maternity",
    "medical",
)
REGIONS = {
    "北京": "110000",
    "上海": "310000",
    "广东-广州": "440100",
    "广东-广州/省直": "440100",
    "深圳": "440300",
    "四川": "510100",
}


def rows_of(file: str) -> list[dict[str, str]]:
    with (GOLDEN / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = [row for file in FILES for row in rows_of(file)]


def agrees(expected: Any, found: Any, tolerance: Decimal) -> bool:
    """Lists item by item; numbers within the tolerance, which 0 makes exact; everything else equal."""
    if isinstance(expected, list):
        return len(expected) == len(found) and all(
            agrees(one, other, tolerance) for one, other in zip(expected, found, strict=True)
        )
    if expected == found or type(expected) is not type(found):
        return bool(expected == found)
    try:
        return abs(Decimal(expected) - Decimal(found)) <= tolerance
    except InvalidOperation:
        return False


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_golden_row_is_reproduced_with_its_reasons(row: dict[str, str]) -> None:
    reproduced(row, by_policy=False)


OF_BENEFITS = [row for file in ("unemployment", "injury", "maternity", "medical") for row in rows_of(file)]


@pytest.mark.parametrize("row", OF_BENEFITS, ids=lambda row: row["id"])
def test_a_golden_row_is_reproduced_with_the_law_on_file(row: dict[str, str]) -> None:
    reproduced(row, by_policy=True)


def reproduced(row: dict[str, str], *, by_policy: bool) -> None:
    answered = answer(Row(2, row), by_policy=by_policy)
    assert "refused" not in answered, answered
    for field, expected in json.loads(row["expected"]).items():
        assert agrees(expected, answered["result"][field], Decimal(row["tolerance"])), (field, answered)
    sentence, *steps = answered["trace"]
    assert sentence["sentence_zh"] and sentence["sentence_en"]
    assert steps and all(step["zh"] and step["en"] and step["unit"] for step in steps)


def test_every_unemployment_row_rests_on_law_on_file_when_asked_for_policy() -> None:
    """Given values stay given where nothing is on file: a province has no minimum wage and no average wage."""
    for row in rows_of("unemployment"):
        statuses = {step["status"] for step in answer(Row(2, row), by_policy=True)["trace"] if "status" in step}
        expected_given = row["case"] in ("amount_pct", "death")
        assert statuses - {"given"}, row["id"]
        assert ("given" in statuses) == expected_given, row["id"]


@pytest.mark.parametrize("file", FILES)
def test_a_golden_file_is_answered_row_by_row_in_its_order(file: str) -> None:
    text = (GOLDEN / f"{file}.csv").read_text(encoding="utf-8")
    assert [each["id"] for each in answers(text)] == [row["id"] for row in rows_of(file)]


# What a sheet says that its row does not: the reference wage was last year's because the year's was not published
# yet, or that of the year of retirement long before; the sheet is Shenzhen's; the rate of Ningxia's other class.
SHEETS_SAY: dict[str, dict[str, Any]] = {
    "PEN-008": {"region": "深圳"},
    "PEN-033": {"transitional": {"category": "indexed_other"}},
    "PEN-045": {"base_year": 2023},
    "PEN-050": {"base_year": 2022},
    "PEN-065": {"base_year": 2023},
    "PEN-069": {"base_year": 2025},
    "PEN-073": {"base_year": 2024},
    "PEN-079": {"base_year": 2022},
    "PEN-113": {"base_year": 2023},
}


def as_its_sheet_says(row: dict[str, str]) -> dict[str, str]:
    said = dict(SHEETS_SAY.get(row["id"], {}))
    region = str(said.pop("region", row["region"]))
    stated = json.loads(row["inputs"])
    for name, value in said.items():
        stated[name] = stated[name] | value if isinstance(value, dict) else value
    return row | {"region": region, "inputs": json.dumps(stated)}


PENSIONS = [*rows_of("pension"), *rows_of("residents_pension")]


@pytest.mark.parametrize("row", PENSIONS, ids=lambda row: row["id"])
def test_a_row_of_pensions_is_reproduced_with_the_law_on_file(row: dict[str, str]) -> None:
    answered = answer(Row(2, as_its_sheet_says(row)), by_policy=True)
    assert "refused" not in answered, answered
    for field, expected in json.loads(row["expected"]).items():
        assert agrees(expected, answered["result"][field], Decimal(row["tolerance"])), (field, answered)


@pytest.mark.parametrize("name", SHEETS_SAY)
def test_without_what_the_sheet_says_the_law_on_file_gives_another_amount(name: str) -> None:
    (row,) = [each for each in rows_of("pension") if each["id"] == name]
    found = answer(Row(2, row), by_policy=True)["result"]
    stated = json.loads(row["expected"])
    assert any(not agrees(each, found[field], Decimal(row["tolerance"])) for field, each in stated.items())


def test_many_pensions_rest_on_values_on_file() -> None:
    found = [answer(Row(2, as_its_sheet_says(row)), by_policy=True) for row in rows_of("pension")]
    keys = [{step["key"] for step in each["trace"][1:] if step.get("valid_from")} for each in found]
    assert sum("pension.calculation_base" in each for each in keys) >= 14
    assert sum("pension.transition_rate" in each for each in keys) >= 25


def looked_up(row: dict[str, str]) -> list[tuple[str, str, Decimal]]:
    """The limits and rates a golden row states, as (key, region, value), where we keep them on file."""
    region = REGIONS.get(row["region"])
    if region is None or row["as_of"] < "2024-07" or row["case"] not in ("limits", "line"):
        return []
    if row["case"] == "limits":
        stated = json.loads(row["expected"])
        return [(f"pension.base_{limit}", region, Decimal(stated[limit])) for limit in ("floor", "ceiling")]
    stated = json.loads(row["inputs"])
    insurance = stated["insurance"]
    names = {"floor": "base_floor", "ceiling": "base_ceiling"}
    if insurance != "injury":
        names |= {"employer_rate": "employer_rate", "employee_rate": "employee_rate"}
    return [(f"{insurance}.{key}", region, Decimal(str(stated[name]))) for name, key in names.items()]


ON_FILE = [(row["id"], row["as_of"], *stated) for row in rows_of("contributions") for stated in looked_up(row)]


@pytest.mark.parametrize(("name", "as_of", "key", "region", "value"), ON_FILE, ids=[f"{x[0]}-{x[2]}" for x in ON_FILE])
def test_the_law_on_file_says_what_the_golden_rows_state(
    name: str, as_of: str, key: str, region: str, value: Decimal
) -> None:
    on: dt.date = Month.parse(as_of).first_day
    assert shipped().law(key, region=region, category="employee", on=on).value == value, name


def test_some_golden_rows_were_compared_with_the_law_on_file() -> None:
    assert len(ON_FILE) >= 30
