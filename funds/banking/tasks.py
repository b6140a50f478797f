"""The reconciliation of every night, and on the first of a month that of the month which ended."""

from django.utils import timezone

from funds.banking.actions import open_reconciliation
from funds.banking.actions.reconciling import months_to_compare
from siadmin.kernel import jobs
from siadmin.kernel.months import Month


@jobs.named("banking.reconcile")
def reconcile() -> int:
    """Compare the latest months and those with open differences."""
    now = timezone.now()
    today = timezone.localdate(now)
    run, _ = open_reconciliation(months=months_to_compare(today), key=f"night:{today}", by=None, at=now)
    return run.pk


@jobs.named("banking.reconcile_month")
def reconcile_month() -> int:
    """Compare the month that ended, in a run of its own: what its books are closed on."""
    now = timezone.now()
    month = Month.of(timezone.localdate(now)) - 1
    run, _ = open_reconciliation(months=[month], key=f"month:{month}", by=None, at=now)
    return run.pk
