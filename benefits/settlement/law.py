"""The days and numbers of direct settlement, dated by place; what is not on file is refused."""

import datetime as dt

from siadmin.policy.selectors import StoredLawBook

LATE_DAYS, TOLD_DAYS = "settlement.admission_late_days", "settlement.admission_told_days"
ASKED_A_DAY = "settlement.asked_a_day"


def number(key: str, region: str, on: dt.date) -> int:
    """Raises NoLawInForce."""
    return int(StoredLawBook().law(key, region=region, on=on).value)
