"""Reasons as they are kept, in the reader's language: what the portal wrote itself; what people typed stays.

A reason is kept once, in the words of whoever acted. Parts that the portal adds (the case, a cause from a list, what an
entry books) are known here in both languages. A test holds every list that is kept so against this table.
"""

import re
from collections.abc import Iterable

from contributions.collection.matters.refund import CAUSES as REFUND_CAUSES
from enrollment.participation.matters.employment import CAUSES as SUSPENSION_CAUSES
from siadmin.agency.unmasking import REASONS
from siadmin.kernel.language import Words, chosen

_FIXED = (
    *REFUND_CAUSES.values(),
    *SUSPENSION_CAUSES.values(),
    *REASONS.values(),
    Words("离岗代办", "a deputy during an absence"),
    Words("网上终止", "ended online"),
    Words("核定调整后冲抵", "set off after an adjustment"),
)
_TEMPLATES = (
    Words("办件 {}", "case {}"),
    Words("离岗代办 → {}", "a deputy during an absence → {}"),
    Words("{} 的滞纳金", "late fees of {}"),
    Words("{} 到账的保险费", "contributions received {}"),
    Words("{} 的保险费", "contributions of {}"),
    Words("退还到账 {}", "refund of receipt {}"),
    Words("转入：{}", "transferred in: {}"),
    Words("申请 {} 的政府补贴", "subsidies claimed under {}"),
    Words("转移 {}：重复缴费", "transfer {}: paid twice"),
    Words("转移 {}", "transfer {}"),
    Words("订单清单 {}", "orders {}"),
)


def _both(words: Iterable[Words]) -> dict[str, Words]:
    return {text: each for each in words for text in (each.zh, each.en)}


_KNOWN = _both(_FIXED)
_PATTERNS = [
    (re.compile(re.escape(text).replace(r"\{\}", "(.+)") + r"\Z"), each)
    for each in _TEMPLATES
    for text in (each.zh, each.en)
]
_SEPARATOR = "；"


def reason_in_words(reason: str) -> str:
    """`办件 C26…；多缴` as `case C26…; paid too much` for who reads English."""
    return chosen(zh="；", en="; ").join(_told(part) for part in reason.split(_SEPARATOR))


def _told(part: str) -> str:
    if part in _KNOWN:
        return str(_KNOWN[part])
    for pattern, words in _PATTERNS:
        if found := pattern.match(part):
            return str(words).format(found[1])
    return part
