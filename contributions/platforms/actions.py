"""Verbs of platforms: register one, check a month's orders, declare them; the bill follows (人社部发〔2025〕24号).

A list is the whole month: a later one replaces it by signed differences, who is left out falls to nothing. The platform
pays orders × fee; nobody pays for themself.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from contributions.assessment.actions import bill_beside
from contributions.assessment.models import BillKind
from contributions.assessment.rules.arrears import order_fee
from contributions.collection.actions import settle_month
from contributions.collection.actions.owing_since import owe_orders_since
from contributions.platforms.models import InsuredOrders, OrderDoor, OrderFile, OrderRow, Platform, PlatformTerms
from contributions.platforms.reading import Given, given_rows
from contributions.platforms.reasons import (
    NAME_EMPTY,
    NAME_NOT_THEIRS,
    NOT_A_PLATFORM,
    ORDER_ROWS_NONE,
    ORDERS_DECLARED_ALREADY,
    ORDERS_DECLARED_SINCE,
    ORDERS_IMPLAUSIBLE,
    ORDERS_NOT_A_NUMBER,
    ORDERS_SUPERSEDED,
    ORDERS_TO_COME,
    ORDERS_TWICE,
)
from contributions.platforms.selectors import due_day, last_declared, terms_in
from enrollment.registry.actions import PersonFacts, lock_employer, register_people
from enrollment.registry.models import Employer, Identifier, IdentifierKind, Person, RetirementGroup, Sex
from enrollment.registry.records import asked_as
from enrollment.registry.selectors import folded
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import law_of_day

MOST_ORDERS = 6_000  # two hundred a day, every day of the month


@transaction.atomic
def register_platform(
    *, employer: Employer, industry: str, from_month: Month, by: User | None, at: dt.datetime
) -> Platform:
    """An employer declares orders of an industry from a month on, or none any more (empty), whatever was said before.

    Months that were declared keep their industry and fee. Raises ORDERS_DECLARED_SINCE.
    """
    platform, _ = Platform.objects.get_or_create(employer=lock_employer(employer))
    last = last_declared(platform)
    if last is not None and from_month <= last:
        raise ORDERS_DECLARED_SINCE(last=last, first=last + 1)
    PlatformTerms.objects.create(
        platform=platform, industry=industry, from_month=from_month, registered_by=by, registered_at=at
    )
    record(
        by=by, at=at, code="platform_registered", subject_kind="employer", subject=employer.number,
        industry=industry, from_month=str(from_month),
    )  # fmt: skip
    return platform


def fee_of(platform: Platform, month: Month) -> Law:
    """Yuan an order in the platform's region and month. Raises NOT_A_PLATFORM, NO_LAW_IN_FORCE."""
    terms = terms_in(platform, month)
    if terms is None:
        raise NOT_A_PLATFORM(month=month)
    return law_of_day(platform.employer.pooling_region, month.first_day).law("injury.order_fee", terms.industry)


def platform_of(employer: Employer, month: Month, today: dt.date) -> Platform:
    """Raises NOT_A_PLATFORM, ORDERS_TO_COME."""
    platform = Platform.objects.select_related("employer__pooling_region").filter(employer=employer).first()
    if platform is None or terms_in(platform, month) is None:
        raise NOT_A_PLATFORM(month=month)
    if month > Month.of(today):
        raise ORDERS_TO_COME(month=month)
    return platform


