"""Unified social credit code of employers (GB 32100-2015): eighteen characters, the last one a check."""

import re
from dataclasses import dataclass

from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Reason

CREDIT_CODE_LENGTH = Reason(
    "credit_code_length",
    "统一社会信用代码应为 18 位，这里是 {length} 位。",
    "A unified social credit code has 18 characters; this one has {length}.",
    "请对照营业执照或登记证书录入。",
    "Enter it from the business licence or registration certificate.",
)
CREDIT_CODE_CHARACTERS = Reason(
    "credit_code_characters",
    "统一社会信用代码含有不使用的字符：{characters}。",
    "The unified social credit code contains characters it never uses: {characters}.",
    "代码不使用字母 I、O、S、V、Z。常见误录：字母 O 应为数字 0，字母 I 应为数字 1。",
    "The letters I, O, S, V and Z are never used. Often O stands for 0, or I for 1.",
)
CREDIT_CODE_CHECK = Reason(
    "credit_code_check",
    "统一社会信用代码校验位不符。",
    "The check character of the unified social credit code does not fit.",
    "至少有一位录错，请对照证书逐位核对。",
    "At least one character is wrong. Compare it with the certificate, character by character.",
)
CREDIT_CODE_ORGANISATION = Reason(
    "credit_code_organisation",
    "代码第 9–17 位（主体标识码）的内部校验不符。",
    "The inner check of positions 9–17 (organisation code) does not fit.",
    "代码仍可使用；请再核对一次证书。",
    "The code can still be used; please compare it with the certificate once more.",
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: index for index, character in enumerate(ALPHABET)}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_MISREAD = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code whose check fits. `warnings` are reasons to look twice, not to refuse."""

    code: str
    warnings: tuple[Reason, ...] = ()

    @property
    def department(self) -> str:
        """Who registered the unit: 1 establishment office, 5 civil affairs, 9 market regulation, …"""
        return self.code[0]

    @property
    def category(self) -> str:
        return self.code[1]

    @property
    def division(self) -> str:
        return self.code[2:8]

    @property
    def organisation_code(self) -> str:
        return self.code[8:17]


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen."""
    total = sum(_VALUE[character] * pow(3, index, 31) for index, character in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def parse(text: str) -> CreditCode:
    """Read a credit code. Raises CREDIT_CODE_LENGTH, CREDIT_CODE_CHARACTERS, CREDIT_CODE_CHECK."""
    code = compact(text)
    if len(code) != 18:
        raise CREDIT_CODE_LENGTH(length=len(code))
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        raise CREDIT_CODE_CHARACTERS(characters=" ".join(strange))
    if check_character(code[:17]) != code[17]:
        raise CREDIT_CODE_CHECK()
    return CreditCode(code, () if _organisation_fits(code[8:17]) else (CREDIT_CODE_ORGANISATION,))


def suggestion(text: str) -> str | None:
    """The code with O, I, Z, S read as 0, 1, 2, 5, if its check then fits. To be offered, never applied."""
    code = compact(text)
    repaired = code.translate(_MISREAD)
    if repaired == code or len(repaired) != 18 or set(repaired) - set(ALPHABET):
        return None
    return repaired if check_character(repaired[:17]) == repaired[17] else None


def _organisation_fits(organisation: str) -> bool:
    """GB 11714: eight characters and a check, A = 10 … Z = 35."""
    if not _ORGANISATION.fullmatch(organisation):
        return False
    total = sum(int(character, 36) * w for character, w in zip(organisation, _ORGANISATION_WEIGHTS, strict=False))
    return "0X987654321"[total % 11] == organisation[8]
