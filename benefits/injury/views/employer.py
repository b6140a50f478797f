"""An employer: injuries of its people, the paid leave it owes, and who pays what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from benefits.injury.selectors.course import injuries_seen_at
from enrollment.registry.models import Employer
from siadmin.agency.access import acting, employers, reads


@employers
@reads
def employer_injuries(request: HttpRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Employer, pk__in=acting(request).employer_ids, number=number)
    return render(request, "injury/employer.html", {"employer": own, "injuries": injuries_seen_at(own)})
