"""What waits in the suspense queue, and what each receipt may be for."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from contributions.assessment.models import Bill
from contributions.collection.models import Allocation, Receipt
from contributions.collection.whose import Whose, whose
from enrollment.registry.selectors import folded
from funds.ledger.selectors import books_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.months import Month


class WaitingKind(TextChoices):
    """Why a receipt waits: nobody known sent it; less than what is owed; more than that; or it covers a bill by now."""

    UNKNOWN = "unknown"
    PART = "part"
    OVER = "over"
    COVERS = "covers"


KIND_WORDS: dict[str, tuple[str, Words]] = {
    WaitingKind.UNKNOWN: ("late", Words("付款单位不明", "Payer unknown")),
    WaitingKind.PART: ("due", Words("部分缴费", "Part payment")),
    WaitingKind.OVER: ("wait", Words("多缴", "Over-payment")),
    WaitingKind.COVERS: ("act", Words("可结清账单", "Covers a bill")),
}
LEFT = F("amount_fen") - F("allocated_fen")
MOST_CANDIDATES = 25
SHORTEST_NAME = 2


def receipts_seen_by(viewer: Viewer) -> QuerySet[Receipt]:
    """Receipts of the viewer's books, newest first, with what is left of each."""
    return (
        Receipt.objects.filter(book__in=books_seen_by(viewer))
        .select_related("book__region", "employer", "person", "person_payer")
        .annotate(left_fen=LEFT)
        .order_by("-received_on", "-pk")
    )


