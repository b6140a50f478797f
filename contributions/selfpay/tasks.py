"""What people did not pay in time lapses in the night after."""

import structlog
from django.utils import timezone

from contributions.selfpay.actions import open_lapse
from funds.ledger.selectors import pooling_regions
from siadmin.kernel import jobs
from siadmin.kernel.refusal import Refusal

log = structlog.get_logger()


@jobs.named("selfpay.lapse")
def lapse() -> list[int]:
    """Open each pooling region's run of today; a region whose run is there keeps it. Returns the new runs."""
    now, opened = timezone.now(), []
    for region in pooling_regions():
        try:
            run, is_new = open_lapse(region=region, at=now)
        except Refusal as refusal:
            log.warning("not_lapsed", region=region.pk, code=refusal.code, why=refusal.en)
            continue
        if is_new:
            opened.append(run.pk)
    return opened
