"""Staff: whose disability allowance is reckoned anew, or appraised again, now and in the months to come."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benefits.payments.selectors import LOOKERS
from benefits.pension.actions.telling import MONTHS_AHEAD
from benefits.pension.selectors.appraisals import appraised_seen_by
from benefits.pension.selectors.drawing import RECKONED_ANEW
from benefits.pension.selectors.heirs import kept_of, unclaimed_seen_by
from benefits.pension.selectors.near_age import near_ages_seen_by
from siadmin.agency.access import acting, open_page, reads, staff
from siadmin.kernel.months import Month

A_PAGE = 30


@staff(*LOOKERS)
@reads
def allowances_near_age(request: HttpRequest) -> HttpResponse:
    """Due ones first, each with where its case begins; then those of the next six months."""
    viewer, today = acting(request), timezone.localdate()
    present = Month.of(today)
    found = near_ages_seen_by(viewer, today, present + MONTHS_AHEAD)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "due": sum(each.near_in <= present for each in found),
        "rows": [
            {
                "each": each,
                "first": each.near_in + 1,
                "is_due": each.near_in <= present,
                "start": open_page(viewer, "matter_start", RECKONED_ANEW, each.drawn.entitlement.person.number)
                if each.near_in <= present
                else "",
            }
            for each in page
        ],
    }
    return render(request, "pension/near_age.html", shown)


@staff(*LOOKERS)
@reads
def allowance_appraisals(request: HttpRequest) -> HttpResponse:
    """Those whose conclusion has ended first, with where a later one is recorded; then those of the next months."""
    viewer, present = acting(request), Month.of(timezone.localdate())
    found = appraised_seen_by(viewer, present, present + MONTHS_AHEAD)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "over": sum(each.is_over(present) for each in found),
        "rows": [
            {
                "each": each,
                "is_over": each.is_over(present),
                "until": each.holds_before - 1 if each.holds_before else None,
                "start": open_page(viewer, "matter_start", "disability_reappraised", each.drawn.person.number),
            }
            for each in page
        ],
    }
    return render(request, "pension/appraisals.html", shown)


@staff(*LOOKERS)
@reads
def accounts_unclaimed(request: HttpRequest) -> HttpResponse:
    """Of who died, until a survivor is granted what is left; the first death first."""
    page = Paginator(unclaimed_seen_by(acting(request)), A_PAGE).get_page(request.GET.get("page"))
    rows = [kept_of(each, timezone.localdate()) for each in page]
    return render(request, "pension/unclaimed.html", {"page": page, "rows": rows})
