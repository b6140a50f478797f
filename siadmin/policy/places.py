"""Which region a name means, as people write it in files: `广东`, `广州市`, `广东-广州`, `全国`, or the code itself."""

import re
from functools import cache

from siadmin.agency import divisions
from siadmin.kernel.refusal import Reason
from siadmin.policy.lawbook import NATIONAL

UNKNOWN_PLACE = Reason(
    "unknown_place",
    "无法识别地区“{given}”。",
    "There is no region called “{given}”.",
    "请写省、市名称（如 广东、广东-广州）或六位区划代码；全国写 全国。",
    "Write the province or city in Chinese or its six-digit code; leave the field empty for the nation.",
)
_CODE = re.compile(r"[0-9]{6}")
_PREFECTURE = 2


def place_code(given: str) -> str:
    """Six digits. A province before a city of the same name; nothing written is the nation. Raises UNKNOWN_PLACE.

    A county after its province (`吉林-和龙`) is looked up as the province: values are on file no deeper than cities.
    """
    name = given.strip()
    if _CODE.fullmatch(name) and name in _codes():
        return name
    if not name or name.startswith("全国"):
        return NATIONAL
    for part in reversed(name.split("-")):
        short = part.partition("/")[0]
        for code, full in _named():
            if full == short or (len(short) > 1 and full.startswith(short)):
                return code
    raise UNKNOWN_PLACE(given=given[:40])


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, *_ in divisions.rows())


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Provinces first, then prefectures: short names below them repeat."""
    known = sorted((level, code, name) for code, name, _, level, _ in divisions.rows() if level <= _PREFECTURE)
    return tuple((code, name) for _, code, name in known)
