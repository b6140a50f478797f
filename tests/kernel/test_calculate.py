import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

import benefits.pension.calculations  # (families register on import)
import benefits.unemployment.calculations  # noqa: F401
import contributions.assessment.calculations  # noqa: F401
import enrollment.participation.calculations  # noqa: F401
from siadmin.kernel.calculators import printable, register, registered
from siadmin.kernel.casefile import Row, answer, answers, text_of
from siadmin.kernel.management.commands.calculate import Command
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.sound_cases import SOUND, place_of

HEADER = "id,family,case,region,as_of,inputs"
FLEX = '{"base": 4462, "rate": "0.20"}'


def case(
    inputs: Any, family: str = "contributions", name: str = "flex", as_of: str = "2025-01", region: str = "全国"
) -> dict[str, Any]:
    text = inputs if isinstance(inputs, str) else json.dumps(inputs)
    cells = {"id": "A", "family": family, "case": name, "region": region, "as_of": as_of, "inputs": text}
    return answer(Row(2, cells))


def code(inputs: Any, family: str = "contributions", name: str = "flex", as_of: str = "2025-01") -> str:
    return str(case(inputs, family, name, as_of)["refused"]["code"])


def file(*rows: list[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    return text.getvalue()


def row(name: str, inputs: str = FLEX, family: str = "contributions", calculation: str = "flex") -> list[str]:
    return [name, family, calculation, "全国", "2025-01", inputs]


def test_an_answer_has_the_result_and_its_reasons() -> None:
    (answered,) = answers(file(row("A")))
    assert answered["id"] == "A"
    assert answered["result"] == {"amount": "892.40"}
    assert answered["trace"][0]["sentence_en"].startswith("On a base of 4,462.00 yuan")


@pytest.mark.parametrize("rate", ['"0.20"', "0.20", "0.2", '" 0.2 "'])
@pytest.mark.parametrize("base", ["4462", "4462.0", '"4462"', '"4462.00"'])
def test_figures_may_be_text_or_numbers(base: str, rate: str) -> None:
    assert case(f'{{"base": {base}, "rate": {rate}}}')["result"] == {"amount": "892.40"}


def test_a_decimal_in_json_is_taken_exactly_as_written() -> None:
    assert case('{"base": 0.05, "rate": 0.1}')["result"] == {"amount": "0.01"}


def test_a_bad_row_is_named_and_does_not_stop_the_file() -> None:
    text = file(row("A"), row("B", "{"), row("C", family="nothing"), row("D", calculation="nothing"), row("E"))
    text = text.replace("C,nothing", "C,nothing,too,many,columns,nothing")
    answered = list(answers(text))
    assert [each["id"] for each in answered] == ["A", "B", "C", "D", "E"]
    refused = [each.get("refused", {}).get("code") for each in answered]
    assert refused == [None, "malformed_inputs", "malformed_row", "unknown_case", None]
    assert "第 3 行" in answered[1]["refused"]["message"]
    assert answered[2]["refused"]["en"].startswith("Line 4 is not a whole row")


def test_a_row_without_an_id_is_named_by_its_line() -> None:
    assert [each["id"] for each in answers(file(row("A"), row("")))] == ["A", "line 3"]


def test_an_open_quotation_mark_is_refused_by_the_line_it_starts_on() -> None:
    text = file(row("A")) + 'B,contributions,flex,,,"{""base"": 1\nC,contributions,flex,,,{}\n'
    *_, last = answers(text)
    assert (last["id"], last["refused"]["code"]) == ("line 3", "unreadable_row")


def test_a_cell_beyond_all_measure_is_refused_and_the_next_row_is_answered() -> None:
    answered = list(answers(file(row("A", " " * 200_000), row("B"))))
    assert answered[0]["refused"]["code"] == "unreadable_row"
    assert answered[-1]["result"] == {"amount": "892.40"}


def test_blank_lines_are_passed_over() -> None:
    assert len(list(answers(file(row("A")).replace("\r\n", "\r\n\r\n")))) == 1


@pytest.mark.parametrize(
    "inputs", ["", "[]", "null", "7", '"x"', '{"base": NaN}', '{"base": 1, "base": 2}', "[" * 100_000]
)
def test_inputs_that_are_no_json_object_are_refused(inputs: str) -> None:
    assert code(inputs) == "malformed_inputs"


@pytest.mark.parametrize(
    ("inputs", "refused"),
    [
        ({"rate": "0.2"}, "missing_input"),
        ({"base": None, "rate": "0.2"}, "missing_input"),
        ({"base": "", "rate": "0.2"}, "missing_input"),
        ({"base": "-1", "rate": "0.2"}, "negative"),
        ({"base": -0.01, "rate": "0.2"}, "negative"),
        ({"base": "10,000", "rate": "0.2"}, "not_a_number"),
        ({"base": "1e3", "rate": "0.2"}, "not_a_number"),
        ({"base": "１２", "rate": "0.2"}, "not_a_number"),
        ({"base": True, "rate": "0.2"}, "not_a_number"),
        ({"base": [1], "rate": "0.2"}, "not_a_number"),
        ({"base": "NaN", "rate": "0.2"}, "not_a_number"),
        ({"base": "100.005", "rate": "0.2"}, "finer_than_fen"),
        ({"base": "9999999999999", "rate": "0.2"}, "out_of_range"),
        ({"base": 1, "rate": "20"}, "out_of_range"),
        ({"base": 1, "rate": "20%"}, "not_a_number"),
        ({"base": 1, "rate": "0.00000000001"}, "too_many_decimals"),
    ],
)
def test_what_cannot_be_a_base_or_a_rate_is_refused(inputs: dict[str, Any], refused: str) -> None:
    assert code(inputs) == refused


@pytest.mark.parametrize(
    ("share", "amount"), [("2/3", "389.95"), ("0.5", "292.46"), (0.5, "292.46"), ("1", "584.92"), (" 2 / 3 ", "389.95")]
)
def test_a_share_is_a_fraction_or_a_decimal(share: Any, amount: str) -> None:
    assert case({"fixed": "584.92", "share": share}, name="subsidy")["result"] == {"amount": amount}


@pytest.mark.parametrize("share", ["0", "0/3", "3/2", "2/0", "a/b", "-2/3", "2/-3", "1.5", "", "2/3/4"])
def test_a_share_of_nothing_or_of_more_than_all_is_refused(share: str) -> None:
    assert code({"fixed": "584.92", "share": share}, name="subsidy") in {
        "not_a_share",
        "out_of_range",
        "not_a_number",
        "missing_input",
    }


@pytest.mark.parametrize("inputs", [{"share": "2/3"}, {"share": "2/3", "fixed": 1, "base": 1, "rate": "0.2"}])
def test_a_subsidy_is_of_a_base_or_of_a_fixed_amount(inputs: dict[str, Any]) -> None:
    assert code(inputs, name="subsidy") == "exactly_one"


@pytest.mark.parametrize("average", [{}, {"avg_month": 1, "avg_year": 12}])
def test_limits_come_from_one_average(average: dict[str, Any]) -> None:
    assert code(average | {"ceil_pct": "3", "floor_pct": "0.6"}, name="limits") == "exactly_one"


def test_a_lower_limit_above_the_upper_one_is_refused() -> None:
    shares = {"avg_month": 10000, "ceil_pct": "0.6", "floor_pct": "3"}
    assert code(shares, name="limits") == "floor_above_ceiling"
    rates = {"declared": "1", "employer_rate": "0.16", "employee_rate": "0.08", "floor": 2, "ceiling": 1}
    assert code(rates, name="line") == "floor_above_ceiling"


def test_a_line_without_limits_counts_the_wage_as_it_is() -> None:
    rates = {"declared": "100", "employer_rate": "0.16", "employee_rate": "0.08"}
    expected = {"base": "100.00", "employer": "16.00", "employee": "8.00"}
    assert case(rates, name="line")["result"] == expected
    assert case(rates | {"floor": None, "ceiling": None}, name="line")["result"] == expected


def test_a_line_tells_supplement_and_account_when_asked() -> None:
    rates = {"declared": 100, "employer_rate": "0.0675", "employee_rate": "0.02", "employee_fixed": 3}
    answered = case(rates | {"employer_supplement_rate": "0.0075", "account_share": "1"}, name="line")
    assert answered["result"] == {
        "base": "100.00",
        "employer": "6.75",
        "employer_supplement": "0.75",
        "employee": "5.00",
        "account": "2.00",
    }


@pytest.mark.parametrize("month", ["1965-13", "1965", "soon", 1965, "1899-12", "2200-01", "９９９９９９"])
def test_a_birth_month_that_cannot_be_is_refused(month: Any) -> None:
    asked = {"birth_month": month, "group": "M60"}
    assert code(asked, "retirement_age", "statutory") in {"not_a_month", "out_of_range"}


def test_an_unknown_group_is_refused_with_the_known_ones() -> None:
    refused = case({"birth_month": "1965-01", "group": "M65"}, "retirement_age", "statutory")["refused"]
    assert refused["code"] == "not_among"
    assert "M60, F55, F50" in refused["en"]


def test_which_plans_of_a_year_a_case_may_name_is_what_is_on_file() -> None:
    asked = {"pension": "5000", "years": 30, "age": 60}
    assert case(asked | {"scheme": "beijing-2025"}, "pension", "adjustment")["result"] == {"increase": "97.50"}
    for scheme in ("beijing-2024", "beijing-2026", "chengdu-2025"):
        refused = case(asked | {"scheme": scheme}, "pension", "adjustment")["refused"]
        assert refused["code"] == "not_among" and refused["en"].endswith("beijing-2025.")


@pytest.mark.parametrize(
    ("as_of", "refused"), [("", "as_of_not_given"), ("soon", "as_of_not_given"), ("2024-12", "no_law_in_force")]
)
def test_law_is_looked_up_on_the_day_of_the_case(as_of: str, refused: str) -> None:
    asked = {"birth_month": "1965-01", "group": "M60"}
    assert code(asked, "retirement_age", "statutory", as_of) == refused


@pytest.mark.parametrize("as_of", ["2025", "2025-01", "2025-01-31", "2026-10"])
def test_the_day_of_a_case_may_be_a_year_a_month_or_a_day(as_of: str) -> None:
    asked = {"birth_month": "1965-01", "group": "M60"}
    answered = case(asked, "retirement_age", "statutory", as_of)
    assert answered["result"] == {"age_months": 721, "delay_months": 1, "retire_month": "2025-02"}


@pytest.mark.parametrize(
    ("inputs", "as_of", "refused"),
    [
        ({"age_years": 70, "age_extra_months": 1}, "2025-01", "annuity_age_outside_table"),
        ({"age_years": 39, "age_extra_months": 11}, "2025-01", "annuity_age_outside_table"),
        ({"age_years": 60, "age_extra_months": 12}, "2025-01", "out_of_range"),
        ({"age_years": "60.5"}, "2025-01", "not_a_whole_number"),
        ({"age_years": 60, "age_extra_months": 1}, "2006-01", "annuity_whole_ages_only"),
        ({"age_years": 60}, "2005-12", "no_law_in_force"),
    ],
)
def test_an_age_without_annuity_months_is_refused(inputs: dict[str, Any], as_of: str, refused: str) -> None:
    assert code(inputs, "annuity_months", "interpolated", as_of) == refused


@pytest.mark.parametrize("rates", [[], "0.2", None, ["0.2", "x"], ["0.2", 2]])
def test_rates_are_a_list_of_rates(rates: Any) -> None:
    asked = {"avg_month": 7646, "pct": "0.8", "rates": rates}
    assert code(asked, name="flex_from_average") in {"not_a_list", "missing_input", "not_a_number", "out_of_range"}


def test_the_factor_for_nothing_declared_is_law_on_file() -> None:
    answered = case({"last_month_amount": "100"}, name="undeclared")
    assert answered["result"] == {"amount": "110.00"}
    assert any(step.get("source") == "社会保险法第62条" for step in answered["trace"])


anything: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, True, "", "x", "{", "2/3", "1/0", "1e9", "-0", 0, -1, 1, 10**12, 10**300, 1e308, [], {}]),
    st.integers(0, 4000),
    st.text(max_size=8),
    st.decimals(-1, 4000, places=4).map(str),
    st.lists(st.sampled_from(["0.1", 1, None, "x"]), max_size=3),
)


