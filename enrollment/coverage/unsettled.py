"""What of coverage stands against closing an employer: months its people dispute, and orders it has not followed."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from enrollment.coverage.models import Dispute
from enrollment.registry.models import Employer
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle
from siadmin.matters.rules import OPEN


def disputes_open(employer: Employer, day: dt.date) -> Iterator[Obstacle]:
    """Disputes that are not decided; orders that are not followed."""
    waiting = Q(case__state__in=OPEN) | Q(ordered_on__isnull=False, put_right_on__isnull=True)
    for dispute in Dispute.objects.filter(waiting, employer=employer).select_related("case").order_by("pk"):
        what = (
            Words(
                f"{dispute.from_month} 起的异议责令未履行", f"an order about months from {dispute.from_month} is open"
            )
            if dispute.ordered_on
            else Words(f"{dispute.from_month} 起的月份有异议", f"months from {dispute.from_month} are disputed")
        )
        yield Obstacle(
            what,
            desk=("case", dispute.case.number),
            door=("employer_dispute", employer.number, dispute.case.number),
        )
