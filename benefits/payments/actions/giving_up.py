"""What a run was to pay a person is given up once a benefit in it has ended and the money has not arrived (REG 25, 46).

It never leaves then: what else was in it is due with the next run, and what was set off of it is owed again.
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from django.utils import timezone

from benefits.payments.models import GivenUp
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


def give_up(persons: Collection[int], by: User | None, at: dt.datetime) -> None:
    """All that never arrives of what runs were to pay these people; once each."""
    if not persons:
        return
    keep_from_leaving(persons)
    found = run_sql(SQL / "give_up.sql", {"persons": list(persons), "on": timezone.localdate(at), "at": at})
    fresh = GivenUp.objects.filter(pk__in=[row[0] for row in found])
    for each in fresh.select_related("run", "person", "ending__entitlement").order_by("pk"):
        record(
            by=by, at=at, code="payment_given_up", subject_kind="person", subject=each.person.number,
            run=each.run.number, entitlement=each.ending.entitlement.number,
        )  # fmt: skip


def keep_from_leaving(persons: Collection[int]) -> None:
    """Until the end of the transaction no file takes what runs are to pay these people and have not paid."""
    run_sql(SQL / "to_leave.sql", {"persons": list(persons)})
