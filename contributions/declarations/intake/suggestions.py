"""Corrected values that can be inferred. They are offered to the employer, never applied by us."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.identity import EXACT_DIGITS, IdentityReading
from contributions.declarations.intake.names import folded
from contributions.declarations.intake.problems import ID_LOST_PRECISION
from contributions.declarations.intake.roster import Roster, RosterEntry
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.identifiers.citizen import ID_CHECK_DIGIT
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written
from siadmin.kernel.refusal import Refusal

SAME_NAME = Words("名册中同名职工的号码", "the number of the only person of this name on your staff list")
SAME_BEGINNING = Words("名册中前 15 位相同的号码", "the number on your staff list with the same first 15 digits")
WHOLE_IN_FILE = Words("文件内部仍保存着完整的 18 位", "the file still holds all 18 digits inside")
SWAPPED = Words("可能相邻两位颠倒，请核对证件", "perhaps two neighbouring digits were swapped; compare with the card")
MISREAD = Words("可能把字母当成了数字，请核对证件", "perhaps a letter was typed for a digit; compare with the card")
CLEANED = Words("去掉备注和符号后的姓名", "the name without remarks and symbols")
REGISTERED = Words("名册中此号码的姓名", "the name on your staff list for this number")
WRITTEN_OTHERWISE = Words("按文字推断的金额", "the amount this text most likely means")
LAST_MONTH = Words("上次申报的工资", "the wage last declared")
ADDED_UP = Words("两行金额相加", "both rows added up")
UNIT_SLIP = Words("可能小数点或单位有误", "perhaps the decimal point or the unit slipped")

_MISREAD_LETTERS = str.maketrans({"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"})
_SLIPS = (10, 100, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for one field. `value` is text, or whole fen for a wage; sure ones may be accepted all at once."""

    field: Role
    value: str | int
    reason: Words
    is_sure: bool

    @property
    def shown(self) -> str:
        """As it may stand on a screen or in a report: numbers masked, wages in yuan."""
        if self.field is Role.WAGE:
            return written(int(self.value))
        return masked(str(self.value)) if self.field is Role.ID_NUMBER else str(self.value)


def for_identity(name: str, identity: IdentityReading, roster: Roster) -> Iterator[Suggestion]:
    """At most one number for a row whose number was refused."""
    given, codes = identity.number, {problem.code for problem in identity.problems}
    if identity.whole_in_file:
        yield Suggestion(Role.ID_NUMBER, identity.whole_in_file, WHOLE_IN_FILE, True)
        return
    if ID_LOST_PRECISION.code in codes:
        if len(given) == 18 and given.isdigit():
            yield from _with_same_beginning(name, roster.near(int(given)))
        return
    entry = roster.only_one_named(name) if name else None
    if entry is not None and entry.number != given:
        yield Suggestion(Role.ID_NUMBER, entry.number, SAME_NAME, _is_near(given, entry))
        return
    if repaired := _repaired(given):
        yield Suggestion(Role.ID_NUMBER, repaired, MISREAD, False)
    elif ID_CHECK_DIGIT.code in codes and (swapped := _only_swap(given)):
        yield Suggestion(Role.ID_NUMBER, swapped, SWAPPED, False)


def _with_same_beginning(name: str, near: list[RosterEntry]) -> Iterator[Suggestion]:
    of_that_name = [entry for entry in near if folded(entry.name) == folded(name)]
    if len(of_that_name) == 1:
        yield Suggestion(Role.ID_NUMBER, of_that_name[0].number, SAME_BEGINNING, True)
    elif len(near) == 1:
        yield Suggestion(Role.ID_NUMBER, near[0].number, SAME_BEGINNING, False)


def for_implausible(amount: int, usual: int) -> Suggestion | None:
    """The same digits with another unit, if that brings the wage within half to twice the usual."""
    for slip in _SLIPS:
        for value in (amount // slip if amount % slip == 0 else 0, amount * slip):
            if usual <= value * 2 and value <= usual * 2:
                return Suggestion(Role.WAGE, value, UNIT_SLIP, False)
    return None


def usual_wage(amounts: list[Fen], at_least: int = 10) -> int | None:
    """The median of the wages in a file, when there are enough of them to speak of one."""
    return int(median(amounts)) if len(amounts) >= at_least else None


def _is_near(given: str, entry: RosterEntry) -> bool:
    """Few enough differences that it is the same number mistyped, not a new colleague of the same name."""
    if not given:
        return False
    if given.startswith(entry.number[:EXACT_DIGITS]):
        return True
    if len(given) == len(entry.number):
        return sum(mine != theirs for mine, theirs in zip(given, entry.number, strict=True)) <= 3
    shorter, longer = sorted((given, entry.number), key=len)
    return len(longer) - len(shorter) <= 2 and _is_subsequence(shorter, longer)


def _is_subsequence(shorter: str, longer: str) -> bool:
    remaining = iter(longer)
    return all(character in remaining for character in shorter)


def _repaired(given: str) -> str | None:
    body = given[:-1].translate(_MISREAD_LETTERS) + given[-1:]
    candidates = {body, given.translate(_MISREAD_LETTERS)} - {given}
    right = [candidate for candidate in candidates if len(candidate) == 18 and _passes(candidate)]
    return right[0] if len(right) == 1 else None


def _only_swap(given: str) -> str | None:
    """The one number that results from swapping two neighbours and passes every check; None if there are several."""
    if len(given) != 18:
        return None
    swaps = {given[:i] + given[i + 1] + given[i] + given[i + 2 :] for i in range(17)} - {given}
    fitting = [swap for swap in swaps if swap[:17].isdigit() and citizen.check_character(swap[:17]) == swap[17]]
    right = [candidate for candidate in fitting if _passes(candidate)]
    return right[0] if len(right) == 1 else None


def _passes(number: str) -> bool:
    try:
        return citizen.parse(number).birth_on.year >= 1940
    except Refusal:
        return False
