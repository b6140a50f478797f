"""The details of an act in words: amounts as yuan, the rest as it was recorded."""

from typing import Any

from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.posts import NAMES
from siadmin.kernel.language import Words
from siadmin.kernel.money import written

DETAIL_NAMES: dict[str, Words] = {
    "account": Words("账户", "account"),
    "amount_fen": Words("金额 元", "amount ¥"),
    "bill": Words("账单", "bill"),
    "broken": Words("不成立", "broken"),
    "checked": Words("检查", "checked"),
    "count": Words("人数", "count"),
    "field": Words("字段", "field"),
    "file": Words("文件", "file"),
    "key": Words("参数", "key"),
    "line": Words("业务线", "line"),
    "lines": Words("行", "lines"),
    "month": Words("月份", "month"),
    "name": Words("名称", "name"),
    "office": Words("机构", "office"),
    "people": Words("人数", "people"),
    "post": Words("岗位", "post"),
    "reason_code": Words("事由", "reason"),
    "region": Words("地区", "region"),
    "rows": Words("行", "rows"),
    "scope": Words("范围", "scope"),
    "total_fen": Words("合计 元", "total ¥"),
    "user": Words("账号", "account"),
    "version": Words("版本", "version"),
}


def details_of(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of name and value, in the order they were recorded."""
    return [(str(DETAIL_NAMES.get(name, name)), _shown(name, value)) for name, value in detail.items()]


def _shown(name: str, value: Any) -> str:
    if name.endswith("_fen") and isinstance(value, int):
        return written(value)
    if name == "post" and value in NAMES:
        return str(NAMES[value])
    if name == "line" and value in LINE_NAMES:
        return str(LINE_NAMES[value])
    return f"{value:,}" if isinstance(value, int) else str(value)
