"""Whose the money of a receipt is: of the payer it names, or of whom it was said to be."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from contributions.collection.models import Attribution, Receipt
from enrollment.registry.models import Employer, Person
from enrollment.registry.payers import payers
from enrollment.registry.records import records_of
from siadmin.kernel.language import Words

STANDS = Q(taken_back_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Whose:
    """Payers whose bills a receipt may pay; `known`: the one it named or was said to be of. Without one, those whose
    code came with it."""

    payers: frozenset[int]
    known: int | None

    @property
    def name(self) -> str:
        return str(payers([self.known])[self.known].words) if self.known is not None else ""


def whose(receipt: Receipt) -> Whose:
    """A person is meant under any of their records."""
    known = receipt.payer
    if known is None:
        said = standing_of(receipt)
        known = said.payer if said else None
    if known is not None:
        return Whose(frozenset([-record for record in records_of(-known)] if known < 0 else [known]), known)
    found: set[int] = set()
    if receipt.payer_code:
        found |= set(Employer.objects.filter(credit_code=receipt.payer_code.upper()).values_list("pk", flat=True))
    if receipt.person_payer and receipt.person_payer.code_hash:
        coded = Person.objects.filter(identifiers__value_hash=receipt.person_payer.code_hash)
        found |= {-record for person in coded for record in records_of(person.pk)}
    return Whose(frozenset(found), None)


def standing_of(receipt: Receipt) -> Attribution | None:
    """Whose a receipt that names nobody is said to be."""
    said = Attribution.objects.filter(STANDS, receipt=receipt)
    return said.select_related("employer", "person").first()


def nameless() -> QuerySet[Receipt]:
    """Receipts that name no payer and are not said to be anybody's."""
    said = Attribution.objects.filter(STANDS, receipt=OuterRef("pk"))
    return Receipt.objects.filter(~Exists(said), payer__isnull=True)


def used_for(said: Attribution) -> list[Words]:
    """What the money of somebody was used for since it was said to be theirs, and no one act undoes: bills that are
    settled, late fees, what went back or is to go back to them."""
    receipt, found = said.receipt, list[Words]()
    settled = receipt.allocations.filter(bill__settled_on__isnull=False).values_list("month").order_by("month")
    for month, fen in settled.annotate(fen=Sum("amount_fen")):
        if fen > 0:
            found.append(Words(f"{month} 已结清的账单", f"the settled bill of {month}"))
    fees = receipt.fee_payments.values_list("month").order_by("month")
    for month, fen in fees.annotate(fen=Sum("amount_fen")):
        if fen > 0:
            found.append(Words(f"{month} 的滞纳金", f"the late fee of {month}"))
    for refund in receipt.refunds.filter(withdrawn_at__isnull=True, ordered_at__gte=said.at).order_by("pk"):
        found.append(Words(f"办件 {refund.case_id} 的退费", f"the refund of case {refund.case_id}"))
    return found
