"""What somebody would draw: the record as it stands today, carried on to each month in which they may retire."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from benefits.pension.rules.award import ADDITIONS, AwardLaw
from benefits.pension.rules.contribution_record import Spell
from benefits.pension.rules.estimate import Paying, Prospect, Standing, months_to_earn_back, prospect
from benefits.pension.rules.special_jobs import SpecialLaw, SpecialWork, special_window
from benefits.pension.selectors.career import (
    average_law,
    before_accounts,
    career_of,
    minimum_law,
    relation_at,
    spells_of,
)
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import FlexibleWindow, RetirementGroup, flexible_window
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained
from siadmin.policy.lawbook import LawBook
from siadmin.policy.models import Value
from siadmin.policy.selectors import StoredLawBook

EMPLOYEE, FLEXIBLE = "employee", "flexible"
_STEP = 12  # months between the months of retirement that are shown
_NEEDED = ("pension.index_decimals", "pension.years_decimals", "wage.average_month", "pension.calculation_base")


@dataclass(frozen=True, slots=True)
class Age:
    """One month of retirement: paying on until then, or not at all any more; what paying on costs and brings."""

    month: Month
    is_statutory: bool
    going_on: Explained[Prospect]
    stopping: Explained[Prospect]

    @property
    def gain_fen(self) -> int:
        return self.going_on.value.total_fen - self.stopping.value.total_fen

    @property
    def earned_back_in(self) -> int | None:
        if not self.stopping.value.award:
            return None
        return months_to_earn_back(self.going_on.value.cost_fen, self.gain_fen)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Every age, and what the months that are missing in the past would bring at the statutory one."""

    standing: Standing
    paying: Paying
    window: FlexibleWindow
    ages: Sequence[Age]
    missing: int
    with_missing: Explained[Prospect] | None

    @property
    def statutory(self) -> Age:
        return next((each for each in self.ages if each.is_statutory), self.ages[0])

    def at(self, month: str) -> Age:
        """The age asked for, else the statutory one."""
        return next((each for each in self.ages if str(each.month) == month), self.statutory)


def outlook_of(person: Person, today: dt.date) -> Outlook | None:
    """From the own record, by the law of where the relation is; nothing for who was never in the employees' pension.

    Raises NoLawInForce, AVERAGE_NOT_ON_FILE and what the rules of the province refuse.
    """
    place, present = relation_at(person), Month.of(today)
    if place is None:
        return None
    book, career = StoredLawBook(), career_of(person, place.pk, until=present, today=today)
    standing = Standing(
        region=place.pk,
        born=Month.of(person.birth_on),
        until=present,
        spells=spells_of(career.paid, book),
        balance_fen=career.balance_fen,
        deemed_months=len(career.deemed),
        before_account_months=before_accounts(career.paid, book, region=place.pk, on=today),
    )
    own = InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance=Insurance.PENSION)
    last = own.order_by("from_month").last()
    kind = FLEXIBLE if last is not None and last.employer_id is None else EMPLOYEE
    base = career.paid[-1].base_fen if career.paid else 0
    group = RetirementGroup(person.retirement_group)
    return outlook(standing, kind, base, group, book, today, missing=career.missing)


def outlook(
    standing: Standing,
    kind: str,
    base_fen: int,
    group: RetirementGroup,
    book: LawBook,
    today: dt.date,
    *,
    missing: int = 0,
    special: SpecialWork | None = None,
) -> Outlook:
    """`kind`: who pays, an employee with an employer or a flexible worker alone. Raises as `outlook_of`.

    `special`: work for which one may retire earlier. Raises NOT_ON_FILE, TOO_FEW_YEARS.
    """
    place = standing.region
    rate = "employee_rate" if kind == EMPLOYEE else "flexible_rate"
    to_account = ("employee_rate", EMPLOYEE) if kind == EMPLOYEE else ("flexible_account_rate", FLEXIBLE)
    paying = Paying(
        base_fen,
        average_law(book, place, today.year),
        book.law(f"pension.{rate}", region=place, category=kind, on=today),
        book.law(f"pension.{to_account[0]}", region=place, category=to_account[1], on=today),
    )
    law = AwardLaw.from_book(book, region=place, on=today)
    choices = flexible_window(standing.born, group, retirement_law(today))
    if special is not None:
        choices = special_window(
            choices, standing.born, special, SpecialLaw.from_book(book, special.job, group, on=today)
        )
    window = choices.value
    pays = paying if base_fen else None

    def at(month: Month) -> Age:
        minimum = minimum_law(book, month.year)
        stopping = prospect(standing, None, month, minimum, law)
        going_on = prospect(standing, pays, month, minimum, law) if pays else stopping
        return Age(month, month == window.statutory, going_on, stopping)

    ages = [at(month) for month in _months(window, standing.until)]
    statutory = max(window.statutory, standing.until)
    bought = None
    if missing and pays:
        bought = prospect(standing, pays, statutory, minimum_law(book, statutory.year), law, bought=missing)
    return Outlook(standing, paying, window, ages, missing, bought)


def _months(window: FlexibleWindow, present: Month) -> list[Month]:
    """Every year of the window that is still to come, with the statutory month; this month where all is past."""
    first = max(window.earliest, present)
    months = {*first.until(window.latest + 1)} if first <= window.latest else set()
    shown = {month for month in months if (month.index - window.statutory.index) % _STEP == 0 or month == window.latest}
    return sorted(shown | ({first} & months)) or [present]


def places() -> list[Region]:
    """Where a pension can be reckoned today: regions that know how years and index are counted, and the averages.

    Not where the province adds something by conditions that are not on file.
    """
    today = timezone.localdate()
    in_force = Value.objects.filter(superseded_at__isnull=True, starts_on__lte=today).exclude(ends_before__lte=today)
    regions: dict[str, set[str]] = {key: set() for key in (*_NEEDED, *ADDITIONS)}
    for key, region in in_force.filter(series__key__in=regions).values_list("series__key", "series__region"):
        regions[key].add(region)
    known = set.intersection(*(regions[key] for key in _NEEDED))
    return list(Region.objects.filter(pk__in=known.difference(*(regions[key] for key in ADDITIONS))).order_by("pk"))


def outlook_told(
    *, place: str, born: Month, group: RetirementGroup, kind: str, paid: int, deemed: int, index: Decimal,
    balance_fen: int, base_fen: int, today: dt.date, special: SpecialWork | None = None,
) -> Outlook:  # fmt: skip
    """From what somebody tells: months paid on one average index. Raises as `outlook_of`."""
    book = StoredLawBook()
    average = average_law(book, place, today.year)
    base_of_index = int(Fraction(index) * Fraction(average.value) * 100)
    standing = Standing(
        region=place,
        born=born,
        until=Month.of(today),
        spells=[Spell(base_of_index, average, paid)] if paid else [],
        balance_fen=balance_fen,
        deemed_months=deemed,
    )
    return outlook(standing, kind, base_fen, group, book, today, special=special)
