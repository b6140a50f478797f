"""A cashier's second look before money leaves: what each bank's file holds, what stays, what may be drawn."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from benefits.payments.actions import open_sending
from benefits.payments.models import PaymentRun
from benefits.payments.selectors import batches_of, runs_seen_by, sending_of, why_not
from benefits.payments.selectors.permits import SEND
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of, first_open_day, left_of_plans
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal


@staff(Post.CASHIER)
@reads
def payment_sending(request: HttpRequest, number: str) -> HttpResponse:
    """All banks that something is ready for, or the one the address names (`bank`)."""
    return _look(request, _own(request, number), request.GET.getlist("bank"))


@staff(Post.CASHIER)
@writes
def payment_send(request: HttpRequest, number: str) -> HttpResponse:
    """Have the files of these banks written; the page of that work follows."""
    own, banks = _own(request, number), request.POST.getlist("bank")
    wanted = [pk for pk in own.batches.values_list("pk", flat=True) if str(pk) in banks]
    try:
        run = open_sending(payment_run_id=own.pk, batch_ids=wanted, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _look(request, own, banks, status=409, refusal=refusal)
    return redirect("run", run.pk)


def _own(request: HttpRequest, number: str) -> PaymentRun:
    return get_object_or_404(runs_seen_by(acting(request)), number=number)


def _look(request: HttpRequest, own: PaymentRun, banks: list[str], status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    book = Book.objects.get(region=own.region, fund=own.fund)
    rows = [each for each in batches_of(own) if each.bank_name and (not banks or str(each.batch_id) in banks)]
    ready = [each for each in rows if each.ready]
    shown = {
        "own": own,
        "ready": ready,
        "payments": sum(each.ready for each in ready),
        "total_fen": sum(each.ready_fen for each in ready),
        "back_fen": sum(each.back_fen for each in ready),
        "drawn_fen": sum(each.drawn_fen for each in ready),
        "held": sum(each.held for each in rows),
        "held_fen": sum(each.held_fen for each in rows),
        "fiscal_fen": balances_of(book).get(AccountKind.FISCAL, 0),
        "left_fen": left_of_plans(book, Month.of(first_open_day(book, today))),
        "plans_url": open_page(acting(request), "funding_plans"),
        "sending": sending_of(own),
        "why_not": why_not(own, SEND, user_of(request), today),
        "funds": FUND_SHORT_NAMES,
    }
    return render(request, "payments/sending.html", shown | more, status=status)