def answered_there(which: tuple[str, str], inputs: dict[str, Any]) -> dict[str, Any]:
    return case(inputs, *which, region=place_of(which))


def test_every_registered_calculation_has_a_sound_example() -> None:
    assert {(family, name) for family, names in registered().items() for name in names} == set(SOUND)
    assert not [which for which, inputs in SOUND.items() if "refused" in answered_there(which, inputs)]


@given(which=st.sampled_from(list(SOUND)), field=st.integers(0, 9), value=anything, other=anything)
def test_whatever_is_asked_is_answered_or_refused_with_a_reason(
    which: tuple[str, str], field: int, value: Any, other: Any
) -> None:
    names = list(SOUND[which]) or ["nothing"]
    changed = {names[field % len(names)]: value, names[field * 7 % len(names)]: other}
    answered = answered_there(which, SOUND[which] | changed)
    if "refused" in answered:
        assert answered["refused"]["code"] != "calculation_failed", answered
        assert answered["refused"]["message"]
    else:
        assert answered["result"]
        assert answered["trace"]


def test_a_fault_of_ours_is_told_without_stopping_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from siadmin.kernel import calculators

    monkeypatch.setattr(calculators, "_calculations", {"broken": {"case": lambda inputs: 1 / 0}})
    answered = list(answers(file(row("A", family="broken", calculation="case"), row("B"))))
    assert [each["refused"]["code"] for each in answered] == ["calculation_failed", "unknown_family"]
    assert "ZeroDivisionError" in answered[0]["refused"]["en"]


