"""What starts by itself: each region's scan after its contributions were due; at night, whether orders are followed."""

import structlog
from django.utils import timezone

from enrollment.coverage.actions.orders import follow_orders
from enrollment.coverage.actions.scan import open_scan
from siadmin.agency.models import Region
from siadmin.kernel import jobs
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import places_with_limits

log = structlog.get_logger()


@jobs.named("coverage.scan_month")
def scan_month() -> list[int]:
    """Open the present month's scan of every place where months are charged; returns the new runs."""
    now = timezone.now()
    opened = []
    for region in Region.objects.filter(pk__in=places_with_limits()).order_by("pk"):
        try:
            run, is_new = open_scan(region=region, month=Month.of(timezone.localdate(now)), by=None, at=now)
        except Refusal as refusal:
            log.warning("scan_not_opened", region=region.pk, code=refusal.code, why=refusal.en)
            continue
        if is_new:
            opened.append(run.pk)
    return opened


@jobs.named("coverage.follow_orders")
def followed() -> int:
    """Find the orders that employers have followed by now; returns how many."""
    return follow_orders(at=timezone.now())
