"""Re-assess months that were charged: what changed becomes new lines and bills, as signed differences."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from contributions.assessment.actions.month import AssessmentRun, check_rated
from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import BESIDE_STAFF, Bill, HandAssessment
from contributions.assessment.protocols import after_adjustment
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.models import Run, RunState, Slice, SliceState
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import after_calendar_days
from siadmin.policy.calendar import WorkCalendar, legal_day
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class NewBill:
    """A bill a re-assessment wrote; `total_fen` is signed."""

    employer_id: int
    fund: str
    kind: str
    total_fen: int


@transaction.atomic
def reassess(
    *, employer: Employer, month: Month, by: User | None, at: dt.datetime, reason: str, slice_id: int | None = None
) -> list[NewBill]:
    """Bring a month's lines and bills to what the record and the law now say; the differences, or nothing.

    A month that was neither assessed nor declared, where silence does not mean unchanged, stays as it is. A provisional
    bill is reversed in the same act (SIL 62: settled after the late declaration). Raises NO_LAW_IN_FORCE, NOT_RATED.
    """
    employer = lock_employer(employer)
    freeze_tariffs(region=employer.pooling_region, month=month, at=at)
    bills = reassess_range(
        region=employer.pooling_region, month=month, first=employer.pk, last=employer.pk, at=at, slice_id=slice_id
    )
    if bills:
        HandAssessment.objects.filter(employer=employer, month=month, decided_at__isnull=True).update(
            decided_by=by, decided_at=at, reason=reason[:500]
        )
        record(
            by=by, at=at, code="month_reassessed", subject_kind="employer", subject=employer.number, reason=reason,
            month=str(month), total_fen=sum(bill.total_fen for bill in bills),
        )  # fmt: skip
        after_adjustment.call(employer, month, by, at)
    return bills


def reassess_range(
    *,
    region: Region,
    month: Month,
    first: int,
    last: int,
    at: dt.datetime,
    slice_id: int | None,
    only_assessed: bool = False,
) -> list[NewBill]:
    """The bills that bring a range of employers' month up to date. They are locked and the tariffs frozen before.

    `only_assessed`: leave alone who was not assessed for this month yet. Raises NO_LAW_IN_FORCE, NOT_RATED.
    """
    check_rated(region, month, first, last, at)
    book = law_of_day(region, month.first_day)
    # A bill written after the month's due day: the day of issue does not count (Civil Code 201, 203).
    day = max(
        legal_day(month, int(book.law("collection.due_day").value)),
        after_calendar_days(timezone.localdate(at), 1, WorkCalendar()),
    )
    with joining_sets():
        rows = run_sql(
            SQL / "reassess.sql",
            {
                "region": region.pk,
                "month": month.first_day,
                "first": first,
                "last": last,
                "silence_means_unchanged": book.is_set("declaration.wages_yearly"),
                "only_assessed": only_assessed,
                "slice": slice_id,
                "at": at,
                "due_on": day,
            },
        )
    return [NewBill(employer_id, fund, kind, int(total)) for employer_id, fund, kind, total in rows]


def reassess_if_billed(employer: Employer, month: Month, by: User | None, at: dt.datetime) -> None:
    """After a change: this month and later ones that were billed, or that no run will come to any more.

    What changed stands in the trail beside it.
    """
    of_staff = Bill.objects.filter(employer=employer, month__gte=month).exclude(kind__in=BESIDE_STAFF)
    billed = set(of_staff.values_list("month", flat=True))
    for each in sorted(billed | _months_run(employer, month)):
        reassess(employer=employer, month=each, by=by, at=at, reason="")


def _months_run(employer: Employer, first: Month) -> set[Month]:
    """Months from `first` on whose run has been at this employer, or will not come to it; read under its lock."""
    region = employer.pooling_region_id
    opened = Run.objects.filter(
        kind=AssessmentRun.code, key__startswith=f"{region}:", key__gte=f"{region}:{first}"
    ).exclude(state=RunState.PLANNED)
    to_come = Slice.objects.filter(
        run__in=opened.exclude(state=RunState.DONE), scope__first__lte=employer.pk, scope__last__gte=employer.pk
    ).exclude(state=SliceState.DONE)
    waiting = set(to_come.values_list("run_id", flat=True))
    return {Month.parse(run.parameters["month"]) for run in opened if run.pk not in waiting}
