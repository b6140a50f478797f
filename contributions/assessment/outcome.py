"""What became of a filing: the bills that came of it, at once as differences or with the month's assessment."""

from django.utils import timezone

from contributions.assessment.models import BESIDE_STAFF, Bill
from contributions.declarations.models import Declaration
from contributions.declarations.protocols import Effect, Outcome


def outcome(declaration: Declaration) -> Outcome:
    """Bills written in the act of filing bear its time (REG 11: charged months follow by signed differences)."""
    assert declaration.filed_at is not None, "what has an outcome was filed"
    bills = Bill.objects.filter(employer=declaration.employer, month__gte=declaration.month).exclude(
        kind__in=BESIDE_STAFF
    )
    first = bills.filter(month=declaration.month).order_by("issued_at").first()
    written = list(bills.filter(issued_at=declaration.filed_at))
    if written:
        due_on = max((bill.due_on for bill in written if bill.total_fen > 0), default=None)
        amount = sum(bill.total_fen for bill in written)
        return Outcome(Effect.DIFFERENCE, amount_fen=amount, due_on=due_on)
    if first is None:
        return Outcome(Effect.TO_COME)
    day = timezone.localdate(first.issued_at)
    return Outcome(Effect.ASSESSED if first.issued_at > declaration.filed_at else Effect.NO_DIFFERENCE, day=day)
