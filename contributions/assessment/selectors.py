"""What is owed and paid: a person's months, an employer's bills."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.db import models
from django.db.models import Min

from contributions.assessment.models import BESIDE_STAFF, AssessmentLine, Bill, BillKind
from contributions.assessment.protocols import arrivals
from enrollment.participation.models import UNEMPLOYED, InsuredPeriod
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, Fund, ResidentScheme
from siadmin.kernel.months import Month


class MonthState(models.TextChoices):
    """How an insured month stands. `DUE`: not assessed or not overdue yet; `MISSING`: overdue, nothing is credited."""

    PAID = "paid"
    PAID_LATE = "latepaid"
    DUE = "due"
    MISSING = "missing"


PAID_STATES = frozenset({MonthState.PAID, MonthState.PAID_LATE})


@dataclass(frozen=True, slots=True)
class InsuredMonth:
    """One person's month in one insurance through one payer; amounts are sums over the line's versions, in fen.

    `employer_id` is the payer: the person's own id below zero where they pay for themself. `person_id`: the record it
    is kept under, one of several where somebody was registered more than once.

    Without a line (`is_assessed` false) amounts are zero: the employer did not declare, or the run is still to come; or
    the month is one of a resident's year, which is asked for at once in the month `asked_in`.
    """

    month: Month
    insurance: str
    employer_id: int
    state: MonthState
    is_assessed: bool
    wage_fen: int = 0
    base_fen: int = 0
    employer_fen: int = 0
    employee_fen: int = 0
    account_fen: int = 0
    due_on: dt.date | None = None
    paid_on: dt.date | None = None
    is_provisional: bool = False
    asked_in: Month | None = None
    person_id: int = 0

    @property
    def is_paid(self) -> bool:
        return self.state in PAID_STATES


@dataclass(frozen=True, slots=True)
class Standing:
    """The bills of one employer, month and fund together: whether they are paid, when, and until when they were due."""

    due_on: dt.date
    paid_on: dt.date | None
    is_late: bool
    is_provisional: bool

    def state(self, today: dt.date) -> MonthState:
        return _state(self.due_on, self.paid_on, self.is_late, today)


def _state(due_on: dt.date, paid_on: dt.date | None, is_late: bool, today: dt.date) -> MonthState:
    if paid_on is not None:
        return MonthState.PAID_LATE if is_late else MonthState.PAID
    return MonthState.MISSING if today > due_on else MonthState.DUE


class _Line(NamedTuple):
    """What a line says of its month; a page of forty years reads thousands, and no model of each."""

    version: int
    month: Month
    insurance: str
    employer_id: int
    wage_fen: int
    base_fen: int
    employer_fen: int
    supplement_fen: int
    employee_fen: int
    account_fen: int


class Billed(Protocol):
    """What of a bill says how a month stands: the model, or its columns alone."""

    @property
    def pk(self) -> int: ...
    @property
    def total_fen(self) -> int: ...
    @property
    def due_on(self) -> dt.date: ...
    @property
    def settled_on(self) -> dt.date | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_provisional(self) -> bool: ...


class _Bill(NamedTuple):
    payer: int
    month: Month
    fund: str
    version: int
    pk: int
    total_fen: int
    due_on: dt.date
    settled_on: dt.date | None
    kind: str
    is_provisional: bool


Place = tuple[int, Month, str]  # payer, month, fund
Arrivals = Mapping[int, dt.date]  # bill → the last day its money came in


def record_of(person_id: int, *, today: dt.date, of: Collection[str] = FUND_OF.keys()) -> list[InsuredMonth]:
    """Every insured month of a person up to the present one, by month and insurance (SIL 74; REG 11).

    `of`: the insurances asked about. Of all their records; months that the unemployment fund pays are told beside it
    (`accounts.protocols.brought`). A month is paid when the bills its own lines stand on are settled, on the day the
    money came, whatever else its payer owes. Months before the first bill of an employer are not judged: what was paid
    then is not on record here.
    """
    months = [each for record in records_of(person_id) for each in _of_record(record, of, today)]
    return sorted(months, key=lambda each: (each.month, each.insurance, each.employer_id, each.person_id))


def _of_record(person_id: int, of: Collection[str], today: dt.date) -> list[InsuredMonth]:
    lines = _lines_of(person_id, of)
    insured = InsuredPeriod.objects.filter(person_id=person_id, insurance__in=of)
    periods = list(insured.exclude(category=UNEMPLOYED))
    payers = {period.payer for period in periods} | {place[2] for place in lines}
    billed, came = _billed(payers, {FUND_OF[each] for each in of}), arrivals.call(payers)

    def standing_at(place: Place) -> Standing | None:
        owed = _owed(billed.get(place, []))
        return _standing(owed, came) if owed else None

    months = [
        _assessed(person_id, place, versions, _standing_of(versions, billed, came), today)
        for place, versions in lines.items()
        if versions[-1].base_fen or sum(line.employer_fen + line.employee_fen for line in versions)
    ]
    return [*months, *_without_a_line(periods, lines.keys(), standing_at, _record_begins(payers), today)]


def _lines_of(person_id: int, of: Collection[str]) -> dict[tuple[Month, str, int], list[_Line]]:
    """Versions in order, by month, insurance and employer."""
    found: dict[tuple[Month, str, int], list[_Line]] = defaultdict(list)
    own = AssessmentLine.objects.filter(person_id=person_id, insurance__in=of)
    for line in map(_Line._make, own.order_by("version").values_list(*_Line._fields)):
        found[line.month, line.insurance, line.employer_id].append(line)
    return found


def _billed(payers: Iterable[int], funds: Collection[str]) -> dict[Place, list[_Bill]]:
    places: dict[Place, list[_Bill]] = defaultdict(list)
    of_people = Bill.objects.filter(payer__in=payers, fund__in=funds).exclude(kind__in=BESIDE_STAFF)
    for bill in map(_Bill._make, of_people.values_list(*_Bill._fields)):
        places[bill.payer, bill.month, bill.fund].append(bill)
    return places


def _standing_of(lines: list[_Line], billed: Mapping[Place, list[_Bill]], came: Arrivals) -> Standing | None:
    """Of the bills these lines stand on: what colleagues owe beside them is not theirs.

    Lines that stand on a bill that brings money back alone are paid out of what the payer had paid before.
    """
    versions = {line.version for line in lines}
    bills = billed.get((lines[0].employer_id, lines[0].month, FUND_OF[lines[0].insurance]), [])
    own = [bill for bill in bills if bill.version in versions]
    if not own:
        return None
    paid_before = [bill for bill in _owed(bills) if bill.settled_on]
    return _standing(_owed(own) or paid_before or own, came)


def _owed(bills: Iterable[_Bill]) -> list[_Bill]:
    return [bill for bill in bills if bill.total_fen >= 0]


def _standing(bills: list[_Bill], came: Arrivals) -> Standing:
    # What was paid on a provisional bill is nobody's month until the employer declares.
    is_paid = all(bill.settled_on for bill in bills) and any(bill.kind != BillKind.PROVISIONAL for bill in bills)
    return Standing(
        due_on=nearest_due_day(bills),
        paid_on=_last_paid(bills, came) if is_paid else None,
        is_late=any(is_paid_late(bill, came) for bill in bills),
        is_provisional=any(bill.is_provisional for bill in bills),
    )


def nearest_due_day(bills: Iterable[Billed]) -> dt.date:
    """The nearest due day of what is open, else the first one."""
    bills = list(bills)
    still_open = [bill.due_on for bill in bills if bill.settled_on is None and bill.total_fen > 0]
    return min(still_open or [bill.due_on for bill in bills])


def is_paid_late(bill: Billed, came: Arrivals) -> bool:
    """Whether a bill's money came after its due day; a bill set off without money never is."""
    paid_on = came.get(bill.pk)
    return bill.total_fen > 0 and bill.settled_on is not None and paid_on is not None and paid_on > bill.due_on


