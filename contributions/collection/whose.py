"""Whose the money of a receipt is: of the payer it names, or of whom it was said to be."""

from dataclasses import dataclass

from contributions.collection.models import Attribution, Receipt
from enrollment.registry.models import Employer, Person
from enrollment.registry.payers import payers
from enrollment.registry.records import records_of


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
        known = Attribution.objects.filter(receipt=receipt).values_list("payer", flat=True).first()
    if known is not None:
        return Whose(frozenset([-record for record in records_of(-known)] if known < 0 else [known]), known)
    found: set[int] = set()
    if receipt.payer_code:
        found |= set(Employer.objects.filter(credit_code=receipt.payer_code.upper()).values_list("pk", flat=True))
    if receipt.person_payer and receipt.person_payer.code_hash:
        coded = Person.objects.filter(identifiers__value_hash=receipt.person_payer.code_hash)
        found |= {-record for person in coded for record in records_of(person.pk)}
    return Whose(frozenset(found), None)
