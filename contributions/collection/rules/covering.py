"""What received money settles, and whether a payer is a person."""

import re
from collections.abc import Callable, Sequence

from siadmin.kernel.identifiers import citizen, credit_code
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Refusal

_PERSONAL = re.compile(r"\d{17}[\dX]")
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_ORGANISATION = re.compile(
    r".*(公司|集团|企业|厂|店|部|院|校|局|所|社|会|行|馆|中心|学|园|场|站|队|厅|处|办|户)$"
    r"|.*\b(ltd|limited|inc|llc|llp|gmbh|corp|corporation|co|company|bank|group|plc|ag|sa|kk)\b.*",
    re.IGNORECASE,
)


def covers(dues: Sequence[int], amounts: Sequence[int]) -> list[int]:
    """How much of each receipt, in the order they came, goes to what a month of one fund is due, in fen.

    `dues`: of the staff, of a platform's orders and of each project, which stand apart; what was due first, first. The
    first receipt
    that covers all of it pays all; where none does, one that is just what one of them is due pays that one. What is
    left, and all of the others, waits for a person (SIL 60; COLL 11, 12).
    """
    paid, whole = [0] * len(amounts), sum(dues)
    for place, amount in enumerate(amounts):
        if 0 < whole <= amount:
            paid[place] = whole
            return paid
    for due in dues:
        for place, amount in enumerate(amounts):
            if due > 0 and due == amount and not paid[place]:
                paid[place] = due
                break
    return paid


def is_person(code: str, name: str) -> bool:
    """Whether who paid is a person, whose number and name are protected (PIPL 51; REG 49). In doubt it is one.

    By the code: eighteen characters of a personal number, also a mistyped one, are a person's; those of a credit code
    are not. Any other code (passport, permit, an old registration) or none leaves it to the name: one that ends like an
    organisation's, or says its legal form, is not a person's. A shop called like a person is taken for one, and is then
    found by its whole name only.
    """
    number = compact(code)
    if _PERSONAL.fullmatch(number):
        return not is_organisation(number)
    if is_organisation(number):
        return False
    return bool(number or name.strip()) and not _ORGANISATION.fullmatch(" ".join(name.split()))


def is_organisation(code: str) -> bool:
    """Whether a payer's code is a credit code, also a mistyped one, and not a personal number."""
    number = compact(code)
    if _PERSONAL.fullmatch(number):
        return not _reads(citizen.parse, number) and _reads(credit_code.parse, number)
    return bool(_CREDIT_CODE.fullmatch(number))


def _reads(parse: Callable[[str], object], number: str) -> bool:
    try:
        parse(number)
    except Refusal:
        return False
    return True
