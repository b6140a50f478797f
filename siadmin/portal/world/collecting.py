"""The money of the world: the tax authority's receipt files, and what accountants clear by hand."""

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F, QuerySet, Sum

from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import allocate, receive_file
from contributions.collection.actions.intake import COLUMNS
from contributions.collection.models import Allocation, Receipt, Source
from enrollment.registry.models import Employer
from siadmin.agency.insurances import LINE_OF_FUND, Fund
from siadmin.agency.models import User
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.portal.world.cities import CITIES, City
from siadmin.portal.world.clock import Clock
from siadmin.portal.world.events import EmployerMonth
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.histories import World
from siadmin.portal.world.staff import accountant_of

TOLD_ON = 26  # day of the month on which the month's files come
_CARRIED_ON = 18
_EXCESS_FEN = 8800
_PART = 60  # per cent
_CLEARED_AFTER = 2  # months until an accountant has cleared what could not be matched


@dataclass(frozen=True, slots=True)
class Stranger:
    """Money from somebody who owes nothing: it waits until a person finds out."""

    months_ago: int
    city: str
    fund: str
    fen: int
    payer: str
    payer_code: str = ""


STRANGERS = (
    Stranger(0, "510100", Fund.PENSION, 186_400, "成都市青羊区吴秀珍（个人）"),
    Stranger(0, "440100", Fund.MEDICAL, 532_716, "广州捷宏商务服务有限公司"),
    Stranger(2, "110000", Fund.UNEMPLOYMENT, 41_250, "退汇重汇"),
)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money for a month of an employer, in fen by fund."""

    one: EmployerMonth
    on: dt.date
    reference: str
    funds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Due:
    """What an employer still has to pay for a month, in fen by fund, and the notice that says so."""

    reference: str
    funds: Mapping[str, int]


Dues = dict[tuple[int, Month], Due]


class Collecting:
    """Turns the payments of the histories into files, month by month and city by city."""

    def __init__(self, world: World, clock: Clock, employers: dict[int, Employer], staff: dict[str, User]) -> None:
        self._world, self._clock, self._employers, self._staff = world, clock, employers, staff
        self._parts: dict[tuple[int, Month], Mapping[str, int]] = {}

    def day_of(self, month: Month) -> dt.date:
        """When the month's files come: the twenty-sixth, in the present month today at the latest."""
        return min(month.first_day.replace(day=TOLD_ON), self._world.span.today)

    def receive(self, month: Month, cities: tuple[str, ...]) -> None:
        """The files of a month for some cities, then what accountants clear of earlier months.

        What was paid too much last month is put to this month's bills before the payers pay the rest.
        """
        on = self.day_of(month)
        if month - 1 in self._world.months:
            with transaction.atomic():
                self._carry(month, cities)
        for city in CITIES:
            if city.code not in cities:
                continue
            rows = [COLUMNS, *self._rows(city, month, on)]
            if len(rows) == 1:
                continue
            _, run, _ = receive_file(
                source=Source.TAX,
                name=f"receipts-{city.code}-{month}.csv",
                content=_as_csv(rows),
                by=None,
                at=self._clock.at(on, 20),
            )
            work_out(run.pk)
        if month - _CLEARED_AFTER in self._world.months:
            with transaction.atomic():
                self._clear(month - _CLEARED_AFTER, on, cities)

    def _rows(self, city: City, month: Month, on: dt.date) -> Iterator[tuple[str, ...]]:
        number = 0
        for payment in self._payments(city, month, on):
            for fund, fen in payment.funds.items():
                number += 1
                payer = payment.one.employer
                yield (
                    f"T{city.code}{month}{number:05d}", payment.on.isoformat(), city.code, fund, _yuan(fen),
                    payment.reference, payer.credit_code, payer.name,
                )  # fmt: skip
        for place, stranger in enumerate(STRANGERS):
            if stranger.city == city.code and self._world.span.current - stranger.months_ago == month:
                yield (
                    f"T{city.code}{month}9{place:04d}", on.isoformat(), city.code, stranger.fund, _yuan(stranger.fen),
                    "", stranger.payer_code, stranger.payer,
                )  # fmt: skip

    def _payments(self, city: City, month: Month, on: dt.date) -> Iterator[Payment]:
        """Of last month: what is late, the rest of a part, what an adjustment left open. Then this month's."""
        dues = _open_dues(city, [month - 1, month])
        for one in self._world.months.get(month - 1, []):
            due = self._due(dues, one)
            if one.employer.city == city and due is not None:
                yield from self._afterwards(one, due, month, on)
        for one in self._world.months[month]:
            due = self._due(dues, one)
            if one.employer.city == city and due is not None:
                yield from self._in_time(one, due, on)

    def _due(self, dues: Dues, one: EmployerMonth) -> Due | None:
        employer = self._employers.get(one.employer.key)
        return dues.get((employer.pk, one.month)) if employer is not None else None

    def _in_time(self, one: EmployerMonth, due: Due, on: dt.date) -> Iterator[Payment]:
        paid_on = one.paying.on
        if paid_on is None or Month.of(paid_on) != one.month:
            return
        if paid_on > on:  # the present month: half of those who pay later in it have paid by now
            if one.employer.key % 2:
                return
            paid_on = on
        payment = Payment(one, paid_on, due.reference, due.funds)
        if one.paying.how == "part":
            part = {fund: fen * _PART // 100 for fund, fen in due.funds.items()}
            self._parts[one.employer.key, one.month] = part
            payment = replace(payment, funds=part)
        elif one.paying.how == "excess":
            funds = dict(due.funds)
            funds[Fund.PENSION] = funds.get(Fund.PENSION, 0) + _EXCESS_FEN
            payment = replace(payment, funds=funds)
        elif one.paying.how == "no_reference":
            payment = replace(payment, reference="")
        yield payment

    def _afterwards(self, one: EmployerMonth, due: Due, month: Month, on: dt.date) -> Iterator[Payment]:
        paid_on, how = one.paying.on, one.paying.how
        if paid_on is None or how in ("no_reference", "never"):
            return
        if Month.of(paid_on) == month and paid_on <= on:
            yield Payment(one, paid_on, due.reference, due.funds)
        elif how == "part" and month < self._world.span.current:
            part = self._parts.get((one.employer.key, one.month), {})
            rest = {fund: fen - part.get(fund, 0) for fund, fen in due.funds.items()}
            yield Payment(one, on - dt.timedelta(days=6), due.reference, {f: fen for f, fen in rest.items() if fen > 0})
        elif how in ("full", "excess") and Month.of(paid_on) == one.month and month < self._world.span.current:
            yield Payment(one, on - dt.timedelta(days=4), due.reference, due.funds)

    def _clear(self, month: Month, on: dt.date, cities: tuple[str, ...]) -> None:
        """Parts that were paid up and payments without a reference: an accountant of the line puts them to bills."""
        for one in self._world.months[month]:
            if one.employer.city.code not in cities:
                continue
            if one.paying.how == "part" and one.employer.story != "partial":
                receipts = Receipt.objects.filter(employer=self._employers[one.employer.key], month=month)
                self._put(one, receipts, on, "分次缴纳，合计结清")
            elif one.paying.how == "no_reference" and one.paying.on is not None:
                receipts = Receipt.objects.filter(
                    payer_code=one.employer.credit_code, employer=None, received_on=one.paying.on
                )
                self._put(one, receipts, on, "按缴款单位代码核对")

    def _carry(self, month: Month, cities: tuple[str, ...]) -> None:
        """Over-payments of the month before go to this month's bills of the same employer and fund."""
        on = min(month.first_day.replace(day=_CARRIED_ON), self._world.span.today)
        for one in self._world.months[month - 1]:
            if one.employer.city.code in cities and one.paying.how == "excess":
                receipts = Receipt.objects.filter(employer=self._employers[one.employer.key], month=month - 1)
                self._put(replace(one, month=month), receipts, on, "上月多缴，抵缴本月")

    def _put(self, one: EmployerMonth, receipts: QuerySet[Receipt], on: dt.date, reason: str) -> None:
        employer = self._employers[one.employer.key]
        waiting = receipts.filter(allocated_fen__lt=F("amount_fen")).select_related("book").order_by("pk")
        for receipt in waiting:
            by = self._staff[accountant_of(one.employer.city.code, LINE_OF_FUND[receipt.book.fund])]
            left = receipt.amount_fen - receipt.allocated_fen
            bills = Bill.objects.filter(
                employer=employer, month=one.month, fund=receipt.book.fund, settled_on__isnull=True, total_fen__gt=0
            )
            for bill in bills.order_by("version"):
                done = bill.allocations.aggregate(sum=Sum("amount_fen"))["sum"] or 0
                amount = min(left, bill.total_fen - done)
                if amount > 0:
                    allocate(
                        receipt_id=receipt.pk, bill_id=bill.pk, amount_fen=amount,
                        seen_allocations=receipt.allocations.count(), by=by, at=self._clock.at(on, 15), on=on,
                        reason=reason,
                    )  # fmt: skip
                    left -= amount


def _open_dues(city: City, months: list[Month]) -> Dues:
    """What the employers of a city owe for these months, read as three sets."""
    bills = Bill.objects.filter(region_id=city.code, employer__isnull=False, month__in=months, settled_on__isnull=True)
    owed: dict[tuple[int, Month], dict[str, int]] = defaultdict(dict)
    for employer_id, month, fund, total in bills.values_list("employer_id", "month", "fund").annotate(
        sum=Sum("total_fen")
    ):
        owed[employer_id, month][fund] = int(total)
    done = Allocation.objects.filter(bill__in=bills).values_list("bill__employer_id", "month", "bill__fund")
    for employer_id, month, fund, total in done.annotate(sum=Sum("amount_fen")):
        owed[employer_id, month][fund] -= int(total)
    notices = Notice.objects.filter(employer__pooling_region_id=city.code, month__in=months).order_by("version")
    references = {
        (employer_id, month): reference
        for employer_id, month, reference in notices.values_list("employer_id", "month", "reference")
    }
    return {
        place: Due(references[place], positive)
        for place, funds in owed.items()
        if (positive := {fund: fen for fund, fen in sorted(funds.items()) if fen > 0})
    }


def _yuan(fen: int) -> str:
    return written(fen).replace(",", "")


def _as_csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
