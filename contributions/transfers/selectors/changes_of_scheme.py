"""May somebody change between the pension schemes: which way, from where to where, and what was paid in both."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from contributions.transfers.law import least_months, years_for_benefits
from contributions.transfers.models import Overlap as OverlapRow
from contributions.transfers.models import Transfer
from contributions.transfers.rules.change_of_scheme import Overlap, Way, way_of
from contributions.transfers.rules.course import State
from contributions.transfers.rules.places import place_of_benefits
from contributions.transfers.selectors.places import place_of, pool_over
from contributions.transfers.selectors.standing import paid_at, record_there, stays_of
from contributions.transfers.selectors.temporary import temporary_at
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.protocols import first_unpaid_month
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained
from siadmin.policy.selectors import StoredLawBook

SQL = Path(__file__).resolve().parent.parent / "sql"
TOO_EARLY = Reason(
    "change_of_scheme_too_early",
    "{name}要到 {month} 才达到法定退休年龄，此前不办理制度衔接。",
    "{name} reaches the statutory age in {month}; the schemes are not changed before.",
    "达到法定退休年龄后再申请。",
    "Apply when the age is reached.",
)
HOUSEHOLD_UNKNOWN = Reason(
    "transfer_household_unknown",
    "{name}没有登记户籍地，无法确定待遇领取地。",
    "No household place is on record for {name}, so the place of benefits cannot be told.",
    "先登记户籍地。",
    "Have the household place recorded first.",
)
NOT_GATHERED = Reason(
    "change_of_scheme_not_gathered",
    "{name}的职工养老保险关系在{places}，待遇领取地为{place}：须先归集到该地。",
    "{name} has employees' relations in {places}; the pension is drawn in {place}: they are gathered there first.",
    "先办理职工养老保险关系转移，再申请制度衔接。",
    "Move the employees' relation there first, then apply.",
)
NO_RELATION = Reason(
    "change_of_scheme_nothing_to_move",
    "{name}没有可以转移的{scheme}关系。",
    "{name} has no relation of this kind to move: {scheme}.",
    "无需办理制度衔接。",
    "There is nothing to change.",
)
RESIDENT_ELSEWHERE = Reason(
    "change_of_scheme_resident_elsewhere",
    "{name}的居民养老保险关系在{place}，不在户籍地。",
    "{name} has the residents' relation in {place}, not at the household place.",
    "先转移居民养老保险关系，再申请制度衔接。",
    "Move the residents' relation first, then apply.",
)
YEAR_UNPAID = Reason(
    "transfer_resident_year_unpaid",
    "{name}选择了 {year} 年的居民养老档次，尚未缴费。",
    "{name} has chosen a tier for {year} and not paid it.",
    "先缴费，或放弃该年度档次，再申请。",
    "Pay it or give it up, then apply.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of scheme: why this way, and between which schemes and places."""

    way: Explained[Way]
    insurance: str
    to_insurance: str
    from_region: Region
    to_region: Region


def way_now(person: Person, on: dt.date) -> Explained[Way]:
    """The way open on a day, by all months that count in all places. Raises TOO_EARLY, NoLawInForce."""
    group = RetirementGroup(person.retirement_group)
    reached = statutory_retirement(Month.of(person.birth_on), group, retirement_law(on)).value.month
    if Month.of(on) < reached:
        raise TOO_EARLY(name=person.name, month=reached)
    needed = least_months(StoredLawBook(), reached.year)
    return way_of(employee_months=len(_employee_months(person)), needed=needed)


