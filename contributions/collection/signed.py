"""Whether money is where people signed it to be: the facts of cases are encrypted, so no statement compares them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from contributions.collection.models import Attribution, Refund
from siadmin.kernel.money import HALF_UP, fen
from siadmin.matters.models import Facts

AT_ONCE = 1_000
Rests = TypeVar("Rests", Refund, Attribution)


def unlike_their_cases() -> Iterator[str]:
    """Refunds of another amount, receipt or fund than their case says; attributions by another receipt's case."""
    for refund in _unlike(Refund.objects.all(), lambda each, facts: each.amount_fen == _amount(facts)):
        yield f"refund of case {refund.case_id}: {refund.amount_fen} fen of receipt {refund.receipt_id} are not its"
    for said in _unlike(Attribution.objects.exclude(case=None), lambda each, facts: True):
        yield f"attribution of case {said.case_id}: receipt {said.receipt_id} is not its"
    ended = Attribution.objects.exclude(taken_back_case=None)
    for said in _unlike(ended, lambda each, facts: True, "taken_back_case_id"):
        yield f"attribution taken back by case {said.taken_back_case_id}: receipt {said.receipt_id} is not its"


def _unlike(
    rows: "QuerySet[Rests]", is_its: Callable[[Rests, dict[str, Any]], bool], case: str = "case_id"
) -> Iterator[Rests]:
    """Rows of another receipt or fund than their case says, or that otherwise are not its."""
    waiting = rows.select_related("receipt__book").order_by("pk").iterator()
    while part := list(islice(waiting, AT_ONCE)):
        told = Facts.objects.filter(
            case__number__in=[getattr(each, case) for each in part], version=F("case__facts_version")
        ).select_related("case")
        signed = {each.case.number: each.facts for each in told}
        for each in part:
            facts = signed.get(str(getattr(each, case)), {})
            place = facts.get("receipt", "").strip(), facts.get("fund")
            if place != (each.receipt.external_id, each.receipt.book.fund) or not is_its(each, facts):
                yield each


def _amount(facts: dict[str, Any]) -> int:
    return fen(Decimal(facts.get("amount") or 0), HALF_UP)
