"""Whether refunds are what two people signed: the facts of their cases are encrypted, so no statement compares them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from django.db.models import F

from contributions.collection.models import Refund
from siadmin.kernel.money import HALF_UP, fen
from siadmin.matters.models import Facts

AT_ONCE = 1_000


def unlike_their_cases() -> Iterator[str]:
    """Refunds of another amount, receipt or fund than their case says."""
    waiting = Refund.objects.select_related("receipt__book").order_by("pk").iterator()
    while part := list(islice(waiting, AT_ONCE)):
        numbers = [refund.case_id for refund in part]
        told = Facts.objects.filter(case__number__in=numbers, version=F("case__facts_version")).select_related("case")
        signed = {each.case.number: each.facts for each in told}
        for refund in part:
            facts, receipt = signed.get(refund.case_id, {}), refund.receipt
            said = (
                facts.get("receipt", "").strip(),
                facts.get("fund"),
                fen(Decimal(facts.get("amount") or 0), HALF_UP),
            )
            if said != (receipt.external_id, receipt.book.fund, refund.amount_fen):
                yield f"refund of case {refund.case_id}: {refund.amount_fen} fen of receipt {receipt.pk} are not its"
