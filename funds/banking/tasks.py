"""The nightly reconciliation; on the first of a month the month that ended is in it, whole."""

from django.utils import timezone

from funds.banking.actions import open_reconciliation
from funds.banking.actions.reconciling import MONTHS_BACK
from siadmin.kernel import jobs
from siadmin.kernel.months import Month


@jobs.named("banking.reconcile")
def reconcile() -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    this_month = Month.of(today)
    months = list((this_month - MONTHS_BACK).until(this_month + 1))
    run, _ = open_reconciliation(months=months, key=f"night:{today}", by=None, at=now)
    return run.pk
