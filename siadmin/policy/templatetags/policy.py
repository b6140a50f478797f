"""How values of the law are written on pages: names, values with their unit, how sure we are."""

from django import template

from siadmin.kernel.trace import Law
from siadmin.policy.files import STATUSES, UNITS
from siadmin.policy.models import Status
from siadmin.policy.names import GROUPS, ICONS, category_name, full_name_of, name_of, written_value

register = template.Library()

_STATUS_LOOKS: dict[str, tuple[str, str]] = {
    Status.LAW: ("ok", "ti-scale"),
    Status.OFFICIAL: ("ok", "ti-building-bank"),
    Status.SECONDARY: ("wait", "ti-copy"),
    Status.MEMORY: ("guess", "ti-question-mark"),
    Status.PROVISIONAL: ("guess", "ti-help-circle"),
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
