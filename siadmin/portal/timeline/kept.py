"""Events from what is kept of every change: the versions of a row and the trail of acts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.models import Act, Region
from siadmin.portal.act_names import act_name
from siadmin.portal.reason_words import reason_in_words
from siadmin.portal.shapes import Event
from siadmin.portal.templatetags.words import region_name

# Acts whose effect stands in the data and is told from there.
# Acts about two records, written for each of them.
_OF_BOTH = ("records_merged", "merge_undone")
_TOLD_BY_DATA = {
    "person_registered",
    "person_renamed",
    "identifier_replaced",
    "employer_registered",
    "injury_rate_set",
    "phone_corrected",
    "retirement_group_changed",
    "places_corrected",
    "bank_account_changed",
    "declaration_filed",
    "participation_changed",
}
_MOST_ACTS = 200
_PLACES = {"residence_id", "household_id", "region_id"}


def changes(model: str, pk: int, fields: dict[str, Any]) -> Iterator[Event]:
    """What changed from one kept version to the next: old and new side by side; protected values stay hidden."""
    history = apps.get_model("registry", model)._default_manager
    before: dict[str, Any] | None = None
    for row in history.filter(pgh_obj_id=pk).order_by("pgh_id").values("pgh_created_at", *fields):
        on = row.pop("pgh_created_at")
        for name, old in (before or {}).items():
            if _same(old, row[name]):
                continue
            hidden = name.endswith("_hash")
            values = "" if hidden else f": {_shown(name, old)} → {_shown(name, row[name])}"
            yield Event(
                day_of(on), "changes", "ti-edit", f"{fields[name]}{values}", gettext("changed") if hidden else ""
            )
        before = row


def _same(old: Any, new: Any) -> bool:
    return bool(
        (bytes(old) if isinstance(old, memoryview) else old) == (bytes(new) if isinstance(new, memoryview) else new)
    )


def _shown(field: str, value: Any) -> str:
    if value is not None and field in _PLACES:
        return region_name(Region.objects.get(pk=value))
    return "—" if value is None else str(value)


def acts(kind: str, subject: str, *, told_with: str = "") -> Iterator[Event]:
    rows = Act.objects.filter(subject_kind=kind, subject=subject).exclude(code__in=_TOLD_BY_DATA).order_by("-at")
    if told_with:
        rows = rows.exclude(code__in=_OF_BOTH, detail__other=told_with)
    for act in rows[:_MOST_ACTS]:
        looked = act.code == "number_shown"
        theme = "looked" if looked else "people" if act.code in ("people_joined", "people_left") else "changes"
        count = act.detail.get("count")
        title = str(act_name(act.code)) if count is None else f"{act_name(act.code)}: {count}"
        actor = act.actor_name if act.actor_id is not None else gettext("the system")
        said = [actor, reason_in_words(act.reason)] if act.reason else [actor]
        icon = "ti-eye" if looked else "ti-users" if theme == "people" else "ti-note"
        yield Event(day_of(act.at), theme, icon, title, " · ".join(said))


def day_of(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)