@transaction.atomic
def check_orders(
    *,
    employer: Employer,
    month: Month,
    content: bytes | None = None,
    name: str = "",
    rows: Iterable[Given] = (),
    by: User | None,
    at: dt.datetime,
) -> OrderFile:
    """Keep a month's list with each row checked; nothing is declared yet. A file is kept encrypted as it came.

    Raises NOT_A_PLATFORM, ORDERS_TO_COME, NO_LAW_IN_FORCE, ORDER_COLUMNS, ORDER_ROWS_MANY, ORDER_ROWS_NONE and the
    reasons of an unreadable file.
    """
    platform = platform_of(employer, month, timezone.localdate(at))
    fee = fee_of(platform, month)
    given = given_rows(content) if content is not None else list(rows)
    if not given:
        raise ORDER_ROWS_NONE()
    checked = _checked(given, fee)
    good = [each for each in checked if each.problem is None]
    document = None
    if content is not None:
        document = keep(name=name, kind="platform_orders", content=content, by=by, at=at)
    file = OrderFile.objects.create(
        number=opaque_number("O"),
        platform=platform,
        month=month,
        door=OrderDoor.FILE if content is not None else OrderDoor.API,
        document=document,
        rows_count=len(checked),
        good_count=len(good),
        orders=sum(each.orders or 0 for each in good),
        amount_fen=sum(each.amount_fen or 0 for each in good),
        received_by=by,
        received_at=at,
    )
    for each in checked:
        each.file = file
    OrderRow.objects.bulk_create(checked, batch_size=2000)
    record(
        by=by, at=at, code="orders_checked", subject_kind="employer", subject=employer.number,
        file=file.number, month=str(month), rows=file.rows_count, good=file.good_count,
    )  # fmt: skip
    return file


def _checked(given: list[Given], fee: Law) -> list[OrderRow]:
    """Each row with its number in normal form and its premium, or with the first thing wrong with it."""
    first_rows: dict[str, int] = {}
    read = [_read(each, first_rows) for each in given]
    numbers = {number for number, _ in read if number}
    known = _registered(numbers)
    people = {holder.pk for holder in known.values()}
    whose = {record: min(own) for record, own in asked_as(people).items()}
    rows_of: dict[int, int] = {}
    rows = []
    for each, (number, found) in zip(given, read, strict=True):
        holder = known.get(number)
        is_anothers = holder is not None and folded(holder.name) != folded(each.name)
        problem = NAME_NOT_THEIRS() if found is None and is_anothers else found
        if problem is None and holder is not None:
            first = rows_of.setdefault(whose[holder.pk], each.row)
            problem = ORDERS_TWICE(row=first) if first != each.row else None
        orders = int(each.orders) if problem is None else None
        rows.append(
            OrderRow(
                row=each.row,
                name=each.name[:80],
                id_number=number or each.id_number[:40],
                given_orders=each.orders[:40],
                orders=orders,
                amount_fen=order_fee(orders, fee).value if orders is not None else None,
                problem=problem.as_dict() if problem is not None else None,
            )
        )
    return rows


def _read(given: Given, first_rows: dict[str, int]) -> tuple[str, Refusal | None]:
    if not given.name.strip():
        return "", NAME_EMPTY()
    try:
        number = citizen.parse(given.id_number).number
    except Refusal as refusal:
        return "", refusal
    if not given.orders.isdecimal() or not int(given.orders):
        return number, ORDERS_NOT_A_NUMBER(given=given.orders[:20])
    if int(given.orders) > MOST_ORDERS:
        return number, ORDERS_IMPLAUSIBLE(given=given.orders[:20], most=MOST_ORDERS)
    if number in first_rows:
        return number, ORDERS_TWICE(row=first_rows[number])
    first_rows[number] = given.row
    return number, None


def _registered(numbers: set[str]) -> dict[str, Person]:
    hashes = {keyed_hash(number): number for number in numbers}
    found = Identifier.objects.filter(value_hash__in=list(hashes), ends_before__isnull=True).select_related("person")
    return {hashes[bytes(each.value_hash)]: each.person for each in found}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a month's new list changes for one person."""

    person_id: int
    orders: int
    amount_fen: int


