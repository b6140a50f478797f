"""What a platform declared month by month, and by how many orders a courier is insured."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min, QuerySet, Sum

from contributions.assessment.models import Bill, BillKind
from contributions.assessment.visibility import employers_worked_on_by
from contributions.collection.stakes import Stake
from contributions.platforms.models import InsuredOrders, OrderFile, Platform, PlatformTerms
from enrollment.registry.models import Employer
from enrollment.registry.records import records_of
from siadmin.agency.insurances import LINE_OF_FUND, Fund
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.calendar import legal_day
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import law_of_day


def terms_in(platform: Platform, month: Month) -> PlatformTerms | None:
    """What is registered of a platform for a month; nothing where it has to declare no orders in it."""
    terms = PlatformTerms.objects.filter(platform=platform, from_month__lte=month).order_by("-pk").first()
    return terms if terms is not None and terms.industry else None


def newest_terms(employer: Employer) -> PlatformTerms | None:
    """What was registered last, whenever it begins."""
    return PlatformTerms.objects.filter(platform__employer=employer).order_by("-pk").first()


def last_declared(platform: Platform) -> Month | None:
    """The latest month of which a list was declared."""
    declared = OrderFile.objects.filter(platform=platform, version__isnull=False)
    last: Month | None = declared.aggregate(last=Max("month"))["last"]
    return last


def due_day(employer: Employer, month: Month) -> dt.date:
    """Until when a month's orders are declared and paid: the legal day of the month after. Raises NO_LAW_IN_FORCE."""
    day = law_of_day(employer.pooling_region, month.first_day).law("collection.due_day")
    return legal_day(month + 1, int(day.value))


@dataclass(frozen=True, slots=True)
class OrdersToDeclare:
    """A month of which no list was declared, and its legal day."""

    month: Month
    due_on: dt.date


def orders_to_declare(platform: Platform, today: dt.date) -> list[OrdersToDeclare]:
    """The months that are over and of which nothing was declared, oldest first."""
    return [OrdersToDeclare(month, due_day(platform.employer, month)) for month in _undeclared(platform, today)]


def orders_to_come(platform: Platform, today: dt.date, *, months: int) -> list[OrdersToDeclare]:
    """The months from the present one on in which it is a platform, nearest first.

    Ends before the first month for which the law names no day.
    """
    found: list[OrdersToDeclare] = []
    for ahead in range(months):
        month = Month.of(today) + ahead
        try:
            day = due_day(platform.employer, month)
        except NoLawInForce:
            break
        if terms_in(platform, month):
            found.append(OrdersToDeclare(month, day))
    return found


def silent_platforms(viewer: Viewer, today: dt.date) -> list[Stake]:
    """Platforms a viewer works on with months past their legal day and no list: what these cost by the last one."""
    seen = employers_worked_on_by(viewer.in_line(LINE_OF_FUND[Fund.INJURY]))
    found = []
    for platform in Platform.objects.filter(employer__in=seen).select_related("employer__pooling_region"):
        months = _silent_months(platform, today)
        if months:
            costs = OrderFile.objects.filter(platform=platform, version__isnull=False).order_by("-month", "-version")
            last = costs.values_list("amount_fen", flat=True).first() or 0
            count = len(months)
            words = Words(f"{count} 个月未申报订单", f"{count} month{'s' if count > 1 else ''} without orders")
            found.append(Stake(platform.employer_id, last * count, months[0], words))
    return found


def _silent_months(platform: Platform, today: dt.date) -> list[Month]:
    """Months past their day of which nothing was declared."""
    return [each.month for each in orders_to_declare(platform, today) if each.due_on < today]


def _undeclared(platform: Platform, today: dt.date) -> list[Month]:
    """Months in which it was a platform, over by today, of which nothing was declared."""
    first = platform.terms.aggregate(first=Min("from_month"))["first"]
    declared = set(OrderFile.objects.filter(platform=platform, version__isnull=False).values_list("month", flat=True))
    return [
        month
        for month in (first.until(Month.of(today)) if first is not None else ())
        if month not in declared and terms_in(platform, month)
    ]


@dataclass(frozen=True, slots=True)
class OrdersOfMonth:
    """A platform's month as it stands, in fen."""

    month: Month
    people: int
    orders: int
    amount_fen: int
    versions: int
    due_on: dt.date | None  # the last day of what is not settled yet


def months_of(platform: Platform) -> list[OrdersOfMonth]:
    """The months that were declared, newest first."""
    rows = (
        InsuredOrders.objects.filter(platform=platform)
        .values("month")
        .annotate(orders_sum=Sum("orders"), amount_sum=Sum("amount_fen"), versions=Max("version"))
        .order_by("-month")
    )
    unsettled = dict(
        Bill.objects.filter(employer_id=platform.employer_id, kind=BillKind.ORDERS, settled_on=None)
        .values_list("month")
        .annotate(last=Max("due_on"))
    )
    return [
        OrdersOfMonth(
            row["month"], _people(platform, row["month"]), row["orders_sum"], row["amount_sum"], row["versions"],
            unsettled.get(row["month"]),
        )
        for row in rows
    ]  # fmt: skip


def _people(platform: Platform, month: Month) -> int:
    standing = InsuredOrders.objects.filter(platform=platform, month=month).values("person_id")
    return standing.annotate(sum=Sum("orders")).filter(sum__gt=0).count()


@dataclass(frozen=True, slots=True)
class OrdersOfPerson:
    """One month of one courier through one platform: how many orders insured them, and what the platform paid."""

    month: Month
    employer: Employer
    industry: str
    orders: int
    amount_fen: int


def orders_of(person_id: int) -> list[OrdersOfPerson]:
    """A person's insured orders, under all their records, newest month first."""
    rows = (
        InsuredOrders.objects.filter(person_id__in=records_of(person_id))
        .values("month", "platform_id")
        .annotate(orders_sum=Sum("orders"), amount_sum=Sum("amount_fen"))
        .filter(orders_sum__gt=0)
        .order_by("-month", "platform_id")
    )
    platforms = Platform.objects.select_related("employer").in_bulk({row["platform_id"] for row in rows})
    newest_first = list(PlatformTerms.objects.filter(platform__in=platforms).order_by("-pk"))
    return [
        OrdersOfPerson(
            row["month"],
            platforms[row["platform_id"]].employer,
            next(
                each.industry
                for each in newest_first
                if each.platform_id == row["platform_id"] and each.from_month <= row["month"]
            ),
            row["orders_sum"],
            row["amount_sum"],
        )
        for row in rows
    ]


def files_of(employer: Employer) -> QuerySet[OrderFile]:
    """A platform's lists, newest first."""
    return OrderFile.objects.filter(platform__employer=employer).select_related("platform", "bill").order_by("-pk")
