"""How a Chinese name is spelt in pinyin: for readers of English, family name first, as in passports; and for search."""

from pypinyin import Style, lazy_pinyin

from siadmin.kernel.language import Words

DOT = "·"
_TWO_CHARACTER_FAMILY_NAMES = frozenset(
    "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 端木 南宫 独孤 呼延 轩辕 闻人".split()  # noqa: SIM905
)


def spelt(name: str) -> str:
    """`陈晓雨` as `Chen Xiaoyu`, `热依拉·买买提` as `Reyila Maimaiti`; what is not Chinese stays as it is."""
    if name.isascii():
        return name
    if DOT in name:
        return " ".join(_one_word(part) for part in name.split(DOT))
    cut = 2 if len(name) > 2 and name[:2] in _TWO_CHARACTER_FAMILY_NAMES else 1
    return " ".join(_one_word(part) for part in (name[:cut], name[cut:]) if part)


def named(name: str) -> Words:
    """The name as registered; for readers of English its spelling first, so that they can say it and still show it."""
    return Words(name, name if name.isascii() else f"{spelt(name)} {name}")


def organisation(name: str, name_en: str = "") -> Words:
    """What an organisation is called; for readers of English the name it gave, or how its own is said before it."""
    if name_en or name.isascii():
        return Words(name, name_en or name)
    return Words(name, f"{' '.join(word.capitalize() for word in lazy_pinyin(name))} {name}")


def _one_word(characters: str) -> str:
    return "".join(lazy_pinyin(characters)).capitalize()


def is_slip_of_a_name(one: str, other: str) -> bool:
    """Whether two ways to write a name differ by a character or in their spelling only, and are not two names."""
    if sounds(one)[0] == sounds(other)[0]:
        return True
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def sounds(name: str) -> tuple[str, str]:
    """Pinyin without tones, and its initials, for search."""
    return (
        "".join(lazy_pinyin(name)).lower()[:120],
        "".join(part[:1] for part in lazy_pinyin(name, style=Style.FIRST_LETTER)).lower(),
    )
