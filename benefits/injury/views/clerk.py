"""Staff: injuries that were applied for at their places, and the course of each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from benefits.injury.rules.grounds import OUTCOME_WORDS, Outcome
from benefits.injury.selectors.course import LOOKERS, applications_seen_by, course_of
from benefits.injury.selectors.leaving import leave_of
from benefits.injury.selectors.limits import limits_of
from siadmin.agency.access import acting, open_page, reads, staff
from siadmin.matters.catalogue import matter_of

A_PAGE = 30
_NEXT = (
    "injury_leave", "injury_appraisal", "injury_recurrence", "injury_costs", "injury_device", "injury_disability_lump",
    "injury_allowance", "injury_nursing", "injury_exit_lump",
)  # fmt: skip


_OUTCOME_KINDS = {Outcome.CERTIFIED: "ok", Outcome.TREATED_AS: "ok", Outcome.NOT_CERTIFIED: "back"}


@staff(*LOOKERS)
@reads
def injuries(request: HttpRequest) -> HttpResponse:
    """Those that wait to be decided first."""
    seen = applications_seen_by(acting(request))
    waiting = applications_seen_by(acting(request), waiting=True).count()
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "waiting": waiting, "outcomes": OUTCOME_WORDS, "outcome_kinds": _OUTCOME_KINDS}
    return render(request, "injury/injuries.html", shown)


@staff(*LOOKERS)
@reads
def injury(request: HttpRequest, number: str) -> HttpResponse:
    """From the accident on, day by day; and what may be done next."""
    viewer = acting(request)
    application = get_object_or_404(applications_seen_by(viewer), number=number)
    found = getattr(getattr(application, "certification", None), "injury", None)
    number = application.person.number
    starts = [(matter_of(code).title, open_page(viewer, "matter_start", code, number)) for code in _NEXT]
    shown = {
        "application": application,
        "injury": found,
        "outcomes": OUTCOME_WORDS,
        "events": course_of(application),
        "limits": limits_of(application),
        "leave": leave_of(found) if found else None,
        "starts": [(title, url) for title, url in starts if url] if found else [],
    }
    return render(request, "injury/injury.html", shown)
