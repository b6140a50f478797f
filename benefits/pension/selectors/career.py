"""A working life as the pension reads it: months paid and deemed, bases by year and place, the account."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benefits.claims.models import DecisionItem
from benefits.pension.rules.contribution_record import Spell
from contributions.accounts.selectors import balances_of
from contributions.assessment.selectors import MonthState, record_of
from contributions.history.models import HistoryFile, MonthKind
from contributions.history.selectors import deemed_in, months_of
from contributions.transfers.law import years_for_benefits
from contributions.transfers.rules.places import place_of_benefits
from contributions.transfers.selectors.places import place_of, pool_over
from contributions.transfers.selectors.standing import stays_of
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.reading import answered_once
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NATIONAL, LawBook, NoLawInForce
from siadmin.policy.selectors import StoredLawBook

AVERAGE_NOT_ON_FILE = Reason(
    "pension_average_not_on_file",
    "地区{region}没有登记{year}年计算缴费指数所用的平均工资，不能推测。",
    "Region {region} has no average wage on file for the contribution index of {year}; none is guessed.",
    "请由政策管理人员登记该年度的平均工资及其依据。",
    "Ask the policy officers to record the average wage of that year and its source.",
)


@dataclass(frozen=True, slots=True)
class Paid:
    """One month paid: on which base, in fen, and in which region's wages it is measured."""

    month: Month
    base_fen: int
    region: str


@dataclass(frozen=True, slots=True)
class Career:
    """Up to a month: every month paid, in order, each once; the months deemed paid; the account in fen.

    `missing`: months in which the person was insured and nobody paid.
    """

    paid: list[Paid]
    deemed: list[Month]
    balance_fen: int
    missing: int

    @property
    def months(self) -> int:
        return len(self.paid) + len(self.deemed)

    @property
    def first(self) -> Month | None:
        return min([*self.deemed, *(each.month for each in self.paid)], default=None)


@answered_once
def career_of(person: Person, region: str, *, until: Month, today: dt.date) -> Career:
    """Months paid here under any record, through whichever employers, and elsewhere; up to and including `until`.

    Two employers in one month are one month on both bases. What no period here tells the place of is of `region`.
    """
    bases: Counter[Month] = Counter()
    unpaid: set[Month] = set()
    for each in record_of(person.pk, today=today, of=[Insurance.PENSION]):
        if each.month > until:
            continue
        if each.is_paid:
            bases[each.month] += each.base_fen
        elif each.state == MonthState.MISSING:
            unpaid.add(each.month)
    places = _places(person)
    paid = {month: Paid(month, fen, _place_at(places, month, region)) for month, fen in bases.items()}
    history = [each for each in months_of(person.pk) if each.insurance == Insurance.PENSION and each.month <= until]
    files = HistoryFile.objects.in_bulk({each.file_id for each in history})
    for one in history:
        if one.kind == MonthKind.ACTUAL and one.month not in paid:
            paid[one.month] = Paid(one.month, int(one.base_fen or 0), files[one.file_id].place_id)
    deemed = deemed_in(history, Insurance.PENSION) - paid.keys()
    balance = balances_of(person.pk)[Insurance.PENSION]
    in_order = sorted(paid.values(), key=lambda each: each.month)
    return Career(in_order, sorted(deemed), balance, len(unpaid - paid.keys() - deemed))


def spells_of(paid: Iterable[Paid], book: LawBook) -> list[Spell]:
    """Months of a year on one base, each against the average wage of its place and year. Raises AVERAGE_NOT_ON_FILE."""
    counted = Counter((each.month.year, each.region, each.base_fen) for each in paid)
    return [
        Spell(base_fen, average_law(book, region, year), months)
        for (year, region, base_fen), months in sorted(counted.items())
    ]


def average_law(book: LawBook, region: str, year: int) -> Law:
    """The average wage that the bases of a year are measured by. Raises AVERAGE_NOT_ON_FILE."""
    try:
        return book.law("wage.average_month", region=region, category="full_calibre", on=dt.date(year, 1, 1))
    except NoLawInForce as missing:
        raise AVERAGE_NOT_ON_FILE(region=region, year=year) from missing


def before_accounts(paid: Iterable[Paid], book: LawBook, *, region: str, on: dt.date) -> int:
    """How many of the months paid lie before personal accounts were set up (国发〔1997〕26号)."""
    since = Month.parse(str(int(book.law("pension.accounts_since", region=region, on=on).value)))
    return sum(each.month < since for each in paid)


def relation_at(person: Person) -> Region | None:
    """Where the pension relation is: where somebody is insured or was last, else whose register told of them."""
    periods = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.PENSION)
    known = [each for each in periods.select_related("region") if each.before_month != each.from_month]
    last = max(known, key=lambda each: (each.before_month is None, each.before_month or each.from_month), default=None)
    if last is not None:
        return last.region
    history = [each for each in months_of(person.pk) if each.insurance == Insurance.PENSION]
    file = HistoryFile.objects.select_related("region").filter(pk__in={each.file_id for each in history}).last()
    return file.region if file else None


def pays_at(person: Person, on: dt.date) -> Region | None:
    """The pooling region that determines and pays the pension (国办发〔2009〕66号 art. 6); none for the never insured.

    Without a household on record it is where the relation is.
    """
    relation = relation_at(person)
    if relation is None or person.household is None:
        return relation
    stays = stays_of(person, Insurance.PENSION, on)
    if not stays:
        return relation
    found = place_of_benefits(
        relation_at=place_of(relation),
        household=place_of(pool_over(person.household) or person.household),
        stays=stays,
        needed=years_for_benefits(StoredLawBook(), on),
    )
    return Region.objects.get(pk=found.value.place.code)


def paid_by_nobody_here(person: Person, on: dt.date) -> Region | None:
    """The place of benefits where no agency of this system pays: the relation must be moved there first."""
    if person.household is None or pool_over(person.household) is not None:
        return None  # what is left, a longer stay elsewhere, is told by the place of the claim itself
    place = pays_at(person, on)
    return place if place is not None and pool_over(place) is None else None


def granted_before(person: Person, scheme: str) -> DecisionItem | None:
    """What was granted of a scheme already, under any record."""
    items = DecisionItem.objects.filter(decision__claim__person__in=records_of(person.pk))
    return items.filter(decision__claim__scheme=scheme).select_related("decision").order_by("-pk").first()


def minimum_law(book: LawBook, year: int) -> Law:
    """The minimum contribution time of the year of retirement, in months (Decision of 2024-09-13, art. 2)."""
    return book.law("pension.minimum_years_months", region=NATIONAL, category="employee", on=dt.date(year, 12, 31))


def _places(person: Person) -> list[InsuredPeriod]:
    own = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.PENSION)
    return list(own.order_by("from_month"))


def _place_at(periods: Iterable[InsuredPeriod], month: Month, otherwise: str) -> str:
    """Where somebody was insured in a month: of two, the one that began last."""
    found = otherwise
    for period in periods:
        if period.from_month <= month and (period.before_month is None or month < period.before_month):
            found = period.region_id
    return found
