"""Temporary accounts of older movers: which there are, what they hold, where their relation stands (T66 5)."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Sum

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import Came, Holding, accrued_by, held_at
from contributions.transfers.models import TemporaryAccount, Transfer, TransferYear
from contributions.transfers.rules.course import State
from contributions.transfers.selectors.places import is_home
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent.parent / "sql"
_LEFT = (State.IN_TRANSIT, State.CREDITED)


@dataclass(frozen=True, slots=True)
class Held:
    """What a temporary account holds on a day: the person's part and the employers', with interest; in fen."""

    own: Holding
    employer: Holding

    @property
    def total_fen(self) -> int:
        return self.own.total_fen + self.employer.total_fen


def temporaries_of(person: Person) -> list[TemporaryAccount]:
    """Those of all records of a person, the oldest first; where the household has come since, it is none any more."""
    own = TemporaryAccount.objects.filter(person__in=records_of(person.pk))
    found = own.select_related("person", "region", "kept_at").order_by("opened_at", "pk")
    return [each for each in found if not is_home(person, each.region)]


def temporary_at(person: Person, region: Region) -> TemporaryAccount | None:
    """The temporary account of this very record at a place: what moves is the record's (ADR 0013)."""
    if is_home(person, region):
        return None
    return TemporaryAccount.objects.filter(person=person, region=region).select_related("kept_at").first()


def temporary_of(person: Person, region: Region) -> TemporaryAccount | None:
    """The temporary account of some record of a person at a place."""
    return next((each for each in temporaries_of(person) if each.region_id == region.pk), None)


def employer_part(account: TemporaryAccount, on: dt.date) -> tuple[Holding, dict[int, int]]:
    """What employers paid and did not leave yet, with the account's interest to a day, and the principal by year.

    It earns as the personal account does, from the month in which it was paid. Raises NoLawInForce.
    """
    kind = AccountKind.PENSION
    rows: list[Came] = []
    by_year: dict[int, int] = {}
    principal = 0
    for paid_on, year, fen in run_sql(
        SQL / "employer_paid.sql", {"person": account.person_id, "region": account.region_id}
    ):
        rows.append(Came(paid_on, int(fen), int(fen), "credit"))
        by_year[int(year)] = by_year.get(int(year), 0) + int(fen)
        principal += int(fen)
    gone_interest = 0
    for each in Transfer.objects.filter(temporary=account, state__in=_LEFT).order_by("paid_at"):
        assert each.interest_until is not None and each.pooled_fen is not None, "it was answered"
        own_year = each.pooled_year_interest_fen or 0
        rows.append(Came(each.interest_until, -each.pooled_fen, own_year - each.pooled_fen, "moved"))
        gone_interest += each.pooled_interest_fen or 0
        principal -= each.pooled_fen - (each.pooled_interest_fen or 0)
    gone = TransferYear.objects.filter(transfer__temporary=account, transfer__state__in=_LEFT)
    for year, fen in gone.values_list("year").annotate(Sum("employer_fen")):
        by_year[year] = by_year.get(year, 0) - fen
    accrued, of_year = accrued_by(sorted(rows, key=lambda row: row.on), kind, account.region, on)
    return Holding(principal, accrued - gone_interest, of_year), by_year


def held_by(account: TemporaryAccount, on: dt.date) -> Held:
    """What an account holds on a day. Raises NoLawInForce."""
    own = held_at(account.person_id, AccountKind.PENSION, account.region, on)
    return Held(own, employer_part(account, on)[0])


def relation_stands(account: TemporaryAccount) -> Region:
    """Where the relation is now that stayed when the account was opened: where its transfers took it since."""
    place = account.kept_at
    moved = Transfer.objects.filter(
        person__in=records_of(account.person_id), insurance=Insurance.PENSION, to_insurance=Insurance.PENSION,
        state=State.CREDITED, received_at__gte=account.opened_at, temporary=None,
    ).select_related("to_region")  # fmt: skip
    for each in moved.order_by("received_at", "pk"):
        if each.from_region_id == place.pk:
            place = each.to_region
    return place
