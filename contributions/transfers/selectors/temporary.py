"""Temporary accounts of older movers: which there are, what they hold, where their relation stands (T66 5)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Sum

from contributions.accounts.law import YearLaws
from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import Came, Holding, accrued_by, held_at, kept_of
from contributions.transfers.models import TemporaryAccount, Transfer, TransferYear
from contributions.transfers.rules.course import State
from contributions.transfers.selectors.places import is_home
from enrollment.registry.models import Person
from enrollment.registry.records import asked_as, records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.policy.lawbook import NoLawInForce

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


@dataclass(slots=True)
class _Employers:
    """What employers paid into an account and what of it left: by day, by year, and as one; in fen."""

    rows: list[Came] = field(default_factory=list)
    by_year: dict[int, int] = field(default_factory=dict)
    principal_fen: int = 0
    gone_interest_fen: int = 0

    def paid(self, on: dt.date, year: int, fen: int) -> None:
        self.rows.append(Came(on, fen, fen, "credit"))
        self.by_year[year] = self.by_year.get(year, 0) + fen
        self.principal_fen += fen

    def left(self, transfer: Transfer) -> None:
        assert transfer.interest_until is not None and transfer.pooled_fen is not None, "it was answered"
        own_year, interest = transfer.pooled_year_interest_fen or 0, transfer.pooled_interest_fen or 0
        self.rows.append(Came(transfer.interest_until, -transfer.pooled_fen, own_year - transfer.pooled_fen, "moved"))
        self.gone_interest_fen += interest
        self.principal_fen -= transfer.pooled_fen - interest

    def held(self, region: Region, on: dt.date, laws: YearLaws) -> Holding:
        """Raises NoLawInForce."""
        rows = sorted(self.rows, key=lambda row: row.on)
        accrued, of_year = accrued_by(rows, AccountKind.PENSION, region, on, laws)
        return Holding(self.principal_fen, accrued - self.gone_interest_fen, of_year)


def _employers(accounts: Sequence[TemporaryAccount]) -> dict[int, _Employers]:
    """By account; of all of them in three questions."""
    found = {each.pk: _Employers() for each in accounts}
    at = {(each.person_id, each.region_id): found[each.pk] for each in accounts}
    asked = {"persons": [each.person_id for each in accounts], "regions": [each.region_id for each in accounts]}
    for person, region, paid_on, year, fen in run_sql(SQL / "employer_paid.sql", asked):
        if (person, region) in at:
            at[person, region].paid(paid_on, int(year), int(fen))
    for each in Transfer.objects.filter(temporary__in=found, state__in=_LEFT).order_by("paid_at"):
        assert each.temporary_id is not None, "it was asked for"
        found[each.temporary_id].left(each)
    gone = TransferYear.objects.filter(transfer__temporary__in=found, transfer__state__in=_LEFT)
    for account, year, fen in gone.values_list("transfer__temporary", "year").annotate(fen=Sum("employer_fen")):
        found[account].by_year[year] = found[account].by_year.get(year, 0) - fen
    return found


def employer_part(account: TemporaryAccount, on: dt.date) -> tuple[Holding, dict[int, int]]:
    """What employers paid and did not leave yet, with the account's interest to a day, and the principal by year.

    It earns as the personal account does, from the month in which it was paid. Raises NoLawInForce.
    """
    employers = _employers([account])[account.pk]
    return employers.held(account.region, on, YearLaws()), employers.by_year


def held_by(account: TemporaryAccount, on: dt.date) -> Held:
    """What an account holds on a day. Raises NoLawInForce."""
    own = held_at(account.person_id, AccountKind.PENSION, account.region, on)
    return Held(own, employer_part(account, on)[0])


def held_by_each(accounts: Sequence[TemporaryAccount], on: dt.date) -> dict[int, Held | None]:
    """What accounts hold on a day, each by its id, nothing where a rate is missing; as many questions as for one."""
    kept = kept_of({(each.person_id, each.region_id) for each in accounts}, AccountKind.PENSION)
    employers, laws = _employers(accounts), YearLaws()
    found: dict[int, Held | None] = {}
    for each in accounts:
        try:
            own = kept[each.person_id, each.region_id].held(AccountKind.PENSION, each.region, on, laws)
            found[each.pk] = Held(own, employers[each.pk].held(each.region, on, laws))
        except NoLawInForce:
            found[each.pk] = None
    return found


def relation_stands(account: TemporaryAccount) -> Region:
    """Where the relation is now that stayed when the account was opened: where its transfers took it since."""
    return relations_stand([account])[account.pk]


def relations_stand(accounts: Sequence[TemporaryAccount]) -> dict[int, Region]:
    """The same of each account, by its id; of all of them in two questions."""
    persons = {each.person_id for each in accounts}
    as_which = asked_as(persons)
    moved = Transfer.objects.filter(
        person__in=as_which, insurance=Insurance.PENSION, to_insurance=Insurance.PENSION, state=State.CREDITED,
        temporary=None,
    ).select_related("to_region")  # fmt: skip
    of_person: dict[int, list[Transfer]] = {}
    for each in moved.order_by("received_at", "pk"):
        for person in as_which[each.person_id]:
            of_person.setdefault(person, []).append(each)
    return {each.pk: _stands(each, of_person.get(each.person_id, ())) for each in accounts}


def _stands(account: TemporaryAccount, moved: Iterable[Transfer]) -> Region:
    place = account.kept_at
    for each in moved:
        assert each.received_at is not None, "it has arrived"
        if each.received_at >= account.opened_at and each.from_region_id == place.pk:
            place = each.to_region
    return place
