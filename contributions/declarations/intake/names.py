"""Names: how they are written, compared, and when they cannot be the name on an identity card."""

import re
from dataclasses import dataclass

from contributions.declarations.intake.cells import Cell, CellError, Number, as_given, is_blank
from contributions.declarations.intake.problems import NAME_INVALID, NAME_MISSING, NAME_SHORT, Problem

LONGEST_NAME = 60

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U000323af"
"""Unified ideographs with all extensions, and the private area where old fonts keep rare characters of names."""

_DOTS = "·•・．‧∙⋅●.。･᛫˙・"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t]+(?=[{_HAN}])")
_DOT_IN_HAN = re.compile(rf"(?<=[{_HAN}])\s*[{re.escape(_DOTS)}]\s*(?=[{_HAN}])")
_HAN_NAME = re.compile(rf"[{_HAN}]+(?:·[{_HAN}]+)*")
_OTHER_NAME = re.compile(r"[^\W\d_]+[.]?(?:[ '’`.·,-]+[^\W\d_]+[.]?)*")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e\u1ab0-\u1aff]"
)
_DASHES = re.compile(r"[-‐‑‒–—―−/\\_.·]+")
_REMARK = re.compile(r"[(（\[【〔].*?[)）\]】〕]|[(（\[【〔].*$")
_HAN_RUN = re.compile(rf"[{_HAN}]+(?:·[{_HAN}]+)*")
_PLACEHOLDERS = frozenset(
    {"未知", "不详", "待定", "待补", "待填", "空缺", "某某", "某", "测试", "姓名", "张某", "李某", "王某", "无名", "无"}
    | {"暂无", "同上", "test", "name", "unknown", "none", "null", "nan", "xxx", "xx", "tbd", "n/a", "na", "anonymous"}
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """The name in normal form (may be empty), its problem, and a cleaned name to offer."""

    name: str
    problem: Problem | None = None
    suggested: str | None = None


def read(*cells: Cell) -> NameReading:
    """A name from one cell, or from family and given name in two."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled or all(isinstance(cell, CellError) and cell == "=" for cell in filled):
        return NameReading("", Problem(NAME_MISSING))
    given = " ".join(as_given(cell) for cell in filled)
    name = normal(given)
    if not name or _DASHES.fullmatch(name):
        return NameReading("", Problem(NAME_MISSING))
    is_text = not any(isinstance(cell, (Number, CellError)) or not isinstance(cell, str) for cell in filled)
    if is_text and is_a_name(name):
        return NameReading(name, Problem(NAME_SHORT) if len(name) == 1 else None)
    return NameReading(name, Problem(NAME_INVALID, {"name": given[:40]}), _without_remarks(name))


def normal(text: str) -> str:
    """One form for comparing and storing: no spaces inside Chinese names, one middle dot, one space between words."""
    plain = _INVISIBLE.sub("", text.replace("\n", " ").replace("\t", " ")).translate(_FULL_WIDTH)
    plain = " ".join(plain.replace("\u3000", " ").replace("\xa0", " ").split()).strip("'‘’`\"")
    return _DOT_IN_HAN.sub("·", _BETWEEN_HAN.sub("", plain))


def folded(name: str) -> str:
    """For looking up: normal form without spaces and dots, lower case."""
    return re.sub(rf"[\s'’,{re.escape(_DOTS)}-]", "", normal(name)).casefold()


def is_a_name(name: str) -> bool:
    """Could this, in normal form, stand on an identity card or passport?"""
    if len(name) > LONGEST_NAME or name.casefold() in _PLACEHOLDERS:
        return False
    if _HAN_NAME.fullmatch(name):
        return len(name) <= 40
    bare = _MARKS.sub("", name)
    if re.search(f"[{_HAN}]", bare):
        return False
    return bool(_OTHER_NAME.fullmatch(bare)) and len(bare) >= 2


def _without_remarks(name: str) -> str | None:
    """`王丽（实习）` → `王丽`, `张伟2` → `张伟`; None unless exactly one plausible name remains."""
    bare = _REMARK.sub("", name).strip()
    if bare != name and is_a_name(bare):
        return bare
    runs = _HAN_RUN.findall(bare)
    return runs[0] if len(runs) == 1 and 2 <= len(runs[0]) <= 15 and is_a_name(runs[0]) else None