def test_a_name_is_registered_once() -> None:
    with pytest.raises(AssertionError, match="contributions / line"):
        register("contributions", "line", lambda inputs: None)  # type: ignore[arg-type,return-value]


def test_fields_are_printed_as_people_write_them() -> None:
    fields = {"a": Decimal("7162.00"), "b": [Month(2025, 2), 3], "c": Decimal("1E+2"), "d": "x"}
    assert printable(fields) == {"a": "7162.00", "b": ["2025-02", 3], "c": "100", "d": "x"}
    with pytest.raises(TypeError):
        printable(0.5)


def test_a_file_without_the_columns_is_refused() -> None:
    for text in ("", "id,family\nA,B\n", '"id'):
        with pytest.raises(Refusal) as refused:
            list(answers(text))
        assert refused.value.code == "columns_missing"


def test_a_byte_order_mark_is_no_hindrance_but_another_encoding_is() -> None:
    assert text_of("\ufeffid".encode()) == "id"
    with pytest.raises(Refusal) as refused:
        text_of("编号".encode("gb18030"))
    assert refused.value.code == "not_utf_8"


def test_the_command_prints_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(file(row("A"), row("B", "{")), encoding="utf-8")
    printed = io.StringIO()
    Command(stdout=printed).handle(cases=path, language="en", policy=False)
    first, second = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert first["result"] == {"amount": "892.40"}
    assert second["refused"]["message"] == "The inputs in line 3 are not a JSON object."


