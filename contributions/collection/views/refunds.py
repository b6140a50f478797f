"""Refunds: ordered by two, paid by the cashier as the bank returned them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.collection.actions import ask_withdrawal, pay_refund, take_back_refund, withdraw_refund
from contributions.collection.forms import RefundCameBackForm, RefundPaidForm, WithdrawRefundForm
from contributions.collection.protocols import ways_back
from contributions.collection.refunds import refunds_seen_by, waiting_refunds
from siadmin.agency.access import acting, reads, staff, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal

READERS = (Post.CASHIER, Post.ACCOUNTANT, Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
WITHDRAWERS = (Post.CASHIER, Post.ACCOUNTANT)
A_PAGE = 40


@staff(*READERS)
@reads
def refunds(request: HttpRequest) -> HttpResponse:
    """What goes back: waiting for the bank first, then what was paid or withdrawn."""
    return render(request, "collection/refunds.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, Any]:
    viewer = acting(request)
    waiting = list(waiting_refunds(viewer))
    done = refunds_seen_by(viewer).exclude(pk__in=[each.pk for each in waiting]).order_by("-ordered_at")
    page = Paginator(done, A_PAGE).get_page(request.GET.get("page"))
    return {
        "waiting": waiting,
        "waiting_fen": sum(each.amount_fen for each in waiting),
        "page": page,
        "ways": {pk: way.value for pk, way in ways_back.call([each.pk for each in (*waiting, *page)]).items()},
        "may_pay": Post.CASHIER in viewer.posts,
        "may_withdraw": bool({*WITHDRAWERS} & viewer.posts),
        "form": RefundPaidForm(initial={"paid_on": timezone.localdate()}),
        "withdrawing": WithdrawRefundForm(),
        "coming_back": RefundCameBackForm(initial={"came_back_on": timezone.localdate()}),
    }


@staff(Post.CASHIER)
@writes
def refund_paid(request: HttpRequest, pk: int) -> HttpResponse:
    """The bank has returned it: day and reference of its slip."""
    viewer = acting(request)
    refund = get_object_or_404(refunds_seen_by(viewer), pk=pk)
    form = RefundPaidForm(request.POST)
    if not form.is_valid() or viewer.user is None:
        return render(request, "collection/refunds.html", _shown(request) | {"form": form, "at": refund.pk}, status=422)
    try:
        pay_refund(refund_id=refund.pk, by=viewer.user, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        shown = _shown(request) | {"form": form, "at": refund.pk, "refusal": refusal}
        return render(request, "collection/refunds.html", shown, status=409)
    messages.success(request, gettext("Booked on the day the bank returned it; its line will be matched."))
    return redirect("refunds")


@staff(*WITHDRAWERS)
@writes
def refund_withdrawal_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """It should not be paid after all, and why: somebody else withdraws it."""
    viewer = acting(request)
    refund = get_object_or_404(refunds_seen_by(viewer), pk=pk)
    form = WithdrawRefundForm(request.POST)
    if not form.is_valid() or viewer.user is None:
        shown = _shown(request) | {"withdrawing": form, "at": refund.pk}
        return render(request, "collection/refunds.html", shown, status=422)
    try:
        ask_withdrawal(refund_id=refund.pk, by=viewer.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return render(request, "collection/refunds.html", _shown(request) | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Recorded; another person withdraws it."))
    return redirect("refunds")


@staff(*WITHDRAWERS)
@writes
def refund_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not paid after all, as another person asked: the money waits again."""
    viewer = acting(request)
    refund = get_object_or_404(refunds_seen_by(viewer), pk=pk)
    assert viewer.user is not None
    try:
        withdraw_refund(refund_id=refund.pk, by=viewer.user, at=timezone.now())
    except Refusal as refusal:
        return render(request, "collection/refunds.html", _shown(request) | {"refusal": refusal}, status=409)
    messages.success(request, gettext("Withdrawn; the money waits among the receipts again."))
    return redirect("refunds")


@staff(Post.CASHIER)
@writes
def refund_came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A paid one was not delivered: day and reference of the slip by which the bank returned it."""
    viewer = acting(request)
    refund = get_object_or_404(refunds_seen_by(viewer), pk=pk)
    form = RefundCameBackForm(request.POST)
    if not form.is_valid() or viewer.user is None:
        shown = _shown(request) | {"coming_back": form, "at": refund.pk}
        return render(request, "collection/refunds.html", shown, status=422)
    try:
        take_back_refund(refund_id=refund.pk, by=viewer.user, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        shown = _shown(request) | {"coming_back": form, "at": refund.pk, "refusal": refusal}
        return render(request, "collection/refunds.html", shown, status=409)
    messages.success(request, gettext("Booked back on that day; the money waits among the receipts again."))
    return redirect("refunds")
