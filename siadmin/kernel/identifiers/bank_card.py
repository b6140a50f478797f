"""Bank card and account numbers. Old accounts and passbooks do not follow the card check, so it only warns.

The real check is the bank's comparison of account and name.
"""

import re

from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Reason

BANK_CARD_FORM = Reason(
    "bank_card_form",
    "银行账号通常是 13–19 位数字，请核对。",
    "A bank card number usually has 13 to 19 digits; please check it.",
    "对照银行卡或存折重新录入。对公账号可以保留。",
    "Enter it again from the card or passbook. A corporate account may stay as it is.",
)
BANK_CARD_CHECK = Reason(
    "bank_card_check",
    "银行卡号校验位不符，可能有一位录错。",
    "The check digit of the bank card does not fit; one digit may be wrong.",
    "对照银行卡核对；存折和旧账号可以保留。",
    "Compare it with the card; passbooks and old accounts may stay as they are.",
)

_DIGITS = re.compile(r"[0-9]{13,19}")


def luhn_fits(digits: str) -> bool:
    """ISO/IEC 7812-1: catches every single wrong digit, not the swap of 09 and 90."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if position % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def doubt(text: str) -> Reason | None:
    """What to warn about: BANK_CARD_FORM, BANK_CARD_CHECK or nothing."""
    number = compact(text)
    if not _DIGITS.fullmatch(number):
        return BANK_CARD_FORM
    return None if luhn_fits(number) else BANK_CARD_CHECK
