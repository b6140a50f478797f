"""Pay: choose what, scan or press, and see that it arrived."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from contributions.checkout.actions import close_order, open_order
from contributions.checkout.models import OrderState, PaymentOrder
from contributions.checkout.selectors import orders_of
from enrollment.registry.models import Person
from siadmin.agency.access import citizens, looking, reads, user_of, writes
from siadmin.agency.tiles import page
from siadmin.kernel.refusal import Refusal


def _person(request: HttpRequest) -> Person:
    return get_object_or_404(Person, pk=looking(request).person_id)


@citizens
@writes
def citizen_pay(request: HttpRequest) -> HttpResponse:
    """Open a payment for what was ticked."""
    person = _person(request)
    try:
        order = open_order(
            person=person,
            keys=request.POST.getlist("pay"),
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect(page("citizen_own") or "citizen_home")
    return redirect("citizen_order", order.number)


@citizens
@reads
def citizen_order(request: HttpRequest, number: str) -> HttpResponse:
    """One payment: the code and the link while it is open, what was paid once it is; it looks again by itself."""
    order = get_object_or_404(orders_of(_person(request).pk), number=number)
    is_open = order.state == OrderState.OPEN and order.expires_at > timezone.now() and bool(order.pay_url)
    shown = {
        "order": order,
        "others": list(order.others.order_by("pk")),
        "items": list(order.items.order_by("month", "pk")),
        "is_open": is_open,
        "is_paid": order.state in (OrderState.PAID, OrderState.BOOKED),
        "code": mark_safe(_code(order.pay_url)) if is_open else "",
        "back_url": page("citizen_own") or page("citizen_home"),
    }
    return render(request, "checkout/citizen_order.html", shown)


@citizens
@writes
def citizen_order_close(request: HttpRequest, number: str) -> HttpResponse:
    """Put it away: nothing is paid."""
    order = get_object_or_404(orders_of(_person(request).pk), number=number)
    if order.state == OrderState.OPEN:
        close_order(order=order, at=timezone.now())
        order.refresh_from_db()
    return redirect(page("citizen_own") if order.state == OrderState.CLOSED else order_url(order))


def order_url(order: PaymentOrder) -> str:
    return page("citizen_order", order.number)


def _code(url: str) -> str:
    code: str = segno.make(url, error="m", micro=False).svg_inline(border=2, dark="#15202b", scale=5)
    return code
