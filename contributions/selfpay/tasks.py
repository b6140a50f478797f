"""What people did not pay in time lapses in the night after."""

import structlog
from django.utils import timezone

from contributions.assessment.actions import lapse_unpaid
from contributions.checkout.selectors import being_paid
from contributions.collection.selectors import partly_paid
from funds.ledger.selectors import pooling_regions
from siadmin.kernel import jobs
from siadmin.kernel.refusal import Refusal

log = structlog.get_logger()


@jobs.named("selfpay.lapse")
def lapse() -> int:
    """Every pooling region's unpaid bills whose day is over; returns how many lapsed."""
    now, lapsed = timezone.now(), 0
    for region in pooling_regions():
        try:
            busy = {*being_paid(now), *partly_paid(region)}
            lapsed += lapse_unpaid(region=region, today=timezone.localdate(now), at=now, busy=busy)
        except Refusal as refusal:
            log.warning("not_lapsed", region=region.pk, code=refusal.code, why=refusal.en)
    return lapsed
