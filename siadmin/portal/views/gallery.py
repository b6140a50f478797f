"""The gallery: every component in the reader's language, so that a change to one is seen at once."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from siadmin.agency.access import reads, staff
from siadmin.portal.samples import gallery as samples


@staff()
@reads
def gallery(request: HttpRequest) -> HttpResponse:
    pages = Paginator(range(237), 50)
    shown = samples(timezone.localdate()) | {"page": pages.get_page(request.GET.get("page", 2))}
    return render(request, "portal/gallery.html", shown)
