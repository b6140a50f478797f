"""A bill of an employer beside its staff: of orders of a month, of a construction project."""

import datetime as dt

from django.db import connection
from django.db.models import Max, Sum
from django.utils import timezone

from contributions.assessment.models import Bill, Notice
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.kernel.workdays import after_calendar_days
from siadmin.policy.calendar import WorkCalendar

FIRST_VERSION = 100  # so that they never meet those of the staff
UNSURE = ("provisional", "memory")


def bill_beside(
    *, employer: Employer, month: Month, kind: str, people: int, total_fen: int, due_on: dt.date, law: Law,
    at: dt.datetime, region: Region | None = None, of_bill: Bill | None = None,
) -> Bill:  # fmt: skip
    """To the injury fund by one law, paid by the employer alone, due by a day, tomorrow at the earliest.

    Its notice also asks for what is open of the month beside it. `region`: whose fund it is, of another place than the
    employer's. `of_bill`: the first one of a project, which this one changes.
    """
    of_month = Bill.objects.filter(employer=employer, month=month)
    newest = of_month.aggregate(newest=Max("version"))["newest"]
    version = max(FIRST_VERSION, (newest or 0) + 1)
    due_on = max(due_on, after_calendar_days(timezone.localdate(at), 1, WorkCalendar()))
    open_fen = of_month.filter(settled_on__isnull=True).aggregate(sum=Sum("total_fen"))["sum"] or 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT assessment_next_reference()")
        reference: str = cursor.fetchone()[0]
    notice = Notice.objects.create(
        reference=reference, employer=employer, month=month, version=version, total_fen=total_fen + open_fen,
        issued_at=at, due_on=due_on,
    )  # fmt: skip
    return Bill.objects.create(
        employer=employer, region=region or employer.pooling_region, month=month, fund=Fund.INJURY, version=version,
        kind=kind, of_bill=of_bill,
        people=people, lines=people, employer_fen=total_fen, employee_fen=0, account_fen=0, total_fen=total_fen,
        notice_id=notice.pk, issued_at=at, due_on=due_on, is_provisional=law.status in UNSURE,
    )  # fmt: skip
