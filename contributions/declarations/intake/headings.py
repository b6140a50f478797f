"""What the column headings of pay offices mean, in Chinese (both scripts) and English.

`recognise` answers with a role and a rank: of several columns for one role the highest rank is used. Ranks at or below
`WEAK` are hints that the contents of the column have to confirm.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from contributions.declarations.intake import heading_words as words
from siadmin.kernel.identifiers.writing import half_width


class Role(StrEnum):
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    ID_NUMBER = "id_number"
    WAGE = "wage"
    HIRE_DATE = "hire_date"
    LEAVING_DATE = "leaving_date"
    LEAVING_REASON = "leaving_reason"
    EMPLOYMENT_TYPE = "employment_type"
    SEQUENCE = "sequence"
    NOT_A_WAGE = "not_a_wage"
    """Speaks of money or wages, but of other ones: net pay, tax, last month, a bank card."""


@dataclass(frozen=True, slots=True)
class Heading:
    role: Role
    rank: int


# Ranks of wage columns: what the employer declares outright, the gross total, the base, a plain “wage”, an average
# of last year, a bare “total” or “amount”, and at the end the parts, which are used only if nothing else is there.
DECLARED, GROSS, BASE, PLAIN, AVERAGE, WEAK, PART = 100, 90, 70, 60, 40, 30, 10

LONGEST_HEADING = 60
_TRADITIONAL = str.maketrans(
    "證號碼薪資應發總額員險會繳費數單職離類實稅獎貼際計帳銀戶當標準編門備註聯絡電話別種親屬補時間後個納報狀態歲齡級業務導師勞動績紅領張載負責領給淨扣減點統與國參關係",
    "证号码薪资应发总额员险会缴费数单职离类实税奖贴际计账银户当标准编门备注联络电话别种亲属补时间后个纳报状态岁龄级业务导师劳动绩红领张载负责领给净扣减点统与国参关系",
)
_BRACKETS = re.compile(r"[(\[{<【（［〔《「][^)\]}>】）］〕》」]*[)\]}>】）］〕》」]")
_ORNAMENT = re.compile(r"^[\s*★☆●#:：]*(?:[0-9]{1,2}\s*[.、:：)])?\s*|[\s*:：★☆]+$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_HAN = re.compile("[\u3400-\u9fff]")
_BROKEN_WORD = re.compile("(?<=[\u3400-\u9fff])\\s*[\\n\\r]+\\s*(?=[\u3400-\u9fff])")
_SEAM = re.compile("(?<=[\u3400-\u9fff])\\s*(?=[A-Za-z])|(?<=[A-Za-z.])\\s*(?=[\u3400-\u9fff])|[/|\\\\\n\r]+|\\s-\\s")


def recognise(text: str, group: str = "") -> Heading | None:
    """The meaning of one heading, below a group heading when there is one. None: of no interest here."""
    return None if len(text) > LONGEST_HEADING else _recognised(text, group[:LONGEST_HEADING])


@lru_cache(maxsize=4096)
def _recognised(text: str, group: str) -> Heading | None:
    found = _alone(text)
    if not group:
        return found
    above = _alone(words.GROUP_ENDING.sub("", group))
    if found is not None and found.role is Role.WAGE:
        if found.rank not in (DECLARED, BASE) and words.OTHER_MONEY_GROUP.search(simplified(group)):
            return Heading(Role.NOT_A_WAGE, 0)
        if found.rank == WEAK and above and above.role is Role.WAGE:
            return Heading(Role.WAGE, max(above.rank, GROSS))
        return found
    if found is None and above is not None and (not text.strip() or unit_factor(text) is not None):
        return above
    return found


def known_headings(cells: Iterable[str]) -> int:
    """How many different roles a row of texts names with certainty; tells headings from people."""
    found = {heading.role for text in cells if (heading := recognise(text)) and heading.rank > WEAK}
    return len(found - {Role.NOT_A_WAGE, Role.SEQUENCE})


def simplified(text: str) -> str:
    """Half-width, lower case, simplified characters, one line; for comparing headings."""
    plain = _CAMEL.sub(" ", half_width(text).replace("_", " ")).lower().translate(_TRADITIONAL)
    return _BROKEN_WORD.sub("", re.sub(r"[^\S\n]+", " ", plain)).strip()


def unit_factor(text: str) -> Decimal | None:
    """How many yuan one unit is, when the text is or brackets a unit of money: `（万元）` is 10,000."""
    plain = half_width(text)
    candidates = [plain, *(match[0][1:-1] for match in _BRACKETS.finditer(plain)), *re.split(r"[/:：]", plain)]
    for candidate in candidates:
        match = words.UNIT.fullmatch(candidate.strip().removeprefix("单位").strip(":： "))
        if match:
            return _factor(match[1])
    return None


def unit_line(text: str) -> Decimal | None:
    """The factor named by a line such as `单位：万元` above the table."""
    match = words.UNIT_LINE.search(half_width(text))
    return _factor(next(part for part in match.groups() if part)) if match else None


def _factor(unit: str) -> Decimal:
    bare = re.sub(r"[, ]", "", unit.lower())
    if bare in ("分", "fen"):
        return Decimal("0.01")
    if bare == "角":
        return Decimal("0.1")
    if bare.startswith("10000"):
        return Decimal(10_000)
    if bare.startswith(("1000", "thousand")):
        return Decimal(1_000)
    return Decimal(words.UNIT_FACTORS.get(bare, 1))


def _alone(text: str) -> Heading | None:
    plain = simplified(text)
    if not plain:
        return None
    brackets = " ".join(match[0][1:-1] for match in _BRACKETS.finditer(plain))
    base = _ORNAMENT.sub("", _BRACKETS.sub("", plain)).strip()
    pieces = [piece for part in _SEAM.split(base) if (piece := _ORNAMENT.sub("", part).strip(" .-"))]
    meanings = [found for piece in pieces if (found := _one(piece, brackets))]
    whole = _one(base.replace("\n", ""), brackets) if base and not base.isdigit() else _one(brackets, "")
    if whole is not None and (not meanings or len(pieces) == 1 or whole.role is Role.ID_NUMBER):
        meanings.append(whole)
    return max(meanings, key=_precedence, default=None)


def _precedence(heading: Heading) -> tuple[int, int]:
    """Of the meanings of a bilingual heading: who and when, then “not a wage”, then a wage, then mere hints."""
    if heading.role is Role.NOT_A_WAGE:
        return 2, 0
    if heading.role is Role.WAGE:
        return 1, heading.rank
    return (3 if heading.rank > WEAK else 0), heading.rank


def _one(base: str, brackets: str) -> Heading | None:
    if _HAN.search(base):
        tight = base.replace(" ", "")
        return _person_zh(tight) or _employment(tight) or _ranked(_wage_ranks_zh(tight, brackets.replace(" ", "")))
    base = base.replace("before deductions", "before tax").replace("before deduction", "before tax")
    spaced = base.replace("-", " ").replace("'s", "").strip()
    return _person_en(spaced) or _employment(spaced) or _ranked(_wage_ranks_en(base, brackets))


_PERSON_ZH = (
    (words.NAME_ZH, Role.NAME, 100),
    (words.FOREIGN_NAME_ZH, Role.NAME, 50),
    (words.FAMILY_NAME, Role.FAMILY_NAME, 60),
    (words.GIVEN_NAME, Role.GIVEN_NAME, 60),
    (words.SEQUENCE, Role.SEQUENCE, 40),
)
_PERSON_EN = (
    (words.NAME_EN, Role.NAME, 100),
    (words.FAMILY_NAME, Role.FAMILY_NAME, 60),
    (words.GIVEN_NAME, Role.GIVEN_NAME, 60),
    (words.SEQUENCE, Role.SEQUENCE, 40),
    (words.NAME_HINT_EN, Role.NAME, 20),
)
_NUMBER_ZH = ((words.ID_ZH, 100), (words.ID_DOCUMENT_ZH, 90), (words.ID_SOCIAL_ZH, 80), (words.ID_HINT_ZH, 20))
_NUMBER_EN = ((words.ID_EN, 100), (words.ID_HINT_EN, 20))
_EMPLOYMENT = (
    (words.HIRE_DATE, Role.HIRE_DATE),
    (words.LEAVING_DATE, Role.LEAVING_DATE),
    (words.LEAVING_REASON, Role.LEAVING_REASON),
    (words.EMPLOYMENT_TYPE, Role.EMPLOYMENT_TYPE),
)


def _person_zh(text: str) -> Heading | None:
    for pattern, role, rank in _PERSON_ZH:
        if pattern.fullmatch(text):
            return Heading(role, rank)
    if not words.NOT_ID_ZH.search(text) and not words.PLAIN_ZH.search(text):
        for pattern, rank in _NUMBER_ZH:
            if pattern.search(text):
                return Heading(Role.ID_NUMBER, rank)
    if words.NAME_HINT_ZH.fullmatch(text):
        return Heading(Role.NAME, 20)
    is_own_name = text.endswith("姓名") and not words.OTHER_PEOPLE_ZH.search(text)
    return Heading(Role.NAME, 40) if is_own_name else None


def _person_en(text: str) -> Heading | None:
    for pattern, role, rank in _PERSON_EN:
        if pattern.fullmatch(text):
            return Heading(role, rank)
    if not words.NOT_ID_EN.search(text):
        for pattern, rank in _NUMBER_EN:
            if pattern.fullmatch(text):
                return Heading(Role.ID_NUMBER, rank)
    return None


def _employment(text: str) -> Heading | None:
    return next((Heading(role, 50) for pattern, role in _EMPLOYMENT if pattern.fullmatch(text)), None)


Ranks = Iterator[tuple[object, int]]
"""Conditions in order and the rank each gives; 0 says that it is another kind of money, NOTHING that it is no money."""
NOTHING = -1


def _ranked(ranks: Ranks) -> Heading | None:
    rank = next((rank for holds, rank in ranks if holds), NOTHING)
    if rank == NOTHING:
        return None
    return Heading(Role.WAGE, rank) if rank else Heading(Role.NOT_A_WAGE, 0)


def _wage_ranks_zh(text: str, brackets: str) -> Ranks:
    if words.BASE_ZH.search(text) and not words.HOUSING_FUND_ZH.search(text):
        yield True, BASE - 10 if words.ONE_INSURANCE_ZH.search(text) else BASE
    yield words.DECLARED_ZH.search(text) and not words.EARLIER_ZH.search(text), DECLARED
    yield words.AVERAGE_ZH.search(text) and not words.AVERAGE_OF_OTHERS_ZH.search(text), AVERAGE
    yield words.NOT_WAGE_ZH.search(text), 0
    yield words.GROSS_TOTAL_ZH.search(text) and not words.TOTAL_OF_A_PART_ZH.search(text), GROSS + 4
    yield words.NET_REMARK_ZH.search(brackets), 0
    yield words.PART_ZH.search(text), PART if words.PART_OF_WAGES_ZH.search(text) else NOTHING
    yield words.GROSS_ZH.search(text), GROSS + 2 if words.WAGE_WORD_ZH.search(text) else GROSS
    is_gross = words.GROSS_REMARK_ZH.search(brackets)
    yield words.PLAIN_ZH.search(text), GROSS if is_gross else PLAIN
    yield words.WEAK_ZH.fullmatch(text), GROSS if is_gross else WEAK


def _wage_ranks_en(text: str, brackets: str) -> Ranks:
    is_pay = words.PLAIN_EN.search(text)
    if words.DECLARED_EN.search(text):
        yield words.BASE_EN.search(text), BASE
        yield is_pay, DECLARED
    yield words.WAGE_BASE_EN.search(text), BASE
    if words.GROSS_EN.search(text) and not words.NOT_GROSS_EN.search(text):
        yield True, GROSS + 2 if "gross" in text else GROSS
    yield words.NOT_WAGE_EN.search(text), 0 if is_pay or words.NET_EN.search(text) else NOTHING
    yield is_pay and words.NET_EN.search(brackets) and "before" not in brackets, 0
    is_gross = "gross" in brackets or "before tax" in brackets
    yield words.PART_EN.search(text), PART
    yield is_pay, GROSS if is_gross else PLAIN
    yield words.WEAK_EN.fullmatch(text), GROSS if is_gross else WEAK