def _last_paid(bills: Iterable[Billed], came: Arrivals) -> dt.date | None:
    """The day the last money of settled bills came in, else the day the last of them was settled."""
    bills = list(bills)
    days = [came[bill.pk] for bill in bills if bill.pk in came]
    return max(days or [bill.settled_on for bill in bills if bill.settled_on is not None], default=None)


def _record_begins(payers: Iterable[int]) -> dict[int, Month]:
    rows = Bill.objects.filter(payer__in=payers).values("payer").annotate(first=Min("month"))
    return {row["payer"]: row["first"] for row in rows}


def _assessed(
    person_id: int,
    place: tuple[Month, str, int],
    versions: list[_Line],
    standing: Standing | None,
    today: dt.date,
) -> InsuredMonth:
    month, insurance, employer_id = place
    return InsuredMonth(
        month=month,
        insurance=insurance,
        employer_id=employer_id,
        state=standing.state(today) if standing else MonthState.DUE,
        is_assessed=True,
        wage_fen=versions[-1].wage_fen,
        base_fen=versions[-1].base_fen,
        employer_fen=sum([line.employer_fen + line.supplement_fen for line in versions]),
        employee_fen=sum([line.employee_fen for line in versions]),
        account_fen=sum([line.account_fen for line in versions]),
        due_on=standing.due_on if standing else None,
        paid_on=standing.paid_on if standing else None,
        is_provisional=standing.is_provisional if standing else False,
        person_id=person_id,
    )


