"""Corrected values: offered when they can be inferred, never applied."""

from typing import Any

import pytest

from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.results import RowResult
from contributions.declarations.intake.roster import RosterEntry
from contributions.declarations.intake.suggestions import Suggestion
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.refusal import Refusal
from tests.declarations.payrolls import checked, delimited, number, people, problems, with_sheet_xml, workbook

HEADING = ("姓名", "身份证号", "应发工资")
STAFF = people(12)
RIGHT = number("19850203", 957)
ROSTER = [
    RosterEntry("王丽", RIGHT, 690_000),
    RosterEntry("张伟", number(sequence=961)),
    RosterEntry("张伟", number(sequence=963)),
]


def row(name: Any, identity: Any, wage: Any, roster: list[RosterEntry] | None = ROSTER) -> RowResult:
    return checked(workbook({"a": [HEADING, (name, identity, wage), *STAFF]}), roster=roster).rows[0]


def offered(found: RowResult, role: Role) -> str | int | None:
    suggestion = found.suggestion_for(role)
    return suggestion.value if suggestion else None


def suggestion_of(found: RowResult, role: Role) -> Suggestion:
    suggestion = found.suggestion_for(role)
    assert suggestion is not None
    return suggestion


@pytest.mark.parametrize(
    "given",
    [
        RIGHT[:-1] + str((int(RIGHT[-1]) + 1) % 10),
        RIGHT[:17],
        RIGHT + "0",
        RIGHT[:9] + RIGHT[10] + RIGHT[9] + RIGHT[11:],
        "",
        "E12345678",
    ],
)
def test_the_only_colleague_of_that_name_gives_the_number(given):
    found = row("王 丽", given, 8000)
    assert not found.is_accepted
    assert offered(found, Role.ID_NUMBER) == RIGHT
    assert found.id_number != RIGHT, "it is offered, not applied"


def test_a_number_that_is_only_slightly_different_is_a_sure_suggestion():
    assert suggestion_of(row("王丽", RIGHT[:17], 8000), Role.ID_NUMBER).is_sure
    other = number("19991231", 101)
    assert not suggestion_of(row("王丽", other[:17], 8000), Role.ID_NUMBER).is_sure, "perhaps a new colleague"


def test_two_colleagues_of_that_name_give_no_number():
    assert offered(row("张伟", RIGHT[:17], 8000), Role.ID_NUMBER) is None
    assert offered(row("李四", RIGHT[:17], 8000), Role.ID_NUMBER) is None
    assert offered(row("王丽", RIGHT[:17], 8000, roster=None), Role.ID_NUMBER) is None


def test_lost_digits_are_found_by_the_fifteen_that_are_left():
    found = row("王丽", float(RIGHT), 8000)
    assert offered(found, Role.ID_NUMBER) == RIGHT
    assert suggestion_of(found, Role.ID_NUMBER).is_sure
    assert offered(row("王莉", float(RIGHT), 8000), Role.ID_NUMBER) is None, "three begin alike"
    renamed = suggestion_of(row("王莉", float(RIGHT), 8000, roster=ROSTER[:1]), Role.ID_NUMBER)
    assert (renamed.value, renamed.is_sure) == (RIGHT, False)
    assert offered(row("王丽", float(number("19850204", 957)), 8000), Role.ID_NUMBER) is None


def test_lost_digits_are_found_although_rounding_changed_the_fifteenth():
    entry = RosterEntry("王丽", number(sequence=999))
    stored = float(entry.number[:17] + "0")
    assert f"{stored:.15g}".replace("e+17", "").replace(".", "") != entry.number[:15]
    assert offered(row("王丽", stored, 8000, roster=[entry]), Role.ID_NUMBER) == entry.number


def test_digits_that_the_file_still_holds_are_offered():
    kept = next(n for n in (number(sequence=s) for s in range(901, 999, 2)) if n.isdigit() and int(n) % 64)
    content = workbook({"a": [HEADING, ("李四", 777, 8000), *STAFF]})
    content = with_sheet_xml(content, lambda xml: xml.replace("<v>777</v>", f"<v>{kept}</v>"))
    found = checked(content).rows[0]
    assert [problem.code for problem in found.problems] == ["id_lost_precision"]
    assert offered(found, Role.ID_NUMBER) == kept
    assert offered(row("李四", float(kept), 8000), Role.ID_NUMBER) is None


def test_letters_typed_for_digits_are_repaired_when_the_check_fits():
    found = row("李四", RIGHT.replace("0", "O"), 8000)
    assert offered(found, Role.ID_NUMBER) == RIGHT
    assert not suggestion_of(found, Role.ID_NUMBER).is_sure
    assert offered(row("李四", RIGHT.replace("0", "O", 1)[:-1] + "A", 8000), Role.ID_NUMBER) is None


