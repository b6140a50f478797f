"""Staff: the insured projects of the contractors they work on."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.assessment.visibility import WORK_WITH_BILLS
from contributions.projects.models import Project
from contributions.projects.selectors import projects_seen_by, standing
from contributions.projects.words import TERMS
from siadmin.agency.access import acting, reads, staff

A_PAGE = 50


@staff(*WORK_WITH_BILLS)
@reads
def projects(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    seen = projects_seen_by(acting(request))
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    shown = Project.objects.filter(pk__in=[each.pk for each in page.object_list]).select_related("employer", "bill")
    rows = standing(shown.order_by("-pk"), timezone.localdate())
    return render(request, "projects/projects.html", {"page": page, "rows": rows, "terms": TERMS})
