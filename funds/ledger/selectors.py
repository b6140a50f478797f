"""What the books say: balances, inflow by month, entries."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, Max, QuerySet, Sum, When

from funds.ledger.models import BANK_KINDS, AccountKind, Book, Closing, Entry, Posting
from siadmin.agency.insurances import LINE_OF_FUND
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month

_NET = Sum(Case(When(side="DEBIT", then=F("amount_fen")), default=-F("amount_fen")))


def books_seen_by(viewer: Viewer) -> QuerySet[Book]:
    """Books of the viewer's lines in the viewer's regions."""
    funds = [fund for fund, line in LINE_OF_FUND.items() if line in viewer.lines]
    return Book.objects.filter(viewer.region_filter("region"), fund__in=funds).select_related("region")


def balances_of(book: Book, *, until: dt.date | None = None) -> dict[str, int]:
    """Net debit of each account in fen, of all postings booked before `until`."""
    postings = Posting.objects.filter(book=book)
    if until is not None:
        postings = postings.filter(booked_on__lt=until)
    return {row["account_kind"]: int(row["net"]) for row in postings.values("account_kind").annotate(net=_NET)}


def first_open_day(book: Book, day: dt.date) -> dt.date:
    """`day` itself, or the first day after the closed months of a book when it lies in one."""
    closed = Closing.objects.filter(book=book, closed_at__isnull=False).aggregate(last=Max("month"))["last"]
    return day if closed is None else max(day, (closed + 1).first_day)


def money_held(balances: dict[str, int]) -> int:
    """What the fund has at the bank: fiscal, income and expenditure accounts together."""
    return sum(balances.get(kind, 0) for kind in BANK_KINDS)


def contributions_by_month(books: QuerySet[Book] | list[Book], first: Month) -> list[dict[str, Any]]:
    """Contribution income per book and contribution month since `first`: rows of book_id, month, amount_fen."""
    kinds = [AccountKind.CONTRIBUTIONS_POOLED, AccountKind.CONTRIBUTIONS_PERSONAL]
    rows = (
        Posting.objects.filter(book__in=books, account_kind__in=kinds, month__gte=first)
        .values("book_id", "month")
        .annotate(amount_fen=-_NET)
        .order_by("month")
    )
    return [dict(row) for row in rows]


def entries_of(book: Book, month: Month) -> QuerySet[Entry]:
    """Entries booked in a month that touch a book, newest first."""
    return (
        Entry.objects.filter(postings__book=book, booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day)
        .distinct()
        .order_by("-booked_on", "-id")
    )