def change_for(person: Person, on: dt.date) -> Change:
    """What an application would change; the person does not choose.

    Raises TOO_EARLY, HOUSEHOLD_UNKNOWN, NOT_GATHERED, NO_RELATION, RESIDENT_ELSEWHERE, YEAR_UNPAID, NoLawInForce.
    """
    way = way_now(person, on)
    refuse_unpaid_year(person, on)
    there = _gathered_at(person, on)
    residents = _places_with(person, ResidentScheme.PENSION, on)
    if way.value == Way.TO_EMPLOYEE:
        if not residents:
            raise NO_RELATION(name=person.name, scheme="城乡居民养老保险 (residents' pension)")
        return Change(way, ResidentScheme.PENSION, Insurance.PENSION, residents[0], there)
    home = pool_over(person.household)
    if home is None:
        raise HOUSEHOLD_UNKNOWN(name=person.name)
    if elsewhere := [region for region in residents if region != home]:
        raise RESIDENT_ELSEWHERE(name=person.name, place=elsewhere[0].words)
    return Change(way, Insurance.PENSION, ResidentScheme.PENSION, there, home)


def _gathered_at(person: Person, on: dt.date) -> Region:
    """The one place of the employees' relation, which is that of benefits (17号 art. 4)."""
    places = _places_with(person, Insurance.PENSION, on)
    if not places:
        raise NO_RELATION(name=person.name, scheme="职工养老保险 (employees' pension)")
    if person.household is None:
        raise HOUSEHOLD_UNKNOWN(name=person.name)
    household = place_of(pool_over(person.household) or person.household)
    relation = next((place for place in places if temporary_at(person, place) is None), places[-1])
    found = place_of_benefits(
        relation_at=place_of(relation), household=household, stays=stays_of(person, Insurance.PENSION, on),
        needed=years_for_benefits(StoredLawBook(), on),
    ).value  # fmt: skip
    if [place.pk for place in places] != [found.place.code]:
        raise NOT_GATHERED(
            name=person.name, places=", ".join(place.name_zh for place in places), place=found.place.name
        )
    return places[0]


def _places_with(person: Person, insurance: str, on: dt.date) -> list[Region]:
    """Pooling regions where some record of the person has something of a scheme that could move."""
    records = records_of(person.pk)
    came = Transfer.objects.filter(person__in=records, to_insurance=insurance, state=State.CREDITED)
    codes = paid_at(person, insurance, on) | set(came.values_list("to_region", flat=True))
    regions = Region.objects.filter(pk__in=codes).order_by("pk")
    return [region for region in regions if record_there(person, insurance, region, on) is not None]


def refuse_unpaid_year(person: Person, on: dt.date) -> None:
    """A year that is chosen and not paid would be paid into an account that has left. Raises YEAR_UNPAID."""
    own = InsuredPeriod.objects.filter(
        person__in=records_of(person.pk), insurance=ResidentScheme.PENSION, before_month__gt=Month.of(on)
    )
    for period in own.select_related("person"):
        if period.before_month == period.from_month:
            continue
        if first_unpaid_month.call(period.person, ResidentScheme.PENSION, period.from_month, "") == period.from_month:
            raise YEAR_UNPAID(name=person.name, year=period.from_month.year)


def _employee_months(person: Person) -> dict[Month, bool]:
    """Each month that counts as an employee's, and whether it was paid."""
    rows = run_sql(SQL / "employee_months.sql", {"persons": records_of(person.pk)})
    return {Month.of(month): bool(is_paid) for month, is_paid in rows}


def overlaps_of(person: Person) -> list[Overlap]:
    """Years paid as a resident with months paid as an employee too, that went back by no transfer yet."""
    records = records_of(person.pk)
    known = OverlapRow.objects.filter(
        transfer__person__in=records, transfer__state__in=[State.ANSWERED, State.IN_TRANSIT, State.CREDITED]
    )
    settled = set(known.values_list("year", flat=True))
    paid: dict[int, int] = {}
    for month, is_paid in _employee_months(person).items():
        paid[month.year] = paid.get(month.year, 0) + is_paid
    rows = run_sql(SQL / "resident_years.sql", {"persons": records})
    return [Overlap(int(year), paid[year], int(own)) for year, own in rows if paid.get(year) and year not in settled]
