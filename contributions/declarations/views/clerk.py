"""The clerk's list of a month: who declared, who did not though the law waits for it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.declarations.models import DeclarationState
from contributions.declarations.selectors import declarations_seen_by, filing_rules, not_filed
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import reads, staff
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month

A_PAGE = 50


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR)
@reads
def declarations(request: HttpRequest) -> HttpResponse:
    """Declarations of a month in the clerk's region; first those that are missing."""
    viewer = request.viewer  # type: ignore[attr-defined]
    today = timezone.localdate()
    try:
        month = Month.parse(request.GET["month"]) if request.GET.get("month") else Month.of(today)
    except ValueError as error:
        raise Http404 from error
    seen = employers_seen_by(viewer)
    rules = filing_rules(seen, month)
    waited_for = [region for region, rule in rules.items() if rule.must_file]
    unchanged = [region for region, rule in rules.items() if rule.silence_means_unchanged and not rule.by_tax_authority]
    missing = not_filed(seen.filter(pooling_region__in=waited_for), month).order_by("name_folded")
    filed = declarations_seen_by(viewer).filter(month=month, state=DeclarationState.FILED).order_by("-filed_at")
    return render(
        request,
        "declarations/declarations.html",
        {
            "month": month,
            "earlier": month - 1,
            "later": month + 1 if month < Month.of(today) else None,
            "unchanged": not_filed(seen.filter(pooling_region__in=unchanged), month).count(),
            "missing": Paginator(missing, A_PAGE).get_page(request.GET.get("missing")),
            "filed": Paginator(filed, A_PAGE).get_page(request.GET.get("page")),
        },
    )
