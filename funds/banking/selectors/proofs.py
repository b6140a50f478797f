"""What the bank and the books say of a month, and what is open between them."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.db.models import Max, QuerySet

from funds.banking.models import Difference, StatementLine
from funds.ledger.selectors import books_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

# Bank accounts into which contributions come: the fiscal account, or the income account where the agency collects.
COLLECTING = ("fiscal_account", "income_account")
CONTRIBUTION_FLOWS = ("receipt_from_tax", "receipt_by_agency")
SQL = Path(__file__).resolve().parent.parent / "sql"


def told_until(region: Region) -> dict[str, dt.date]:
    """The last day the bank's statements speak of at the collecting accounts, by fund; no statement, no fund."""
    rows = (
        StatementLine.objects.filter(
            bank_account__account__book__region=region, bank_account__account__kind__in=COLLECTING
        )
        .values("bank_account__account__book__fund")
        .annotate(last=Max("value_on"))
    )
    return {row["bank_account__account__book__fund"]: row["last"] for row in rows}


def bank_credits(region: Region, month: Month) -> dict[str, int]:
    """Contributions that came in at the collecting accounts in a month by the bank's statements, by fund, in fen.

    What was matched with another flow (interest, a transfer between accounts) is none. Funds of whose month no
    statement speaks yet are left out: nothing can be compared. Of a fund whose statements reach into the month only
    the days up to `told_until` can.
    """
    rows = run_sql(
        SQL / "bank_credits.sql",
        {"region": region.pk, "first": month.first_day, "after": (month + 1).first_day},
    )
    credits = {fund: int(amount) for fund, amount in rows}
    return {fund: credits.get(fund, 0) for fund, day in told_until(region).items() if day >= month.first_day}


def booked_contributions(region: Region, month: Month) -> dict[str, int]:
    """Contribution income the ledger shows for a contribution month, by fund, in fen."""
    rows = run_sql(SQL / "booked_contributions.sql", {"region": region.pk, "month": month.first_day})
    return {fund: int(amount) for fund, amount in rows}


def open_differences(viewer: Viewer) -> QuerySet[Difference]:
    """Open inequalities of the viewer's books, oldest first."""
    return (
        Difference.objects.filter(closed_at__isnull=True, proof__book__in=books_seen_by(viewer))
        .select_related("proof__book__region", "owner")
        .order_by("opened_at")
    )


def statement_gaps(region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
    """Bank credits of a month by day against what the books received that day: the days that differ.

    Days of which no statement speaks yet are left out.
    """
    until = told_until(region).get(fund)
    if until is None:
        return []
    rows = run_sql(
        SQL / "statement_gaps.sql",
        {
            "region": region.pk,
            "fund": fund,
            "kinds": list(COLLECTING),
            "flows": list(CONTRIBUTION_FLOWS),
            "first": month.first_day,
            "after": min((month + 1).first_day, until + dt.timedelta(days=1)),
        },
    )
    return [{"day": day, "bank_fen": int(bank), "books_fen": int(books)} for day, bank, books in rows]
