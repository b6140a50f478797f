"""Payments by a link that a person has to look into, and refunds that go back through a channel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.checkout.actions import confirm_stray, end_stray, refund_by_channel
from contributions.checkout.forms import StrayEndForm
from contributions.checkout.selectors import found_of, orders_in_trouble, strays
from contributions.collection.refunds import waiting_refunds
from siadmin.agency.access import acting, reads, staff, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import CHANGED_SINCE


@staff(Post.ACCOUNTANT)
@reads
def payments_in_trouble(request: HttpRequest) -> HttpResponse:
    """Each with what is wrong and what to do; then what was paid and nobody could place."""
    return render(request, "checkout/payments_in_trouble.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, Any]:
    return {
        "rows": list(orders_in_trouble(acting(request))),
        "strays": [(said, found_of(said)) for said in strays()],
        "form": StrayEndForm(),
    }


@staff(Post.ACCOUNTANT)
@writes
def stray_payment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of a payment for an order nobody knows."""
    viewer, said = acting(request), get_object_or_404(strays(), pk=pk)
    form = StrayEndForm(request.POST)
    if not form.is_valid() or viewer.user is None:
        shown = _shown(request) | {"form": form, "at": said.pk}
        return render(request, "checkout/payments_in_trouble.html", shown, status=422)
    try:
        end_stray(said=said, by=viewer.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, gettext("Recorded; another person confirms it."))
    return redirect("payments_in_trouble")


@staff(Post.ACCOUNTANT)
@writes
def stray_payment_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person found the same of it: it is looked into."""
    viewer, said = acting(request), get_object_or_404(strays(), pk=pk)
    found = found_of(said)
    assert viewer.user is not None
    try:
        if found is None or str(found.pk) != request.POST.get("found"):
            raise CHANGED_SINCE()
        confirm_stray(end=found, by=viewer.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, gettext("Recorded; it no longer stands among the payments to look into."))
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
