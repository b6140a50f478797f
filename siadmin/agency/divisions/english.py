"""English names of divisions: the official form where there is one, else pinyin with the proper kind of place.

Pinyin by GB/T 28039 (apostrophe before a, e, o inside a word); names of one syllable keep their kind (Yuxian County);
Mongolian, Tibetan and Uygur names by the form in use (Hohhot, Lhasa, Urumqi) where one is listed in `stems`.
"""

import re
from collections.abc import Iterator

from siadmin.agency.divisions.stems import NATIONALITIES, PROVINCES, STEMS, WHOLE
from siadmin.agency.divisions.syllables import spelled

COUNTY_KINDS = (
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("左翼前旗", "Left Front Banner"),
    ("左翼中旗", "Left Middle Banner"),
    ("左翼后旗", "Left Rear Banner"),
    ("右翼前旗", "Right Front Banner"),
    ("右翼中旗", "Right Middle Banner"),
    ("右翼后旗", "Right Rear Banner"),
    ("联合旗", "United Banner"),
    ("左旗", "Left Banner"),
    ("右旗", "Right Banner"),
    ("前旗", "Front Banner"),
    ("中旗", "Middle Banner"),
    ("后旗", "Rear Banner"),
    ("旗", "Banner"),
    ("特区", "Special District"),
    ("矿区", "Mining District"),
    ("群岛", "Islands"),
    ("市", "City"),
    ("县", "County"),
    ("区", "District"),
)
PREFECTURE_KINDS = (
    ("自治州", "Autonomous Prefecture"),
    ("地区", "Prefecture"),
    ("盟", "League"),
    ("市", "City"),
)
TOWNSHIP_KINDS = (
    ("街道办事处", "Subdistrict"),
    ("街道", "Subdistrict"),
    ("地区办事处", "Area"),
    ("地区", "Area"),
    ("镇", "Town"),
    ("民族乡", "Ethnic Township"),
    ("乡", "Township"),
    ("开发区", "Development Zone"),
    ("园区", "Park"),
    ("合作区", "Cooperation Zone"),
    ("国际机场", "International Airport"),
    ("农场", "Farm"),
)
VILLAGE_KINDS = (
    ("社区居民委员会", "Community"),
    ("社区居委委员会", "Community"),
    ("社区居委会", "Community"),
    ("社区居委", "Community"),
    ("居民委员会", "Community"),
    ("居委会", "Community"),
    ("社区", "Community"),
    ("村民委员会", "Village"),
    ("村委会", "Village"),
    ("生活区", "Residential Area"),
)
_ORDINAL = re.compile("第([一二三四五六七八九十]+)")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def province(name: str) -> str:
    return PROVINCES[name]


def prefecture(name: str) -> str:
    return WHOLE.get(name) or _named(name, PREFECTURE_KINDS)


def county(name: str) -> str:
    return WHOLE.get(name) or _named(name, COUNTY_KINDS)


def township(name: str) -> str:
    return WHOLE.get(name) or _named(name, TOWNSHIP_KINDS)


def village(name: str) -> str:
    return WHOLE.get(name) or _named(name, VILLAGE_KINDS)


def _named(name: str, kinds: tuple[tuple[str, str], ...]) -> str:
    for ending, kind in kinds:
        stem = name.removesuffix(ending)
        if stem != name and stem:
            return _with_kind(name, stem, kind)
    return _spelled(name)


def _with_kind(name: str, stem: str, kind: str) -> str:
    """Single syllables keep what follows (蔚县 Yuxian County); nationalities stand before the kind."""
    if stem in STEMS:
        return f"{STEMS[stem]} {kind}"
    peoples: list[str] = []
    if kind.startswith("Autonomous") or kind == "District":
        stem, peoples = _without_nationalities(stem)
    if len(stem) == 1:
        return f"{spelled(name)} {kind}"
    return " ".join(part for part in (STEMS.get(stem) or _spelled(stem), _list(peoples), kind) if part)


def _without_nationalities(stem: str) -> tuple[str, list[str]]:
    """黔西南布依族苗族 → 黔西南, [Bouyei, Miao]. A people that is the whole name stays the name (东乡族自治县)."""
    peoples: list[str] = []
    while found := next(_endings(stem), None):
        stem, people = found
        peoples.insert(0, people)
    if not stem:
        raise AssertionError("a name of nationalities only is listed in stems.WHOLE")
    return stem, peoples


def _endings(stem: str) -> Iterator[tuple[str, str]]:
    for chinese, english in NATIONALITIES:
        rest = stem.removesuffix(chinese)
        if rest not in (stem, ""):
            yield rest, english


def _list(peoples: list[str]) -> str:
    if len(peoples) < 2:
        return "".join(peoples)
    return f"{', '.join(peoples[:-1])} and {peoples[-1]}"


def _spelled(stem: str) -> str:
    """Pinyin of a name that may hold ordinals and brackets: 青年路第二 → Qingnianlu No. 2."""
    text = _ORDINAL.sub(lambda found: f"|No. {_number(found[1])}|", stem).translate(str.maketrans("（）", "()"))
    parts = (part.strip() for part in re.split(r"\||(?<=\))|(?=\()|(、)", text) if part)
    return " ".join(_bracketed(part) for part in parts if part).replace(" 、 ", ", ")


def _bracketed(part: str) -> str:
    if part == "、" or part.startswith("No. "):
        return part
    inner = part.removeprefix("(").removesuffix(")")
    return part.replace(inner, spelled(inner)) if inner else part


def _number(characters: str) -> int:
    tens, has_ten, ones = characters.rpartition("十")
    if not has_ten:
        return _DIGITS[characters]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
