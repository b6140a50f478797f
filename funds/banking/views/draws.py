"""One draw from the fiscal special account: which lines of the bank brought it, and what of it still waits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from funds.banking.actions import confirm_draw
from funds.banking.forms import DrawForm, read_off
from funds.ledger.models import AccountKind, Book, Entry
from funds.ledger.selectors import draw_by, drew, entries_seen_by
from funds.ledger.views.where import READERS
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal


@staff(*READERS)
@reads
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """What was drawn, and what the bank brought of it."""
    return render(request, "banking/draw.html", _page(request, _entry(request, pk)))


@staff(Post.ACCOUNTANT)
@writes
def draw_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """By which line of the bank it came."""
    entry, form = _entry(request, pk), DrawForm(request.POST)
    if not form.is_valid():
        return render(request, "banking/draw.html", _page(request, entry) | {"form": form}, status=422)
    told = form.cleaned_data | {"received_on": form.cleaned_data["received_on"].isoformat()}
    try:
        confirm_draw(entry_id=entry.pk, read=read_off(told), by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        page = _page(request, entry) | {"form": form, "refusal": refusal}
        return render(request, "banking/draw.html", page, status=409)
    messages.success(request, gettext("On record."))
    return redirect("draw", pk=pk)


def _entry(request: HttpRequest, pk: int) -> Entry:
    return get_object_or_404(entries_seen_by(acting(request)), pk=pk, flow="funding")


def _page(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    found = draw_by(entry)
    if found is None:
        raise Http404
    viewer = acting(request)
    book = Book.objects.get(accounts__postings__entry=entry, accounts__kind=AccountKind.EXPENDITURE)
    is_own = viewer.user is not None and drew(entry, viewer.user)
    may_confirm = bool(found.waiting_fen) and Post.ACCOUNTANT in viewer.posts
    return {
        "draw": found,
        "book": book,
        "month": Month.of(entry.booked_on),
        "is_own": is_own and may_confirm,
        "form": DrawForm() if may_confirm and not is_own else None,
    }