def test_swapped_neighbours_are_repaired_only_if_there_is_one_way():
    unique = many = 0
    for sequence in range(901, 999):
        right = number(sequence=sequence)
        swapped = right[:14] + right[15] + right[14] + right[16:]
        suggestion = row("李四", swapped, 8000).suggestion_for(Role.ID_NUMBER)
        if swapped == right:
            continue
        fitting = {swapped[:i] + swapped[i + 1] + swapped[i] + swapped[i + 2 :] for i in range(17)} - {swapped}
        passing = {candidate for candidate in fitting if _passes(candidate)}
        assert right in passing
        assert (suggestion is not None) == (len(passing) == 1)
        unique, many = unique + (len(passing) == 1), many + (len(passing) > 1)
    assert unique
    assert many


def _passes(candidate: str) -> bool:
    try:
        return bool(citizen.parse(candidate))
    except Refusal:
        return False


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张伟2", "张伟"),
        ("张伟A", "张伟"),
        ("王丽（实习）", "王丽"),
        ("王丽 Lily", "王丽"),
        ("李明;", "李明"),
        ("12345", None),
        ("张*", None),
    ],
)
def test_a_name_without_its_remarks_is_offered(written, name):
    assert offered(row(written, number(sequence=965), 8000), Role.NAME) == name


def test_the_registered_name_is_offered_for_a_known_number():
    assert offered(row("王3", RIGHT, 8000), Role.NAME) == "王丽"
    assert offered(row(None, RIGHT, 8000), Role.NAME) == "王丽"


def test_a_known_number_under_another_name_draws_a_warning():
    found = row("王莉", RIGHT, 8000)
    assert [problem.code for problem in found.problems] == ["name_not_as_registered"]
    assert found.is_accepted
    assert row("王 丽", RIGHT, 8000).problems == ()


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("8689,97", 868_997),
        ("8.689,97", 868_997),
        ("1,2345", 1_234_500),
        ("1.2万", 1_200_000),
        ("8k", 800_000),
        ("一万", 1_000_000),
        ("八千五百元", 850_000),
        ("捌仟伍佰元整", 850_000),
        ("一万二千三百", 1_230_000),
        ("8.65E+03", 865_000),
        ("约8000", 800_000),
        ("税前8,000.50", 800_050),
        ("8O00", 800_000),
        ("面议", None),
        ("8000-9000", None),
        ("$8000", None),
        ("1.2.3", None),
    ],
)
def test_an_amount_in_words_is_inferred_but_not_applied(written, fen):
    found = row("李四", number(sequence=965), written)
    assert found.wage_fen is None
    assert offered(found, Role.WAGE) == fen


def test_a_missing_wage_is_offered_as_last_declared():
    assert offered(row("王丽", RIGHT, None), Role.WAGE) == 690_000
    assert offered(row("李四", number(sequence=965), None), Role.WAGE) is None


def test_a_slip_of_the_unit_is_offered_back():
    found = row("王丽", RIGHT, 690_000)
    assert [problem.code for problem in found.problems] == ["wage_implausible"]
    assert (found.wage_fen, offered(found, Role.WAGE)) == (69_000_000, 690_000)
    assert offered(row("王丽", RIGHT, 0.69), Role.WAGE) == 690_000
    assert offered(row("王丽", RIGHT, 555_555_555), Role.WAGE) is None


def test_who_always_earned_much_is_not_asked_again():
    rich = [RosterEntry("王丽", RIGHT, 60_000_000)]
    assert row("王丽", RIGHT, 650_000, roster=rich).problems == ()
    assert [p.code for p in row("王丽", RIGHT, 5000, roster=rich).problems] == ["wage_implausible"]


def test_two_rows_of_one_person_offer_their_sum():
    content = delimited([HEADING, ("王丽", RIGHT, "6200"), ("王丽", RIGHT, "6800"), *STAFF])
    second = checked(content).rows[1]
    assert (second.wage_fen, offered(second, Role.WAGE)) == (680_000, 1_300_000)


def test_the_staff_list_spares_known_people_needless_questions():
    foreigner, short = RosterEntry("John Smith", "USA000000123456789"), RosterEntry("岩", number(sequence=967))
    lines = [HEADING, (foreigner.name, foreigner.number, "8000"), (short.name, short.number, "8000"), *STAFF]
    assert problems(delimited(lines), roster=[foreigner, short]) == {}
    assert problems(delimited(lines)) == {2: ["id_without_check"], 3: ["name_short"]}


def test_numbers_are_masked_and_wages_in_yuan_when_shown():
    found = row("王丽", RIGHT[:17], None)
    assert suggestion_of(found, Role.ID_NUMBER).shown == f"{RIGHT[:4]}**********{RIGHT[-4:]}"
    assert suggestion_of(row("李四", number(sequence=965), "1.2万"), Role.WAGE).shown == "12,000.00"
