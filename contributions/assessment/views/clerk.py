"""Contributions for clerks: who was billed for a month, who did not declare."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.assessment.by_hand import waiting_for_a_person
from contributions.assessment.overview import EmployerMonth, employer_months, months_with_bills
from contributions.assessment.people import people_charged
from enrollment.registry.models import Employer
from siadmin.agency.access import looking, reads, staff
from siadmin.agency.posts import Post
from siadmin.agency.tiles import page as page_url
from siadmin.kernel.months import Month

A_PAGE = 50
SHOWS = ("billed", "undeclared", "unpaid")


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
@reads
def contributions(request: HttpRequest) -> HttpResponse:
    """One month: billed, not declared, still unpaid; `?month=2026-11&show=undeclared`."""
    viewer = looking(request)
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
        "rows": _with_employers(page, month),
        "counts": {name: len(each) for name, each in chosen.items()}
        | {
            "declared": sum(row.is_declared and not row.is_undeclared for row in rows),
            "unchanged": sum(row.is_unchanged for row in rows),
        },
        "total_fen": sum(row.total_fen for row in rows),
        "undeclared_fen": sum(row.provisional_fen for row in chosen["undeclared"]),
        "by_hand": waiting_for_a_person(viewer).count(),
        "arrears_url": page_url("arrears"),
        "own_url": page_url("own_payers"),
        "today": timezone.localdate(),
    }
    return render(request, "assessment/contributions.html", shown)


def _month(text: str, months: Sequence[Month]) -> Month:
    """The month asked for, else the newest with bills, else the present one."""
    try:
        return Month.parse(text)
    except ValueError:
        return months[0] if months else Month.of(timezone.localdate())


def _with_employers(page: Page[EmployerMonth], month: Month) -> list[tuple[EmployerMonth, Employer, int]]:
    """Each with its employer and how many people are charged."""
    employers = Employer.objects.in_bulk([row.employer_id for row in page])
    people = people_charged(employers.keys(), month, month)
    return [(row, employers[row.employer_id], people.get((row.employer_id, month), 0)) for row in page]
