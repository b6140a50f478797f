"""Late fees as they stand: what was charged, what was paid on it, what the money still open costs by now, and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.collection.models import Allocation, Deferral, FeePayment, LateFee, OwedSince
from contributions.collection.rules.late_fees import (
    Deferred,
    LatePart,
    Payment,
    Principal,
    fee_on,
    late_parts,
    still_open,
)
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.money import Fen, per_million
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent / "sql"
CHARGING = "late_fees"
"""The kind of the run that charges."""
MOST = 2**63 - 1
RATE, COUNTS = "contribution.late_fee_daily_rate", "contribution.late_fee_counts_payment_day"
Place = tuple[int, Month, str]  # an employer's month of one fund


@dataclass(frozen=True, slots=True)
class FeeLaw:
    """The law of a contribution month in its region: the rate a day, and whether the day of payment counts."""

    rate: Law
    counting: Law

    @property
    def counts_payment_day(self) -> bool:
        return self.counting.value == 1


def fee_law(region: Region, month: Month) -> FeeLaw:
    """By the contribution month: months before July 2011 follow the earlier rule (IMPL 29). Raises NoLawInForce."""
    book = law_of_day(region, month.first_day)
    return FeeLaw(book.law(RATE), book.law(COUNTS))


def last_charge(region: Region) -> dt.datetime | None:
    """As of when a region's late fees were charged for the last time."""
    done = Run.objects.filter(kind=CHARGING, key__startswith=f"{region.pk}:", state=RunState.DONE)
    last: dt.datetime | None = done.aggregate(last=Max("planned_at"))["last"]
    return last


def law_of_late_months(region: Region, first: int = 0, last: int = MOST) -> dict[Month, FeeLaw]:
    """The law of every month of which employers of a range paid something late, or were charged already."""
    rows = run_sql(SQL / "late_months.sql", {"region": region.pk, "first": first, "last": last})
    return {month: fee_law(region, month) for month in (Month.of(day) for (day,) in rows)}


def as_columns(law: Mapping[Month, FeeLaw]) -> dict[str, list[Any]]:
    """As the database's twin of the rule takes it."""
    return {
        "months": [month.first_day for month in law],
        "rates": [per_million(each.rate.value) for each in law.values()],
        "counts": [each.counts_payment_day for each in law.values()],
    }


def unlike_the_law() -> Iterator[str]:
    """Names what was charged otherwise than the law asks, by each region's last night. The next has what came since.

    A region whose late fees were never charged has nothing to compare. Raises NoLawInForce.
    """
    for region in Region.objects.filter(pk__in=LateFee.objects.values("region")).order_by("pk"):
        if (at := last_charge(region)) is None:
            continue
        where = {"region": region.pk, "on": timezone.localdate(at), "at": at, "last": MOST}
        for (found,) in run_sql(SQL / "verify_fees_law.sql", where | as_columns(law_of_late_months(region))):
            yield str(found)


@dataclass
class FeeMonth:
    """An employer's month of one fund: its bills and money as the rule reads them, and what was charged and paid.

    `left_fen`: what its bills say, less all that was put to them.
    """

    employer_id: int
    region: Region
    month: Month
    fund: str
    principals: list[Principal] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    deferred: list[Deferred] = field(default_factory=list)
    charged_fen: int = 0
    paid_fen: int = 0
    left_fen: int = 0

    @property
    def open(self) -> list[Principal]:
        """Principal that is not paid yet."""
        return still_open(self.principals, self.payments)

    def overdue_fen(self, today: dt.date) -> int:
        """Past due on a day; what another bill of the month gives back comes off."""
        overdue = sum(each.amount_fen for each in self.open if each.was_due_on < today)
        return max(0, min(overdue, self.left_fen))

    @property
    def open_fee_fen(self) -> int:
        """Charged and not paid."""
        return self.charged_fen - self.paid_fen

    def parts(self, law: FeeLaw, today: dt.date | None = None) -> list[LatePart]:
        """What was paid late; with `today`, as if everything open were paid then."""
        payments = self.payments
        if today is not None:
            day = max([today, *(each.paid_on for each in payments)])
            payments = [*payments, *(Payment(day, each.amount_fen, each.pot) for each in self.open)]
        return late_parts(self.principals, payments, self.deferred, counts_payment_day=law.counts_payment_day)

    def charged(self, law: FeeLaw) -> Explained[Fen]:
        """The fee of what was paid late so far."""
        return fee_on(self.parts(law), law.rate)

    def if_paid(self, law: FeeLaw, today: dt.date) -> Explained[Fen]:
        """The whole fee if everything open were paid on a day."""
        return fee_on(self.parts(law, today), law.rate)

    def fee_to_pay_fen(self, law: FeeLaw, today: dt.date) -> int:
        """Late fee to be paid together with what is open, on a day."""
        return max(0, self.if_paid(law, today).value - self.paid_fen)


