"""States as components draw them: icon, word, class. A builtin of every template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from siadmin.portal.shapes import Cell

register = template.Library()

STATE_ICONS: Mapping[str, str] = {
    "ok": "ti-circle-check",
    "due": "ti-clock",
    "late": "ti-alert-triangle",
    "back": "ti-arrow-back-up",
    "act": "ti-player-play",
    "wait": "ti-circle-dashed",
    "guess": "ti-help-circle",
}
MONTH_ICONS: Mapping[str, str] = {
    "paid": "ti-check",
    "missing": "ti-x",
    "latepaid": "ti-history",
    "brought": "ti-map-pin-check",
    "deemed": "ti-medal",
    "due": "ti-clock",
    "none": "ti-circle",
    "ahead": "ti-minus",
}
SLICE_LOOKS: Mapping[str, tuple[str, str]] = {
    "waiting": ("wait", ""),
    "running": ("run", "ti-player-play"),
    "failed": ("hurt", "ti-alert-triangle"),
}


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Working days to a day, negative when it is past. None may lie between today and a rest day: which side it is on
    is told apart."""

    days: int
    is_past: bool
    is_today: bool

    @property
    def kind(self) -> str:
        """Late when past, due within three working days, waiting before that."""
        return "late" if self.is_past else "due" if self.days <= 3 else "wait"


@register.filter
def state_icon(kind: str) -> str:
    return STATE_ICONS[kind]


@register.filter
def month_icon(state: str) -> str:
    return MONTH_ICONS[state]


_CELL = (
    '<td class="m {}"><span title="{}"><i class="ti {}" aria-hidden="true"></i>'
    '<span class="visually-hidden">{}</span></span></td>'
)
_MONTH_STATES = {
    "paid": gettext_lazy("paid"),
    "missing": gettext_lazy("missing"),
    "latepaid": gettext_lazy("paid late"),
    "brought": gettext_lazy("paid elsewhere"),
    "deemed": gettext_lazy("deemed paid"),
    "due": gettext_lazy("in process"),
    "none": gettext_lazy("not insured"),
    "ahead": gettext_lazy("still to come"),
}


@register.filter
def month_state_name(state: str) -> str:
    return str(_MONTH_STATES[state])


@register.filter
def month_cells(cells: Iterable[Cell]) -> SafeString:
    """The twelve of a year. A grid has hundreds of cells: they are not written one by one in a template."""
    cells = list(cells)
    names = {state: month_state_name(state) for state in {cell.state for cell in cells}}
    told = (
        (
            cell.state,
            f"{cell.month} {names[cell.state]}" + (f" · {cell.detail}" if cell.detail else ""),
            MONTH_ICONS[cell.state],
            names[cell.state],
        )
        for cell in cells
    )
    return format_html_join("", _CELL, told)


@register.filter
def slice_look(part: Any) -> tuple[str, str, str]:
    """Class, icon and word of one slice of a run; one that needed a second worker says so."""
    names = {
        "waiting": gettext("waiting"),
        "running": gettext("running"),
        "failed": gettext("stopped"),
        "done": gettext("done"),
    }
    if part.state == "done":
        again = part.attempts > 1
        return ("again", "ti-refresh", gettext("done after resuming")) if again else ("", "", names["done"])
    return (*SLICE_LOOKS[part.state], names[part.state])
