"""A person's name: one form for comparing and storing, and when it cannot stand on an identity card or passport."""

import re

_LONGEST = 60

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U000323af"
"""Unified ideographs with all extensions, and the private area where old fonts keep rare characters of names."""

DOTS = "·•・．‧∙⋅●.。･᛫˙・"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
_DOT_IN_HAN = re.compile(rf"(?<=[{HAN}])\s*[{re.escape(DOTS)}]\s*(?=[{HAN}])")
_HAN_NAME = re.compile(rf"[{HAN}]+(?:·[{HAN}]+)*")
_OTHER_NAME = re.compile(r"[^\W\d_]+[.]?(?:[ '’`.·,-]+[^\W\d_]+[.]?)*")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e\u1ab0-\u1aff]"
)
_PLACEHOLDERS = frozenset(
    {"未知", "不详", "待定", "待补", "待填", "空缺", "某某", "某", "测试", "姓名", "张某", "李某", "王某", "无名", "无"}
    | {"暂无", "同上", "test", "name", "unknown", "none", "null", "nan", "xxx", "xx", "tbd", "n/a", "na", "anonymous"}
)


def normal(text: str) -> str:
    """One form for comparing and storing: no spaces inside Chinese names, one middle dot, one space between words."""
    plain = _INVISIBLE.sub("", text.replace("\n", " ").replace("\t", " ")).translate(_FULL_WIDTH)
    plain = " ".join(plain.replace("\u3000", " ").replace("\xa0", " ").split()).strip("'‘’`\"")
    return _DOT_IN_HAN.sub("·", _BETWEEN_HAN.sub("", plain))


def is_a_name(name: str) -> bool:
    """Could this, in normal form, stand on an identity card or passport?"""
    if len(name) > _LONGEST or name.casefold() in _PLACEHOLDERS:
        return False
    if _HAN_NAME.fullmatch(name):
        return len(name) <= 40
    bare = _MARKS.sub("", name)
    if re.search(f"[{HAN}]", bare):
        return False
    return bool(_OTHER_NAME.fullmatch(bare)) and len(bare) >= 2
