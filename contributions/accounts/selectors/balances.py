"""What is in a person's accounts, and how it came there."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Sum

from contributions.accounts.models import (
    AccountCredit,
    AccountInterest,
    AccountKind,
    AccountMove,
    AccountPayment,
    Opening,
    SubsidyCredit,
)
from enrollment.registry.records import records_of
from siadmin.agency.models import Region
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Credit:
    """What one contribution month brought to one account on one day, in fen."""

    month: Month
    account: str
    employer_id: int
    amount_fen: int
    credited_on: dt.date
    version: int
    person_id: int


@dataclass(frozen=True, slots=True)
class YearOfAccount:
    """One year of an account as its newest version says it, in fen; `rate_ppm` in parts per million.

    `person_id`, here and of a credit: the record it is kept under; each record of a person has accounts of its own.
    """

    year: int
    account: str
    region: Region
    opening_fen: int
    credited_fen: int
    products_fen: int
    rate_ppm: int
    interest_fen: int
    closing_fen: int
    credited_on: dt.date
    version: int
    person_id: int


def balances_of(person_id: int) -> dict[str, int]:
    """The balance of each personal account in fen, with interest and what opened it.

    The accounts of the employees' schemes stand at zero without a credit, a residents' is there once it has one. What
    is on its way between two regions belongs to the person all the while and is counted nowhere twice. Of all records
    of the person together, as everything here.
    """
    found, records = {str(AccountKind.PENSION): 0, str(AccountKind.MEDICAL): 0}, records_of(person_id)
    moved = F("principal_fen") + F("interest_fen")
    for rows, amount in (
        (AccountCredit.objects, F("amount_fen")),
        (SubsidyCredit.objects, F("amount_fen")),
        (Opening.objects, F("amount_fen")),
        (AccountInterest.objects, F("amount_fen")),
        (AccountMove.objects, moved),
        (AccountPayment.objects, -F("amount_fen")),
    ):
        for account, fen in rows.filter(person_id__in=records).values_list("account").annotate(sum=Sum(amount)):
            found[account] = found.get(account, 0) + int(fen)
    for account, fen in _taken_along(records):
        found[account] = found.get(account, 0) + fen
    return found


def _taken_along(records: list[int]) -> list[tuple[str, int]]:
    """Interest of years not settled yet that left with what moved: it was on the account when it left.

    By account; once the years are settled their interest is credited, and nothing is left to count here.
    """
    moves = AccountMove.objects.filter(person_id__in=records)
    if not moves.filter(interest_fen__lt=0).exists():
        return []
    interest: dict[tuple[int, str, str], int] = defaultdict(int)
    for rows, amount in (
        (moves, F("interest_fen")),
        (AccountInterest.objects.filter(person_id__in=records), F("amount_fen")),
    ):
        places = rows.values_list("person_id", "account", "region_id").annotate(sum=Sum(amount))
        for person_id, account, region, fen in places:
            interest[person_id, account, region] += int(fen)
    return [(account, -fen) for (_, account, _), fen in interest.items() if fen < 0]


def spendable(person_id: int, account: str, region: Region) -> int:
    """Fen that an account may pay now: what it holds in that pooling region, interest of settled years included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_left(%s, %s, %s)", [records_of(person_id), account, region.pk])
        return max(0, int(cursor.fetchone()[0]))


def payments_of(person_id: int) -> list[AccountPayment]:
    """What the account paid for care, one's own or the family's, and what came back; newest first."""
    own = AccountPayment.objects.filter(person_id__in=records_of(person_id))
    return list(own.select_related("used_for", "region").order_by("-paid_on", "-pk"))


def moves_of(person_id: int) -> list[AccountMove]:
    """What left an account in one region and came to another, newest first."""
    own = AccountMove.objects.filter(person_id__in=records_of(person_id))
    return list(own.select_related("region").order_by("-moved_on", "-pk"))


def government_added(person_id: int) -> list[SubsidyCredit]:
    """What government added to the residents' account, newest year first."""
    own = SubsidyCredit.objects.filter(person_id__in=records_of(person_id))
    return list(own.order_by("-month", "person_id"))


def openings_of(person_id: int) -> list[Opening]:
    """Balances that came from elsewhere, the newest first."""
    own = Opening.objects.filter(person_id__in=records_of(person_id))
    return list(own.select_related("place").order_by("-as_of", "account", "place_id", "person_id"))


def credits_of(person_id: int) -> list[Credit]:
    """Every credit, newest month first; corrections are rows of their own."""
    own = AccountCredit.objects.filter(person_id__in=records_of(person_id))
    rows = own.order_by("-month", "account", "-credited_on").values_list(
        "month", "account", "employer_id", "amount_fen", "credited_on", "version", "person_id"
    )
    return [Credit(*row) for row in rows]


def years_of(person_id: int) -> list[YearOfAccount]:
    """Every year with interest, newest first, as its newest version says it."""
    rows = AccountInterest.objects.filter(person_id__in=records_of(person_id))
    newest: dict[tuple[Month, str, str, int], AccountInterest] = {}
    for row in rows.order_by("-month", "account", "region_id", "person_id", "-version"):
        newest.setdefault((row.month, row.account, row.region_id, row.person_id), row)
    regions = Region.objects.in_bulk({row.region_id for row in newest.values()})
    return [
        YearOfAccount(
            row.month.year, row.account, regions[row.region_id], row.opening_fen, row.credited_fen, row.products_fen,
            row.rate_ppm, row.interest_fen, row.closing_fen, row.credited_on, row.version, row.person_id,
        )
        for row in newest.values()
    ]  # fmt: skip
