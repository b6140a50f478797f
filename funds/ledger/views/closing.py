"""Closing of months: one person prepares, another closes, fund by fund, in order."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from funds.ledger.actions import close_month, prepare_closing
from funds.ledger.doubts import about
from funds.ledger.models import Book, Closing
from funds.ledger.selectors import balances_of, books_seen_by, closings_of, first_open_month, money_held
from funds.ledger.views.where import READERS, Where, book_at, month_of, this_month, where_at, where_of
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

CLOSERS = (Post.ACCOUNTANT, Post.DIRECTOR)
MONTHS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One fund in the month in view: where its closing stands, and what the viewer may do about it."""

    book: Book
    closing: Closing | None
    held_fen: int
    state: str
    why_not: str = ""
    doubts: tuple[Words, ...] = ()

    @property
    def can_prepare(self) -> bool:
        return self.state in ("open", "prepared", "moved") and not self.why_not

    @property
    def can_close(self) -> bool:
        return self.state == "prepared" and not self.why_not


@staff(*READERS)
@reads
def closing(request: HttpRequest) -> HttpResponse:
    """A month of the region's books, and the last months by fund."""
    where = where_of(request, acting(request))
    return render(request, "ledger/closing.html", _page(request, where, month_of(request, _default_month(where))))


@staff(Post.ACCOUNTANT)
@writes
def closing_prepare(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """Write the balances of a month down."""
    book = book_at(request, region, fund)
    month = month_of(request, this_month())
    now = timezone.now()
    try:
        prepare_closing(book=book, month=month, by=user_of(request), at=now, today=timezone.localdate(now))
    except Refusal as refusal:
        return _refused(request, book, month, refusal)
    messages.success(request, gettext("Prepared; another person closes it."))
    return redirect(f"{reverse('closing')}?region={region}&month={month}")


@staff(*CLOSERS)
@writes
def closing_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a prepared month: nothing is booked on its days any more."""
    books = books_seen_by(acting(request))
    found = Closing.objects.filter(pk=pk, book__in=books).select_related("book__region").first()
    if found is None:
        raise Http404
    try:
        close_month(closing_id=pk, seen_prepared_at=_seen(request), by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, found.book, found.month, refusal)
    messages.success(request, gettext("Closed: nothing is booked on the days of this month any more."))
    return redirect(f"{reverse('closing')}?region={found.book.region_id}&month={found.month}")


def _seen(request: HttpRequest) -> dt.datetime:
    """When the balances on the closer's screen were prepared. Raises CHANGED_SINCE where the form does not say."""
    try:
        return dt.datetime.fromisoformat(request.POST.get("prepared_at", ""))
    except ValueError:
        raise CHANGED_SINCE() from None


def _refused(request: HttpRequest, book: Book, month: Month, refusal: Refusal) -> HttpResponse:
    page = _page(request, where_at(acting(request), book.region), month)
    return render(request, "ledger/closing.html", page | {"refusal": refusal, "refused": book}, status=409)


def _default_month(where: Where) -> Month:
    """The oldest month that some book still has open, but not one that is not over."""
    last = this_month() - 1
    return min([last, *(first_open_month(book) for book in where.books)])


def _page(request: HttpRequest, where: Where, month: Month) -> dict[str, object]:
    first = min(month, this_month() - MONTHS_SHOWN)
    known = closings_of(where.books, first)
    open_of_month = about(where.books, month)
    rows = [
        _row(request, book, known.get((book.pk, month)), month, open_of_month.get(book.pk, [])) for book in where.books
    ]
    months = [this_month() - back for back in range(1, MONTHS_SHOWN + 1)]
    return {
        "where": where,
        "month": month,
        "rows": rows,
        "closed": sum(row.state == "closed" for row in rows),
        "prepared": sum(row.state in ("prepared", "moved") for row in rows),
        "history": [(each, [state_of(known.get((book.pk, each))) for book in where.books]) for each in months],
        "previous": month - 1,
        "next": month + 1 if month + 1 < this_month() else None,
        "may_prepare": Post.ACCOUNTANT in acting(request).posts,
        "may_close": bool(set(CLOSERS) & acting(request).posts),
    }


def state_of(closing: Closing | None) -> str:
    """open, prepared or closed."""
    if closing is None:
        return "open"
    return "prepared" if closing.closed_at is None else "closed"


def _row(request: HttpRequest, book: Book, closing: Closing | None, month: Month, doubts: list[Words]) -> Row:
    state, why_not = state_of(closing), ""
    balances = balances_of(book, until=(month + 1).first_day)
    if month < Month.of(book.opened_on):
        state = "none"
    elif state != "closed" and first_open_month(book) < month:
        why_not = gettext("%(month)s comes first") % {"month": first_open_month(book)}
    elif state == "prepared" and closing is not None:
        if closing.balances != balances:
            state = "moved"
        elif closing.prepared_by.eyes == user_of(request).eyes:
            why_not = str(SAME_PERSON().message)
    shown = () if state in ("closed", "none") else tuple(doubts)
    return Row(book, closing, money_held(balances), state, why_not, shown)
