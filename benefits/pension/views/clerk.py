"""Staff: whose disability allowance is reckoned anew now, and in the months to come (人社部发〔2024〕72号)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benefits.payments.selectors import LOOKERS
from benefits.pension.actions.telling import MONTHS_AHEAD
from benefits.pension.selectors.drawing import RECKONED_ANEW
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
