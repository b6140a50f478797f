"""Numbers of foreigners that carry no check digit, and papers that are no social security number at all.

In-China employment of foreigners: MOHRSS Order 16 (2011), Art. 10 and its annex; the layout of the annex (country
code of three letters, then reserved digit and document number) is from memory and was not verified.
"""

import re
from dataclasses import dataclass

from siadmin.kernel.identifiers.writing import compact

_SOCIAL_SECURITY = re.compile(r"[A-Z]{3}[0-9A-Z]{15}")
_PERMANENT_RESIDENT_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")
_TRAVEL_PERMIT = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{6,8}|[A-Z]{3}[0-9]{6,7}|[A-Z][0-9][A-Z0-9]{6,7}")


@dataclass(frozen=True, slots=True)
class ForeignNumber:
    """A number of right form that cannot be checked further: no check digit, no birth date we may rely on."""

    number: str
    holder: str


def parse(text: str) -> ForeignNumber | None:
    """A foreigner's social security number (18) or permanent resident number of 2017 (15); else None."""
    given = compact(text)
    if _SOCIAL_SECURITY.fullmatch(given) and any(character.isdigit() for character in given):
        return ForeignNumber(given, "foreign_number")
    if _PERMANENT_RESIDENT_2017.fullmatch(given):
        return ForeignNumber(given, "foreign_pr")
    return None


def is_travel_document(text: str) -> bool:
    """Looks like a passport or a travel permit: papers that show who someone is, but are not the number to declare."""
    given = compact(text)
    return bool(_TRAVEL_PERMIT.fullmatch(given) or _PASSPORT.fullmatch(given))
