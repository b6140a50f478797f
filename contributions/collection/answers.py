"""What the funds ask of contributions: assessed, waiting, provisional, and what an entry books."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from contributions.assessment.models import Bill
from contributions.collection.models import Allocation, FeePayment, Receipt, Refund, Source
from funds.banking import income
from funds.banking.income import Told, Waiting
from funds.ledger import evidence
from funds.ledger.evidence import MOST_NAMED, Evidence, Piece
from funds.ledger.models import Book, Entry
from siadmin.agency.models import Region
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

LEFT = F("amount_fen") - F("allocated_fen")


def assessed(region: Region, first: Month, before: Month) -> dict[tuple[str, Month], int]:
    """Sums of bills, provisional ones and their reversals included: what payers were asked for, less what lapsed."""
    rows = (
        Bill.objects.filter(region=region, month__gte=first, month__lt=before, lapsed_on__isnull=True)
        .values("fund", "month")
        .annotate(sum=Sum("total_fen"))
    )
    return {(row["fund"], row["month"]): int(row["sum"]) for row in rows}


def paid(region: Region, first: Month, before: Month) -> dict[tuple[str, Month], int]:
    """Money allocated to the same bills."""
    rows = (
        Allocation.objects.filter(bill__region=region, month__gte=first, month__lt=before)
        .values("bill__fund", "month")
        .annotate(sum=Sum("amount_fen"))
    )
    return {(row["bill__fund"], row["month"]): int(row["sum"]) for row in rows}


def waiting(region: Region) -> dict[str, Waiting]:
    rows = (
        Receipt.objects.filter(book__region=region, allocated_fen__lt=F("amount_fen"))
        .values("book__fund")
        .annotate(count=Count("pk"), left=Sum(LEFT), oldest=Min("received_on"))
    )
    return {row["book__fund"]: Waiting(row["count"], int(row["left"]), row["oldest"]) for row in rows}


def provisional(region: Region, month: Month) -> frozenset[str]:
    return frozenset(
        Bill.objects.filter(region=region, month=month, is_provisional=True).values_list("fund", flat=True).distinct()
    )


def told(book: Book, references: Sequence[str]) -> list[Told]:
    """Receipts whose id is the bank's own reference."""
    receipts = Receipt.objects.filter(book=book, source__in=Source.values, external_id__in=references)
    return [Told(*row) for row in receipts.order_by("pk").values_list("entry_key", "external_id", "amount_fen")]


def receipts_behind(entry: Entry) -> Evidence:
    """The receipts an entry took in: of its book and the days up to it, which is how they are indexed."""
    receipts = Receipt.objects.filter(
        book_id__in=entry.postings.values("book_id"), received_on__lte=entry.booked_on, entry_key=entry.key
    ).select_related("employer", "person", "person_payer")
    pieces = [
        Piece(
            name=receipt.external_id,
            detail=_whose(receipt),
            amount_fen=receipt.amount_fen,
            url=page("receipt", receipt.pk),
        )
        for receipt in receipts.order_by("pk")[:MOST_NAMED]
    ]
    return _evidence(Words("到账", "Receipts"), pieces, receipts, "amount_fen")


def bills_behind(entry: Entry) -> Evidence:
    """The bills an entry settles: of its months, funds and regions, which is how they are indexed."""
    postings = entry.postings.values("month", "book__fund", "book__region_id")
    about = Q(pk__in=[])
    for row in postings.distinct():
        about |= Q(month=row["month"], fund=row["book__fund"], region_id=row["book__region_id"])
    bills = Bill.objects.filter(about, entry_key=entry.key).select_related("employer", "person")
    pieces = [
        Piece(name=_whose(bill), detail=str(_version(bill)), amount_fen=bill.total_fen)
        for bill in bills.order_by("employer__name_folded", "person__name_folded", "pk")[:MOST_NAMED]
    ]
    return _evidence(Words("结清的账单", "Bills settled"), pieces, bills, "total_fen")


def _whose(owed: Bill | Receipt) -> str:
    payer = owed.employer or owed.person
    if payer is not None:
        return payer.name
    return owed.paid_by if isinstance(owed, Receipt) else ""


def late_fees_behind(entry: Entry) -> Evidence:
    """The parts of receipts an entry books as late fees."""
    payments = FeePayment.objects.filter(entry_key=entry.key).select_related("employer", "receipt")
    pieces = [
        Piece(
            name=payment.employer.name,
            detail=f"{payment.month} {payment.receipt.external_id}",
            amount_fen=payment.amount_fen,
            url=page("receipt", payment.receipt_id),
        )
        for payment in payments.order_by("employer__name_folded", "pk")[:MOST_NAMED]
    ]
    return _evidence(Words("缴纳的滞纳金", "Late fees paid"), pieces, payments, "amount_fen")


def refund_behind(entry: Entry) -> Evidence:
    """The refund an entry books; the key of a refund's entry ends with its own."""
    refunds = Refund.objects.filter(pk=entry.key.rpartition(":")[2], entry_key=entry.key).select_related("receipt")
    pieces = [
        Piece(
            name=refund.receipt.external_id,
            detail=refund.case_id,
            amount_fen=refund.amount_fen,
            url=page("receipt", refund.receipt_id),
        )
        for refund in refunds
    ]
    return _evidence(Words("退费", "Refund"), pieces, refunds, "amount_fen")


def _version(bill: Bill) -> Words:
    if not bill.version:
        return Words(str(bill.month), str(bill.month))
    return Words(f"{bill.month} 第 {bill.version} 次补差", f"{bill.month}, difference {bill.version}")


def _evidence(title: Words, pieces: list[Piece], rows: QuerySet[Any], column: str) -> Evidence:
    sums = rows.aggregate(count=Count("pk"), sum=Sum(column, default=0))
    return Evidence(title, pieces, sums["count"], int(sums["sum"]))


def register_answers() -> None:
    income.assessed.fill(assessed)
    income.paid.fill(paid)
    income.waiting.fill(waiting)
    income.provisional.fill(provisional)
    income.told.fill(told)
    evidence.register("receipt_from_tax", receipts_behind)
    evidence.register("receipt_by_agency", receipts_behind)
    evidence.register("settlement", bills_behind)
    evidence.register("late_fee", late_fees_behind)
    evidence.register("refund_from_fiscal", refund_behind)
    evidence.register("refund_by_agency", refund_behind)
