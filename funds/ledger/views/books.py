"""The books as book-keepers read them: accounts with balances, entries of a month, one entry with what it books."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from funds.ledger.evidence import behind
from funds.ledger.models import Book, Entry, Posting
from funds.ledger.selectors import (
    ItemSpent,
    accounts_in,
    books_seen_by,
    entries_of,
    entries_seen_by,
    money_held,
    spent_by_item,
)
from funds.ledger.views.where import READERS, book_at, month_of, this_month
from siadmin.agency.access import acting, reads, staff
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.policy.names import name_value
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value_if_any

ENTRIES_A_PAGE = 50
RESERVE = "injury.reserve_share"
name_value(RESERVE, Words("工伤保险储备金比例", "Reserve of the injury fund, share"))


@staff(*READERS)
@reads
def book(request: HttpRequest, region: str, fund: str) -> HttpResponse:
    """A fund's accounts through a month, and the entries of that month."""
    found = book_at(request, region, fund)
    month = month_of(request, this_month())
    accounts = accounts_in(found, month)
    mine = Q(postings__book=found, postings__side="DEBIT")
    entries = entries_of(found, month).annotate(amount_fen=Sum("postings__amount_fen", filter=mine))
    spent = spent_by_item(found, month)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "ledger/book.html",
        {
            "book": found,
            "siblings": books_seen_by(acting(request)).filter(region=found.region).order_by("pk"),
            "month": month,
            "accounts": accounts,
            "held_fen": money_held({account.kind: account.after_fen for account in accounts}),
            "off_fen": sum(account.after_fen for account in accounts),
            "spent": spent,
            "spent_month_fen": sum(each.month_fen for each in spent),
            "spent_year_fen": sum(each.year_fen for each in spent),
            "spent_chart": _spent_chart(spent, month) if any(each.year_fen for each in spent) else None,
            "reserve": _reserve(found, month),
            "page": page,
            "next": month + 1 if month < this_month() else None,
            "previous": month - 1,
        },
    )


def _reserve(book: Book, month: Month) -> dict[str, Any] | None:
    """Of the injury fund the law wants a reserve, whose share and use the province says: what is on file (WIR 13)."""
    if book.fund != Fund.INJURY:
        return None
    share = value_if_any(StoredLawBook(), RESERVE, region=book.region_id, on=month.first_day)
    return {"share": share, "percent": percent(share.value) if share else ""}


def _spent_chart(spent: list[ItemSpent], month: Month) -> dict[str, Any]:
    """What each sub-item came to in the months of the year so far."""
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": True,
        "labels": [str(each) for each in Month(month.year, 1).until(month + 1)],
        "series": [{"name": str(each.name), "values": each.fen} for each in spent if any(each.fen)],
    }


@staff(*READERS)
@reads
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """One entry: its postings in the viewer's books, what it books, what reverses it."""
    viewer = acting(request)
    found = entries_seen_by(viewer).select_related("reverses").filter(key=key).first()
    if found is None:
        raise Http404
    postings = list(
        Posting.objects.filter(entry=found, book__in=books_seen_by(viewer))
        .select_related("book__region")
        .order_by("book_id", "-side", "pk")
    )
    return render(
        request,
        "ledger/entry.html",
        {
            "entry": found,
            "reversal": Entry.objects.filter(reverses=found).first(),
            "postings": postings,
            "books": list({posting.book_id: posting.book for posting in postings}.values()),
            "heading": _entry_heading(found, postings),
            "debit_fen": sum(posting.amount_fen for posting in postings if posting.side == "DEBIT"),
            "credit_fen": sum(posting.amount_fen for posting in postings if posting.side == "CREDIT"),
            "evidence": behind(found),
            "poster": User.objects.filter(pk=found.posted_by).first() if found.posted_by else None,
        },
    )


def _entry_heading(found: Entry, postings: list[Posting]) -> str:
    """What was booked, when, how much."""
    amount = written(sum(posting.amount_fen for posting in postings if posting.side == "DEBIT"))
    name, day = found.flow_name, found.booked_on.isoformat()
    return chosen(zh=f"{name.zh}，{day}：{amount} 元", en=f"{name.en}, {day}: ¥{amount}")
