"""Start a month's run by hand; the employers of a run that declared nothing."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from contributions.assessment.actions import AssessmentRun, open_month
from contributions.assessment.forms import MonthForm
from contributions.assessment.models import Bill, BillKind, HandAssessment
from contributions.assessment.opening import opening
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, looking, open_page, reads, staff, writes
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.agency.selectors.runs import runs_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.agency.views.runs import READERS
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

STARTERS = (Post.REVIEWER, Post.APPROVER, Post.ADMINISTRATOR)
EMPLOYERS_A_PAGE = 50


def regions_to_start(viewer: Viewer) -> list[Region]:
    """Pooling regions within the reach of the posts that may start a month."""
    return [region for region in pooling_regions() if viewer.reaches_region(region.path)]


@staff(*STARTERS)
@reads
def month_start(request: HttpRequest) -> HttpResponse:
    """Choose a region and month, and see what its run will do."""
    regions = regions_to_start(acting(request))
    form = MonthForm(request.GET if "month" in request.GET else None, regions=regions, today=timezone.localdate())
    return render(request, "assessment/month_start.html", _page(form, regions))


def _page(form: MonthForm, regions: list[Region]) -> dict[str, Any]:
    page: dict[str, Any] = {"form": form, "regions": regions, "opening": None}
    if form.is_bound and form.is_valid():
        region, month = form.cleaned_data["region"], form.cleaned_data["month"]
        try:
            page["opening"] = opening(region, month, at=timezone.now())
        except Refusal as refusal:
            page |= {"refusal": refusal, "refused": f"{region.pk} {month}"}
    return page


@staff(*STARTERS)
@writes
def month_open(request: HttpRequest) -> HttpResponse:
    """Open the run; asked twice, it leads to the run that is there."""
    regions = regions_to_start(acting(request))
    form = MonthForm(request.POST, regions=regions, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "assessment/month_start.html", {"form": form, "regions": regions}, status=422)
    assert isinstance(request.user, User)
    try:
        run, _ = open_month(
            region=form.cleaned_data["region"], month=form.cleaned_data["month"], by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        page = {"form": form, "regions": regions, "refusal": refusal}
        return render(request, "assessment/month_start.html", page, status=409)
    return redirect("run", pk=run.pk)


@staff(*READERS)
@reads
def run_employers(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """Employers of a run that declared nothing: billed provisionally, or left to a person."""
    viewer = acting(request)
    found = get_object_or_404(runs_seen_by(viewer).filter(kind=AssessmentRun.code), pk=pk)
    rows = {"provisional": _provisional, "by_hand": _by_hand}.get(which)
    if rows is None:
        raise Http404
    page = Paginator(rows(found, viewer), EMPLOYERS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "assessment/run_employers.html",
        {
            "run": found,
            "which": which,
            "month": Month.parse(found.parameters["month"]),
            "page": page,
            "rows": [(row, open_page(looking(request), "employer", row["employer__number"])) for row in page],
        },
    )


def _provisional(run: Run, viewer: Viewer) -> Any:
    return (
        Bill.objects.filter(
            viewer.fund_filter(region="region", fund="fund"),
            region_id=run.parameters["region"],
            month=Month.parse(run.parameters["month"]),
            kind=BillKind.PROVISIONAL,
            slice_id__in=run.slices.values("pk"),
        )
        .values("employer__name", "employer__number")
        .annotate(total_fen=Sum("total_fen"))
        .order_by("-total_fen", "employer__number")
    )


def _by_hand(run: Run, viewer: Viewer) -> Any:
    return (
        HandAssessment.objects.filter(run=run)
        .values("employer__name", "employer__number", "people", "noticed_at", "decided_at")
        .order_by("decided_at", "-people", "employer__number")
    )
