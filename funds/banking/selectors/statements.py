"""Bank statements within a viewer's reach, and day by day whether the books say the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from funds.banking.models import BankAccount, Statement, StatementLine
from funds.ledger.models import BANK_KINDS, Account, Posting
from funds.ledger.selectors import books_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer


def bank_accounts_seen_by(viewer: Viewer, region: Region | None = None) -> QuerySet[Any]:
    """Real accounts behind the viewer's books, with how many statements they have and until when lines reach."""
    books = books_seen_by(viewer)
    if region is not None:
        books = books.filter(region=region)
    return (
        BankAccount.objects.filter(account__book__in=books)
        .select_related("account__book__region")
        .annotate(statements_count=Count("statements", distinct=True), last_on=Max("lines__value_on"))
        .order_by("account__book_id", "account_id")
    )


def accounts_without_bank(viewer: Viewer, region: Region) -> QuerySet[Account]:
    """Bank accounts of the books that no real account stands behind yet."""
    return (
        Account.objects.filter(
            book__in=books_seen_by(viewer).filter(region=region), kind__in=BANK_KINDS, bank__isnull=True
        )
        .select_related("book")
        .order_by("book_id", "pk")
    )


def statements_seen_by(viewer: Viewer, region: Region | None = None) -> QuerySet[Any]:
    """Imported statements, newest first, each with how many lines it brought that were not known before."""
    return (
        Statement.objects.filter(bank_account__in=bank_accounts_seen_by(viewer, region).values("pk"))
        .select_related("bank_account__account__book__region", "imported_by")
        .annotate(
            fresh=Count("lines"),
            first_on=Min("lines__value_on"),
            last_on=Max("lines__value_on"),
            in_fen=Sum("lines__amount_fen", filter=Q(lines__amount_fen__gt=0), default=0),
            out_fen=Sum("lines__amount_fen", filter=Q(lines__amount_fen__lt=0), default=0),
        )
        .order_by("-imported_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an account: what the bank says came in and went out, what the books say, in fen."""

    day: dt.date
    bank_in_fen: int
    books_in_fen: int
    bank_out_fen: int
    books_out_fen: int

    @property
    def agrees(self) -> bool:
        return self.bank_in_fen == self.books_in_fen and self.bank_out_fen == self.books_out_fen


def days_of(bank: BankAccount, first: dt.date, last: dt.date) -> list[Day]:
    """Every day between two days, both included, on which the bank or the books moved the account."""
    told = (
        StatementLine.objects.filter(bank_account=bank, value_on__gte=first, value_on__lte=last)
        .values("value_on")
        .annotate(
            came=Sum("amount_fen", filter=Q(amount_fen__gt=0), default=0),
            went=Sum("amount_fen", filter=Q(amount_fen__lt=0), default=0),
        )
    )
    by_bank = {row["value_on"]: (int(row["came"]), -int(row["went"])) for row in told}
    booked = (
        Posting.objects.filter(account_id=bank.account_id, booked_on__gte=first, booked_on__lte=last)
        .values("booked_on")
        .annotate(
            came=Sum("amount_fen", filter=Q(side="DEBIT"), default=0),
            went=Sum("amount_fen", filter=Q(side="CREDIT"), default=0),
        )
    )
    by_books = {row["booked_on"]: (int(row["came"]), int(row["went"])) for row in booked}
    nothing = (0, 0)
    return [
        Day(
            day,
            by_bank.get(day, nothing)[0],
            by_books.get(day, nothing)[0],
            by_bank.get(day, nothing)[1],
            by_books.get(day, nothing)[1],
        )
        for day in sorted(by_bank.keys() | by_books.keys())
    ]
