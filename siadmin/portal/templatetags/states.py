"""States as components draw them: icon, word, class. A builtin of every template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext, gettext_lazy

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
