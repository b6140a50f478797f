"""Texts on their way into a spreadsheet that people will open."""

from collections.abc import Sequence

from siadmin.kernel.language import Words
from siadmin.kernel.sheets import safe_cell

__all__ = ["in_languages", "safe_cell"]


def in_languages(words: Words, languages: Sequence[str], between: str) -> str:
    """The text in the chosen languages (`zh`, `en`), in that order; said once where both are the same."""
    texts = [words.zh if language == "zh" else words.en for language in languages]
    return between.join(dict.fromkeys(text for text in texts if text))
