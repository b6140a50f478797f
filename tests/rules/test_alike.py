"""When two records may be of one person: signs, weights, numbers that are nearly the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.registry.rules.alike import LISTED, Sign, is_slip_of_a_date, nearly_the_same, signs_of, weight

NUMBER = "110105199001010011"


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (NUMBER, True),
        ("110105199001010038", True),  # a neighbour in the sequence is a digit away; only who shares more is compared
        ("110105199101010116", False),  # two digits apart that are not neighbours swapped
        ("110105198001010017", True),  # one digit, and the check that follows from it
        ("110105199010010015", True),  # two neighbours swapped
        ("110105900101001", True),  # the old one of fifteen
        ("110105900101002", False),
        ("310105199001010011", True),
        ("320106199001010011", False),
        ("E12345678", False),
    ],
)
def test_a_number_is_nearly_another_by_a_slip_or_as_the_old_one(other: str, is_near: bool) -> None:
    assert nearly_the_same(NUMBER, other) is is_near
    assert nearly_the_same(other, NUMBER) is is_near


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_near(body: str, place: int, digit: str) -> None:
    typed = body[:place] + digit + body[place + 1 :]
    assert nearly_the_same(body + "0", typed + "X")


@pytest.mark.parametrize(
    ("other", "is_slip"),
    [
        (dt.date(1991, 3, 4), True),
        (dt.date(1990, 4, 3), True),
        (dt.date(1990, 3, 14), True),
        (dt.date(1991, 3, 14), False),
    ],
)
def test_a_day_of_birth_slips_in_one_part_or_by_swapping_month_and_day(other: dt.date, is_slip: bool) -> None:
    assert is_slip_of_a_date(dt.date(1990, 3, 4), other) is is_slip


def signs(**told: object) -> list[Sign]:
    facts = {
        "names": ("林静", "林静"), "sounds": ("linjing", "linjing"),
        "births": (dt.date(1990, 1, 1), dt.date(1990, 1, 1)), "is_same_phone": False, "is_same_card": False,
        "numbers": ([("citizen_id", NUMBER)], [("citizen_id", "320106198505050022")]),
    }  # fmt: skip
    return signs_of(**(facts | told))  # type: ignore[arg-type]


def test_a_name_and_a_day_alone_are_not_listed_and_with_a_phone_they_are() -> None:
    assert weight(signs()) < LISTED
    assert weight(signs(is_same_phone=True)) >= LISTED
    assert weight(signs(is_same_card=True)) >= LISTED


def test_two_kinds_of_document_are_a_sign_with_name_and_day() -> None:
    found = signs(numbers=([("foreign_number", "USA12345")], [("residence_permit", "810000199001010011")]))
    assert Sign.DOCUMENTS in found and weight(found) >= LISTED


def test_a_mistyped_number_is_listed_although_the_day_of_birth_read_from_it_differs() -> None:
    found = signs(
        births=(dt.date(1990, 1, 1), dt.date(1980, 1, 1)),
        numbers=([("citizen_id", NUMBER)], [("citizen_id", "110105198001010017")]),
    )
    assert found == [Sign.NUMBER, Sign.NAME, Sign.BIRTH_SLIP] and weight(found) >= LISTED


def test_two_without_a_number_do_not_differ_in_documents() -> None:
    assert Sign.DOCUMENTS not in signs(numbers=([], [("citizen_id", NUMBER)]))
