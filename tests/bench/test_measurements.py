"""Each measurement runs with the code of today and tells figures that can be true. How fast is nobody's test."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.thorough import EXPLORES

ROOT = Path(__file__).parents[2]
PEOPLE = 200
EMPLOYERS = 4
OTHERS = {"coverage": 2_000}
"""How many people a measurement needs to find everything it looks for."""
ALL = """
import json
from importlib import import_module

import django

django.setup()

from bench import __main__, peers, places

def openfisca():
    with places.owned() as cursor:
        cursor.execute(peers.TABLE)
        cursor.execute(
            "INSERT INTO bench_peer SELECT person_id, insurance, employer_fen + supplement_fen, "
            "employee_fen - (person_id = 7 AND insurance = 'pension_employee')::int FROM assessment_line"
        )
    return {"version": "none", "seconds": 1.0}

peers.install, peers.openfisca = lambda: None, openfisca
told = {
    name: import_module(f"bench.{name}").measure(people=OTHERS.get(name, PEOPLE), keep=False)
    for name in __main__.MEASUREMENTS[1:]
}
print(json.dumps(told))
"""


def measured(*arguments: str) -> dict[str, Any]:
    """The object on the last line of a bench's output."""
    done = subprocess.run(
        [sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=1_200
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """Measurements but the first, one after another in one process: what each told.

    They are minutes; `make test` takes the first alone. Types hold the others against the code.
    """
    if not EXPLORES:
        pytest.skip("measured by make explore")
    return measured("-c", f"PEOPLE, OTHERS = {PEOPLE}, {OTHERS}\n{ALL}")


def sane(figures: dict[str, Any]) -> bool:
    """Time passed, memory was used, and the ratio is what it says."""
    ratio = figures["seconds"] / figures["floor_seconds"]
    return (
        figures["seconds"] > 0 and 10 < figures["peak_mib"] < 1000 and abs(figures["ratio_to_floor"] / ratio - 1) < 0.1
    )


def test_a_month_is_assessed() -> None:
    figures = measured("-m", "bench", "assessment", "--people", str(PEOPLE), "--json")
    assert (figures["rows"], figures["bills"], figures["slices"]) == (PEOPLE * 5, EMPLOYERS * 4, 1)
    assert sane(figures)
    assert figures["settings"]["fsync"] == "on"


def test_a_month_is_paid(told: dict[str, Any]) -> None:
    figures = told["collection"]
    assert (figures["rows"], figures["bills"], figures["receipts"]) == (PEOPLE * 2, EMPLOYERS * 4, EMPLOYERS * 4)
    assert figures["entries"] == 8  # received and settled, in each of four funds
    assert sane(figures)


def test_a_night_of_late_fees_is_charged(told: dict[str, Any]) -> None:
    figures = told["latefees"]
    assert figures["rows"] == figures["bills"] == PEOPLE // 2 * 4
    assert sane(figures)


def test_a_year_of_subsidies_is_claimed_and_credited(told: dict[str, Any]) -> None:
    figures = told["subsidies"]
    assert figures["rows"] == figures["credit"]["rows"] == PEOPLE
    assert figures["amount_fen"] == figures["credit"]["amount_fen"] == PEOPLE // 4 * (60_00 + 90_00 + 120_00 + 150_00)
    assert sane(figures) and sane(figures["credit"])


def test_a_month_of_pensions_is_paid(told: dict[str, Any]) -> None:
    figures = told["pension_run"]
    assert (figures["rows"], figures["files"]) == (PEOPLE * 3, 4)
    assert sane(figures)


def test_pensions_are_adjusted(told: dict[str, Any]) -> None:
    figures = told["adjustment"]
    assert figures["people"] == PEOPLE
    assert 0 < figures["reckoning_seconds"] < figures["seconds"] and figures["ratio_to_floor"] > 0


def test_people_are_searched_for_and_a_long_page_opens(told: dict[str, Any]) -> None:
    figures = told["search"]
    assert (figures["people"], figures["questions"], figures["page_months"]) == (PEOPLE, 8 * PEOPLE // 20, 480)
    assert 0 < figures["median_ms"] <= figures["p95_ms"] and 0 < figures["page_median_ms"] <= figures["page_worst_ms"]


def test_a_year_of_interest_is_credited(told: dict[str, Any]) -> None:
    figures = told["interest"]
    assert (figures["rows"], figures["credits"], figures["slices"]) == (PEOPLE, PEOPLE * 12, 1)
    assert figures["interest_fen"] > 0
    assert sane(figures)


def test_who_is_not_insured_is_found(told: dict[str, Any]) -> None:
    """Of two thousand: one in fifty who left, one in twenty more whom registers know, one employer in forty owing."""
    figures = told["coverage"]
    assert figures["rows"] == sum(figures["found"].values())
    assert figures["found"]["missing"] == 100 and all(figures["found"].values())
    assert sane(figures)


def test_proposed_values_are_tried_out(told: dict[str, Any]) -> None:
    figures = told["dryrun"]
    assert figures["more"] + figures["less"] + figures["same"] == PEOPLE
    assert figures["more"] > 0
    assert figures["effects"] >= EMPLOYERS
    assert sane(figures)


def test_a_payroll_file_is_checked(told: dict[str, Any]) -> None:
    figures = told["precheck"]
    assert (figures["rows"], figures["refused"]) == (PEOPLE, 2)
    assert sane(figures)
    assert figures["peak_mib"] < figures["command_peak_mib"]  # which has Django


def test_every_amount_of_a_peer_is_compared_with_ours(told: dict[str, Any]) -> None:
    figures = told["peers"]
    peer = figures["openfisca"]
    assert (peer["amounts"], peer["amounts_off"], peer["people_off"], peer["sum_off_fen"]) == (PEOPLE * 10, 1, 1, -1)
    assert all("not in this run" in quoted["from"] for quoted in figures["quoted"])


def test_the_promise_against_overlap_is_weighed(told: dict[str, Any]) -> None:
    figures = told["overlap"]
    assert (figures["rows"], figures["acts"]) == (PEOPLE * 5, PEOPLE // 2)
    assert {"floor", "check", "ranges"} <= figures["ways"].keys()
    assert sane(figures)


@pytest.mark.parametrize("name", ["", "speed"])
def test_what_is_no_measurement_is_refused(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", name], check=False, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=60
    )
    assert (done.returncode, "invalid choice" in done.stderr) == (2, True)


def test_an_estimate_is_read(told: dict[str, Any]) -> None:
    figures = told["estimate"]
    assert figures["page_months"] == 40 * 12
    assert 0 < figures["page_median_ms"] <= figures["page_worst_ms"]


def test_bills_are_settled_and_a_month_is_cleared(told: dict[str, Any]) -> None:
    figures = told["settlement"]
    assert (figures["settlements"], figures["past_lines"]) == (
        PEOPLE // 2 - 1,
        (PEOPLE // 2 - 1) * 20 + PEOPLE // 2 * (20 + 6),
    )
    assert figures["clearing"]["settlements"] == PEOPLE - 1
    assert min(figures[name] for name in ("median_ms_200_lines", "per_second", "p95_ms")) > 0
