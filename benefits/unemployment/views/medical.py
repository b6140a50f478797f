"""Staff: medical contributions the fund pays for who draws the benefit: to be paid, paid, to come back (SIL 48)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.rules.course import State
from benefits.payments.selectors import LOOKERS, why_not
from benefits.payments.selectors.permits import SEND
from benefits.unemployment.actions import pay_medical
from benefits.unemployment.selectors import (
    medical_due,
    months_of,
    payments_seen_by,
    sums_of,
    undue_seen_by,
    unemployment_runs,
)
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal

A_PAGE = 30
_RUNS = 12


@staff(*LOOKERS)
@reads
def unemployment_medical(request: HttpRequest) -> HttpResponse:
    """Runs that leave something to be paid, what was paid, and months whose benefit ended since or did not arrive."""
    return _page(request)


def _page(request: HttpRequest, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    viewer, user, today = acting(request), user_of(request), timezone.localdate()
    runs = unemployment_runs(viewer).filter(state=State.APPROVED).order_by("-month", "-pk")[:_RUNS]
    due = [(own, medical_due(own), why_not(own, SEND, user, today)) for own in runs]
    page = Paginator(payments_seen_by(viewer).order_by("-paid_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    months, fen = sums_of(viewer)
    shown = {
        "refusal": refusal,
        "due": [(own, months.items(), why) for own, months, why in due if months],
        "page": page,
        "months": months,
        "total_fen": fen,
        "undue": undue_seen_by(viewer),
    }
    return render(request, "unemployment/medical.html", shown, status=status)


@staff(Post.CASHIER)
@writes
def unemployment_medical_pay(request: HttpRequest, run: str) -> HttpResponse:
    """Pay what a run leaves."""
    own = get_object_or_404(unemployment_runs(acting(request)), number=run)
    try:
        payment = pay_medical(payment_run_id=own.pk, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, refusal, status=409)
    messages.success(request, gettext("Paid: %(number)s.") % {"number": payment.number})
    return redirect("unemployment_medical_payment", payment.number)


@staff(*LOOKERS)
@reads
def unemployment_medical_payment(request: HttpRequest, number: str) -> HttpResponse:
    """One payment: sums by month, the law, and for whom."""
    payment = get_object_or_404(payments_seen_by(acting(request)), number=number)
    people = payment.paid_months.select_related("person").order_by("person__number", "month")
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    shown = {"payment": payment, "months": months_of(payment), "page": page}
    return render(request, "unemployment/medical_payment.html", shown)
