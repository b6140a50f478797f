"""When two records may be of one natural person: the signs, what each weighs, numbers that are nearly the same. Pure.

A sign is no proof: people look at both records and decide. REG 6, 11; SIL 58 (one number for life).
"""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

LISTED = 50  # what weighs less is not shown: two of a name are born on one day every now and then
_EIGHTEEN, _FIFTEEN = 18, 15


class Sign(StrEnum):
    """What two records have in common, the telling first."""

    NUMBER = "number"
    PHONE = "phone"
    CARD = "card"
    NAME = "name"
    BIRTH = "birth"
    DOCUMENTS = "documents"
    SOUND = "sound"
    BIRTH_SLIP = "birth_slip"


WEIGHTS: dict[Sign, int] = {
    Sign.NUMBER: 60,
    Sign.PHONE: 30,
    Sign.CARD: 30,
    Sign.NAME: 20,
    Sign.BIRTH: 20,
    Sign.DOCUMENTS: 15,
    Sign.SOUND: 10,
    Sign.BIRTH_SLIP: 5,
}


def weight(signs: Collection[Sign]) -> int:
    return sum(WEIGHTS[sign] for sign in signs)


def signs_of(
    *,
    names: tuple[str, str],
    sounds: tuple[str, str],
    births: tuple[dt.date, dt.date],
    is_same_phone: bool,
    is_same_card: bool,
    numbers: tuple[Collection[tuple[str, str]], Collection[tuple[str, str]]],
) -> list[Sign]:
    """What two records have in common. `numbers`: of each the pairs of kind and number it goes or went by."""
    one, other = numbers
    near = any(nearly_the_same(a, b) for _, a in one for _, b in other)
    kinds = {kind for kind, _ in one}, {kind for kind, _ in other}
    there = {
        Sign.NUMBER: near,
        Sign.PHONE: is_same_phone,
        Sign.CARD: is_same_card,
        Sign.NAME: names[0] == names[1],
        Sign.BIRTH: births[0] == births[1],
        Sign.DOCUMENTS: bool(one and other) and not kinds[0] & kinds[1],
        Sign.SOUND: names[0] != names[1] and sounds[0] == sounds[1],
        Sign.BIRTH_SLIP: births[0] != births[1] and is_slip_of_a_date(*births),
    }
    return [sign for sign in Sign if there[sign]]


def nearly_the_same(one: str, other: str) -> bool:
    """One digit mistyped, two neighbours swapped, or the old number of fifteen digits beside that of eighteen.

    The check digit follows from the others, so it is not counted.
    """
    if one == other:
        return True
    a, b = _body(one), _body(other)
    if len(a) != len(b):
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return len(long) == _EIGHTEEN - 1 and len(short) == _FIFTEEN and long[:6] + long[8:] == short
    wrong = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        first, second = wrong
        return (a[first], a[second]) == (b[second], b[first])
    return len(wrong) <= 1


def _body(number: str) -> str:
    return number[:-1] if len(number) == _EIGHTEEN else number


def is_slip_of_a_date(one: dt.date, other: dt.date) -> bool:
    """Two of year, month and day are the same, or month and day are swapped."""
    same = sum((one.year == other.year, one.month == other.month, one.day == other.day))
    is_swapped = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    return same == 2 or is_swapped
