"""How people write numbers: spaces, full-width digits, lower case, dashes. Form only, never content."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
_GAPS = re.compile(r"[\s\-‐‑‒–—―_]+")


def half_width(text: str) -> str:
    """Full-width letters, digits and spaces as plain ones; invisible characters and outer spaces gone."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()


def compact(text: str) -> str:
    """The bare number: half-width, upper case, without spaces and dashes."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _GAPS.sub("", half_width(text)).upper()
