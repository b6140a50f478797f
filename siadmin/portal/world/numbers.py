"""Numbers that pass every check and belong to nobody, as far as that can be known.

Citizen numbers take a real area and a sequence of 900 and more, which registration offices hardly reach; phones lie in
1440, a range for devices; corporate accounts begin with 629999; organisation codes with MAY, years ahead of use.
"""

import datetime as dt
import random

from siadmin.kernel.identifiers import bank_card, citizen, credit_code

_ORGANISATION_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def citizen_number(area: str, birth_on: dt.date, *, is_male: bool, place: int) -> str:
    """The `place`th number (0–49) of that area, day and sex."""
    body = f"{area}{birth_on:%Y%m%d}{900 + 2 * place + is_male}"
    return body + citizen.check_character(body)


def foreign_resident_number(province: str, country: str, birth_on: dt.date, *, is_male: bool, place: int) -> str:
    """A permanent resident's number of 2023: 9, issuing province, country, birth, sequence, check."""
    body = f"9{province[:2]}{country}{birth_on:%Y%m%d}{900 + 2 * place + is_male}"
    return body + citizen.check_character(body)


def phone(draw: random.Random) -> str:
    return f"1440{draw.randrange(10**7):07d}"


def bank_account(draw: random.Random) -> str:
    """Nineteen digits, the last one by Luhn."""
    body = f"629999{draw.randrange(10**12):012d}"
    return next(f"{body}{digit}" for digit in range(10) if bank_card.luhn_fits(f"{body}{digit}"))


def credit_code_of(department: str, area: str, draw: random.Random) -> str:
    """A unified social credit code whose inner check fits as well; `department` is its first two characters."""
    organisation = "MAY" + "".join(draw.choice(_ORGANISATION_ALPHABET) for _ in range(5))
    body = f"{department}{area}{organisation}{_organisation_check(organisation)}"
    return body + credit_code.check_character(body)


def _organisation_check(eight: str) -> str:
    """GB 11714: letters count from ten on."""
    total = sum(int(character, 36) * weight for character, weight in zip(eight, _ORGANISATION_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]
