"""What a person's account in one pooling region holds on a day, with the interest of years that are not settled yet."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Max, Sum

from contributions.accounts.law import YearLaws
from contributions.accounts.models import AccountInterest, AccountMove
from contributions.accounts.rules.interest import Moved, YearFacts, account_year, interest_until
from enrollment.registry.records import records_of
from siadmin.agency.models import Region

_ROWS = (
    "SELECT person_id, region_id, credited_on, amount_fen, earning_fen, source FROM accounts_credited"
    " WHERE person_id = ANY(%s) AND account = %s AND region_id = ANY(%s) ORDER BY credited_on"
)
_UNTIL = (
    "SELECT coalesce(sum(amount_fen), 0)::bigint FROM accounts_credited"
    " WHERE person_id = ANY(%s) AND account = %s AND credited_on <= %s"
)


@dataclass(frozen=True, slots=True)
class Came:
    """What came to an account, or left it, on a day; `earning_fen`: what of it earns in that year."""

    on: dt.date
    amount_fen: int
    earning_fen: int
    source: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What an account holds, in fen; balances from elsewhere are principal. `year_interest_fen`: that of this year."""

    principal_fen: int
    interest_fen: int
    year_interest_fen: int = 0

    @property
    def total_fen(self) -> int:
        return self.principal_fen + self.interest_fen


@dataclass(slots=True)
class Kept:
    """What is on record of one account: what came and left by day, the interest of settled years with the last of them,
    and the interest that moved; in fen."""

    rows: list[Came] = field(default_factory=list)
    settled_fen: int = 0
    last_settled: int | None = None
    moved_fen: int = 0

    def held(self, account: str, region: Region, on: dt.date, laws: YearLaws) -> Holding:
        """What is there on a day (`held_at`). Raises NoLawInForce."""
        accrued, of_year = _accrued(self.rows, account, region, self.settled_fen, self.last_settled, on, laws)
        principal = sum(row.amount_fen for row in self.rows) - self.moved_fen
        return Holding(principal, self.settled_fen + accrued + self.moved_fen, of_year)


def held_at(person_id: int, account: str, region: Region, on: dt.date) -> Holding:
    """What is there, and its interest to a day: of settled years as credited, of others by the law of now.

    What was credited after the day is there and has earned nothing. Raises NoLawInForce where a year has no rate though
    the year before had one.
    """
    return kept_of({(person_id, region.pk)}, account)[person_id, region.pk].held(account, region, on, YearLaws())


def kept_of(accounts: Collection[tuple[int, str]], account: str) -> dict[tuple[int, str], Kept]:
    """What is on record of accounts of one kind, by person and pooling region; of all of them in three questions."""
    found = {each: Kept() for each in accounts}
    people, regions = {person for person, _ in accounts}, {region for _, region in accounts}
    for person, region, row in _came(people, account, regions):
        if (person, region) in found:
            found[person, region].rows.append(row)
    own: dict[str, Any] = {"person_id__in": people, "account": account, "region_id__in": regions}
    settled = AccountInterest.objects.filter(**own).order_by().values_list("person_id", "region_id")
    for person, region, fen, last in settled.annotate(fen=Sum("amount_fen"), last=Max("month")):
        if (person, region) in found:
            found[person, region].settled_fen, found[person, region].last_settled = int(fen), last.year
    moves = AccountMove.objects.filter(**own).order_by().values_list("person_id", "region_id")
    for person, region, fen in moves.annotate(fen=Sum("interest_fen")):
        if (person, region) in found:
            found[person, region].moved_fen = int(fen)
    return found


def accrued_by(rows: list[Came], account: str, region: Region, on: dt.date, laws: YearLaws) -> tuple[int, int]:
    """The interest that amounts kept beside an account earn as it does: to a day, and what of it is of the day's year.

    `rows` by day. Raises NoLawInForce where a year has no rate though the year before had one.
    """
    return _accrued(rows, account, region, 0, None, on, laws)


def _accrued(
    rows: list[Came], account: str, region: Region, settled_fen: int, last: int | None, on: dt.date, laws: YearLaws
) -> tuple[int, int]:
    """Interest of the years after the last settled one until a day; what of it is of the day's year and still here."""
    opening = settled_fen + sum(row.amount_fen for row in rows if last is not None and row.on.year <= last)
    found, bears = 0, False
    first = last + 1 if last is not None else min((row.on.year for row in rows), default=on.year)
    for year in range(first, on.year + 1):
        own = [row for row in rows if row.on.year == year and row.on <= on]
        bears = bears or laws.bear_interest(region, account, year)
        facts = _facts(own, opening)
        if year == on.year:
            interest = interest_until(facts, laws.of(region, account, year), on.month) if bears else 0
            left = sum(each.year_interest_fen for each in facts.moved.values())
            return found + interest, interest + left
        interest = account_year(facts, laws.of(region, account, year)).value.interest_fen if bears else 0
        opening, found = opening + facts.credited_in_all_fen + interest, found + interest
    return found, 0


def facts_of(person_id: int, account: str, region: str, year: int, opening_fen: int) -> YearFacts:
    """What came to an account in a year, by month, as the rule takes it."""
    return _facts([row for _, _, row in _came({person_id}, account, {region}) if row.on.year == year], opening_fen)


def _facts(rows: list[Came], opening_fen: int) -> YearFacts:
    sums: dict[str, dict[int, tuple[int, int]]] = {"credit": {}, "opened": {}, "moved": {}}
    for row in rows:
        amount, own = sums[row.source].get(row.on.month, (0, 0))
        sums[row.source][row.on.month] = (amount + row.amount_fen, own + row.amount_fen - row.earning_fen)
    return YearFacts(
        opening_fen,
        {month: amount for month, (amount, _) in sums["credit"].items()},
        {month: amount for month, (amount, _) in sums["opened"].items()},
        {month: Moved(amount, own) for month, (amount, own) in sums["moved"].items()},
    )


def _came(people: Collection[int], account: str, regions: Collection[str]) -> list[tuple[int, str, Came]]:
    """Person, pooling region and what came or left, by day."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(people), account, list(regions)])
        return [(row[0], row[1], Came(row[2], int(row[3]), int(row[4]), row[5])) for row in cursor.fetchall()]


def credited_until(person_id: int, account: str, until: dt.date) -> int:
    """All that came to an account and left it by a day, in every region and under every record of the person, in fen.

    Without interest of years.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNTIL, [records_of(person_id), account, until])
        return int(cursor.fetchone()[0])
