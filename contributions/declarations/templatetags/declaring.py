"""Words and figures of the declaration screens."""

from collections.abc import Mapping
from typing import Any

from django import template

from contributions.declarations.models import Door
from enrollment.participation.words import END_REASONS, LATE_CAUSES, WORKER_KINDS
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan

register = template.Library()
DOORS: dict[str, Words] = {
    Door.GRID: Words("网上录入", "Grid"),
    Door.FILE: Words("上传文件", "File"),
    Door.API: Words("接口", "API"),
    Door.UNCHANGED: Words("与上月相同", "Nothing changed"),
    Door.TAX: Words("税务申报", "Tax authority"),
    Door.COUNTER: Words("窗口", "Counter"),
}


@register.filter
def door_name(code: str) -> str:
    return str(DOORS[code])


@register.filter
def worker_kind_name(code: str) -> str:
    return str(WORKER_KINDS[code])


@register.filter
def late_cause_name(code: str) -> str:
    return str(LATE_CAUSES[code])


@register.filter
def end_reason_name(code: str) -> str:
    return str(END_REASONS[code])


@register.filter
def plain_yuan(fen: int | None) -> str:
    """An amount as it stands in an input: `6900.00`, or nothing."""
    return "" if fen is None else str(yuan(fen))


@register.filter
def lookup(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    return mapping.get(key) if mapping else None


@register.filter
def change_to(before_fen: int, now_fen: int) -> int:
    """The difference in fen."""
    return now_fen - before_fen