def fee_months(bills: QuerySet[Bill]) -> list[FeeMonth]:
    """The months of these bills, oldest first, funds in their order; all of a month's bills must be among them.

    Of employers only: nobody owes what they did not pay for themselves.
    """
    found: dict[Place, FeeMonth] = {}
    places: dict[int, tuple[Place, str]] = {}
    bills = bills.filter(employer__isnull=False)
    since: dict[int, list[Principal]] = defaultdict(list)
    for each in OwedSince.objects.filter(bill__in=bills.order_by()).select_related("bill"):
        since[each.bill_id].append(Principal(each.was_due_on, each.amount_fen, each.bill.pot))
    for bill in bills.select_related("region").order_by("month", "fund", "version"):
        assert bill.employer_id is not None
        place = (bill.employer_id, bill.month, bill.fund)
        one = found.setdefault(place, FeeMonth(bill.employer_id, bill.region, bill.month, bill.fund))
        before = sum(each.amount_fen for each in since[bill.pk])
        one.principals += [*since[bill.pk], Principal(bill.due_on, bill.total_fen - before, bill.pot)]
        one.left_fen += bill.total_fen
        places[bill.pk] = (place, bill.pot)
    _tell_payments(found, places)
    _tell_deferrals(found)
    _tell_charges(found)
    return list(found.values())


def _tell_payments(found: dict[Place, FeeMonth], places: dict[int, tuple[Place, str]]) -> None:
    net: dict[tuple[Place, str, int, dt.date], int] = defaultdict(int)
    rows = Allocation.objects.filter(bill__in=places, receipt__isnull=False).values_list(
        "bill_id", "receipt_id", "receipt__received_on", "amount_fen"
    )
    for bill_id, receipt_id, received_on, amount in rows:
        net[*places[bill_id], receipt_id, received_on] += amount
    for (place, pot, _, received_on), amount in net.items():
        found[place].left_fen -= amount
        if amount > 0:
            found[place].payments.append(Payment(received_on, amount, pot))


def _tell_deferrals(found: dict[Place, FeeMonth]) -> None:
    deferrals: dict[tuple[int, str], list[Deferral]] = defaultdict(list)
    for deferral in Deferral.objects.filter(employer__in={employer for employer, _, _ in found}):
        deferrals[deferral.employer_id, deferral.fund].append(deferral)
    for (employer, month, fund), one in found.items():
        one.deferred += [
            Deferred(each.starts_on, each.stopped_on or each.ends_before)
            for each in deferrals.get((employer, fund), ())
            if each.first_month <= month <= each.last_month
        ]


def _tell_charges(found: dict[Place, FeeMonth]) -> None:
    of_employers = Q(employer__in={employer for employer, _, _ in found})
    for model, name in ((LateFee, "charged_fen"), (FeePayment, "paid_fen")):
        rows = model._default_manager.filter(of_employers).values_list("employer_id", "month", "fund")
        for employer, month, fund, amount in rows.annotate(sum=Sum("amount_fen")).order_by():
            if (employer, month, fund) in found:
                setattr(found[employer, month, fund], name, amount)


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """A month of a fund as a screen shows it on a day, in fen."""

    of: FeeMonth
    overdue_fen: int
    to_pay_fen: int

    @property
    def running_fen(self) -> int:
        """What the money still open would add if it came today."""
        return self.to_pay_fen - max(0, self.of.open_fee_fen)


def standing(months: Iterable[FeeMonth], today: dt.date) -> list[FeeStanding]:
    """Months that cost a late fee on a day, charged or running. Raises NoLawInForce."""
    laws: dict[tuple[str, Month], FeeLaw] = {}
    shown = []
    for one in months:
        overdue = one.overdue_fen(today)
        if not overdue and not one.charged_fen and not one.paid_fen:
            continue
        place = (one.region.pk, one.month)
        law = laws.setdefault(place, laws.get(place) or fee_law(one.region, one.month))
        to_pay = one.fee_to_pay_fen(law, today) if overdue else max(0, one.open_fee_fen)
        shown.append(FeeStanding(one, overdue, to_pay))
    return shown
