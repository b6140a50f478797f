"""For clerks: an employer's month with all its bills, and arrears ranked by money."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from contributions.assessment.actions import reassess
from contributions.assessment.models import HandAssessment, HandProposal, PreparedState
from contributions.assessment.visibility import WORK_WITH_BILLS, bills_seen_by, employers_worked_on_by, funds_seen_by
from contributions.collection.arrears import arrears as arrears_of
from contributions.collection.late_fees import fee_months, standing
from contributions.collection.owing import OwingSeen
from contributions.collection.statement import MonthStatement, receipts_with_money_of, statement_of
from contributions.declarations.models import Declaration, DeclarationState
from contributions.declarations.selectors import filing_rule
from enrollment.registry.models import Employer
from siadmin.agency.access import looking, open_page, reads, staff, writes
from siadmin.agency.forms import ReasonForm
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 50
REASSESSED_BY = frozenset({Post.CLERK, Post.REVIEWER})


@staff(*WORK_WITH_BILLS)
@reads
def arrears(request: HttpRequest) -> HttpResponse:
    """Employers past due in the viewer's line and regions, the most money first."""
    viewer = looking(request)
    today = timezone.localdate()
    found = OwingSeen(viewer, today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    employers = Employer.objects.in_bulk([each.employer_id for each in page])
    of_page = bills_seen_by(viewer).filter(employer__in=[*employers])
    overdue = arrears_of(of_page, today)
    shown: dict[str, Any] = {"page": page, "total_fen": found.sums.open_fen, "today": today}
    fees: dict[int, int] = {}
    try:
        for row in standing(fee_months(of_page), today):
            fees[row.of.employer_id] = fees.get(row.of.employer_id, 0) + row.to_pay_fen
    except Refusal as refusal:
        shown["refusal"] = refusal
    shown["rows"] = [(each, employers[each.employer_id], fees.get(each.employer_id)) for each in overdue]
    return render(request, "collection/arrears.html", shown)


@staff(*WORK_WITH_BILLS)
@reads
def work_bill(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """One employer's month: bills by fund, notices, receipts, declarations; re-assess with a reason."""
    return render(request, "collection/work_bill.html", _shown(request, number, month) | {"form": ReasonForm()})


@staff(*REASSESSED_BY)
@writes
def reassess_month(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """Bring the month to what the record and the law now say; differences become new bills."""
    viewer = looking(request)
    shown = _shown(request, number, month)
    employer: Employer = shown["employer"]
    if not shown["may_reassess"] or viewer.user is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "collection/work_bill.html", shown | {"form": form}, status=422)
    try:
        bills = reassess(
            employer=employer, month=month, by=viewer.user, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
    except Refusal as refusal:
        return render(request, "collection/work_bill.html", shown | {"form": form, "refusal": refusal}, status=409)
    if bills:
        said = ngettext("Re-assessed: %(count)s new bill.", "Re-assessed: %(count)s new bills.", len(bills)) % {
            "count": len(bills)
        }
        messages.success(request, said)
    else:
        messages.success(request, gettext("Re-assessed: nothing changed, so no bill was written."))
    return redirect("work_bill", number, month)


def _shown(request: HttpRequest, number: str, month: Month) -> dict[str, Any]:
    """What the page of a month shows; 404 for an employer the viewer does not work on."""
    viewer = looking(request)
    employer = get_object_or_404(
        employers_worked_on_by(viewer).select_related("region", "pooling_region"), number=number
    )
    found = statement_of(bills_seen_by(viewer).filter(employer=employer, month=month))
    statement: MonthStatement | None = found[0] if found else None
    today = timezone.localdate()
    filed = Declaration.objects.filter(
        employer=employer, month=month, state__in=[DeclarationState.FILED, DeclarationState.REPLACED]
    ).select_related("filed_by")
    receipts = receipts_with_money_of(employer.pk).filter(
        month=month, book__fund__in=funds_seen_by(viewer, employer.region.path)
    )
    may_reassess = employers_worked_on_by(viewer, REASSESSED_BY).filter(pk=employer.pk).exists()
    return {
        "employer": employer,
        "month": month,
        "statement": statement,
        "state": statement.state(today) if statement else "",
        "declarations": filed.order_by("-version"),
        "receipts": receipts,
        "silence_means_unchanged": _silence_means_unchanged(employer, month),
        "by_hand": HandProposal.objects.filter(
            waiting__employer=employer, waiting__month=month, state=PreparedState.APPROVED
        )
        .select_related("prepared_by", "decided_by")
        .first(),
        "waits_for_a_person": HandAssessment.objects.filter(
            employer=employer, month=month, decided_at__isnull=True
        ).exists(),
        "by_hand_url": open_page(viewer, "hand_assessment", employer.number, month),
        "may_reassess": may_reassess and statement is not None and not statement.is_undeclared,
        "is_reassessing_post": bool(viewer.posts & REASSESSED_BY),
    }


def _silence_means_unchanged(employer: Employer, month: Month) -> bool:
    try:
        return filing_rule(employer.pooling_region, month).silence_means_unchanged
    except Refusal:
        return False
