"""Where somebody stands who pays for themself: terms, months, what the place offers, what government adds."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from contributions.assessment.law import flexible_law, resident_law
from contributions.assessment.models import Bill
from contributions.assessment.own import first_payable_day, own_due_days
from contributions.assessment.rules.line import LineLaw
from contributions.selfpay.models import SubsidyClaim, SubsidyItem
from enrollment.participation.models import FLEXIBLE, InsuredPeriod, OwnKind, OwnTerms
from enrollment.participation.own_terms import base_limits, flexible_insurances, rhythms
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from funds.ledger.selectors import pooling_regions
from siadmin.agency.insurances import LINE_OF, LINE_OF_FUND, ResidentScheme
from siadmin.agency.models import Region
from siadmin.agency.selectors import ancestors
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import RunState
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.policy.selectors import LawOfDay, law_of_day


def home_pool(person: Person) -> Region | None:
    """The pooling region where somebody may join by themself: of their residence, else of their household (R8 §3)."""
    pools = {region.pk: region for region in pooling_regions()}
    for place in (person.residence, person.household):
        if place is not None:
            for code in ancestors(place):
                if code in pools:
                    return pools[code]
    return None


@dataclass(frozen=True)
class Offer:
    """What people in flexible employment may choose in a place and month."""

    region: Region
    month: Month
    book: LawOfDay
    insurances: list[str]
    rhythms: list[str]
    floor_fen: int
    ceiling_fen: int
    laws: dict[str, LineLaw]
    due_days: dict[str, dt.date]

    def amounts(self, base_fen: int, insurances: Iterable[str]) -> dict[str, int]:
        """What a base costs a month, by insurance, by the formula that will ask for it."""
        return {code: self.laws[code].figures().line(base_fen).employee_fen for code in insurances}

    def account_fen(self, base_fen: int, insurances: Iterable[str]) -> int:
        return sum(self.laws[code].figures().line(base_fen).account_fen for code in insurances)


def offer(region: Region, month: Month, today: dt.date) -> Offer:
    """Raises NO_LAW_IN_FORCE."""
    book = law_of_day(region, month.first_day)
    floor, ceiling = base_limits(book)
    insurances = flexible_insurances(book)
    return Offer(
        region, month, book, insurances, rhythms(book), floor, ceiling,
        {code: flexible_law(book, code) for code in insurances}, own_due_days(book, month, today),
    )  # fmt: skip


@dataclass(frozen=True)
class ResidentOffer:
    """What a resident may choose for a year: tiers in fen with government's addition, or the one amount of medical."""

    region: Region
    scheme: str
    year: int
    book: LawOfDay
    tiers: list[int]
    categories: list[str]


def resident_offer(region: Region, scheme: str, year: int) -> ResidentOffer:
    """Raises NO_LAW_IN_FORCE where the year's amounts are not published yet."""
    book = law_of_day(region, Month(year, 1).first_day)
    law = resident_law(book, scheme, "resident")
    assert law.floor is not None and law.ceiling is not None
    floor, ceiling = fen(law.floor.value, HALF_UP), fen(law.ceiling.value, HALF_UP)
    tiers = {floor, ceiling}
    if scheme == ResidentScheme.PENSION:
        tiers |= {
            fen(each.value, HALF_UP) for (key, _), each in book.laws.items() if key == "pension.resident_tier_year"
        }
    share = f"{'pension' if scheme == ResidentScheme.PENSION else 'medical'}.resident_own_share"
    categories = sorted(category for key, category in book.laws if key == share)
    return ResidentOffer(
        region, scheme, year, book, sorted(tier for tier in tiers if floor <= tier <= ceiling), categories
    )


@dataclass(frozen=True)
class OwnMonth:
    """A month somebody was asked for, as paid, open, over or lapsed; amounts in fen."""

    month: Month
    scheme: str
    total_fen: int
    due_on: dt.date
    paid_on: dt.date | None
    is_lapsed: bool
    is_over: bool
    is_provisional: bool

    @property
    def state(self) -> str:
        if self.paid_on is not None:
            return "paid"
        if self.is_lapsed:
            return "lapsed"
        return "over" if self.is_over else "open"


def own_months(person_id: int, today: dt.date) -> list[OwnMonth]:
    """Every month a person was asked for as payer, under any of their records, newest first; what was taken back
    altogether is left out.

    `is_over`: it is not paid any more, and what was paid in time may still be told. Raises NO_LAW_IN_FORCE.
    """
    places: dict[tuple[Month, str, int], list[Bill]] = {}
    first_days: dict[str, dt.date] = {}
    own = Bill.objects.filter(person_id__in=records_of(person_id))
    for bill in own.select_related("region").order_by("month", "version"):
        if bill.region_id not in first_days:
            first_days[bill.region_id] = first_payable_day(bill.region, today)
        scheme = bill.fund if bill.fund in ResidentScheme.values else ""
        places.setdefault((bill.month, scheme, bill.payer), []).append(bill)
    found = []
    for (month, scheme, _), bills in places.items():
        total = sum(bill.total_fen for bill in bills)
        settled = [bill.settled_on for bill in bills if bill.settled_on is not None]
        covered = len(settled) == len(bills)
        if not total and any(bill.total_fen for bill in bills):
            continue
        found.append(
            OwnMonth(
                month=month,
                scheme=scheme,
                total_fen=total,
                due_on=min(bill.due_on for bill in bills),
                paid_on=max(settled) if covered else None,
                is_lapsed=any(bill.lapsed_on for bill in bills),
                is_over=min(bill.due_on for bill in bills) < first_days[bills[0].region_id],
                is_provisional=any(bill.is_provisional for bill in bills),
            )
        )
    return sorted(found, key=lambda each: (each.month, each.scheme), reverse=True)


