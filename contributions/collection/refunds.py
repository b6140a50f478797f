"""Refunds as the cashier's desk sees them: ordered and waiting for the bank, paid, withdrawn."""

from django.db.models import QuerySet

from contributions.collection.models import Refund
from funds.ledger.selectors import books_seen_by
from siadmin.agency.viewer import Viewer


def refunds_seen_by(viewer: Viewer) -> QuerySet[Refund]:
    """Refunds of the viewer's books; those that wait for the bank first, the oldest of them on top."""
    return (
        Refund.objects.filter(receipt__book__in=books_seen_by(viewer))
        .select_related(
            "receipt__book__region",
            "receipt__employer",
            "receipt__person",
            "receipt__person_payer",
            "ordered_by",
            "paid_by",
            "withdrawal_asked_by",
            "withdrawn_by",
        )
        .order_by("paid_on", "withdrawn_at", "ordered_at")
    )


def waiting_refunds(viewer: Viewer) -> QuerySet[Refund]:
    """Ordered, and not yet returned by the bank."""
    return refunds_seen_by(viewer).filter(paid_on__isnull=True, withdrawn_at__isnull=True).order_by("ordered_at")
