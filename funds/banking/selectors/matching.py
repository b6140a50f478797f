"""What the bank told and the books do not know, and what the books say and the bank did not tell."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Abs, Coalesce

from funds.banking.models import BankAccount, Match, StatementLine
from funds.banking.selectors.statements import bank_accounts_seen_by
from funds.ledger.models import Book
from funds.ledger.names import flow_name
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"
_MATCHED = Coalesce(Sum("matches__amount_fen"), 0)


def lines_waiting(viewer: Viewer, region: Region | None = None) -> QuerySet[Any]:
    """Lines within reach that are not matched, or not wholly, the oldest first; `left_fen` is signed like the line."""
    return (
        StatementLine.objects.filter(
            matched_at__isnull=True, bank_account__in=bank_accounts_seen_by(viewer, region).order_by().values("pk")
        )
        .select_related("bank_account__account__book__region", "owner")
        .annotate(
            left_fen=Case(When(amount_fen__gt=0, then=F("amount_fen") - _MATCHED), default=F("amount_fen") + _MATCHED)
        )
        .order_by("value_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class Unmatched:
    """How many lines of a fund wait, how much money in all, whichever way, since which day, and in nobody's hands."""

    lines: int
    amount_fen: int
    oldest_on: dt.date
    nobodys: int


def unmatched_by_book(books: Iterable[Book], month: Month | None = None) -> dict[int, Unmatched]:
    """What waits of each book's accounts, of a month's days or of all; books of which nothing waits are left out."""
    lines = StatementLine.objects.filter(bank_account__account__book__in=list(books), matched_at__isnull=True)
    if month is not None:
        lines = lines.filter(value_on__gte=month.first_day, value_on__lt=(month + 1).first_day)
    matched = (
        Match.objects.filter(line__in=lines)
        .values_list("line__bank_account__account__book_id")
        .annotate(sum=Sum("amount_fen"))
    )
    done = {book_id: int(amount) for book_id, amount in matched}
    rows = lines.values_list("bank_account__account__book_id").annotate(
        count=Count("pk"),
        sum=Sum(Abs("amount_fen")),
        oldest=Min("value_on"),
        nobodys=Count("pk", Q(owner__isnull=True)),
    )
    return {
        book_id: Unmatched(count, int(amount) - done.get(book_id, 0), oldest, nobodys)
        for book_id, count, amount, oldest, nobodys in rows
    }


@dataclass(frozen=True, slots=True)
class OpenPosting:
    """A posting at a bank account that no statement told of, or not wholly: what is left, signed like money in."""

    posting_id: int
    bank_account_id: int
    entry_key: str
    flow: str
    day: dt.date
    left_fen: int

    @property
    def flow_name(self) -> Words:
        return flow_name(self.flow)


def candidates(line: StatementLine, since: dt.date, most: int) -> list[OpenPosting]:
    """Open postings of the line's account and direction since a day: those of its sum first, then the nearest days."""
    rows = run_sql(
        SQL / "candidates.sql",
        {"bank_account": line.bank_account_id, "line": line.pk, "since": since, "most": most},
    )
    return [OpenPosting(*row) for row in rows]


def booked_only(accounts: Iterable[BankAccount], most: int) -> tuple[list[OpenPosting], int]:
    """What the books say of days that statements reach and no statement told of: the first `most`, and their number."""
    rows = run_sql(SQL / "booked_only.sql", {"bank_accounts": [account.pk for account in accounts], "most": most})
    return [OpenPosting(*row[:-1]) for row in rows], int(rows[0][-1]) if rows else 0
