"""What an employer was billed and has paid, month by month and fund by fund; amounts in fen."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from contributions.assessment.models import Bill, BillKind, Notice
from contributions.assessment.people import people_charged
from contributions.collection.models import Receipt
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class BillStatement:
    """One bill with what was put to it."""

    bill: Bill
    paid_fen: int
    arrived_on: dt.date | None = None

    @property
    def days_late(self) -> int:
        """Calendar days by which its money came after the due day, however late it was booked."""
        if self.bill.settled_on is None or self.arrived_on is None or self.bill.total_fen <= 0:
            return 0
        return max((self.arrived_on - self.bill.due_on).days, 0)

    @property
    def open_fen(self) -> int:
        return self.bill.total_fen - self.paid_fen


@dataclass(frozen=True)
class FundStatement:
    """All bills of one fund and month together."""

    fund: str
    bills: list[BillStatement]

    @property
    def people(self) -> int:
        """Of the one bill that has people; 0 where corrections came after it, for theirs may be the same people."""
        with_people = [each.bill.people for each in self.bills if each.bill.people]
        return with_people[0] if len(with_people) == 1 else 0

    @property
    def employer_fen(self) -> int:
        return sum(each.bill.employer_fen for each in self.bills)

    @property
    def employee_fen(self) -> int:
        return sum(each.bill.employee_fen for each in self.bills)

    @property
    def due_fen(self) -> int:
        return sum(each.bill.total_fen for each in self.bills)

    @property
    def paid_fen(self) -> int:
        return sum(each.paid_fen for each in self.bills)

    @property
    def open_fen(self) -> int:
        return self.due_fen - self.paid_fen

    @property
    def newest(self) -> Bill:
        """The bill that explains the fund's amount: the last that still stands."""
        standing = [each.bill for each in self.bills if each.bill.kind != BillKind.REVERSAL]
        return (standing or [each.bill for each in self.bills])[-1]


@dataclass(frozen=True)
class MonthStatement:
    """All bills of an employer's month. It is settled when every one of them is."""

    month: Month
    funds: list[FundStatement]
    notice: Notice | None = None
    bills: list[BillStatement] = field(default_factory=list)
    people: int = 0

    @property
    def due_fen(self) -> int:
        return sum(each.due_fen for each in self.funds)

    @property
    def paid_fen(self) -> int:
        return sum(each.paid_fen for each in self.funds)

    @property
    def open_fen(self) -> int:
        return self.due_fen - self.paid_fen

    @property
    def to_pay_fen(self) -> int:
        """What still has to come, fund by fund: a credit in one fund does not pay another (SIL 64)."""
        return sum(max(each.open_fen, 0) for each in self.funds)

    @property
    def due_on(self) -> dt.date:
        """The nearest due day of what is open, else the first one."""
        still_open = [each.bill.due_on for each in self.bills if each.bill.settled_on is None and each.open_fen > 0]
        return min(still_open or [each.bill.due_on for each in self.bills])

    @property
    def settled_on(self) -> dt.date | None:
        days = [each.bill.settled_on for each in self.bills]
        return None if None in days else max(day for day in days if day is not None)

    @property
    def days_late(self) -> int:
        """Calendar days by which the latest money came after its bill's due day; 0 when in time."""
        return max((each.days_late for each in self.bills), default=0)

    @property
    def is_undeclared(self) -> bool:
        """Billed provisionally and not declared since (SIL 62)."""
        taken = [each.bill for each in self.bills]
        set_provisionally = sum(
            bill.total_fen for bill in taken if bill.kind in (BillKind.PROVISIONAL, BillKind.REVERSAL)
        )
        return set_provisionally > 0

    @property
    def is_provisional(self) -> bool:
        return any(each.bill.is_provisional for each in self.bills if each.bill.kind != BillKind.REVERSAL)

    @property
    def was_adjusted(self) -> bool:
        return any(each.bill.kind == BillKind.ADJUSTMENT for each in self.bills)

    def state(self, today: dt.date) -> str:
        """paid, paid_late, late, due or credit: how it stands on a day."""
        if self.settled_on is not None:
            return "paid_late" if self.days_late else "paid"
        if self.to_pay_fen <= 0:
            return "credit"
        return "late" if today > self.due_on else "due"


def statement_of(bills: QuerySet[Bill]) -> list[MonthStatement]:
    """Months of one employer's bills, newest first. `bills` is what the viewer may see."""
    came = Max("allocations__receipt__received_on", filter=Q(allocations__amount_fen__gt=0))
    put = Coalesce(Sum("allocations__amount_fen"), 0)
    rows = list(bills.annotate(put=put, came=came).order_by("month", "fund", "version"))
    notices = _notices(rows)
    months: dict[Month, list[BillStatement]] = defaultdict(list)
    for bill in rows:
        months[bill.month].append(BillStatement(bill, bill.put, bill.came))
    people = people_charged({bill.payer for bill in rows}, min(months), max(months)) if rows else {}
    return [
        _month(month, each, notices.get(month), people.get((each[0].bill.payer, month), 0))
        for month, each in sorted(months.items(), reverse=True)
    ]


def _month(month: Month, bills: list[BillStatement], notice: Notice | None, people: int) -> MonthStatement:
    funds = [
        FundStatement(fund, own) for fund in Fund.values if (own := [each for each in bills if each.bill.fund == fund])
    ]
    return MonthStatement(month, funds, notice, bills, people)


def _notices(bills: Iterable[Bill]) -> dict[Month, Notice]:
    """The newest notice of each month: it names everything that was open when it was issued."""
    held = Notice.objects.filter(pk__in={bill.notice_id for bill in bills if bill.notice_id}).order_by("version")
    return {notice.month: notice for notice in held}


def receipts_with_money_of(employer_id: int) -> QuerySet[Receipt]:
    """What arrived from an employer, newest first, with the bills it was put to."""
    return (
        Receipt.objects.filter(employer_id=employer_id)
        .select_related("book")
        .prefetch_related("allocations__bill")
        .order_by("-received_on", "-pk")
    )


def put_to(receipt: Receipt) -> list[tuple[Month, int]]:
    """The contribution months a receipt was put to, and how much of it to each."""
    months: dict[Month, int] = defaultdict(int)
    for allocation in receipt.allocations.all():
        months[allocation.month] += allocation.amount_fen
    return sorted((month, amount) for month, amount in months.items() if amount)


@dataclass(frozen=True, slots=True)
class Overpaid:
    """Money of an employer that no bill has taken, in one fund."""

    fund: str
    amount_fen: int


def overpaid_by(employer_id: int) -> list[Overpaid]:
    """Money that stands to the employer's credit, by fund; it stays with its fund (SIL 64)."""
    rows = dict(
        Receipt.objects.filter(employer_id=employer_id, allocated_fen__lt=F("amount_fen"))
        .values_list("book__fund")
        .annotate(left=Sum(F("amount_fen") - F("allocated_fen")))
    )
    return [Overpaid(fund, rows[fund]) for fund in Fund.values if fund in rows]
