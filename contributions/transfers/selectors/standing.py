"""What a person's relation at a place is made of: paid years, account, pooled part; and where the person belongs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.db.models import Min, Sum

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import Holding, held_at
from contributions.history.models import HistoryFile, HistoryMonth, MonthKind
from contributions.transfers.law import longest_gap, pooled_law
from contributions.transfers.models import TemporaryAccount, Transfer, TransferYear
from contributions.transfers.protocols import pensions_drawn
from contributions.transfers.rules.amounts import Year, pooled_part
from contributions.transfers.rules.change_of_scheme import counted_months
from contributions.transfers.rules.continuity import Continuity, continuity
from contributions.transfers.rules.course import State
from contributions.transfers.rules.places import Stay
from contributions.transfers.rules.temporary import whole_part
from contributions.transfers.selectors.places import place_of, pool_over
from contributions.transfers.selectors.temporary import employer_part, temporaries_of, temporary_at
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Explained
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent.parent / "sql"
NOTHING = Holding(0, 0)
IN_PAYMENT = Reason(
    "transfer_in_payment",
    "{name}已领取待遇，关系不再转移。",
    "{name} draws a benefit already; the relation is not transferred any more.",
    "在原待遇领取地继续领取；已受理的转移予以撤回或不予转移。",
    "It goes on being paid where it is; a transfer under way is withdrawn or refused.",
)
HAS_DIED = Reason(
    "transfer_of_the_dead",
    "{name}已于 {day} 去世，关系不再转移。",
    "{name} died on {day}; the relation is not transferred any more.",
    "个人账户余额由继承人在原参保地申领（社会保险法第14条）；已受理的转移予以撤回或不予转移。",
    "The account is for the heirs, where it is (SIL 14); a transfer under way is withdrawn or refused.",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What would move: paid years, what the account holds, and the pooled part with its reasons; amounts in fen.

    A year below nothing takes back of what moved earlier, as an amount below nothing does in the account: the wages of
    all years are added up (T66 4). Nothing moves that is below nothing as a whole.
    `employer`: of a temporary account what employers paid and its interest, which move whole as the pooled part.
    """

    years: list[Year]
    held: Holding
    pooled: Explained[Fen] | None
    employer: Holding = NOTHING
    temporary: TemporaryAccount | None = None

    @property
    def months(self) -> int:
        return sum(year.months for year in self.years)

    @property
    def wages_fen(self) -> int:
        return sum(year.wages_fen for year in self.years)

    @property
    def pooled_fen(self) -> int:
        return self.pooled.value if self.pooled else 0

    @property
    def total_fen(self) -> int:
        return self.held.total_fen + self.pooled_fen

    @property
    def is_empty(self) -> bool:
        return self.months <= 0 and not self.total_fen

    @property
    def is_owing(self) -> bool:
        """More was corrected, after it had moved, than was paid since."""
        return min(self.months, self.wages_fen, self.pooled_fen) < 0


def relation_at(
    person: Person, insurance: str, region: Region, on: dt.date, to_insurance: str = Insurance.PENSION
) -> Relation:
    """The relation of one record as it stands: paid there, with what came by earlier transfers, without what left.

    `on`: the day to which the account has its interest. Only an employee's pension that stays one brings a part of the
    pooled fund (17号 art. 6); what was paid after an earlier transfer moves with the next one.
    Raises NoLawInForce.
    """
    years = _years_at(person, insurance, region, on)
    book = StoredLawBook()
    with_pool = insurance == to_insurance == Insurance.PENSION
    has_account = insurance in AccountKind.values
    held = held_at(person.pk, AccountKind(insurance), region, on) if has_account else Holding(0, 0)
    if with_pool and (temporary := temporary_at(person, region)) is not None:
        employer, by_year = employer_part(temporary, on)
        years = _with_employers(years, by_year)
        return Relation(years, held, whole_part(years, employer.interest_fen), employer, temporary)
    return Relation(years, held, pooled_part(years, pooled_law(book, on)) if with_pool else None)


def record_there(person: Person, insurance: str, region: Region, on: dt.date) -> Person | None:
    """The record of somebody whose relation at a place moves next, the one they stand under first; none has any: none.

    Each record moves with its own months and money, so that a merge can be undone after it (ADR 0013).
    """
    records = Person.objects.in_bulk(records_of(person.pk))
    return next(
        (records[pk] for pk in records_of(person.pk) if not relation_at(records[pk], insurance, region, on).is_empty),
        None,
    )


