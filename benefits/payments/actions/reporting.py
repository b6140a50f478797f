"""What ends a benefit is reported: what it may end is suspected and waits, and nothing stops by it (REG 25)."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.suspecting import suspected
from benefits.payments.excluding import funds_ended_by
from benefits.payments.models import StopReport
from benefits.payments.rules.reporting import REPORTED
from enrollment.registry.models import Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.workdays import after_working_days
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"


@transaction.atomic
def report_stop(
    *, person: Person, event: str, happened_on: dt.date, reporter: str, case: Case, by: User, at: dt.datetime
) -> StopReport:
    """It was to be reported within working days of the event, by the law of the day it was; what is late is marked.

    Raises NoLawInForce.
    """
    reported_on = timezone.localdate(case.received_at)
    law = law_of_day(case.office.region, reported_on).law("payments.report_days")
    report = StopReport.objects.create(
        case=case, person=person, event=event, happened_on=happened_on, reporter=reporter, reported_on=reported_on,
        due_on=after_working_days(happened_on, int(law.value), WorkCalendar()), law=law.source[:300],
    )  # fmt: skip
    given = {"report": report.pk, "kind": f"{REPORTED}{event}", "funds": funds_ended_by(event), "at": at}
    found = [row[0] for row in run_sql(SQL / "put_reported.sql", given)]
    suspected(found, at)
    record(
        by=by, at=at, code="stop_event_reported", subject_kind="person", subject=person.number, event=event,
        happened_on=str(happened_on), reporter=reporter, due_on=str(report.due_on), is_late=report.is_late,
        count=len(found),
    )  # fmt: skip
    return report
