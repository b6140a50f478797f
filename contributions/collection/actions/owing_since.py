"""What was owed before its bill was written: whom an employer insured later than the law allows, or makes good for.

One place for all of it: a start told late, a newcomer named by a late declaration, an order followed, a back payment,
a month of orders declared late.
"""

import datetime as dt
from collections import defaultdict
from pathlib import Path

from contributions.assessment.models import Bill
from contributions.collection.models import OwedSince
from contributions.collection.rules.back_payment import owed_since
from enrollment.participation.reporting import limits_of
from enrollment.participation.rules.reporting import days_late
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.policy.calendar import legal_day
from siadmin.policy.selectors import law_of_day

SQL = Path(__file__).resolve().parent.parent / "sql"


def owe_since_then(employer: Employer, month: Month, by: User | None, at: dt.datetime) -> None:
    """Keep what of a month's newest bills was owed before: assessment calls it after it changed a month.

    Within the days the law gives to insure somebody, what they cost is due with its bill. Raises NoLawInForce.
    """
    law = law_of_day(employer.pooling_region, month.first_day)
    month_due_on = legal_day(month, int(law.law("collection.due_day").value))
    rows = run_sql(
        SQL / "first_charged.sql", {"employer": employer.pk, "month": month.first_day, "month_due_on": month_due_on}
    )
    owed: dict[tuple[int, dt.date], tuple[int, int | None]] = defaultdict(lambda: (0, None))
    for bill_id, due_on, _, amount_fen, starts_on, reported_on, back_payment in rows:
        in_time = reported_on is None or not days_late(
            starts_on, reported_on, limits_of(employer.pooling_region, starts_on).joining
        )
        since = owed_since(month_due_on, starts_on)
        if since < due_on and (back_payment is not None or not in_time):
            so_far, its_case = owed[bill_id, since]
            owed[bill_id, since] = (so_far + int(amount_fen), back_payment or its_case)
    OwedSince.objects.bulk_create(
        [
            OwedSince(bill_id=bill_id, was_due_on=since, amount_fen=amount_fen, back_payment_id=back_payment)
            for (bill_id, since), (amount_fen, back_payment) in owed.items()
        ]
    )


def owe_orders_since(bill: Bill, was_due_on: dt.date, amount_fen: int) -> None:
    """Keep what of a bill of orders was owed on the legal day, before anybody declared it (SIL 58, 86)."""
    OwedSince.objects.create(bill=bill, was_due_on=was_due_on, amount_fen=amount_fen)