def waiting_seen_by(viewer: Viewer) -> QuerySet[Any]:
    """The queue: oldest first, each with what is left, what its payer owes the same fund, and why it waits."""
    nothing = Value(0, output_field=BigIntegerField())
    owed = Bill.objects.filter(
        payer=OuterRef("whose"), fund=OuterRef("book__fund"), region_id=OuterRef("book__region_id"),
        settled_on__isnull=True, lapsed_on__isnull=True,
    ).order_by().values("payer")  # fmt: skip
    put = Allocation.objects.filter(
        bill__payer=OuterRef("whose"), bill__fund=OuterRef("book__fund"),
        bill__region_id=OuterRef("book__region_id"), bill__settled_on__isnull=True, bill__lapsed_on__isnull=True,
    ).order_by().values("bill__payer")  # fmt: skip
    return (
        receipts_seen_by(viewer)
        .filter(allocated_fen__lt=F("amount_fen"))
        .annotate(said=FilteredRelation("attributions", condition=Q(attributions__taken_back_at__isnull=True)))
        .annotate(whose=Coalesce("payer", "said__payer"))
        .annotate(
            owed_fen=Coalesce(Subquery(owed.annotate(sum=Sum("total_fen")).values("sum")), nothing)
            - Coalesce(Subquery(put.annotate(sum=Sum("amount_fen")).values("sum")), nothing)
        )
        .annotate(
            why=Case(
                When(whose__isnull=True, then=Value(WaitingKind.UNKNOWN)),
                When(owed_fen__lte=0, then=Value(WaitingKind.OVER)),
                When(owed_fen__gt=F("left_fen"), then=Value(WaitingKind.PART)),
                default=Value(WaitingKind.COVERS),
                output_field=CharField(),
            )
        )
        .order_by("received_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open bill a receipt may be for, what is open of it in fen, and why it is thought of; likelier ones first.

    `is_its_payers`: the money came from who owes it; else two people have to say so before it pays the bill.
    """

    bill: Bill
    open_fen: int
    is_its_payers: bool
    reasons: tuple[Words, ...]
    likeness: int

    @property
    def because(self) -> str:
        """The reasons in a row."""
        return chosen(zh="、", en=", ").join(str(reason) for reason in self.reasons)


_SAME_PAYER = Words("付款单位相同", "same payer")
_SAME_CODE = Words("信用代码相同", "same credit code")
_SAME_NAME = Words("名称相同", "same name")
_LIKE_NAME = Words("名称相近", "similar name")
_SAME_AMOUNT = Words("金额相同", "same amount")
_SEARCHED = Words("按您的查找", "as you searched")


def candidates(receipt: Receipt, *, query: str = "") -> list[Candidate]:
    """Open bills of the receipt's fund and region: its payer's; where that is not known, those its code, name or amount
    point to; with `query`, those of employers so named, numbered or coded, of people by their whole name or our number.
    """
    of, left = whose(receipt), receipt.amount_fen - receipt.allocated_fen
    name, core = folded(receipt.paid_by), core_of(receipt.paid_by)
    wanted = Q(pk__in=[])
    text = query.strip()
    if of.known is not None:
        wanted = Q(payer__in=of.payers)
    elif text:
        wanted = (
            Q(employer__credit_code=text.upper()) | Q(employer__number=text.upper()) | Q(person__number=text.upper())
        )
        if len(folded(text)) >= SHORTEST_NAME:
            wanted |= Q(employer__name_folded__contains=folded(text))
        wanted |= Q(person__name_folded=folded(text))
    else:
        wanted = Q(total_fen=left) | Q(payer__in=of.payers)
        if receipt.person_payer and name:
            wanted |= Q(person__name_folded=name)
        if len(core) >= SHORTEST_NAME:
            wanted |= Q(employer__name_folded__contains=core)
    found = [
        _candidate(bill, receipt, of, left, name, core, searched=bool(text))
        for bill in _open_bills(receipt).filter(wanted).distinct()[: MOST_CANDIDATES * 4]
    ]
    found.sort(key=lambda each: (not each.is_its_payers, -each.likeness, each.bill.due_on, each.bill.pk))
    return [each for each in found if each.open_fen > 0][:MOST_CANDIDATES]


def _open_bills(receipt: Receipt) -> QuerySet[Bill]:
    put = Allocation.objects.filter(bill_id=OuterRef("pk")).order_by().values("bill_id")
    return (
        Bill.objects.filter(
            fund=receipt.book.fund,
            region_id=receipt.book.region_id,
            settled_on__isnull=True,
            lapsed_on__isnull=True,
            total_fen__gt=0,
        )
        .annotate(
            put_fen=Coalesce(
                Subquery(put.annotate(sum=Sum("amount_fen")).values("sum")),
                Value(0, output_field=BigIntegerField()),
            )
        )
        .select_related("employer", "person")
        .order_by("due_on", "pk")
    )


def _candidate(
    bill: Bill, receipt: Receipt, of: Whose, left: int, name: str, core: str, *, searched: bool
) -> Candidate:
    open_fen: int = bill.total_fen - bill.put_fen  # type: ignore[attr-defined]
    payer = bill.employer or bill.person
    assert payer is not None  # bill_one_payer
    reasons: list[tuple[int, Words]] = []
    is_its_payers = bill.payer in of.payers
    if is_its_payers and of.known is not None:
        reasons.append((8, _SAME_PAYER))
    if receipt.payer_code and bill.employer is not None and bill.employer.credit_code == receipt.payer_code.upper():
        reasons.append((8, _SAME_CODE))
    if name and payer.name_folded == name:
        reasons.append((6, _SAME_NAME))
    elif bill.employer is not None and len(core) >= SHORTEST_NAME and core in payer.name_folded:
        reasons.append((3, _LIKE_NAME))
    if open_fen == left:
        reasons.append((2, _SAME_AMOUNT))
    if searched:
        reasons.append((1, _SEARCHED))
    return Candidate(
        bill, open_fen, is_its_payers, tuple(words for _, words in reasons), sum(weight for weight, _ in reasons)
    )


_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_COMPANY = re.compile(r"(股份)?(有限)?(责任)?(公司|集团|合伙企业|分公司)$|有限公司|有限责任公司")
_CITY = re.compile(r"^(北京|上海|天津|重庆|广州|深圳|成都|[\u4e00-\u9fff]{2,3}(省|市))市?")


def core_of(name: str) -> str:
    """The part of a company's name that tells it apart: without place, brackets and legal form."""
    plain = _BRACKETS.sub("", name)
    previous = None
    while previous != plain:
        previous, plain = plain, _COMPANY.sub("", plain)
    return folded(_CITY.sub("", plain))


@dataclass(frozen=True, slots=True)
class NextBill:
    """Which month's bill an over-payment can be put to, and how many bills of its payer and fund were paid since."""

    month: Month
    paid_since: int


def next_bill(receipt: Receipt) -> NextBill | None:
    """The month after the newest billed one of the payer in the receipt's fund; None where the payer is not known."""
    payer = whose(receipt).known
    if payer is None:
        return None
    own = Bill.objects.filter(payer=payer, fund=receipt.book.fund, region_id=receipt.book.region_id, total_fen__gt=0)
    newest = own.aggregate(newest=Max("month"))["newest"]
    if newest is None:
        return None
    since = own.filter(settled_on__gt=receipt.received_on).exclude(allocations__receipt=receipt)
    return NextBill(newest + 1, since.count())