def _years_at(person: Person, insurance: str, region: Region, on: dt.date) -> list[Year]:
    found: dict[int, tuple[int, int]] = {}
    for place, year, months, wages, _ in _paid([person.pk], insurance, on):
        if place == region.pk:
            found[year] = (months, wages)
    moved = TransferYear.objects.filter(transfer__person=person)
    arrived = moved.filter(transfer__to_insurance=insurance, transfer__to_region=region, transfer__state=State.CREDITED)
    if insurance == Insurance.PENSION:  # a resident's years do not count as an employee's (17号 art. 5)
        arrived = arrived.exclude(transfer__insurance=ResidentScheme.PENSION)
    left = moved.filter(
        transfer__insurance=insurance, transfer__from_region=region,
        transfer__state__in=[State.IN_TRANSIT, State.CREDITED],
    )  # fmt: skip
    for rows, sign in ((arrived, 1), (left, -1)):
        sums = rows.values_list("year").annotate(Sum("months"), Sum("wages_fen"))
        for year, months, wages in sums:
            before = found.get(year, (0, 0))
            counted = before[0] + sign * months
            if sign > 0 and insurance == ResidentScheme.PENSION:
                counted = counted_months(paid=before[0], came=months)
            found[year] = (counted, before[1] + sign * wages)
    return [Year(year, months, wages) for year, (months, wages) in sorted(found.items()) if months or wages]


def _with_employers(years: list[Year], by_year: dict[int, int]) -> list[Year]:
    """Years with what employers paid in each."""
    known = {each.year: each for each in years}
    found = [
        replace(known.get(year, Year(year, 0, 0)), employer_fen=by_year.get(year, 0)) for year in {*known, *by_year}
    ]
    found = [each for each in found if each.months or each.wages_fen or each.employer_fen]
    return sorted(found, key=lambda each: each.year)


def _paid(records: list[int], insurance: str, on: dt.date) -> list[tuple[str, int, int, int, dt.date]]:
    """As the law of a day asks for the money of months paid elsewhere. Raises NoLawInForce."""
    law = pooled_law(StoredLawBook(), on)
    given = {
        "persons": records, "insurance": insurance, "fund": FUND_OF[insurance], "share": law.rate.value,
        "since": law.first_month.first_day,
    }  # fmt: skip
    return [(str(r[0]), int(r[1]), int(r[2]), int(r[3]), r[4]) for r in run_sql(SQL / "paid_years.sql", given)]


def paid_at(person: Person, insurance: str, on: dt.date) -> set[str]:
    """Codes of the pooling regions where somebody paid, under any record. Raises NoLawInForce."""
    return {place for place, *_ in _paid(records_of(person.pk), insurance, on)}


def months_twice(person: Person, insurance: str, region: Region) -> list[Month]:
    """Months paid at a place that history tells too, oldest first: they must not count twice."""
    given = {"person": person.pk, "insurance": insurance, "fund": FUND_OF[insurance], "region": region.pk}
    return [Month.of(month) for (month,) in run_sql(SQL / "paid_twice.sql", given)]


def stays_of(person: Person, insurance: str, on: dt.date) -> list[Stay]:
    """Months paid at each place, under any record, whatever moved since; where the person paid last is last.

    Raises NoLawInForce.
    """
    months: dict[str, int] = {}
    last: dict[str, dt.date] = {}
    for place, _, count, _, month in _paid(records_of(person.pk), insurance, on):
        months[place] = months.get(place, 0) + count
        last[place] = max(month, last.get(place, month))
    regions = Region.objects.in_bulk(months)
    temporary = set() if insurance != Insurance.PENSION else {each.region_id for each in temporaries_of(person)}
    return [
        Stay(place_of(regions[code]), months[code], is_temporary=code in temporary)
        for code in sorted(months, key=lambda code: last[code])
    ]


def periods_of(person: Person, insurance: str) -> Iterable[InsuredPeriod]:
    """Of all records of the person, as everything here that says where they belong."""
    own = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=insurance)
    return own.select_related("region")


