"""The five insurances together, and the door by what happened: for people themselves, for staff, for visitors."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from benefits.medical.selectors import year_left
from enrollment.registry.models import Person
from enrollment.registry.records import head_of
from enrollment.registry.selectors import persons_seen_by
from enrollment.registry.subjects import Persons
from siadmin.agency.access import citizens, everyone, looking, reads, staff
from siadmin.agency.insurances import Insurance
from siadmin.agency.viewer import Viewer
from siadmin.matters.catalogue import Door, Matter, matters
from siadmin.matters.views.pages import standing_against
from siadmin.portal.five import insurances_of
from siadmin.portal.life_events import EVENTS, LifeEvent, event_of
from siadmin.portal.views.clerk import CASEWORK


@citizens
@reads
def citizen_five(request: HttpRequest) -> HttpResponse:
    """Everything that covers me, what I draw of it, what each would give today."""
    viewer, today = looking(request), timezone.localdate()
    person = get_object_or_404(Person, pk=viewer.person_id)
    shown = {
        "person": person,
        "is_own": True,
        "five": insurances_of(person, Viewer(user=viewer.user, person_id=person.pk), today),
        "year": year_left(person, today),
        "this_year": today.year,
        "today": today,
    }
    return render(request, "portal/five.html", shown)


@staff(*CASEWORK)
@reads
def person_five(request: HttpRequest, number: str) -> HttpResponse:
    """The same of somebody a member of staff may see: the insurances of their line."""
    viewer, today = looking(request), timezone.localdate()
    found = get_object_or_404(persons_seen_by(viewer), number=number)
    if (head := head_of(found)) != found:
        return redirect("person_five", head.number)
    shown = {
        "person": found,
        "is_own": False,
        "five": insurances_of(found, viewer, today),
        "year": year_left(found, today) if viewer.sees_insurance(Insurance.MEDICAL) else [],
        "this_year": today.year,
        "today": today,
    }
    return render(request, "portal/five.html", shown)


@everyone
@reads
def life_events(request: HttpRequest) -> HttpResponse:
    """What happened? With `?event=` what it opens: guides for visitors, forms that are filled for who is signed in.

    The day of what has happened fills nothing while it lies ahead: that is said instead.
    """
    viewer, event, today = looking(request), event_of(request.GET.get("event", "")), timezone.localdate()
    day = _day(request.GET.get("day", ""))
    is_ahead = bool(event and not event.may_come and day and day > today)
    shown: dict[str, Any] = {"events": EVENTS, "event": event, "day": day, "today": today, "is_ahead": is_ahead}
    if event is not None:
        shown["opened"] = _opened(viewer, event, None if is_ahead else day)
    return render(request, "portal/life_events.html", shown, status=422 if is_ahead else 200)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _opened(viewer: Viewer, event: LifeEvent, day: dt.date | None) -> list[dict[str, Any]]:
    """Each with its guide; for a person signed in the filled form, or what stands against it."""
    by_code = {matter.code: matter for matter in matters()}
    found = [(each, by_code[each.code]) for each in event.opens() if each.code in by_code]
    return [
        {"matter": matter, "guide": reverse("guide", args=[matter.code])}
        | (_for_person(viewer, matter, each.filled(str(day or ""))) if viewer.person_id else {})
        for each, matter in found
    ]


def _for_person(viewer: Viewer, matter: Matter, answers: dict[str, str]) -> dict[str, Any]:
    if Door.CITIZEN not in matter.doors or matter.subject_kind != "person":
        return {"at_counter": True}
    assert viewer.person_id is not None
    person = Person.objects.get(pk=viewer.person_id)
    subject = Persons().find([person.number])[person.number]
    against = standing_against(matter, subject, viewer, timezone.localdate())
    known = {name: value for name, value in answers.items() if name in matter.form(subject=subject).fields}
    query = f"?{urlencode(known)}" if known else ""
    return {"against": against, "apply": None if against else reverse("citizen_apply", args=[matter.code]) + query}
