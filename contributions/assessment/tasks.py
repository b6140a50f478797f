"""The monthly run starts by itself: each region's month on the day after its declarations are due."""

import structlog
from django.utils import timezone

from contributions.assessment.actions import open_month
from contributions.assessment.actions.month import due_on
from funds.ledger.models import Book
from siadmin.agency.models import Region
from siadmin.kernel import jobs
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import law_of_day

log = structlog.get_logger()


@jobs.named("assessment.due_months")
def due_months() -> list[int]:
    """Open the present month's run of every pooling region whose declaration day has passed."""
    now = timezone.now()
    today = timezone.localdate(now)
    month = Month.of(today)
    opened = []
    for region in Region.objects.filter(pk__in=Book.objects.values("region_id").distinct()):
        try:
            day = due_on(month, int(law_of_day(region, month.first_day).law("declaration.due_day").value))
            if today > day:
                run, is_new = open_month(region=region, month=month, by=None, at=now)
                if is_new:
                    opened.append(run.pk)
        except Refusal as refusal:
            log.warning("month_not_opened", region=region.pk, month=str(month), code=refusal.code, why=refusal.en)
    return opened
