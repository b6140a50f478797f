"""Verification codes are read as people write them, and a slip never makes another code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.letters.rules.codes import LENGTH, LETTERS, check_letter, grouped, new_code, read_code

BODIES = st.text(st.sampled_from(LETTERS), min_size=LENGTH - 1, max_size=LENGTH - 1)
PLACES = st.integers(0, LENGTH - 1)


def _code(body: str) -> str:
    return body + check_letter(body)


def test_the_letters_are_a_prime_number_and_none_is_taken_for_another() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 29
    assert not set("01OI") & set(LETTERS)


@given(BODIES)
def test_a_printed_code_is_read_back(body: str) -> None:
    code = _code(body)
    assert read_code(grouped(code)) == code
    assert read_code(f"  {grouped(code).lower().replace('-', ' ')} ") == code


@given(BODIES, PLACES, st.sampled_from(LETTERS))
def test_one_wrong_character_is_no_code(body: str, place: int, letter: str) -> None:
    code = _code(body)
    wrong = code[:place] + letter + code[place + 1 :]
    assert (read_code(wrong) == code) is (wrong == code)
    assert wrong == code or read_code(wrong) is None


@given(BODIES, PLACES, PLACES)
def test_two_characters_that_changed_places_are_no_code(body: str, one: int, other: int) -> None:
    swapped = list(_code(body))
    swapped[one], swapped[other] = swapped[other], swapped[one]
    wrong = "".join(swapped)
    assert wrong == _code(body) or read_code(wrong) is None


@given(st.text(max_size=80))
def test_whatever_is_written_is_a_code_or_nothing(text: str) -> None:
    assert read_code(text) is None or len(read_code(text) or "") == LENGTH


def test_full_width_and_look_alikes_are_read() -> None:
    code = _code("8" * (LENGTH - 1))
    assert read_code(code.replace("8", "B")) == code
    assert read_code("".join(chr(ord(letter) + 0xFEE0) for letter in code)) == code


def test_new_codes_differ() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize("text", ["", "-", "P7K2", "0" * LENGTH, "P7K2-M9Q4-XH3T-AC5W-7"])
def test_what_is_too_short_too_long_or_made_of_other_letters_is_no_code(text: str) -> None:
    assert read_code(text) is None
