"""A Chinese name as one word of pinyin: capital first, apostrophe where syllables would run together (Xi'an)."""

from itertools import groupby

from pypinyin import Style, lazy_pinyin

from siadmin.agency.divisions.stems import READINGS, SYLLABLES


def spelled(name: str) -> str:
    """`西安` → `Xi'an`, `吕梁` → `Lüliang`; digits and Latin letters stay as they are."""
    words = []
    for is_chinese, characters in groupby(name, key=lambda character: "一" <= character <= "鿿"):
        text = "".join(characters)
        words.append(_word(text) if is_chinese else text.strip())
    return " ".join(word for word in words if word)


def _word(text: str) -> str:
    syllables = _syllables(text)
    joined = syllables[0] + "".join(f"'{s}" if s[0] in "aeo" else s for s in syllables[1:])
    return joined[:1].upper() + joined[1:]


def _syllables(text: str) -> list[str]:
    """One for each character: as in words, but as in place names where these are read otherwise."""
    read = [
        SYLLABLES.get(character, syllable)
        for character, syllable in zip(text, lazy_pinyin(text, style=Style.NORMAL, v_to_u=True), strict=True)
    ]
    for name, reading in READINGS.items():
        if (start := text.find(name)) >= 0:
            read[start : start + len(name)] = reading.split()
    return read
