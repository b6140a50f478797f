"""How values of the law are written on pages: names, values with their unit, how sure we are."""

from decimal import Decimal

from django import template

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Law
from siadmin.policy.files import STATUSES, UNITS
from siadmin.policy.models import Proposal, Status, Value
from siadmin.policy.names import GROUPS, ICONS, category_name, full_name_of, name_of, written_value

register = template.Library()

_STATUS_LOOKS: dict[str, tuple[str, str]] = {
    Status.LAW: ("ok", "ti-scale"),
    Status.OFFICIAL: ("ok", "ti-building-bank"),
    Status.SECONDARY: ("wait", "ti-copy"),
    Status.MEMORY: ("guess", "ti-question-mark"),
    Status.PROVISIONAL: ("guess", "ti-help-circle"),
}
_STATUS_WORDS: dict[str, Words] = {
    Status.LAW: Words("法规", "law"),
    Status.OFFICIAL: Words("公告", "official"),
    Status.SECONDARY: Words("转录", "secondary"),
    Status.MEMORY: Words("待核实", "unconfirmed"),
    Status.PROVISIONAL: Words("暂定", "provisional"),
}
_UNIT_WORDS: dict[str, Words] = {
    "yuan_per_month": Words("元/月", "yuan a month"),
    "yuan_per_year": Words("元/年", "yuan a year"),
}


@register.filter
def parameter_name(key: str) -> str:
    return str(name_of(key))


@register.filter
def parameter_full_name(key: str) -> str:
    return str(full_name_of(key))


@register.filter
def parameter_category(category: str) -> str:
    return str(category_name(category))


@register.filter
def group_name(group: str) -> str:
    return str(GROUPS.get(group, group))


@register.filter
def group_icon(group: str) -> str:
    return ICONS.get(group, "ti-list-numbers")


@register.filter
def law_value(law: Law) -> str:
    """The value in its unit."""
    return written_value(law.value, law.unit)


@register.filter
def stored_value(value: Value | Proposal) -> str:
    """A stored or proposed value in its unit."""
    return written_value(value.value, value.series.unit if isinstance(value, Value) else value.unit)


@register.filter
def change_share(share: Decimal) -> str:
    """`-0.983` as `−98.3%`, `0.05` as `+5.0%`."""
    return f"{'−' if share < 0 else '+'}{abs(share) * 100:,.1f}%"


@register.filter
def in_unit(value: Decimal, unit: str) -> str:
    """A value in its unit."""
    return written_value(value, unit)


@register.filter
def unit_short(unit: str) -> str:
    """What stands under a figure; nothing where the figure says it itself."""
    return str(_UNIT_WORDS[unit]) if unit in _UNIT_WORDS else ""


@register.filter
def status_short(status: str) -> str:
    """How sure we are, in one word."""
    return str(_STATUS_WORDS[status])


@register.filter
def unit_name(unit: str) -> str:
    return str(UNITS[unit])


@register.filter
def status_name(status: str) -> str:
    return str(STATUSES[status])


@register.filter
def status_kind(status: str) -> str:
    """The look of the pill: provisional and unconfirmed values are dashed."""
    return _STATUS_LOOKS[status][0]


@register.filter
def status_icon(status: str) -> str:
    return _STATUS_LOOKS[status][1]