def new_place(person: Person, insurance: str) -> Region | None:
    """Where a relation may go: where the person is insured now, else the pooling region of the household (T66 6).

    A resident's follows the household alone (国发〔2014〕8号 §8).
    """
    if insurance == ResidentScheme.PENSION:
        return pool_over(person.household)
    present = present_period(person, insurance)
    return present.region if present else pool_over(person.household)


def present_period(person: Person, insurance: str) -> InsuredPeriod | None:
    """How somebody is insured now; the newest of several."""
    present = [period for period in periods_of(person, insurance) if period.before_month is None]
    return max(present, key=lambda period: period.from_month, default=None)


def joined_there(person: Person, insurance: str, region: Region) -> Month | None:
    """The first month insured at a place, or told to be by its history."""
    months = [period.from_month for period in periods_of(person, insurance) if period.region_id == region.pk]
    files = HistoryFile.objects.filter(region=region).values("pk")
    told = HistoryMonth.objects.filter(
        person_id__in=records_of(person.pk), insurance=insurance, kind=MonthKind.ACTUAL, file_id__in=files
    ).aggregate(first=Min("month"))["first"]
    return min([*months, *([told] if told else [])], default=None)


def relations_elsewhere(person: Person, here: Region, on: dt.date) -> list[Region]:
    """Other places with an employees' pension relation; where the person paid last is last. Raises NoLawInForce."""
    temporary = {each.region_id for each in temporaries_of(person)}
    came = Transfer.objects.filter(
        person__in=records_of(person.pk), to_insurance=Insurance.PENSION, state=State.CREDITED
    )
    codes = [stay.place.code for stay in stays_of(person, Insurance.PENSION, on)]
    codes += [code for code in came.order_by("received_at").values_list("to_region", flat=True) if code not in codes]
    regions = Region.objects.in_bulk(codes)
    others = [regions[code] for code in codes if code != here.pk and code not in temporary]
    return [region for region in others if record_there(person, Insurance.PENSION, region, on) is not None]


def is_insured_there(person: Person, insurance: str, region: Region, month: Month) -> bool:
    """Whether a month, or one after it, is still insured at a place."""
    return any(
        period.region_id == region.pk and (period.before_month is None or period.before_month > month)
        for period in periods_of(person, insurance)
    )


def continuity_of(transfer: Transfer, on: dt.date) -> Explained[Continuity] | None:
    """How long somebody was without medical insurance between the two places; nothing while that cannot be told."""
    periods = [p for p in periods_of(transfer.person, transfer.insurance) if p.before_month != p.from_month]
    ends = [p.before_month for p in periods if p.region_id == transfer.from_region_id and p.before_month is not None]
    begins = [
        p.from_month for p in periods if p.region_id == transfer.to_region_id and ends and p.from_month >= max(ends)
    ]
    if not begins:
        return None
    return continuity(ended_before=max(ends), begins=min(begins), longest_gap=longest_gap(StoredLawBook(), on))


def stays_for_good(person: Person, *schemes: str) -> Refusal | None:
    """Why no relation of a person moves any more: they have died (SIL 14), or draw a pension (T66 2; REG 12).

    They draw one as it was granted, or as who insured them said that they retired.

    `schemes`: what it leaves and comes to; a resident's pension holds back residents' relations (17号 art. 2).
    Asked before it begins and at every step up to the money; the same stands in `sql/guards.sql`, and where pensions
    are granted.
    """
    if person.died_on is not None:
        return HAS_DIED(name=person.name, day=person.died_on)
    records = records_of(person.pk)
    pensions = {str(Insurance.PENSION), *(each for each in schemes if each == ResidentScheme.PENSION)}
    retired = InsuredPeriod.objects.filter(
        person__in=records, ended_because=PeriodEnd.RETIRED, insurance__in=pensions
    )  # fmt: skip
    if retired.exists() or not pensions.isdisjoint(pensions_drawn.all(records)):
        return IN_PAYMENT(name=person.name)
    return None


def open_transfer(person: Person, insurance: str) -> Transfer | None:
    """One that is under way, of any record: they move one after the other."""
    own = Transfer.objects.filter(person__in=records_of(person.pk), insurance=insurance, ended_at__isnull=True)
    return own.order_by("requested_at", "pk").first()