@transaction.atomic
def declare_orders(*, file: OrderFile, by: User | None, at: dt.datetime) -> OrderFile:
    """The good rows of a checked list are the month: newcomers are registered, the platform is billed the difference.

    Raises ORDER_ROWS_NONE, ORDERS_DECLARED_ALREADY, ORDERS_SUPERSEDED.
    """
    employer = lock_employer(file.platform.employer)
    file = OrderFile.objects.select_for_update(of=("self",)).select_related("platform").get(pk=file.pk)
    if file.version is not None:
        raise ORDERS_DECLARED_ALREADY()
    if not file.good_count:
        raise ORDER_ROWS_NONE()
    declared = OrderFile.objects.filter(platform=file.platform, month=file.month, version__isnull=False)
    if declared.filter(declared_at__gt=file.received_at).exists():
        raise ORDERS_SUPERSEDED()
    file.platform.employer = employer
    fee = fee_of(file.platform, file.month)
    people = _people(file, by, at)
    if sum(order_fee(row.orders or 0, fee).value for row in people.values()) != file.amount_fen:
        raise ORDERS_SUPERSEDED()
    differences = _differences(file, people)
    file.version = (declared.aggregate(newest=Max("version"))["newest"] or 0) + 1
    file.declared_by, file.declared_at = by, at
    total = sum(each.amount_fen for each in differences)
    file.bill = (
        bill_beside(
            employer=employer, month=file.month, kind=BillKind.ORDERS, people=len(differences), total_fen=total,
            due_on=due_day(employer, file.month), law=fee, at=at,
        )
        if total
        else None
    )  # fmt: skip
    file.save(update_fields=["version", "declared_by", "declared_at", "bill"])
    _owe_since_the_legal_day(file, differences, timezone.localdate(at))
    InsuredOrders.objects.bulk_create(
        [
            InsuredOrders(
                person_id=each.person_id, platform=file.platform, month=file.month, version=file.version,
                orders=each.orders, amount_fen=each.amount_fen, rate=fee.value, file=file,
            )
            for each in differences
        ],
        batch_size=2000,
    )  # fmt: skip
    record(
        by=by, at=at, code="orders_declared", subject_kind="employer", subject=employer.number,
        file=file.number, month=str(file.month), people=len(people), orders=file.orders, amount_fen=total,
    )  # fmt: skip
    settle_month(employer.pk, file.month, by, at)
    return file


def _owe_since_the_legal_day(file: OrderFile, differences: list[Difference], today: dt.date) -> None:
    """What a list adds after the legal day was owed on it, of old names as of new (SIL 86)."""
    added = sum(max(each.amount_fen, 0) for each in differences)
    due_on = due_day(file.platform.employer, file.month)
    if file.bill is not None and today > due_on and (owed := min(added, file.bill.total_fen)) > 0:
        owe_orders_since(file.bill, due_on, owed)


def _people(file: OrderFile, by: User | None, at: dt.datetime) -> dict[int, OrderRow]:
    """The good rows by person; whoever is not known yet is registered (REG 6)."""
    rows = list(file.rows.filter(problem__isnull=True))
    known = _registered({row.id_number for row in rows})
    unknown = [row for row in rows if row.id_number not in known]
    if unknown:
        fresh = register_people(facts=[_facts(row) for row in unknown], by=by, at=at, reason=f"orders {file.number}")
        known |= {row.id_number: person for row, person in zip(unknown, fresh, strict=True)}
    return {known[row.id_number].pk: row for row in rows}


def _facts(row: OrderRow) -> PersonFacts:
    read = citizen.parse(row.id_number)
    male = str(read.sex) == Sex.MALE
    kinds = {citizen.Holder.CITIZEN: IdentifierKind.CITIZEN_ID}
    return PersonFacts(
        name=row.name,
        number=read.number,
        kind=kinds.get(read.holder, IdentifierKind.RESIDENCE_PERMIT),
        sex=Sex.MALE if male else Sex.FEMALE,
        birth_on=read.birth_on,
        retirement_group=RetirementGroup.M60 if male else RetirementGroup.F50,
    )


def _differences(file: OrderFile, people: dict[int, OrderRow]) -> list[Difference]:
    """The list against what stood: signed, and nothing for who stays as they were."""
    stood: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    sums = (
        InsuredOrders.objects.filter(platform=file.platform, month=file.month)
        .values("person_id")
        .annotate(orders_sum=Sum("orders"), amount_sum=Sum("amount_fen"))
    )
    for row in sums:
        stood[row["person_id"]] = (row["orders_sum"], row["amount_sum"])
    found = []
    for person_id in people.keys() | stood.keys():
        new = people.get(person_id)
        orders, amount = (new.orders or 0, new.amount_fen or 0) if new else (0, 0)
        before = stood[person_id]
        if (orders, amount) != before:
            found.append(Difference(person_id, orders - before[0], amount - before[1]))
    return sorted(found, key=lambda each: each.person_id)
