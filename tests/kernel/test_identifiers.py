"""National identifiers against the test values of the standard; a wrong one says which check failed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siadmin.kernel.identifiers import bank_card, citizen, credit_code, division, foreign, masking
from siadmin.kernel.identifiers.citizen import Holder, Sex
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Refusal

# --- citizens, residence permits, foreign permanent residents ---------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sex"),
    [
        ("110100190001010018", Sex.MALE),
        ("310100190001010031", Sex.MALE),
        ("11010019000101019X", Sex.MALE),
        ("11010519491231002X", Sex.FEMALE),
        ("440524188001010014", Sex.MALE),
    ],
)
def test_a_citizen_number_tells_sex_and_birth_date(number, sex):
    person = citizen.parse(number)
    assert (person.number, person.holder, person.sex) == (number, Holder.CITIZEN, sex)
    assert person.birth_on == dt.datetime.strptime(number[6:14], "%Y%m%d").date()  # noqa: DTZ007
    assert person.area == number[:6]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110100190001010019", "id_check_digit"),
        ("110100190002300017", "birth_date"),
        ("110100190001010108", "id_check_digit"),
        ("000000190001010017", "id_area"),
        ("810000190001010017", "id_check_digit"),
        ("840000190001010018", "id_area"),
        ("83000019000101003", "id_length"),
        ("911999190001010010", "id_check_digit"),
        ("911999190002300012", "birth_date"),
        ("91199919000101001", "id_length"),
        ("", "id_length"),
        ("1101001900010100188", "id_length"),
        ("11010019000101001A", "id_invalid_characters"),
        ("1101001900010100X8", "id_invalid_characters"),
        ("11010019O001010018", "id_invalid_characters"),
        ("110100190013010019", "birth_date"),
        ("110100170001010016", "birth_date"),
    ],
)
def test_a_wrong_number_says_which_check_failed(number, code):
    with pytest.raises(Refusal) as refused:
        citizen.parse(number)
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en
    assert refused.value.remedy_zh
    assert refused.value.remedy_en


def test_the_date_is_judged_before_the_check_digit():
    with pytest.raises(Refusal) as refused:
        citizen.parse("110100190002300018")
    assert refused.value.code == "birth_date"


@pytest.mark.parametrize("prefix", [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)])
def test_every_province_is_an_area(prefix):
    body = f"{prefix}010019900101123"
    assert citizen.parse(body + citizen.check_character(body)).area == f"{prefix}0100"


@pytest.mark.parametrize("prefix", ["10", "16", "20", "24", "30", "38", "47", "49", "55", "60", "66", "70", "72"])
def test_a_prefix_between_provinces_is_no_area(prefix):
    body = f"{prefix}010019900101123"
    with pytest.raises(Refusal) as refused:
        citizen.parse(body + citizen.check_character(body))
    assert refused.value.code == "id_area"


def test_known_divisions_make_the_area_check_strict():
    assert citizen.parse("110100190001010018", known_divisions={"110100"}).area == "110100"
    with pytest.raises(Refusal) as refused:
        citizen.parse("110100190001010018", known_divisions={"110101"})
    assert refused.value.code == "id_area"


@pytest.mark.parametrize("number", ["810000190001010018", "820000190001010028", "830000190001010038"])
def test_a_residence_permit_of_hong_kong_macao_or_taiwan_is_read(number):
    assert citizen.parse(number).holder is Holder.RESIDENCE_PERMIT


@pytest.mark.parametrize(
    "number",
    ["911999190001010013", "931999190001010025", "944999190001010038", "932682198501010017", "911124198108030024"],
)
def test_a_permanent_resident_number_of_2023_is_read(number):
    person = citizen.parse(number)
    assert person.holder is Holder.FOREIGN_RESIDENT
    assert person.area == number[1:3]


def test_known_countries_make_the_check_of_foreigners_strict():
    assert citizen.parse("932682198501010017", known_countries={"682", "124"}).birth_on == dt.date(1985, 1, 1)
    with pytest.raises(Refusal) as refused:
        citizen.parse("911999190001010013", known_countries={"682", "124"})
    assert refused.value.code == "id_area"


def test_fifteen_digits_become_eighteen():
    person = citizen.parse("110100000101001")
    assert person.number == "110100190001010018"
    assert person.was_fifteen_digits


def test_fifteen_digits_without_a_date_are_three_too_few():
    with pytest.raises(Refusal) as refused:
        citizen.parse("510104198502209")
    assert refused.value.code == "id_length"


@pytest.mark.parametrize(
    "written",
    [
        " 11010019000101019x ",
        "１１０１００１９０００１０１０１９Ｘ",
        "110100 19000101 019X",
        "110100-19000101-019X",
        "\u200b11010019000101019X\ufeff",
        "11010019000101019X\u00a0",
    ],
)
def test_the_way_a_number_is_written_does_not_matter(written):
    assert citizen.parse(written).number == "11010019000101019X"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)), st.integers(1, 999), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(born, sequence, position, shift):
    body = f"510104{born:%Y%m%d}{sequence:03d}"
    number = body + citizen.check_character(body)
    old = "0123456789X".index(number[position])
    wrong = number[:position] + str((old + shift) % 10 if old < 10 else shift) + number[position + 1 :]
    if wrong != number:
        with pytest.raises(Refusal):
            citizen.parse(wrong)
    assert citizen.parse(number).birth_on == born


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("USA000000123456789", "foreign_number"),
        ("GBR0AB000012345678", "foreign_number"),
        ("CAN110080010101", "foreign_pr"),
    ],
)
def test_numbers_of_foreigners_without_a_check_digit_are_recognised(text, holder):
    number = foreign.parse(text.lower())
    assert number is not None
    assert (number.number, number.holder) == (text, holder)


def test_a_citizen_number_is_not_taken_for_a_foreign_one():
    assert foreign.parse("110100190001010018") is None
    assert foreign.parse("ABCDEFGHIJKLMNOPQR") is None


@pytest.mark.parametrize("text", ["E12345678", "H12345678", "M1234567890", "AB123456", "P1234567"])
def test_travel_documents_are_recognised_as_such(text):
    assert foreign.is_travel_document(text)
    assert not foreign.is_travel_document("110100190001010018")


# --- unified social credit code ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["91000000MA0000007C", "12000000000000019M", "52000000000000019H"])
def test_a_credit_code_is_read_without_a_warning(code):
    read = credit_code.parse(code.lower())
    assert (read.code, read.warnings) == (code, ())
    assert read.department + read.category + read.division + read.organisation_code == code[:17]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91000000MA0000007D", "credit_code_check"),
        ("91000000MO0000007C", "credit_code_characters"),
        ("91000000AM0000007C", "credit_code_check"),
        ("91000000MA000000", "credit_code_length"),
    ],
)
def test_a_wrong_credit_code_says_which_check_failed(code, reason):
    with pytest.raises(Refusal) as refused:
        credit_code.parse(code)
    assert refused.value.code == reason


def test_a_wrong_inner_organisation_check_only_warns():
    read = credit_code.parse("91000000MA0000008F")
    assert [reason.code for reason in read.warnings] == ["credit_code_organisation"]


def test_letters_for_digits_in_a_credit_code_are_offered_but_not_applied():
    misread = "91OOO000MA0000007C"
    with pytest.raises(Refusal):
        credit_code.parse(misread)
    assert credit_code.suggestion(misread) == "91000000MA0000007C"
    assert credit_code.suggestion("8I000000MA0000007C") is None
    assert credit_code.suggestion("91000000MA0000007C") is None


# --- divisions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("110000", division.Level.PROVINCE, None),
        ("110100", division.Level.CITY, "110000"),
        ("110101", division.Level.COUNTY, "110100"),
        ("640323101", division.Level.TOWNSHIP, "640323"),
        ("220581102001", division.Level.VILLAGE, "220581102"),
        ("220581102000", division.Level.TOWNSHIP, "220581"),
    ],
)
def test_a_division_code_tells_its_level_and_parent(code, level, parent):
    read = division.parse(code)
    assert (read.level, read.parent) == (level, parent)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("11010", "division_length"),
        ("11010A", "division_length"),
        ("110101600", "division_range"),
        ("220581102601", "division_range"),
        ("990101", "division_range"),
        ("110001", "division_range"),
        ("110101000001", "division_range"),
    ],
)
def test_a_wrong_division_code_is_refused(code, reason):
    with pytest.raises(Refusal) as refused:
        division.parse(code)
    assert refused.value.code == reason


# --- bank cards, masking -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["6200000000000005", "6200000000000000000", "6299990000000000012", "6200 0000 0000 0005"]
)
def test_a_right_bank_card_raises_no_doubt(number):
    assert bank_card.doubt(number) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("6200000000000006", "bank_card_check"),
        ("6200000000000000001", "bank_card_check"),
        ("62000000000000A", "bank_card_form"),
        ("123", "bank_card_form"),
    ],
)
def test_a_doubtful_bank_card_is_only_a_warning(number, code):
    doubt = bank_card.doubt(number)
    assert doubt is not None
    assert doubt.code == code


@pytest.mark.parametrize(
    ("text", "shown"),
    [("110100190001010018", "1101**********0018"), ("51010419850220988", "5101*********0988"), ("12", "**"), ("", "")],
)
def test_numbers_are_shown_by_their_ends(text, shown):
    assert masking.masked(text) == shown


@given(st.text(st.characters(codec="ascii", categories=["Nd", "Lu"]), min_size=1, max_size=40))
def test_a_mask_keeps_the_length_and_hides_a_third(text):
    shown = masking.masked(text)
    assert len(shown) == len(text)
    assert shown.count("*") >= len(text) / 3 - 1
    assert "*" in shown


def test_phones_cards_and_names_have_their_own_masks():
    assert masking.masked_phone("13800138000") == "138****8000"
    assert masking.masked("6200000000000005") == "6200********0005"
    assert masking.masked_name("王丽") == "王*"
    assert masking.masked_name("John Smith") == "J*** S****"


@given(st.text(st.characters(codec="ascii", categories=["Nd", "Lu"]), max_size=30))
def test_compact_leaves_a_bare_number_alone(text):
    assert compact(text) == text
    assert compact(f" {text.lower()} ") == text