@dataclass
class Standing:
    """Everything the citizen's page tells of somebody as payer."""

    terms: OwnTerms | None
    later: OwnTerms | None
    insurances: list[str] = field(default_factory=list)
    is_employee: bool = False
    residents: list[OwnTerms] = field(default_factory=list)

    @property
    def ends(self) -> Month | None:
        """The first month without what they pay for, where they told that they stop."""
        last = self.later or self.terms
        return last.before_month if last else None


def standing_of(person_id: int, today: dt.date) -> Standing:
    present, records = Month.of(today), records_of(person_id)
    own = OwnTerms.objects.filter(person_id__in=records)
    flexible = own.filter(kind=OwnKind.FLEXIBLE).exclude(before_month=F("from_month"))
    lasting = flexible.filter(Q(before_month__isnull=True) | Q(before_month__gt=present)).order_by("from_month")
    current = [each for each in lasting if each.from_month <= present]
    later = [each for each in lasting if each.from_month > present]
    month = present if current or not later else later[0].from_month
    periods = InsuredPeriod.objects.filter(in_month(month), person_id__in=records)
    residents = own.filter(kind__in=ResidentScheme.values, before_month__gt=F("from_month")).order_by(
        "-from_month", "kind", "person_id"
    )
    return Standing(
        terms=current[0] if current else None,
        later=later[0] if later else None,
        insurances=[each.insurance for each in periods if each.employer_id is None and each.category == FLEXIBLE],
        is_employee=any(each.employer_id is not None for each in periods),
        residents=list(residents),
    )


def payers_seen_by(viewer: Viewer) -> QuerySet[OwnTerms]:
    """Terms in force of people who pay for themselves, in the viewer's lines and regions.

    Whoever is in flexible employment is of each line they are insured in.
    """
    condition = Q(pk__in=[])
    for line, path in {(reach.line, reach.path) for reach in viewer.reaches}:
        insurances = [code for code, its in LINE_OF.items() if its == line]
        insured = InsuredPeriod.objects.filter(
            Q(before_month__isnull=True) | Q(before_month__gt=OuterRef("from_month")),
            person=OuterRef("person"), employer__isnull=True, category=FLEXIBLE, insurance__in=insurances,
        )  # fmt: skip
        of_line = Q(kind__in=insurances) | Q(Exists(insured), kind=OwnKind.FLEXIBLE)
        condition |= of_line & Q(region__path__startswith=path)
    in_force = OwnTerms.objects.exclude(before_month=F("from_month"))
    return in_force.filter(condition).select_related("person", "region")


def claims_seen_by(viewer: Viewer) -> QuerySet[SubsidyClaim]:
    """Claims of the viewer's line and regions; what goes to the hard to place is of the HRSS line.

    A list that found nothing any more is none.
    """
    condition = Q(pk__in=[])
    for reach in viewer.reaches:
        kinds = [kind for kind, line in LINE_OF_FUND.items() if line == reach.line]
        kinds += ["hard_to_place"] if reach.line == "hrss" else []
        condition |= Q(kind__in=kinds, region__path__startswith=reach.path)
    seen = SubsidyClaim.objects.filter(condition).exclude(listed_at=None, listed_in__state=RunState.DONE)
    return seen.select_related("region", "claimed_by", "received_by", "listed_in", "credited_in")


def subsidies_of(person_id: int) -> QuerySet[SubsidyItem]:
    """What government was asked for on a person's behalf, newest first; not what was left out of a claim."""
    own = SubsidyItem.objects.filter(person_id__in=records_of(person_id), double=None)
    return own.select_related("claim").order_by("-month", "kind")


class Doubled(NamedTuple):
    """An item that is not to come, the one of another record of the person that counts, and its amount."""

    item: int
    counts: int
    amount_fen: int


def doubled_in(claim: SubsidyClaim) -> list[Doubled]:
    """What was claimed under two records of one person, merged since; of a received claim what was left out."""
    if claim.received_on is not None:
        left_out = claim.items.exclude(double=None).order_by("pk")
        return [Doubled(*each) for each in left_out.values_list("pk", "double__counts", "amount_fen")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT item_id, counts_id, amount_fen FROM selfpay_doubled(%s)", [claim.pk])
        return [Doubled(*each) for each in cursor.fetchall()]
