"""What was paid for my care, by whom, and how it was reckoned."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from benefits.medical.schemes.reimbursement import REIMBURSEMENTS
from benefits.medical.selectors import year_left
from benefits.providers.rules import CARE_WORDS
from benefits.settlement.models import Settlement
from benefits.settlement.selectors.own import bills_of, lines_of
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.access import citizens, looking, reads
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Trace
from siadmin.matters.catalogue import matter_of
from siadmin.matters.selectors import terms_of
from siadmin.policy.lawbook import NoLawInForce

A_PAGE = 20


@citizens
@reads
def citizen_care(request: HttpRequest) -> HttpResponse:
    """Bills that hospitals settled for me, and what of this year's deductibles and caps is used."""
    viewer, today = looking(request), timezone.localdate()
    person = get_object_or_404(Person, pk=viewer.person_id)
    page = Paginator(bills_of(records_of(person.pk)), A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "cares": CARE_WORDS, "year": year_left(person, today), "this_year": today.year}
    return render(request, "medical/care.html", shown)


@citizens
@reads
def citizen_bill(request: HttpRequest, number: str) -> HttpResponse:
    """One of them: its lines, each step by which it was reckoned, and how to object."""
    viewer = looking(request)
    assert viewer.person_id is not None
    bill = get_object_or_404(bills_of(records_of(viewer.person_id)), number=number)
    shown = {
        "bill": bill,
        "care": CARE_WORDS[bill.stay.care],
        "lines": lines_of(bill),
        "trace": Trace.of_list(bill.trace) if bill.trace else None,
        "remedies": _remedies(bill),
    }
    return render(request, "medical/bill.html", shown)


def _remedies(bill: Settlement) -> Words | None:
    """As of the reimbursement by hand of the same insurance; nothing where the place's terms are not on file."""
    scheme = next((each.code for each in REIMBURSEMENTS if each.insurance == bill.stay.insurance), None)
    try:
        return terms_of(matter_of(scheme), bill.region, bill.settled_on).remedies if scheme else None
    except NoLawInForce:
        return None