def _without_a_line(
    periods: Iterable[InsuredPeriod],
    known: Iterable[tuple[Month, str, int]],
    standing_at: Callable[[Place], Standing | None],
    begins: dict[int, Month],
    today: dt.date,
) -> Iterator[InsuredMonth]:
    """Insured months nobody assessed: the present one is still to come, an earlier one was not declared.

    Of a resident's year they stand as the year does.
    """
    present, taken = Month.of(today), set(known)
    for period in periods:
        first = max(period.from_month, begins.get(period.payer, present))
        year = standing_at((period.payer, period.from_month, FUND_OF[period.insurance]))
        for month in first.until(min(period.before_month or present + 1, present + 1)):
            if (month, period.insurance, period.payer) in taken:
                continue
            if period.insurance in ResidentScheme.values:
                yield _of_the_year(month, period, year, today)
            else:
                yield _undeclared(month, period, standing_at((period.payer, month, FUND_OF[period.insurance])), today)


def _undeclared(month: Month, period: InsuredPeriod, standing: Standing | None, today: dt.date) -> InsuredMonth:
    overdue = month < Month.of(today) and (standing is None or today > standing.due_on)
    return InsuredMonth(
        month=month,
        insurance=period.insurance,
        employer_id=period.payer,
        state=MonthState.MISSING if overdue else MonthState.DUE,
        is_assessed=False,
        due_on=standing.due_on if standing else None,
        is_provisional=standing is not None,
        person_id=period.person_id,
    )


def _of_the_year(month: Month, period: InsuredPeriod, year: Standing | None, today: dt.date) -> InsuredMonth:
    return InsuredMonth(
        month=month,
        insurance=period.insurance,
        employer_id=period.payer,
        state=year.state(today) if year else MonthState.DUE,
        is_assessed=False,
        due_on=year.due_on if year else None,
        paid_on=year.paid_on if year else None,
        is_provisional=year.is_provisional if year else False,
        asked_in=period.from_month,
        person_id=period.person_id,
    )


@dataclass(frozen=True, slots=True)
class MonthBilled:
    """All bills of an employer's month together, in fen. `paid_on` when every one of them is settled."""

    month: Month
    people: int
    total_fen: int
    open_fen: int
    due_on: dt.date
    paid_on: dt.date | None
    is_late: bool
    is_provisional: bool
    is_undeclared: bool

    def state(self, today: dt.date) -> MonthState:
        return _state(self.due_on, self.paid_on, self.is_late, today)


def months_billed(
    employer_id: int,
    *,
    funds: Collection[str] = tuple(Fund.values),
    newest: int | None = None,
) -> list[MonthBilled]:
    """An employer's months, newest first: what was billed to `funds`, what of it is open, when it was paid in full."""
    of_employer = Bill.objects.filter(employer_id=employer_id, fund__in=funds)
    if newest is not None:
        shown = of_employer.order_by("-month").values_list("month", flat=True).distinct()[:newest]
        of_employer = of_employer.filter(month__in=list(shown))
    months: dict[Month, list[Bill]] = defaultdict(list)
    for bill in of_employer.order_by("-month"):
        months[bill.month].append(bill)
    came = arrivals.call([employer_id])
    return [_month_billed(month, bills, came) for month, bills in months.items()]


def _month_billed(month: Month, bills: list[Bill], came: Arrivals) -> MonthBilled:
    unsettled = [bill for bill in bills if bill.settled_on is None]
    return MonthBilled(
        month=month,
        people=max(bill.people for bill in bills),
        total_fen=sum(bill.total_fen for bill in bills),
        open_fen=sum(bill.total_fen for bill in unsettled),
        due_on=nearest_due_day(bills),
        paid_on=None if any(bill.total_fen > 0 for bill in unsettled) else _last_paid(bills, came),
        is_late=any(is_paid_late(bill, came) for bill in bills),
        is_provisional=any(bill.is_provisional for bill in bills),
        is_undeclared=not any(bill.kind in (BillKind.ASSESSED, BillKind.ADJUSTMENT) for bill in bills),
    )
