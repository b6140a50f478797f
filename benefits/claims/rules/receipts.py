"""One receipt has one number, however it is typed: what was claimed by it is not claimed again (REG 37; E)."""

import re
import unicodedata

_APART = re.compile(r"[,;、\n\r]+")


def numbers_of(text: str) -> list[str]:
    """The numbers somebody typed with commas or on lines between them, each in one way of writing, in order, once."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return sorted({number for part in _APART.split(plain) if (number := "".join(part.split()))})
