"""Eighteen-digit personal numbers that share the check of GB 11643-1999 (ISO 7064 MOD 11-2).

Citizens (first digit 1–7), residents of Hong Kong, Macao and Taiwan with a residence permit (81, 82, 83 and four
zeros) and foreign permanent residents with the card of 2023 (first digit 9, then province and country). The
citizen number is the social security number (SIL 58; REG 6). Checked in order: length, characters, date, check
digit, area; the first that fails is the answer.
"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Reason

ID_LENGTH = Reason(
    "id_length",
    "身份号码应为 18 位，这里是 {length} 位。",
    "An ID number has 18 characters; this one has {length}.",
    "请对照身份证原件，补全或删去多余的数字。",
    "Compare it with the identity card and add or remove the characters.",
)
ID_CHARACTERS = Reason(
    "id_invalid_characters",
    "身份号码含有不应出现的字符。",
    "The ID number contains characters that do not belong there.",
    "前 17 位只能是数字，最后一位是数字或字母 X。请对照身份证原件重新录入。",
    "The first 17 characters are digits, the last is a digit or X. Enter it again from the identity card.",
)
BIRTH_DATE = Reason(
    "birth_date",
    "身份号码第 7–14 位的出生日期（{digits}）不成立。",
    "The birth date in positions 7–14 of the ID number ({digits}) cannot be right.",
    "请对照身份证原件更正号码。",
    "Correct the number from the identity card.",
)
ID_CHECK_DIGIT = Reason(
    "id_check_digit",
    "身份号码校验位不符：最后一位与前 17 位对不上。",
    "The check digit of the ID number does not fit: the last character disagrees with the first 17.",
    "至少有一位录错。请对照身份证原件逐位核对。",
    "At least one character is wrong. Compare it with the identity card, character by character.",
)
ID_AREA = Reason(
    "id_area",
    "身份号码前 6 位（{digits}）不是有效的行政区划代码。",
    "The first six digits of the ID number ({digits}) are not an administrative division.",
    "请对照身份证原件更正号码开头几位。",
    "Correct the first digits from the identity card.",
)

PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,))
    for code in codes
)
"""GB/T 2260, first two digits. 71 (Taiwan) is kept for numbers issued on the mainland."""

RESIDENCE_PERMITS = {"810000": "HKG", "820000": "MAC", "830000": "TWN"}

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[0-9]{15}")


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Holder(StrEnum):
    """Whose number it is; the values are the identifier kinds of the registry."""

    CITIZEN = "citizen_id"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_RESIDENT = "foreign_pr"


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A number whose form, date, check digit and area are right. `number` has 18 characters."""

    number: str
    holder: Holder
    birth_on: dt.date
    sex: Sex
    was_fifteen_digits: bool = False

    @property
    def area(self) -> str:
        """The division where the number was first issued; of a foreigner the province alone."""
        return self.number[1:3] if self.holder is Holder.FOREIGN_RESIDENT else self.number[:6]


def check_character(body: str) -> str:
    """The eighteenth character for seventeen digits."""
    return "10X98765432"[sum(map(mul, map(int, body), _WEIGHTS)) % 11]


def eighteen(fifteen: str) -> str:
    """A first-generation number (15 digits, born 19xx) in today's form."""
    body = f"{fifteen[:6]}19{fifteen[6:]}"
    return body + check_character(body)


def parse(
    text: str, *, known_divisions: Collection[str] | None = None, known_countries: Collection[str] | None = None
) -> CitizenNumber:
    """Read a personal number as people write it; fifteen digits are converted.

    `known_divisions` (six digits, codes of all times, because a number outlives its code) and `known_countries`
    (ISO 3166-1 numeric) make the area check strict; without them the province alone is checked. Raises ID_LENGTH,
    ID_CHARACTERS, BIRTH_DATE, ID_CHECK_DIGIT or ID_AREA.
    """
    given = compact(text)
    if len(given) not in (15, 18):
        raise ID_LENGTH(length=len(given))
    was_fifteen = len(given) == 15
    if not (_FIFTEEN if was_fifteen else _EIGHTEEN).fullmatch(given):
        raise ID_CHARACTERS()
    number = eighteen(given) if was_fifteen else given
    born = _date(number[6:14])
    if born is None:
        # Fifteen digits without a date in them are a number of eighteen with three missing.
        raise ID_LENGTH(length=15) if was_fifteen else BIRTH_DATE(digits=number[6:14])
    holder = _holder(number)
    if check_character(number[:17]) != number[17]:
        raise ID_CHECK_DIGIT()
    _check_area(number, holder, known_divisions, known_countries)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return CitizenNumber(number, holder, born, sex, was_fifteen)


def _date(digits: str) -> dt.date | None:
    try:
        born = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= 1800 else None


def _holder(number: str) -> Holder:
    if number[0] == "9":
        return Holder.FOREIGN_RESIDENT
    if number[0] == "8":
        # No rule is known for other numbers that begin with 8, so there is no check digit to consult.
        if number[:6] not in RESIDENCE_PERMITS:
            raise ID_AREA(digits=number[:6])
        return Holder.RESIDENCE_PERMIT
    return Holder.CITIZEN


def _check_area(
    number: str, holder: Holder, divisions: Collection[str] | None, countries: Collection[str] | None
) -> None:
    area = number[:6]
    if holder is Holder.CITIZEN:
        known = area[:2] in PROVINCES and (divisions is None or area in divisions)
    elif holder is Holder.FOREIGN_RESIDENT:
        known = area[1:3] in PROVINCES and (countries is None or area[3:] in countries)
    else:
        known = True
    if not known:
        raise ID_AREA(digits=area)
