"""What is in my accounts, and which paid month brought what."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contributions.accounts.explain import explained
from contributions.accounts.models import AccountInterest, AccountKind
from contributions.accounts.names import ACCOUNT_NAMES
from contributions.accounts.selectors import (
    Credit,
    balances_of,
    credits_of,
    government_added,
    moves_of,
    openings_of,
    payments_of,
    years_of,
)
from enrollment.registry.models import Person
from enrollment.registry.payers import Payer, payers
from siadmin.agency.access import citizens, looking, reads
from siadmin.agency.insurances import NAMES
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month

MONTHS_DRAWN = 24


@dataclass(slots=True)
class MonthCredited:
    """What one version of one month at one employer brought to both accounts, in fen; None where nothing came."""

    month: Month
    credited_on: dt.date
    employer: Payer
    version: int
    pension_fen: int | None = None
    medical_fen: int | None = None
    resident_fen: int | None = None

    @property
    def total_fen(self) -> int:
        return (self.pension_fen or 0) + (self.medical_fen or 0) + (self.resident_fen or 0)


@citizens
@reads
def citizen_accounts(request: HttpRequest) -> HttpResponse:
    """Balances, every credit with its reason, and a picture of the last two years."""
    viewer = looking(request)
    person = get_object_or_404(Person, pk=viewer.person_id)
    credits, balances = credits_of(person.pk), balances_of(person.pk)
    rows = _rows(credits)
    shown = {
        "person": person,
        "total_fen": sum(balances.values()),
        "figures": [_figure(account, balances[account], credits) for account in balances],
        "openings": openings_of(person.pk),
        "years": [(year, list(each)) for year, each in groupby(rows, key=lambda row: row.month.year)],
        "sums": {
            year: sum(row.total_fen for row in each) for year, each in groupby(rows, key=lambda row: row.month.year)
        },
        "chart": chart_of(credits),
        "interest": years_of(person.pk),
        "names": ACCOUNT_NAMES,
        "moves": [(move, ACCOUNT_NAMES[move.account]) for move in moves_of(person.pk)],
        "paid": payments_of(person.pk),
        "pension": AccountKind.PENSION,
        "medical": AccountKind.MEDICAL,
        "resident": AccountKind.PENSION_RESIDENT if AccountKind.PENSION_RESIDENT in balances else "",
        "added": government_added(person.pk),
    }
    return render(request, "accounts/citizen_accounts.html", shown)


@citizens
@reads
def citizen_interest(request: HttpRequest, year: int, account: str, code: str) -> HttpResponse:
    """What a year brought to my account, step by step."""
    viewer = looking(request)
    person = get_object_or_404(Person, pk=viewer.person_id)
    if not person.birth_on.year <= year <= timezone.localdate().year:
        raise Http404
    rows = AccountInterest.objects.filter(
        person_id=person.pk, account=account, region_id=code, month=Month(year, 12)
    ).order_by("-version")
    newest = rows.first()
    if newest is None:
        raise Http404
    shown = {
        "year": year,
        "row": newest,
        "name": ACCOUNT_NAMES[account],
        "trace": explained(newest).trace,
        "versions": list(rows) if newest.version else [],
    }
    return render(request, "accounts/citizen_interest.html", shown)


def _figure(account: str, balance_fen: int, credits: list[Credit]) -> dict[str, Any]:
    count = len({credit.month for credit in credits if credit.account == account})
    zh, en = ("年", "year") if account == AccountKind.PENSION_RESIDENT else ("个月", "month")
    return {
        "label": ACCOUNT_NAMES[account],
        "figure": written(balance_fen),
        "before": "¥",
        "sub": Words(f"{count} {zh}", f"{count} {en}{'' if count == 1 else 's'}"),
    }


def _rows(credits: list[Credit]) -> list[MonthCredited]:
    """Newest month first; a correction stands below the credit it corrects."""
    employers = payers({credit.employer_id for credit in credits})
    rows: dict[tuple[Month, int, int], MonthCredited] = {}
    for credit in credits:
        place = (credit.month, credit.employer_id, credit.version)
        row = rows.setdefault(
            place,
            MonthCredited(credit.month, credit.credited_on, employers[credit.employer_id], credit.version),
        )
        if credit.account == AccountKind.PENSION:
            row.pension_fen = credit.amount_fen
        elif credit.account == AccountKind.MEDICAL:
            row.medical_fen = credit.amount_fen
        else:
            row.resident_fen = credit.amount_fen
    return sorted(rows.values(), key=lambda row: (-row.month.index, row.employer.pk, row.version))


def chart_of(credits: list[Credit]) -> dict[str, Any] | None:
    """Credits by month and account over the last two years; nothing before there are two months."""
    months = sorted({credit.month for credit in credits})[-MONTHS_DRAWN:]
    if len(months) < 2:
        return None
    sums: dict[tuple[Month, str], int] = {}
    for credit in credits:
        sums[credit.month, credit.account] = sums.get((credit.month, credit.account), 0) + credit.amount_fen
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": True,
        "labels": [str(month) for month in months],
        "series": [
            {"name": str(NAMES[account]), "values": [sums.get((month, account), 0) for month in months]}
            for account in AccountKind.values
            if account != AccountKind.PENSION_RESIDENT or any(key[1] == account for key in sums)
        ],
    }
