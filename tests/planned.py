"""Funding plans that were granted, without the way there: money may be drawn in the months around today."""

from django.utils import timezone

from funds.ledger.models import Book, FundingPlan
from funds.ledger.rules.planning import PlanState
from siadmin.kernel.protection import opaque_number
from tests.cities import tick
from tests.factories import THIS_MONTH, a_user

MONTHS = 3  # before this one, and after it


def planned(*books: Book, fen: int = 10**13) -> None:
    """So many fen granted for each month of each book, besides what is granted already."""
    at = tick()
    maker, signer, writer = (a_user(staff=True) for _ in range(3))
    plans = FundingPlan.objects.bulk_create(
        FundingPlan(
            number=opaque_number("F"), book=book, month=THIS_MONTH + away, amount_fen=fen, purpose="test",
            prepared_by=maker, prepared_eyes=maker.eyes, prepared_at=at,
        )
        for book in books
        for away in range(-MONTHS, MONTHS + 1)
    )  # fmt: skip
    own = FundingPlan.objects.filter(pk__in=[plan.pk for plan in plans])
    own.update(state=PlanState.SIGNED, signed_by=signer, signed_eyes=signer.eyes, signed_at=at)
    own.update(
        state=PlanState.ANSWERED, granted_fen=fen, answered_on=timezone.localdate(at), reference="财社〔2026〕1号",
        answered_by=writer, answered_eyes=writer.eyes, answered_at=at,
    )  # fmt: skip
