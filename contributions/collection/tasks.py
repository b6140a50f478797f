"""Late fees are charged every night, region by region."""

from django.utils import timezone

from contributions.collection.actions import open_late_fees
from funds.ledger.selectors import pooling_regions
from siadmin.kernel import jobs


@jobs.named("collection.late_fees")
def late_fees() -> list[int]:
    """Open each pooling region's run of today; a region whose run is there keeps it."""
    now = timezone.now()
    opened = (open_late_fees(region=region, by=None, at=now) for region in pooling_regions())
    return [run.pk for run, is_new in opened if is_new]
