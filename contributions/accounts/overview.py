"""The years of the accounts within a viewer's reach: which have their interest, which wait, which would differ now."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contributions.accounts.law import year_law
from contributions.accounts.models import AccountKind
from contributions.accounts.names import ACCOUNTS_NAMES
from contributions.accounts.selectors.years import (
    SUMS,
    credited_in,
    newest_run,
    runs_of,
    year_end,
)
from funds.ledger.models import Book
from funds.ledger.selectors import books_seen_by, in_order
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.money import per_million
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NoLawInForce


@dataclass(frozen=True, slots=True)
class YearShown:
    """One year of a region's accounts. `rate` is the law of now; `run` the one that said the year last, or is at it.

    `sums` are those of `run` for this year in fen, each None before it is done.
    """

    region: Region
    account: str
    year: int
    rate: Law | None
    run: Run | None
    sums: dict[str, int | None]
    told_ppm: int | None
    is_provisional: bool

    @property
    def name(self) -> Words:
        return ACCOUNTS_NAMES[self.account]

    @property
    def is_settled(self) -> bool:
        return self.run is not None and self.run.state == RunState.DONE

    @property
    def is_at_work(self) -> bool:
        return self.run is not None and self.run.state != RunState.DONE

    @property
    def has_new_rate(self) -> bool:
        """Whether the rate of now is another than the one the year was settled by."""
        return self.is_settled and self.rate is not None and per_million(self.rate.value) != self.told_ppm

    @property
    def is_waiting(self) -> bool:
        """Over, with a rate, and nobody started it."""
        return self.run is None and self.rate is not None


def years_within(viewer: Viewer, today: dt.date) -> list[YearShown]:
    """Every year that is over, of every book with accounts within reach, newest first."""
    found = []
    books = in_order(books_seen_by(viewer).filter(fund__in=AccountKind.values))
    for book in books:
        found += [year_shown(book.region, book.fund, year) for year in years_of_book(book, today)]
    return found


def years_of_book(book: Book, today: dt.date) -> Iterator[int]:
    """Years since the book was opened that are over, newest first."""
    last = today.year - 1 if today <= year_end(today.year) else today.year
    yield from range(last, book.opened_on.year - 1, -1)


def year_shown(region: Region, account: str, year: int) -> YearShown:
    standing = runs_of(region.pk, account).exclude(state=RunState.DONE).last()
    at_it = standing is not None and standing.parameters["year"] <= year <= standing.parameters["last"]
    run = standing if at_it else newest_run(region.pk, account, year)
    told: dict[str, Any] = run.parameters["laws"][str(year)] if run else {}
    is_done = run is not None and run.state == RunState.DONE
    return YearShown(
        region=region,
        account=account,
        year=year,
        rate=_rate(region, account, year),
        run=run,
        sums=dict.fromkeys(SUMS) | (run.totals["years"].get(str(year), {}) if run is not None and is_done else {}),
        told_ppm=told.get("rate_ppm"),
        is_provisional=told.get("status") in ("provisional", "memory"),
    )


def _rate(region: Region, account: str, year: int) -> Law | None:
    try:
        return year_law(region, account, year).record_rate
    except NoLawInForce:
        return None


@dataclass(frozen=True, slots=True)
class YearAhead:
    """What starting a year would do, before anybody does it; amounts in fen."""

    shown: YearShown
    credits: int
    credited_fen: int
    opening_fen: int
    own_month: Law | None
    refusal: Refusal | None

    @property
    def was_credited_since(self) -> bool:
        """Whether money came to the year after its interest: credits are only added, so that their number tells."""
        return self.shown.is_settled and self.shown.sums["credits"] != self.credits


def year_ahead(region: Region, account: str, year: int) -> YearAhead:
    """The year as it stands, what was credited in it and what it opens with."""
    shown, refusal, own_month = year_shown(region, account, year), None, None
    try:
        own_month = year_law(region, account, year).own_month_earns
    except NoLawInForce as error:
        refusal = error
    before = newest_run(region.pk, account, year - 1)
    credits, credited_fen = credited_in(region.pk, account, year)
    return YearAhead(
        shown=shown,
        credits=credits,
        credited_fen=credited_fen,
        opening_fen=int(before.totals["years"].get(str(year - 1), {}).get("closing_fen", 0)) if before else 0,
        own_month=own_month,
        refusal=refusal,
    )