@pytest.mark.parametrize(("policy", "amount"), [(False, "900.00"), (True, "2412.00")])
def test_asked_for_policy_the_command_takes_the_law_on_file(tmp_path: Path, policy: bool, amount: str) -> None:
    path = tmp_path / "cases.csv"
    given = row("A", '{"min_wage": 1000, "pct": "0.90"}', "unemployment", "amount_pct")
    given[3:5] = ["广东-广州", "2026-09"]
    path.write_text(file(given), encoding="utf-8")
    printed = io.StringIO()
    Command(stdout=printed).handle(cases=path, language="en", policy=policy)
    assert json.loads(printed.getvalue())["result"] == {"amount": amount}


@pytest.mark.parametrize("name", ["carry", "job_seeking", "near_retirement"])
def test_a_place_nobody_knows_is_not_taken_for_the_nation(name: str) -> None:
    which = ("unemployment", name)
    stated = {"cap", "rate", "most_months", "near_months"}
    inputs = {key: value for key, value in SOUND[which].items() if key not in stated}
    assert case(inputs, *which, region="广洲")["refused"]["code"] == "unknown_place"


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"wrong,columns\n"])
def test_the_command_refuses_a_file_it_cannot_read_in_plain_words(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "cases.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=r"cases\.csv: "):
        Command(stdout=io.StringIO()).handle(cases=path, language="zh", policy=False)


def test_with_policy_the_law_on_file_goes_before_what_a_case_states(tmp_path: Path) -> None:
    stated = {"base": "1", "index": "1", "years": "10", "balance": "0", "divisor": "139"}
    path = tmp_path / "cases.csv"
    cells = [["A", "pension", "sheet", "北京", "2025-03", json.dumps(stated)]]
    cells.append(["B", "pension", "sheet", "西藏", "2025-03", json.dumps(stated)])
    cells.append(["C", "pension", "sheet", "西藏", "2025-03", json.dumps(stated | {"base": None})])
    path.write_text(file(*cells), encoding="utf-8")
    found = {}
    for by_policy in (False, True):
        printed = io.StringIO()
        Command(stdout=printed).handle(cases=path, language="zh", policy=by_policy)
        found[by_policy] = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert [each["result"]["basic"] for each in found[False][:2]] == ["0.10", "0.10"]
    assert [each["result"]["basic"] for each in found[True][:2]] == ["1204.90", "0.10"]
    assert {each[2]["refused"]["code"] for each in found.values()} == {"no_law_in_force"}
