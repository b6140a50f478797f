"""A general contractor: its insured projects, what each costs, and from when until when its site is insured."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contributions.projects.selectors import projects_of, standing
from contributions.projects.words import TERMS
from enrollment.registry.models import Employer
from siadmin.agency.access import acting, employers, reads


@employers
@reads
def employer_projects(request: HttpRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Employer, pk__in=acting(request).employer_ids, number=number)
    rows = standing(projects_of(own), timezone.localdate())
    shown = {
        "employer": own,
        "rows": rows,
        "insured": sum(each.state == "insured" for each in rows),
        "may_change": any(not each.is_ended and not each.is_over for each in rows),
        "terms": TERMS,
    }
    return render(request, "projects/employer_projects.html", shown)
