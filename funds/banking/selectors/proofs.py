"""What the bank and the books say of a month, and what is open between them."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from funds.banking.models import Difference, Proof, StatementLine
from funds.ledger.models import Book
from funds.ledger.selectors import books_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month

# Bank accounts into which contributions come: the fiscal account, or the income account where the agency collects.
COLLECTING = ("fiscal_account", "income_account")
_CONTRIBUTION_FLOWS = ["receipt_from_tax", "receipt_by_agency"]


def bank_credits(region: Region, month: Month) -> dict[str, int]:
    """Money that came in at the collecting accounts in a month by the bank's statements, by fund, in fen.

    Funds without an imported statement for the month are left out: nothing can be compared.
    """
    rows = (
        StatementLine.objects.filter(
            bank_account__account__book__region=region,
            bank_account__account__kind__in=COLLECTING,
            value_on__gte=month.first_day,
            value_on__lt=(month + 1).first_day,
            amount_fen__gt=0,
        )
        .values("bank_account__account__book__fund")
        .annotate(sum=Sum("amount_fen"))
    )
    return {row["bank_account__account__book__fund"]: int(row["sum"]) for row in rows}


def booked_contributions(region: Region, month: Month) -> dict[str, int]:
    """Contribution income the ledger shows for a contribution month, by fund, in fen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT book.fund, sum(CASE posting.side WHEN 'CREDIT' THEN posting.amount_fen ELSE -posting.amount_fen END)"
            "  FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id"
            " WHERE book.region_id = %s AND posting.month = %s"
            "   AND posting.account_kind IN ('contributions_pooled', 'contributions_personal') GROUP BY book.fund",
            [region.pk, month.first_day],
        )
        return {fund: int(amount) for fund, amount in cursor.fetchall()}


def proofs_seen_by(viewer: Viewer, month: Month, region: Region | None = None) -> QuerySet[Proof]:
    """The proofs of a month that the viewer may see."""
    books: QuerySet[Book] = books_seen_by(viewer)
    if region is not None:
        books = books.filter(region=region)
    return Proof.objects.filter(book__in=books, month=month).select_related("book__region").order_by("book_id")


def open_differences(viewer: Viewer) -> QuerySet[Difference]:
    """Open inequalities of the viewer's books, oldest first."""
    return (
        Difference.objects.filter(closed_at__isnull=True, proof__book__in=books_seen_by(viewer))
        .select_related("proof__book__region", "owner")
        .order_by("opened_at")
    )


def statement_gaps(region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
    """Bank credits of a month by day against what the books received that day: the days that differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(bank.day, books.day), coalesce(bank.amount, 0), coalesce(books.amount, 0) FROM ("
            " SELECT line.value_on AS day, sum(line.amount_fen) AS amount FROM banking_statementline AS line"
            "  JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id"
            "  JOIN ledger_account AS account ON account.id = bank.account_id"
            "  JOIN ledger_book AS book ON book.id = account.book_id"
            " WHERE book.region_id = %(region)s AND book.fund = %(fund)s AND account.kind = ANY(%(kinds)s)"
            "   AND line.amount_fen > 0 AND line.value_on >= %(first)s AND line.value_on < %(after)s GROUP BY 1) AS bank"
            " FULL JOIN ("
            " SELECT posting.booked_on AS day, sum(posting.amount_fen) AS amount FROM ledger_posting AS posting"
            "  JOIN ledger_book AS book ON book.id = posting.book_id"
            " WHERE book.region_id = %(region)s AND book.fund = %(fund)s AND posting.account_kind = ANY(%(kinds)s)"
            "   AND posting.side = 'DEBIT' AND posting.flow = ANY(%(flows)s)"
            "   AND posting.booked_on >= %(first)s AND posting.booked_on < %(after)s GROUP BY 1) AS books USING (day)"
            " WHERE coalesce(bank.amount, 0) <> coalesce(books.amount, 0) ORDER BY 1",
            {
                "region": region.pk,
                "fund": fund,
                "kinds": list(COLLECTING),
                "flows": _CONTRIBUTION_FLOWS,
                "first": month.first_day,
                "after": (month + 1).first_day,
            },
        )
        return [{"day": day, "bank_fen": int(bank), "books_fen": int(books)} for day, bank, books in cursor.fetchall()]
