"""Payments by a link that a person has to look into, and the return of what came twice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.checkout.actions import give_back, refund_by_channel
from contributions.checkout.models import NOT_TAKEN_IN
from contributions.checkout.selectors import orders_in_trouble
from contributions.collection.refunds import waiting_refunds
from siadmin.agency.access import acting, reads, staff, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal


@staff(Post.ACCOUNTANT)
@reads
def payments_in_trouble(request: HttpRequest) -> HttpResponse:
    """Each with what is wrong and what to do."""
    rows = list(orders_in_trouble(acting(request)))
    return render(request, "checkout/payments_in_trouble.html", {"rows": rows, "returnable": NOT_TAKEN_IN})


@staff(Post.ACCOUNTANT)
@writes
def payment_give_back(request: HttpRequest, number: str) -> HttpResponse:
    """Return the second payment through the channel it came by."""
    viewer = acting(request)
    order = get_object_or_404(orders_in_trouble(viewer), number=number)
    assert viewer.user is not None
    try:
        give_back(order=order, by=viewer.user, at=timezone.now(), reason=request.POST.get("reason", "")[:200])
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, gettext("Returned to whoever paid it."))
    return redirect("payments_in_trouble")


@staff(Post.CASHIER)
@writes
def refund_through_channel(request: HttpRequest, pk: int) -> HttpResponse:
    """An ordered refund of what came through a channel: the channel returns it, and it is booked."""
    viewer = acting(request)
    refund = get_object_or_404(waiting_refunds(viewer), pk=pk)
    assert viewer.user is not None
    try:
        refund_by_channel(refund_id=refund.pk, by=viewer.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, gettext("Returned to whoever paid it."))
    return redirect("refunds")
