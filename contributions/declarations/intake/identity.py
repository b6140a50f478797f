"""The ID number of a row: read from whatever the cell holds, then checked against the month declared."""

import datetime as dt
import re
from dataclasses import dataclass

from contributions.declarations.intake.ages import OLDEST_WORKER, RetirementReached
from contributions.declarations.intake.cells import Cell, CellError, Number, digits_of, is_blank, text_of
from contributions.declarations.intake.problems import (
    ID_FIFTEEN_DIGITS,
    ID_LOST_PRECISION,
    ID_MISSING,
    ID_TRAVEL_DOCUMENT,
    ID_WITHOUT_CHECK,
    OVER_AGE_WORKER,
    UNDER_WORKING_AGE,
    Problem,
)
from enrollment.participation.rules.ages import age_on, may_work
from siadmin.kernel.identifiers import citizen, foreign
from siadmin.kernel.identifiers.citizen import BIRTH_DATE, ID_CHECK_DIGIT, ID_LENGTH
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Law

EXACT_DIGITS = 15
"""What a spreadsheet keeps of a number."""

_AROUND = "'‘’`\"=;,.:，。；：#()（）[]【】、"
_X_ALIKE = str.maketrans(dict.fromkeys("×ХхΧχ✕✖╳", "X"))
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?1[4-9]")
_WITH_FRACTION = re.compile(r"([0-9]{15,19})\.0+")
_ERROR = re.compile(r"#[A-Z/0!?]+", re.IGNORECASE)
_DASHES = re.compile(r"[-‐‑‒–—―−/\\_.\s]*")


@dataclass(frozen=True, slots=True)
class IdentityReading:
    """`number` is the normal form, or what the cell holds when it cannot be one. A refusing problem comes first."""

    number: str
    holder: str = ""
    problems: tuple[Problem, ...] = ()
    whole_in_file: str = ""
    """All eighteen digits, when a number cell still holds them although no spreadsheet can show them."""

    @property
    def is_usable(self) -> bool:
        return not any(problem.refuses for problem in self.problems)


def read(cell: Cell, *, month: Month, retirement_reached: RetirementReached, working_age: Law) -> IdentityReading:
    """Read and check the number of one row."""
    if is_blank(cell) or isinstance(cell, CellError):
        return IdentityReading("", problems=(Problem(ID_MISSING),))
    if isinstance(cell, Number):
        digits = digits_of(cell)
        if len(digits) > EXACT_DIGITS and digits.isdigit():
            return _lost(digits, kept="" if "E" in cell.upper() else digits)
        text = digits
    else:
        text = text_of(cell)
        if _DASHES.fullmatch(text) or _ERROR.fullmatch(text):
            return IdentityReading("", problems=(Problem(ID_MISSING),))
    number = compact(text).translate(_X_ALIKE).strip(_AROUND)
    if match := _WITH_FRACTION.fullmatch(number):
        number = match[1]
    if _SCIENTIFIC.fullmatch(number) or (match and len(number) > EXACT_DIGITS):
        return _lost(number)
    return _checked(number, month, retirement_reached, working_age)


def _lost(number: str, kept: str = "") -> IdentityReading:
    whole = kept if kept and _is_right(kept) else ""
    return IdentityReading(number, problems=(Problem(ID_LOST_PRECISION),), whole_in_file=whole)


def _is_right(number: str) -> bool:
    """Digits that no spreadsheet can have rounded, and that pass every check."""
    if number.endswith("000") or int(float(number)) == int(number):
        return False
    try:
        citizen.parse(number)
    except Refusal:
        return False
    return True


def _checked(number: str, month: Month, retirement_reached: RetirementReached, working_age: Law) -> IdentityReading:
    if (foreigner := foreign.parse(number)) is not None:
        return IdentityReading(foreigner.number, foreigner.holder, (Problem(ID_WITHOUT_CHECK),))
    try:
        person = citizen.parse(number)
    except Refusal as refusal:
        return IdentityReading(number, problems=(_diagnosis(number, refusal),))
    born, first_day = person.birth_on, month.first_day
    if born > month.last_day or age_on(born, first_day) > OLDEST_WORKER:
        # Fifteen digits that give no living worker are a number of eighteen with three missing.
        reason = ID_LENGTH(length=15) if person.was_fifteen_digits else BIRTH_DATE(digits=person.number[6:14])
        return IdentityReading(number, problems=(Problem.of(reason),))
    if not may_work(born, first_day, working_age):
        return IdentityReading(person.number, person.holder, (_born(UNDER_WORKING_AGE, born),))
    found = []
    if person.was_fifteen_digits:
        found.append(Problem(ID_FIFTEEN_DIGITS))
    if retirement_reached(born, person.sex, first_day):
        found.append(_born(OVER_AGE_WORKER, born))
    return IdentityReading(person.number, person.holder, tuple(found))


def _born(reason: Reason, born: dt.date) -> Problem:
    return Problem(reason, {"born": born.isoformat()})


def _diagnosis(number: str, refusal: Refusal) -> Problem:
    if foreign.is_travel_document(number):
        return Problem(ID_TRAVEL_DOCUMENT)
    # Eighteen digits that end in 000 and fail the check have been through a number cell before they became text.
    if refusal.reason is ID_CHECK_DIGIT and number.endswith("000"):
        return Problem(ID_LOST_PRECISION)
    return Problem.of(refusal)
