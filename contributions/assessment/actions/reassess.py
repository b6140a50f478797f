"""Re-assess one employer's month: what changed becomes new lines and bills, as signed differences."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from contributions.assessment.actions.month import due_on
from contributions.assessment.actions.tariffs import freeze_tariffs
from contributions.assessment.models import Bill, HandAssessment
from contributions.assessment.protocols import after_adjustment
from contributions.declarations.actions.filing import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class NewBill:
    fund: str
    kind: str
    total_fen: int


@transaction.atomic
def reassess(
    *,
    employer: Employer,
    month: Month,
    by: User | None,
    at: dt.datetime,
    reason: str,
    slice_id: int | None = None,
) -> list[NewBill]:
    """Bring a month's lines and bills to what the record and the law now say; the differences, or nothing.

    A provisional bill is reversed in the same act (SIL 62: settled after the late declaration).
    """
    employer = lock_employer(employer)
    region = employer.pooling_region
    freeze_tariffs(region=region, month=month, at=at)
    newest = Bill.objects.filter(employer=employer, month=month).aggregate(newest=Max("version"))["newest"]
    day = due_on(month, int(law_of_day(region, month.first_day).law("collection.due_day").value))
    with joining_sets():
        rows = run_sql(
            SQL / "reassess.sql",
            {
                "region": region.pk,
                "employer": employer.pk,
                "month": month.first_day,
                "version": 0 if newest is None else newest + 1,
                "slice": slice_id,
                "at": at,
                "due_on": max(day, timezone.localdate(at)),
            },
        )
    bills = [NewBill(fund, kind, int(total)) for fund, kind, total in rows]
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


def reassess_if_billed(employer: Employer, month: Month, by: User | None, at: dt.datetime) -> None:
    """After a filing: this month and later ones that were billed, or whose run is over, are brought up to date."""
    over = {
        Month.parse(run.parameters["month"])
        for run in Run.objects.filter(
            kind="assessment", state=RunState.DONE, key__startswith=f"{employer.pooling_region_id}:"
        )
    }
    billed = set(Bill.objects.filter(employer=employer, month__gte=month).values_list("month", flat=True))
    for each in sorted(m for m in over | billed if m >= month):
        reassess(employer=employer, month=each, by=by, at=at, reason=f"declaration of {month}")
