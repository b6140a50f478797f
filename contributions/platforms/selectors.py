"""What a platform declared month by month, and by how many orders a courier is insured."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, QuerySet, Sum

from contributions.assessment.models import Bill, BillKind
from contributions.platforms.models import InsuredOrders, OrderFile, Platform, PlatformTerms
from enrollment.registry.models import Employer
from siadmin.kernel.months import Month


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
    """A person's insured orders, newest month first."""
    rows = (
        InsuredOrders.objects.filter(person_id=person_id)
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
