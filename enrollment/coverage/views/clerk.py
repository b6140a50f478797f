"""The agency's side of disputed months beyond their cases: employers' papers, orders and whether they are followed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.coverage.actions.orders import confirm_order
from enrollment.coverage.models import Dispute
from enrollment.coverage.selectors.disputes import is_put_right, orders_seen_by
from enrollment.coverage.words import CLAIMS
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.downloads import handed_out
from siadmin.agency.forms import ReasonForm
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.selectors.cases import LOOKING, cases_seen_by

A_PAGE = 20


@staff(*LOOKING)
@reads
def dispute_paper(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever may see the case."""
    case = get_object_or_404(cases_seen_by(acting(request)), number=number)
    dispute = get_object_or_404(
        Dispute.objects.select_related("answer_document"), case=case, answer_document__isnull=False
    )
    return handed_out(dispute.answer_document)


@staff(*LOOKING)
@reads
def orders(request: HttpRequest) -> HttpResponse:
    """What employers were ordered, by when, and whether it is done."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer, today = acting(request), timezone.localdate()
    seen = orders_seen_by(viewer)
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(each, each.before_month - 1, CLAIMS[each.claim], is_put_right(each, today)) for each in page],
        "standing": seen.filter(put_right_on__isnull=True).count(),
        "over": seen.filter(put_right_on__isnull=True, comply_by__lt=today).count(),
        "may_confirm": Post.CLERK in viewer.posts,
    }
    return render(request, "coverage/orders.html", shown | more, status=status)


@staff(Post.CLERK)
@writes
def order_confirm(request: HttpRequest, number: str) -> HttpResponse:
    """The order was followed, and by what that is known."""
    dispute = get_object_or_404(orders_seen_by(acting(request)), case__number=number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, faulty=True)
    try:
        confirm_order(dispute_id=dispute.pk, reason=form.cleaned_data["reason"], by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, 409, refusal=refusal)
    messages.success(request, gettext("Kept: the order is followed."))
    return redirect("orders")
