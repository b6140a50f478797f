"""Contributions for clerks: who was billed for a month, who did not declare, whom a person has to assess."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.actions import assess_by_hand
from contributions.assessment.forms import WagesByHandForm
from contributions.assessment.models import HandAssessment
from contributions.assessment.overview import (
    EmployerMonth,
    employer_months,
    months_with_bills,
    proposed_wages,
    waiting_for_a_person,
)
from contributions.assessment.visibility import employers_worked_on_by
from enrollment.registry.models import Employer
from siadmin.agency.access import reads, staff, writes
from siadmin.agency.posts import Post
from siadmin.agency.tiles import page as page_url
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 50
SHOWS = ("billed", "undeclared", "unpaid")


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
@reads
def contributions(request: HttpRequest) -> HttpResponse:
    """One month: billed, not declared, still unpaid; `?month=2026-11&show=undeclared`."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    months = months_with_bills(viewer)
    month = _month(request.GET.get("month", ""), months)
    rows = employer_months(viewer, month)
    chosen = {
        "billed": rows,
        "undeclared": [row for row in rows if row.is_undeclared],
        "unpaid": [row for row in rows if row.unsettled],
    }
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "undeclared" if chosen["undeclared"] else "billed"
    page = Paginator(chosen[show], A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "month": month,
        "months": months,
        "before": next((each for each in months if each < month), None),
        "after": next((each for each in reversed(months) if each > month), None),
        "show": show,
        "page": page,
        "rows": _with_employers(page),
        "counts": {name: len(each) for name, each in chosen.items()}
        | {
            "declared": sum(row.is_declared and not row.is_undeclared for row in rows),
            "unchanged": sum(row.is_unchanged for row in rows),
        },
        "total_fen": sum(row.total_fen for row in rows),
        "undeclared_fen": sum(row.provisional_fen for row in chosen["undeclared"]),
        "by_hand": waiting_for_a_person(viewer).count(),
        "arrears_url": page_url("arrears"),
        "today": timezone.localdate(),
    }
    return render(request, "assessment/contributions.html", shown)


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
@reads
def hand_assessments(request: HttpRequest) -> HttpResponse:
    """Employers with insured people, no declaration and no earlier month."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(waiting_for_a_person(viewer), A_PAGE).get_page(request.GET.get("page"))
    people = sum(waiting_for_a_person(viewer).values_list("people", flat=True))
    may_assess = Post.CLERK in viewer.posts
    shown = {"page": page, "people": people, "may_assess": may_assess}
    return render(request, "assessment/hand_assessments.html", shown)


@staff(Post.CLERK)
@reads
def hand_assessment(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """One of them: everybody insured, with a wage to start from."""
    employer, waiting = _waiting(request, number, month)
    try:
        proposals, floor = proposed_wages(employer, month)
    except Refusal as refusal:
        shown = {"employer": employer, "month": month, "waiting": waiting, "refusal": refusal}
        return render(request, "assessment/hand_assessment.html", shown, status=409)
    form = WagesByHandForm(proposals)
    shown = {"employer": employer, "month": month, "waiting": waiting, "form": form, "floor": floor}
    return render(request, "assessment/hand_assessment.html", shown)


@staff(Post.CLERK)
@writes
def assess_month_by_hand(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """File the wages at the counter; the month is assessed by the same act."""
    employer, waiting = _waiting(request, number, month)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    assert viewer.user is not None
    shown: dict[str, Any] = {"employer": employer, "month": month, "waiting": waiting}
    try:
        proposals, shown["floor"] = proposed_wages(employer, month)
        form = shown["form"] = WagesByHandForm(proposals, request.POST)
        if not form.is_valid():
            return render(request, "assessment/hand_assessment.html", shown, status=422)
        assess_by_hand(
            employer=employer,
            month=month,
            wages=form.wages,
            by=viewer.user,
            at=timezone.now(),
            today=timezone.localdate(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        return render(request, "assessment/hand_assessment.html", shown | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Assessed by hand; the bill is issued."))
    return redirect(page_url("work_bill", employer.number, month) or reverse("hand_assessments"))


def _waiting(request: HttpRequest, number: str, month: Month) -> tuple[Employer, HandAssessment]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    employer = get_object_or_404(employers_worked_on_by(viewer, frozenset({Post.CLERK})), number=number)
    return employer, get_object_or_404(HandAssessment, employer=employer, month=month)


def _month(text: str, months: Sequence[Month]) -> Month:
    """The month asked for, else the newest with bills, else the present one."""
    try:
        return Month.parse(text)
    except ValueError:
        return months[0] if months else Month.of(timezone.localdate())


def _with_employers(page: Page[EmployerMonth]) -> list[tuple[EmployerMonth, Employer]]:
    employers = Employer.objects.in_bulk([row.employer_id for row in page])
    return [(row, employers[row.employer_id]) for row in page]
