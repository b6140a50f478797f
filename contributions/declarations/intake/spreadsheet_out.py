"""Texts on their way into a spreadsheet that people will open."""

import re
from collections.abc import Sequence

from siadmin.kernel.language import Words

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def safe_cell(text: str) -> str:
    """Text that a spreadsheet will not take for a formula: an apostrophe goes before `= + - @` and their like."""
    plain = _CONTROL.sub("", text)
    return f"'{plain}" if plain.startswith(_STARTS_A_FORMULA) else plain


def in_languages(words: Words, languages: Sequence[str], between: str) -> str:
    """The text in the chosen languages (`zh`, `en`), in that order; said once where both are the same."""
    texts = [words.zh if language == "zh" else words.en for language in languages]
    return between.join(dict.fromkeys(text for text in texts if text))
