"""A person's own injuries: how each stands, day by day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benefits.injury.models import Application
from benefits.injury.rules.grounds import OUTCOME_WORDS
from benefits.injury.selectors import applications_of
from benefits.injury.selectors.course import course_of
from benefits.injury.selectors.leaving import Leave, leave_of
from benefits.injury.selectors.limits import limits_of
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, reads


@citizens
@reads
def citizen_injuries(request: HttpRequest) -> HttpResponse:
    viewer = looking(request)
    assert viewer.person_id is not None
    person = Person.objects.get(pk=viewer.person_id)
    found = applications_of(person).select_related("case", "statement__case", "certification__case")
    shown = {
        "courses": [(each, course_of(each), _leave(each), limits_of(each)) for each in found],
        "outcomes": OUTCOME_WORDS,
    }
    return render(request, "injury/own.html", shown)


def _leave(application: Application) -> Leave | None:
    injury = getattr(getattr(application, "certification", None), "injury", None)
    return leave_of(injury) if injury else None
