"""The monthly run starts by itself: each region's month on the day after its declarations are due."""

from collections.abc import Iterator

import structlog
from django.db.models import Min, Q
from django.utils import timezone

from contributions.assessment.actions import AssessmentRun, open_month
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from funds.ledger.models import Book
from siadmin.agency.models import Region
from siadmin.kernel import jobs
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.calendar import legal_day
from siadmin.policy.selectors import law_of_day

LOOKS_BACK = 12  # months before the present one; what is older a person opens
log = structlog.get_logger()


@jobs.named("assessment.due_months")
def due_months() -> list[int]:
    """Open every pooling region's months whose declaration day has passed: the present one, and earlier ones that
    nobody opened, because the schedule stood still. One after the other: who does not declare is billed by the month
    before.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    since = dict(Book.objects.values_list("region").annotate(first=Min("opened_on")))
    opened = []
    for region in Region.objects.filter(pk__in=since).order_by("pk"):
        for month in _unopened(region, Month.of(since[region.pk]), Month.of(today)):
            try:
                day = legal_day(month, int(law_of_day(region, month.first_day).law("declaration.due_day").value))
                if today <= day:
                    break
                run, is_new = open_month(region=region, month=month, by=None, at=now)
            except Refusal as refusal:
                log.warning("month_not_opened", region=region.pk, month=str(month), code=refusal.code, why=refusal.en)
                continue
            if is_new:
                opened.append(run.pk)
            break
    return opened


def _unopened(region: Region, first: Month, present: Month) -> Iterator[Month]:
    """Months without a run, oldest first, up to one that is at work; earlier ones where people were insured in them.

    A run that failed or was paused waits for a person and holds up no later month.
    """
    states = dict(
        Run.objects.filter(kind=AssessmentRun.code, key__startswith=f"{region.pk}:").values_list("key", "state")
    )
    for month in max(first, present - LOOKS_BACK).until(present + 1):
        state = states.get(f"{region.pk}:{month}")
        if state in (RunState.PLANNED, RunState.RUNNING):
            return
        if state is None and (month == present or _somebody_insured(region, month)):
            yield month


def _somebody_insured(region: Region, month: Month) -> bool:
    here = Q(employer__pooling_region=region) | Q(employer__isnull=True, region=region)
    return InsuredPeriod.objects.filter(here, in_month(month)).exists()
