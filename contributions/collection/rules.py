"""What received money settles, and whether a payer is a person."""

import re
from collections.abc import Callable, Sequence

from siadmin.kernel.identifiers import citizen, credit_code
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Refusal

_PERSONAL = re.compile(r"\d{15}|\d{17}[\dX]")
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_PERSONS_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+[·•‧・∙．.·][\u3400-\u9fff·•‧・∙．.·]+")
_ORGANISATION = re.compile(r".*(公司|集团|厂|店|部|院|校|局|所|社|会|行|馆|中心|学|园|场|站|队|厅|处|办)$")


def covers(due_fen: int, amounts: Sequence[int]) -> list[int]:
    """How much of each receipt, in the order they came, goes to what a month of one fund is due, in fen.

    The first receipt that covers it pays it whole; what is left of that one, and all of the others, waits for a person
    (SIL 60; COLL 11, 12).
    """
    paid = [0] * len(amounts)
    for place, amount in enumerate(amounts):
        if 0 < due_fen <= amount:
            paid[place] = due_fen
            break
    return paid


def is_person(code: str, name: str) -> bool:
    """Whether who paid is a person, whose number and name are protected (PIPL 51; REG 49).

    By the code: a personal number, also a mistyped one, is a person's; a credit code is not. Without a code that says
    it, a name of two to four Chinese characters, or with a middle dot, that ends like no organisation's.
    """
    number = compact(code)
    if _PERSONAL.fullmatch(number):
        return _reads(citizen.parse, number) or not _reads(credit_code.parse, number)
    if _CREDIT_CODE.fullmatch(number):
        return False
    plain = "".join(name.split())
    return bool(_PERSONS_NAME.fullmatch(plain)) and not _ORGANISATION.fullmatch(plain)


def _reads(parse: Callable[[str], object], number: str) -> bool:
    try:
        parse(number)
    except Refusal:
        return False
    return True
