"""The coverage dashboard: a table of places shaded by rate that drills down, the trend, the same figures as a table."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.coverage.actions.scan import open_scan
from enrollment.coverage.selectors.dashboard import chart_of, monthly, months_counted, place_of, places_below
from enrollment.coverage.selectors.outreach import WORKING, region_in_view, regions_reached, trail_of
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import places_with_limits

SEEING = (*WORKING, Post.ADMINISTRATOR)
SCANNING = (Post.REVIEWER, Post.APPROVER, Post.ADMINISTRATOR)


@staff(*SEEING)
@reads
def coverage(request: HttpRequest) -> HttpResponse:
    """Who is covered in a place: `?region=110105&month=2026-11`."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer = acting(request)
    region = region_in_view(viewer, request.GET.get("region", ""))
    months = months_counted(region) if region else []
    month = next((each for each in months if str(each) == request.GET.get("month", "")), months[0] if months else None)
    trend = monthly(region) if region else []
    before = next((place for each, place in trend if month and each == month - 1), None)
    shown = {
        "region": region,
        "regions": regions_reached(viewer),
        "trail": trail_of(viewer, region) if region else [],
        "month": month,
        "previous": next((each for each in months if month and each < month), None),
        "next": next((each for each in reversed(months) if month and each > month), None),
        "here": place_of(region, month) if region and month else None,
        "before": before,
        "below": places_below(region, month) if region and month else [],
        "trend": list(reversed(trend)),
        "chart": chart_of(trend),
        "outreach_url": open_page(viewer, "outreach"),
        "may_scan": bool(region and _may_scan(request, region)),
    }
    return render(request, "coverage/coverage.html", shown | more, status=status)


def _may_scan(request: HttpRequest, region: Region) -> bool:
    return region.pk in places_with_limits() and bool(acting(request).posts & set(SCANNING))


@staff(*SCANNING)
@writes
def coverage_scan(request: HttpRequest) -> HttpResponse:
    """Scan the present month of a place that charges contributions, after what came in since."""
    region = region_in_view(acting(request), request.POST.get("region", ""))
    if region is None or region.pk != request.POST.get("region") or not _may_scan(request, region):
        raise Http404
    now = timezone.now()
    try:
        run, _ = open_scan(region=region, month=Month.of(timezone.localdate(now)), by=user_of(request), at=now)
    except Refusal as refusal:
        return _page(request, 409, refusal=refusal)
    if url := open_page(acting(request), "run", run.pk):
        return redirect(url)
    messages.success(request, gettext("The scan is at work."))
    return redirect("coverage")
